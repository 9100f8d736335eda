"""Visits: assigned, accepted, filled in, sent; what was answered and what it was worth."""
