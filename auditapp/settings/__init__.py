"""Settings: what a company decides for itself, changed in the browser and kept in the record."""
