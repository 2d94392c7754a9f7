"""Types of fields: what each kind of value is, how it is read, kept, compared, entered and shown."""
