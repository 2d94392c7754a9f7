"""Use cases of calling: asking whether somebody may be called, and the hours, weekends and holidays of countries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select

from app.domain.calling.attempts import dialled_for
from app.domain.calling.checking import book_of, verdict
from app.domain.calling.holidays import holidays_of
from app.domain.calling.records import KeptDay, KeptRule
from app.domain.calling.rows import DayLine, NumberToCall, RuleLine, Verdict
from app.domain.calling.rules import parse_weekend, weekend_in_words
from app.domain.calling.zones import shipped
from app.domain.core.countries import region_of
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.fields import Field, parse
from app.domain.core.outcomes import Outcome
from app.domain.core.phones import parse_phone
from app.domain.core.text import clean_line
from app.domain.core.working import WorkingWeek
from app.domain.fields.kinds import find_record
from app.domain.people.wishes import on_connection, overridden
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.contacting import Calling, wish_against_call
from app.domain.timeline.kinds import with_timeline
from app.words import say, sentences

_DAY: Final = Field("day", "Day", "date")
_EVERYWHERE: Final = frozenset({"", "*", "all", "everywhere", "كل مكان"})
_NAME_LENGTH: Final = 200


class CallingService:
    """When people may be called."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def check(self, ref: str, at: datetime | str | None = None) -> Verdict:
        """Whether somebody may be called.

        Args:
            ref: A lead, opportunity, contact or account, or a number.
            at: When; now without it.

        Raises:
            NotFound: There is no such record, and it is no number.
        """
        moment = self._desk.now() if at is None else parse(Field("at", "At", "moment"), at, self._desk.context())
        with self._desk.read() as reader:
            number = _number(ref, self._desk.region)
            if number:
                return verdict(reader.connection, number=number, at=moment)
            kind, record_id = find_record(reader.connection, ref, with_timeline())
            get = on_connection(reader.connection)
            kind, person, number = dialled_for(kind, get(kind, record_id), None, get)
            return verdict(reader.connection, lead=person, kind=kind.name, number=number, at=moment)

    def line_to(
        self, ref: str, number: str | None = None, *, override: bool = False, override_reason: str | None = None
    ) -> NumberToCall:
        """The number to dial for somebody, if they may be called now.

        Args:
            ref: A lead, opportunity, contact or account.
            number: The number, as it is written; that of the record without it.
            override: Dial although they asked not to be called, or are not called now.
            override_reason: Why.

        Raises:
            NotFound: There is no such record.
            Invalid: There is no number that can be called; or an override has no reason.
            Unwanted: They asked not to be called, are not called at this moment, or the number is on a list.
        """
        with self._desk.read() as reader:
            kind, record_id = find_record(reader.connection, ref, with_timeline())
            get = on_connection(reader.connection)
            record = get(kind, record_id)
            if number:
                number = parse_phone(number, self._desk.region).e164 or number
            _, _, dialled = dialled_for(kind, record, number, get)
            if not dialled:
                raise Invalid(
                    say("{name} has no number that can be called.", name=kind.called(record)),
                    field="number",
                    hint=say("Write it with its country, such as +971501234567."),
                )
            wish = wish_against_call(reader.connection, kind, record, Calling(self._desk.now(), dialled), get)
            overridden(wish, say("nobody was called"), override=override, reason=override_reason)
            return NumberToCall(dialled, kind.called(record))

    def rules(self) -> tuple[RuleLine, ...]:
        """What holds everywhere, then each country that differs from it, by its code."""
        with self._desk.read() as reader:
            book = book_of(reader.connection)
        codes = sorted({*book.rules, *shipped()["weekends"]} - {""})
        return tuple(
            RuleLine(
                code,
                str(book.everywhere if not (own := book.rules.get(code)) or own.hours is None else own.hours),
                weekend_in_words(book.weekend(code)),
                book.observes(code),
                code in book.rules,
            )
            for code in ("", *codes)
        )

    def set(
        self,
        country: str,
        *,
        hours: str | None = None,
        weekend: str | None = None,
        holidays: bool | None = None,
    ) -> Outcome:
        """Decide when people of a country are called; what is not named stays as it is.

        Args:
            country: Its name or code; ``everywhere`` for those that have no rule of their own.
            hours: A week, such as ``Mon-Fri 09:00-18:00``.
            weekend: The days without calls in the hours that hold everywhere, such as ``Fri Sat``, or ``none``.
            holidays: Whether nobody is called on public holidays.

        Raises:
            Invalid: It is no country, or the hours or days cannot be read.
            NotAllowed: The user's role does not allow it.
        """
        code = _country(country)
        week = WorkingWeek.parse(hours) if hours else None
        days = weekend_in_words(parse_weekend(weekend)) if weekend else None
        with self._desk.write("calling.set") as unit:
            kept = unit.session.scalar(select(KeptRule).where(KeptRule.country == code))
            rule = kept or unit.add(KeptRule(country=code))
            if week is not None:
                rule.hours = str(week)
            if days is not None:
                rule.weekend = days
            if holidays is not None:
                rule.holidays = holidays
            message = _said_of_rule(code, rule)
            unit.describe(message)
        return Outcome(rule.id, "", ("calling",), message, unit.seq)

    def reset(self, country: str) -> Outcome:
        """Let a country be as everywhere, or everywhere as it comes with Leadline.

        Raises:
            NotFound: Nothing was decided of it.
        """
        code = _country(country)
        with self._desk.write("calling.set") as unit:
            rule = unit.session.scalar(select(KeptRule).where(KeptRule.country == code))
            if rule is None:
                raise NotFound(
                    say("Nothing was decided of calls to {country}.", country=code or say("everywhere")),
                    hint=say("leadline calling hours shows what holds."),
                )
            unit.session.delete(rule)
            message = say("Calls to {country} are as they come with Leadline.", country=code or say("everywhere"))
            unit.describe(message)
        return Outcome(rule.id, "", ("calling",), message, unit.seq)

    def days(self, country: str, year: int | None = None) -> tuple[DayLine, ...]:
        """The days of a year on which nobody is called in a country, and the public holidays on which people are."""
        code, of = _country(country), year or self._desk.today().year
        with self._desk.read() as reader:
            decided = reader.rows(
                select(KeptDay.day, KeptDay.name, KeptDay.country)
                .where(KeptDay.country.in_({code, ""}))
                .order_by(KeptDay.country)
            )
            observed = book_of(reader.connection).observes(code)
        known = {day: DayLine(day, name, observed, decided=False) for day, name in holidays_of(code, of).items()}
        for day, name, _ in decided:
            if day.year == of:
                shown = name or (known[day].name if day in known else "")
                known[day] = DayLine(day, shown, bool(name), decided=True)
        return tuple(known[day] for day in sorted(known))

    def close_day(self, country: str, day: date | str, name: str) -> Outcome:
        """Call nobody in a country on a day.

        Args:
            country: Its name or code, or ``everywhere``.
            day: The day, as it is there.
            name: What day it is.
        """
        named = clean_line(name, _NAME_LENGTH)
        if not named:
            raise Invalid(say("Name: it cannot be empty."), field="name", hint=say("Say what day it is."))
        code, typed = _country(country), self._day(day)
        with self._desk.write("calling.set") as unit:
            kept = _kept_day(unit, code, typed)
            kept.name = named
            message = say(
                "Nobody is called on {day} in {country}: {name}.",
                day=typed.isoformat(),
                country=code or say("any country"),
                name=named,
            )
            unit.describe(message)
        return Outcome(kept.id, "", ("day",), message, unit.seq)

    def open_day(self, country: str, day: date | str) -> Outcome:
        """Call people in a country on a day although it is a holiday."""
        code, typed = _country(country), self._day(day)
        with self._desk.write("calling.set") as unit:
            kept = _kept_day(unit, code, typed)
            kept.name = ""
            message = say(
                "People are called on {day} in {country}.", day=typed.isoformat(), country=code or say("any country")
            )
            unit.describe(message)
        return Outcome(kept.id, "", ("day",), message, unit.seq)

    def forget_day(self, country: str, day: date | str) -> Outcome:
        """Let a day be what it is known as again.

        Raises:
            NotFound: Nothing was decided of it.
        """
        code, typed = _country(country), self._day(day)
        with self._desk.write("calling.set") as unit:
            kept = unit.session.scalar(select(KeptDay).where(KeptDay.country == code, KeptDay.day == typed))
            if kept is None:
                raise NotFound(say("Nothing was decided of {day}.", day=typed.isoformat()))
            unit.session.delete(kept)
            message = say("{day} is again what it is known as.", day=typed.isoformat())
            unit.describe(message)
        return Outcome(kept.id, "", ("day",), message, unit.seq)

    def _day(self, day: date | str) -> date:
        typed: date | None = parse(_DAY, day, self._desk.context())
        if typed is None:
            raise Invalid(say("Day: it cannot be empty."), field="day", hint=say("Such as 2026-12-02."))
        return typed


def _kept_day(unit: UnitOfWork, country: str, day: date) -> KeptDay:
    kept = unit.session.scalar(select(KeptDay).where(KeptDay.country == country, KeptDay.day == day))
    return kept or unit.add(KeptDay(country=country, day=day, name=""))


def _country(text: str) -> str:
    """The code of a country; empty for everywhere.

    Raises:
        Invalid: It is none.
    """
    if text.strip().casefold() in _EVERYWHERE:
        return ""
    code = region_of(text)
    if not code:
        raise Invalid(
            say("“{text}” is not a country.", text=clean_line(text, 40)),
            field="country",
            hint=say("Write its name or its code, such as AE, or everywhere."),
        )
    return code


def _number(text: str, region: str) -> str:
    """The number that a text is; empty where it is none, such as the code of a lead."""
    from app.domain.core.phones import looks_dialled

    return parse_phone(text, region).e164 or "" if looks_dialled(text) else ""


def _said_of_rule(code: str, rule: KeptRule) -> Any:
    country = code or say("everywhere")
    return sentences(
        say("Calls to {country}: {hours}.", country=country, hours=rule.hours) if rule.hours else "",
        say("Weekend of {country}: {days}.", country=country, days=rule.weekend) if rule.weekend else "",
        ""
        if rule.holidays is None
        else say("Nobody is called on public holidays of {country}.", country=country)
        if rule.holidays
        else say("People are called on public holidays of {country}.", country=country),
    )
