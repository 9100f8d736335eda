"""Results over many visits: the table, and the means that a report stands beside."""
