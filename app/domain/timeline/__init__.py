"""The timeline: everything that happened or is planned with a record."""
