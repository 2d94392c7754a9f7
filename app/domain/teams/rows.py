"""What the faces see of teams and of time off."""

from __future__ import annotations

from datetime import datetime

from app.domain.core.frozen import frozen
from app.domain.people.rows import UserLine


@frozen
class TeamLine:
    """A team with those in it.

    Attributes:
        id: Its identity.
        code: Its short code.
        name: What it is called.
        members: The names of those in it who work here.
        member_ids: Their ids, in the same order.
        left: The names of those in it who no longer work here.
    """

    id: str
    code: str
    name: str
    members: tuple[str, ...]
    member_ids: tuple[str, ...]
    left: tuple[str, ...] = ()


@frozen
class TimeOffLine:
    """A time in which somebody does not work.

    Attributes:
        id: Its identity.
        user: Whose it is, by name.
        user_code: Their short code.
        from_at: When it begins.
        until_at: When they are back.
        reason: Why, such as a holiday.
    """

    id: str
    user: str
    user_code: str
    from_at: datetime
    until_at: datetime
    reason: str | None


@frozen
class Colleague:
    """A user with what says when there is work for them.

    Attributes:
        user: Who.
        teams: The names of their teams.
        away: Their time off that is not over, in order.
    """

    user: UserLine
    teams: tuple[str, ...]
    away: tuple[TimeOffLine, ...]
