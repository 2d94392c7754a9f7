"""Attachments: the files that belong to a record."""
