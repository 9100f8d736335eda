"""People, what they may do and where, and how they get in."""
