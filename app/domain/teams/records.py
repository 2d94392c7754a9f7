"""The stored truth about teams: who belongs to which, and when somebody is off."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import KEY, Record
from app.domain.store.types import Code, Id, Line

_USER = "user_account.id"


class Team(Record):
    """Colleagues who work together, such as those of a region."""

    __tablename__ = "team"
    __table_args__ = (Index("uq_team_name_key", "name_key", unique=True),)
    looked_up = True

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Line]
    name_key: Mapped[Line] = mapped_column(info=KEY)
    """The folded name, so that no two teams are called the same."""


class Membership(Record):
    """A colleague in a team."""

    __tablename__ = "team_membership"
    __table_args__ = (
        Index("uq_team_membership_team_user", "team_id", "user_id", unique=True),
        Index("ix_team_membership_user", "user_id"),
    )

    team_id: Mapped[Id] = mapped_column(ForeignKey("team.id", deferrable=True, initially="DEFERRED"))
    user_id: Mapped[Id] = mapped_column(ForeignKey(_USER, deferrable=True, initially="DEFERRED"))


class TimeOff(Record):
    """A time in which a colleague does not work, whatever their hours say."""

    __tablename__ = "time_off"
    __table_args__ = (Index("ix_time_off_user_until", "user_id", "until_at"),)

    user_id: Mapped[Id] = mapped_column(ForeignKey(_USER, deferrable=True, initially="DEFERRED"))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    """When they are back; it is no part of the time off."""
    reason: Mapped[Line | None]
