"""What the faces see of calling: whether somebody may be called, the rules of countries, and do-not-call lists."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from app.domain.core.frozen import frozen
from app.words import Said, say


@frozen
class Barred:
    """A number that is on a do-not-call list.

    Attributes:
        number: As E.164.
        code: The list's short code.
        name: What the list is called: its file, or why the number was entered.
        queue_id: The queue for which it holds; empty for all.
        since: Since when.
    """

    number: str
    code: str
    name: str
    queue_id: str
    since: datetime

    def as_json(self) -> dict[str, Any]:
        """The entry as the command line prints it with ``--json``."""
        return {
            "number": self.number,
            "list": self.code,
            "name": self.name,
            "queue": self.queue_id,
            "since": self.since.isoformat(),
        }


@frozen
class Verdict:
    """Whether somebody may be called at a moment.

    Attributes:
        allowed: Whether they may.
        code: Why not: ``do_not_contact``, ``do_not_phone``, ``do_not_call`` (on a list), ``no_number``, ``no_zone``,
            ``hours``, ``weekend``, ``holiday``, ``cap_total``, ``cap_day``, ``refused`` or ``cool_down``; empty where
            they may.
        said: The same in a sentence without a full stop; ``None`` where they may.
        until: Until when it holds: while they may be called, when that ends; else when they may be called again as
            far as this reason goes. `NEVER` where no moment is known.
        number: The number that was asked about, as E.164; empty for none.
        zones: The zones they may be in, by name.
        local_times: What the clocks there show, each time once, the earliest first.
        bucket: The key of the bucket they belong to; see ``app.domain.calling.rules.Bucket``.
        list_code: The do-not-call list that has the number, where one has.
    """

    allowed: bool
    code: str
    said: Said | None
    until: datetime
    number: str
    zones: tuple[str, ...]
    local_times: tuple[datetime, ...]
    bucket: str
    list_code: str = ""

    def as_json(self) -> dict[str, Any]:
        """The verdict as the command line prints it with ``--json``."""
        return {
            "allowed": self.allowed,
            "reason": self.code or None,
            "message": self.said,
            "until": self.until.isoformat(),
            "number": self.number or None,
            "zones": list(self.zones),
            "local_times": [each.isoformat() for each in self.local_times],
            "list": self.list_code or None,
        }


@frozen
class NumberToCall:
    """A number that may be dialled now.

    Attributes:
        number: As E.164.
        name: Who is called.
    """

    number: str
    name: str


@frozen
class RuleLine:
    """What holds for calls to a country.

    Attributes:
        country: ISO 3166 code; empty for what holds everywhere else.
        hours: When people are called there, as a week.
        weekend: The days on which they are not, where the hours are those of everywhere.
        holidays: Whether they are not on public holidays.
        decided: Whether a manager decided any of it.
    """

    country: str
    hours: str
    weekend: str
    holidays: bool
    decided: bool

    @property
    def where(self) -> str:
        """The country, or that it is everywhere, for a person."""
        return self.country or say("everywhere")

    def as_json(self) -> dict[str, Any]:
        """The rule as the command line prints it with ``--json``."""
        return {
            "country": self.country or None,
            "hours": self.hours,
            "weekend": self.weekend,
            "holidays": self.holidays,
            "decided": self.decided,
        }


@frozen
class DayLine:
    """A day of a country on which nobody is called, or people are although it is a public holiday.

    Attributes:
        day: The day.
        name: What it is called.
        closed: Whether nobody is called then.
        decided: Whether a manager decided it; else it is known as a public holiday.
    """

    day: date
    name: str
    closed: bool
    decided: bool

    def as_json(self) -> dict[str, Any]:
        """The day as the command line prints it with ``--json``."""
        return {"day": self.day.isoformat(), "name": self.name, "closed": self.closed, "decided": self.decided}


@frozen
class ListLine:
    """A do-not-call list.

    Attributes:
        code: Its short code.
        name: Its file's name, or why the numbers were entered.
        queue_id: The queue for which it holds; empty for all.
        numbers: How many numbers it has.
        broken: How many lines of its file were no number.
        whole: Whether its file was read to the end.
        at: When it was entered.
    """

    code: str
    name: str
    queue_id: str
    numbers: int
    broken: int
    whole: bool
    at: datetime

    def as_json(self) -> dict[str, Any]:
        """The list as the command line prints it with ``--json``."""
        return {
            "code": self.code,
            "name": self.name,
            "queue": self.queue_id,
            "numbers": self.numbers,
            "broken": self.broken,
            "whole": self.whole,
            "at": self.at.isoformat(),
        }


@frozen
class ListImport:
    """What came of a file of numbers.

    Attributes:
        code: The list's short code; empty where no number was in it.
        new: How many numbers were new.
        here_already: How many lines named one that was there.
        broken: How many lines were no number.
        first: The first of those: line, text and why.
        message: The same in a sentence.
        seq: The command's place in the log.
    """

    code: str
    new: int
    here_already: int
    broken: int
    first: tuple[tuple[int, str, Said], ...]
    message: Said
    seq: int

    def as_json(self) -> dict[str, Any]:
        """The result as the command line prints it with ``--json``."""
        return {
            "list": self.code or None,
            "new": self.new,
            "already_there": self.here_already,
            "broken": self.broken,
            "first_broken": [{"line": line, "text": text, "reason": why} for line, text, why in self.first],
            "message": self.message,
            "command": self.seq,
        }
