"""Leadline with the example area: ``python -m tests.example_area`` and the words of ``leadline``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from app.__main__ import main
from app.bootstrap import database_url
from app.domain import areas
from app.domain.records import metadata
from app.domain.store.engine import open_engine
from tests.example_area.area import SAMPLES

MAKE_TABLES = "make-tables"
"""The word that makes the area's tables in a database; one that comes with Leadline has a migration for it."""


def _make_tables(address: str) -> int:
    engine = open_engine(database_url(address), writer=True)
    metadata().create_all(engine)
    engine.dispose()
    return 0


def run(words: Sequence[str]) -> int:
    """Let the area join, and go on as Leadline does."""
    areas.add(SAMPLES)
    return _make_tables(words[1]) if words[:1] == [MAKE_TABLES] else main(words)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
