"""The one question: whether somebody may be called at a moment, in a transaction or on any connection."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from app.domain.calling.attempts import attempts_to
from app.domain.calling.barring import barred
from app.domain.calling.holidays import holiday_of
from app.domain.calling.records import KeptDay, KeptRule
from app.domain.calling.rows import Verdict
from app.domain.calling.rules import Book, Bucket, Caps, CountryRule, Held, Opening, held, opening, parse_weekend
from app.domain.calling.saying import local_times, said_of_caps, said_of_list, said_of_opening
from app.domain.calling.settings import AFTER_REFUSAL, COOL_DOWN, IN_ALL, PER_DAY
from app.domain.calling.zones import Zones, zones_of
from app.domain.core.frozen import frozen
from app.domain.core.working import NEVER, WorkingWeek
from app.domain.fields.kinds import KINDS
from app.domain.people.wishes import wish_against
from app.domain.settings.declared import setting_called
from app.domain.settings.queries import value_of
from app.domain.settings.records import KeptSetting
from app.domain.store.finding import Asked
from app.domain.store.unit import table_of
from app.words import Said, say

_RULE, _DAY = table_of(KeptRule), table_of(KeptDay)
_SETTING = table_of(KeptSetting)


@frozen
class Called:
    """Who is called, as far as it matters for when.

    Attributes:
        number: As E.164; empty where none is known.
        zones: The zones they may be in.
    """

    number: str
    zones: Zones


def called(record: Any, number: str = "") -> Called:
    """Who is called on behalf of a record.

    Args:
        record: A lead, contact or account: anything with its columns for attributes. ``None`` where there is only a
            number.
        number: The number that is dialled, as E.164; the record's own without it.
    """
    dialled = number or getattr(record, "phone_e164", None) or ""
    columns = {
        "given": getattr(record, "time_zone", None),
        "country": getattr(record, "country", None),
        "part": getattr(record, "region", None),
        "city": getattr(record, "city", None),
    }
    return Called(dialled, zones_of(**columns, number=dialled or None))


def book_of(asked: Asked) -> Book:
    """The rules of all countries as they hold now."""
    rules = asked.execute(select(_RULE.c.country, _RULE.c.hours, _RULE.c.weekend, _RULE.c.holidays)).all()
    days = asked.execute(select(_DAY.c.country, _DAY.c.day, _DAY.c.name)).all()
    return _book(tuple(rules), tuple(days))


def caps_of(asked: Asked) -> Caps:
    """How often somebody may be called, as managers decided for everybody."""
    codes = (PER_DAY, IN_ALL, COOL_DOWN, AFTER_REFUSAL)
    kept: Mapping[str, Any] = dict(
        asked.execute(select(_SETTING.c.code, _SETTING.c.body).where(_SETTING.c.code.in_(codes))).all()
    )
    per_day, in_all, hours, days = (value_of(setting_called(each), kept.get(each, {})) for each in codes)
    cool_down, refusal = timedelta(hours=hours or 0), timedelta(days=days) if days else None
    return Caps(per_day, in_all, cool_down, refusal)


def verdict(  # noqa: PLR0913 - what may be known beforehand is handed in, so that it is not read again
    asked: Asked,
    *,
    lead: Any = None,
    kind: str = "lead",
    number: str = "",
    at: datetime,
    queue_id: str = "",
    hours: str = "",
    caps: Caps | None = None,
    promised: bool = False,
    wishes: bool = True,
    book: Book | None = None,
) -> Verdict:
    """Whether somebody may be called at a moment, and until when that holds.

    Args:
        asked: The session or connection.
        lead: The lead, or any other record that is called: anything with its columns for attributes.
        kind: The kind of that record.
        number: The number that is dialled, as E.164; the lead's own without it.
        at: The moment.
        queue_id: The queue that asks; its own do-not-call lists count then, too.
        hours: The queue's own hours, as a week, by which those of the country are narrowed.
        caps: How often somebody may be called; as managers decided for everybody without it.
        promised: Whether they were promised this call: then it does not count how often they were called.
        wishes: Whether what they asked themselves counts; else whoever asks has looked already.
        book: The rules of all countries, where they are at hand.
    """
    who = called(lead, number)
    bucket = Bucket(who.zones.localities, hours)
    found = _Asking(who, bucket, at.astimezone(UTC))
    wish = (
        wish_against("call", "out", ((KINDS[kind], lead),), lambda _kind, _id: None)
        if lead is not None and wishes
        else None
    )
    if wish is not None:
        return found.refused(wish.rule, wish.said, NEVER)
    if not who.number:
        return found.refused("no_number", say("No number is known that can be called"), NEVER)
    listed = barred(asked, who.number, queue_id)
    if listed is not None:
        return found.refused("do_not_call", said_of_list(listed), NEVER, listed.code)
    if book is None:
        book = book_of(asked)
    opened = opening(bucket, found.at, book)
    if not opened.is_open:
        return found.refused(opened.why, said_of_opening(opened, found.at, book), opened.until)
    limits = caps_of(asked) if caps is None else caps
    reached = _reached(asked, who, found.at, limits) if not promised else None
    if reached is not None:
        return found.refused(reached.why, said_of_caps(reached), reached.until)
    return found.answer(opened)


@frozen
class _Asking:
    """What is asked, for the answer."""

    who: Called
    bucket: Bucket
    at: datetime

    def refused(self, code: str, said: Said, until: datetime, list_code: str = "") -> Verdict:
        """That they may not be called."""
        return self._answer(allowed=False, code=code, said=said, until=until, list_code=list_code)

    def answer(self, opened: Opening) -> Verdict:
        """That they may."""
        return self._answer(allowed=True, code="", said=None, until=opened.until)

    def _answer(self, *, allowed: bool, code: str, said: Said | None, until: datetime, list_code: str = "") -> Verdict:
        names = self.who.zones.names
        times = local_times(names, self.at)
        return Verdict(allowed, code, said, until, self.who.number, names, times, self.bucket.key, list_code)


def _reached(asked: Asked, who: Called, at: datetime, caps: Caps) -> Held | None:
    """Whether they were called often enough; the calls are read only where that could be."""
    if caps == Caps():
        return None
    return held(attempts_to(asked, who.number), at, who.zones.names, caps)


@lru_cache(maxsize=8)
def _book(
    rules: tuple[tuple[str, str | None, str | None, bool | None], ...], days: tuple[tuple[str, date, str], ...]
) -> Book:
    """The rules from what is kept of them; those of a database that did not change are worked out once."""
    decided = {(country, day): name for country, day, name in days}

    def day_off(country: str, day: date) -> str:
        for each in (country, ""):
            if (each, day) in decided:
                return decided[each, day]
        return holiday_of(country, day)

    by_country = {
        country: CountryRule(
            WorkingWeek.parse(hours) if hours else None,
            parse_weekend(weekend) if weekend else None,
            None if holidays is None else bool(holidays),
        )
        for country, hours, weekend, holidays in rules
    }
    return Book(by_country, day_off)
