"""The opening: the first screen's rows, read on bare SQLite while the rest of the program still loads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.assistant.queries import Viewer
from app.domain.core.errors import Refusal
from app.domain.core.frozen import frozen
from app.domain.core.windows import Window
from app.domain.leads.queries import first_window
from app.domain.leads.rows import LeadLine
from app.domain.overview.parts import PARTS
from app.domain.overview.queries import read_overview
from app.domain.overview.rows import Part, RecordOverview
from app.domain.people.seats import Seat, find_seat
from app.domain.store.permission import why_file_is_only_read
from app.start.cold_reader import NotPreparedError, cold_reader


@frozen
class Opening:
    """What the first screen shows.

    Attributes:
        user_id: Who works here.
        user_name: That user's name.
        user_role: That user's role.
        zone: The zone times are shown in.
        window: The first lines of the lead list.
        overview: Everything of the first lead; ``None`` in an empty list.
        newest: The place in the log of the newest command that the rows show.
        why_only_read: Why nothing may be written into the file; empty where it may.
    """

    user_id: str
    user_name: str
    user_role: str
    zone: ZoneInfo
    window: Window[LeadLine]
    overview: RecordOverview | None
    newest: int
    why_only_read: str = ""


def read_opening(
    path: Path,
    login: str,
    named: str,
    now: datetime,
    take_seat: Callable[[Seat], ZoneInfo],
    lines: int,
    parts: Sequence[Part[Any]] = PARTS,
    *,
    currency: str = "USD",
) -> Opening | None:
    """The first screen's rows, or ``None`` where they must wait for the workspace.

    Args:
        path: The database file.
        login: The operating system's account.
        named: The user that the settings name; empty for the account's.
        now: The present moment.
        take_seat: Speaks the language of whoever works, and gives the zone that times are shown in.
        lines: How many lines of the list fit.
        parts: What the panels show of a record.
        currency: ISO 4217 code of money that names none.
    """
    try:
        with cold_reader(path) as reader:
            seat = find_seat(reader, named, login)
            if seat is None:
                return None
            zone = take_seat(seat)
            window = first_window(reader, lines)
            viewer = Viewer(seat.id, now, zone, currency=currency, hurried=True)
            first = read_overview(reader, "lead", window.lines[0].id, viewer, parts) if window.lines else None
            refusal = str(why_file_is_only_read(path, str(path)) or "")
            return Opening(seat.id, seat.name, seat.role, zone, window, first, reader.newest_command(), refusal)
    except (NotPreparedError, Refusal):
        return None


def newest_command(path: Path) -> int | None:
    """The place in the log of the newest command; ``None`` where the file cannot be read."""
    try:
        with cold_reader(path) as reader:
            return reader.newest_command()
    except NotPreparedError:
        return None
