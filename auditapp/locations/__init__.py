"""Locations: the places where customers are served, and the brands and regions they belong to."""
