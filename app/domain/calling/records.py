"""The stored truth about calling: rules of countries, days on which nobody is called, and numbers that never are."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import UNLOGGED, Base, Record
from app.domain.store.types import Code, Id, Line


class KeptRule(Record):
    """What a manager decided of calls to a country; what is empty is as it is everywhere."""

    __tablename__ = "calling_rule"
    looked_up = True
    __table_args__ = (Index("uq_calling_rule_country", "country", unique=True),)

    country: Mapped[Code]
    """ISO 3166 code; empty for what holds everywhere else."""
    hours: Mapped[Line | None]
    """A week, as `WorkingWeek` reads it."""
    weekend: Mapped[Line | None]
    """Days of the week, such as ``Fri Sat``."""
    holidays: Mapped[bool | None]
    """Whether nobody is called on a public holiday."""


class KeptDay(Record):
    """What a manager decided of a day in a country: nobody is called then, or people are although it is a holiday."""

    __tablename__ = "calling_day"
    looked_up = True
    __table_args__ = (Index("uq_calling_day_country_day", "country", "day", unique=True),)

    country: Mapped[Code]
    """ISO 3166 code; empty for every country."""
    day: Mapped[date] = mapped_column(Date)
    name: Mapped[Line]
    """What day it is; empty for one on which people are called."""


class DoNotCallList(Record):
    """Numbers that were entered together as not to be called: a file, or by hand; taking it back frees them."""

    __tablename__ = "do_not_call_list"
    looked_up = True

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Line]
    """The file's name, or why they were entered."""
    queue_id: Mapped[Code] = mapped_column(default="")
    """The queue for which it holds; empty for all."""
    numbers: Mapped[int] = mapped_column(default=0)
    """How many were new."""
    here_already: Mapped[int] = mapped_column(default=0)
    """How many lines named a number that was there already."""
    broken: Mapped[int] = mapped_column(default=0)
    """How many lines were no number."""
    is_whole: Mapped[bool] = mapped_column(default=False)
    """Whether its file was read to the end."""
    relied_on: Mapped[int] = mapped_column(default=0)
    """How many lines of later lists named a number of this one; so it is not taken back before them."""


class DoNotCallNumber(Base):
    """A number of a list. It counts as long as its list is there, so lists of a million come and go in one row."""

    __tablename__ = "do_not_call"
    __table_args__ = (Index("ix_do_not_call_list_id", "list_id"), {"sqlite_with_rowid": False, "info": UNLOGGED})

    number: Mapped[str] = mapped_column(String(20), primary_key=True)
    """E.164."""
    queue_id: Mapped[Code] = mapped_column(primary_key=True, default="")
    """That of its list."""
    list_id: Mapped[Id] = mapped_column(primary_key=True)


class FreedNumber(Record):
    """A number that was taken off a list by hand."""

    __tablename__ = "do_not_call_freed"
    looked_up = True
    __table_args__ = (Index("ix_do_not_call_freed_number", "number", "list_id"),)

    number: Mapped[Line]
    list_id: Mapped[Id]


class CalledNumber(Base):
    """The number that a call went to; how often one was called is counted by it."""

    __tablename__ = "called_number"
    __table_args__ = (
        Index("ix_called_number_activity_id", "activity_id"),
        {"sqlite_with_rowid": False, "info": UNLOGGED},
    )

    number: Mapped[str] = mapped_column(String(20), primary_key=True)
    """E.164."""
    activity_id: Mapped[Id] = mapped_column(primary_key=True)
