"""Fields at work: a manager's own fields, and values read, written and shown by field."""
