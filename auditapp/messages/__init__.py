"""Messages: what the company writes to people, kept in an outbox until it has gone."""
