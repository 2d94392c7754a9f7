"""Migrations: how a database of an older version becomes one of this version."""

HEAD = "0028"
"""The newest migration; opening a database compares with it before Alembic is loaded."""
