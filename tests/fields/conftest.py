"""The tests of fields run commands, too."""

from __future__ import annotations

from tests.cli.conftest import database, fresh_database, leadline

__all__ = ["database", "fresh_database", "leadline"]
