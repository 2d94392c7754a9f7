"""Search: one question to every kind of record."""
