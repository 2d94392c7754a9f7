"""The opening: the first screen's rows, read on bare SQLite while the rest of the program still loads."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app.domain.assistant.queries import Look
from app.domain.core.errors import Refusal
from app.domain.core.frozen import frozen
from app.domain.leads.queries import first_window
from app.domain.leads.rows import LeadWindow
from app.domain.overview.queries import read_overview
from app.domain.overview.rows import RecordOverview
from app.domain.store.cold import NotPreparedError, cold_reader


@frozen
class Opening:
    """What the first screen shows.

    Attributes:
        user_id: Who works here.
        user_name: That user's name.
        window: The first lines of the lead list.
        overview: Everything of the first lead; ``None`` in an empty list.
    """

    user_id: str
    user_name: str
    window: LeadWindow
    overview: RecordOverview | None


def read_opening(path: Path, login: str, named: str, now: datetime, zone: ZoneInfo, lines: int) -> Opening | None:
    """The first screen's rows, or ``None`` where they must wait for the workspace.

    Args:
        path: The database file.
        login: The operating system's account.
        named: The user that the settings name; empty for the account's.
        now: The present moment.
        zone: The user's zone.
        lines: How many lines of the list fit.
    """
    try:
        with cold_reader(path) as reader:
            users = reader.named("users.active")
            wanted = (named or login).casefold()
            user = next(
                (row for row in users if wanted in (row[1].casefold(), row[2].casefold(), row[3].casefold())), None
            )
            if user is None and not named and users:
                user = users[0]
            if user is None:
                return None
            window = first_window(reader, lines)
            look = Look(user[0], now, zone)
            first = read_overview(reader, "lead", window.lines[0].id, look) if window.lines else None
            return Opening(user[0], user[3], window, first)
    except (NotPreparedError, Refusal):
        return None
