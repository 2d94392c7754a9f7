"""Upkeep: looking after the database that the settings name, without sitting down at it."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap import database_url
from app.domain.records import metadata
from app.domain.store import care
from app.domain.store.check import Progress
from app.settings import Settings


def condition(settings: Settings) -> care.Condition:
    """What the database is made of; it may be of another version than this program's.

    Raises:
        StoreProblem: It is not there, or cannot be opened.
    """
    return care.condition(database_url(settings.database))


def check(settings: Settings, *, records: bool = True, progress: Progress | None = None) -> tuple[str, ...]:
    """What is wrong inside the database, a sentence each; nothing when it is whole.

    Args:
        settings: Which database.
        records: Whether the log and every record are read as well.
        progress: Told how many rows have been read, of how many.

    Raises:
        StoreProblem: It is not there, or cannot be opened at all.
    """
    tables = metadata().tables
    return care.check(database_url(settings.database), tables, records=records, progress=progress)


def left_unfinished(settings: Settings) -> tuple[str, ...]:
    """The commands in pieces that are under way or were broken off, a sentence each."""
    return care.left_unfinished(database_url(settings.database))


def back_up(settings: Settings, target: Path) -> care.Copied:
    """Copy the database into a new file, and the files attached in it into a folder beside that.

    Raises:
        Invalid: The file is there already, or cannot be made.
        StoreProblem: The database is not there, or is not a file.
    """
    return care.back_up(database_url(settings.database), target, metadata().tables)
