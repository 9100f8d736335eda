"""The guide: for each role what it does in the product, where, and what may go wrong."""
