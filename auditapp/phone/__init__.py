"""The shopper's pages: visits, assignment, the form that works without script, what was sent."""
