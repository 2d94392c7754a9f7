"""Who is in a team, and when somebody works; asked by whoever hands out work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.domain.core.errors import Invalid
from app.domain.core.working import ALWAYS, Span, Working, WorkingWeek
from app.domain.people.records import User
from app.domain.store.finding import find_id
from app.domain.store.unit import table_of
from app.domain.teams.records import Membership, Team, TimeOff
from app.domain.teams.rows import TeamLine, TimeOffLine
from app.words import say_in

if TYPE_CHECKING:
    from app.domain.store.finding import Asked


def team_id(asked: Asked, ref: str) -> str:
    """The id of the team of a code or name.

    Raises:
        NotFound: There is none.
    """
    return find_id(asked, table_of(Team), ref, noun=say_in("kind", "team"), names=("name",), example="TEAM-2M8X")


def members_by_team(asked: Asked, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Those in some teams who work here, by the teams' ids; a team without any has none."""
    members, users = table_of(Membership).c, table_of(User).c
    found: dict[str, tuple[str, ...]] = dict.fromkeys(ids, ())
    chosen = (
        select(members.team_id, members.user_id)
        .join(table_of(User), users.id == members.user_id)
        .where(members.team_id.in_(found), users.active)
        .order_by(users.code)
    )
    for team, user in asked.execute(chosen):
        found[team] = (*found[team], user)
    return found


def teams_there(asked: Asked) -> tuple[TeamLine, ...]:
    """Every team with those in it, by name."""
    members, users, teams = table_of(Membership).c, table_of(User).c, table_of(Team)
    people: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    belonging = select(members.team_id, users.id, users.name, users.active).join(
        table_of(User), users.id == members.user_id
    )
    for team, user, name, active in asked.execute(belonging.order_by(users.name, users.code)):
        people[team].append((user, name, active))
    rows = asked.execute(select(teams.c.id, teams.c.code, teams.c.name).order_by(teams.c.name_key))
    return tuple(
        TeamLine(
            row.id,
            row.code,
            row.name,
            tuple(name for _, name, active in people[row.id] if active),
            tuple(user for user, _, active in people[row.id] if active),
            tuple(name for _, name, active in people[row.id] if not active),
        )
        for row in rows
    )


def time_off_there(asked: Asked, *, user: str | None = None, since: datetime | None = None) -> tuple[TimeOffLine, ...]:
    """Time off in order of time.

    Args:
        asked: Where it is read.
        user: The id of whose; everybody's without one.
        since: What was over by then is left out.
    """
    off, users = table_of(TimeOff).c, table_of(User).c
    chosen = (
        select(off.id, users.name, users.code, off.from_at, off.until_at, off.reason)
        .join(table_of(User), users.id == off.user_id)
        .order_by(off.from_at, users.name, off.id)
    )
    chosen = chosen if user is None else chosen.where(off.user_id == user)
    return tuple(
        TimeOffLine(*row) for row in asked.execute(chosen if since is None else chosen.where(off.until_at > since))
    )


def working_of(
    asked: Asked, user_ids: Iterable[str], *, since: datetime | None = None, zone: ZoneInfo | None = None
) -> dict[str, Working]:
    """When users work: their hours on the clock of their zone, without their time off.

    Hours that cannot be read count as none were given.

    Args:
        asked: Where it is read.
        user_ids: Whose.
        since: Time off that was over by then is left out.
        zone: That of users who have none of their own; UTC without it.
    """
    users, off = table_of(User).c, table_of(TimeOff).c
    wanted = tuple(dict.fromkeys(user_ids))
    away: dict[str, list[Span]] = defaultdict(list)
    absent = select(off.user_id, off.from_at, off.until_at).where(off.user_id.in_(wanted))
    for user, begin, end in asked.execute(absent if since is None else absent.where(off.until_at > since)):
        away[user].append((begin, end))
    found = asked.execute(select(users.id, users.working_hours, users.time_zone).where(users.id.in_(wanted)))
    return {row.id: Working(_week(row.working_hours), _zone(row.time_zone, zone), tuple(away[row.id])) for row in found}


def _week(text: str | None) -> WorkingWeek:
    try:
        return WorkingWeek.parse(text or "")
    except Invalid:
        return ALWAYS


def _zone(own: str, other: ZoneInfo | None) -> ZoneInfo:
    try:
        return ZoneInfo(own) if own else other or ZoneInfo("UTC")
    except (LookupError, ValueError, OSError):  # a name that this machine does not know
        return other or ZoneInfo("UTC")
