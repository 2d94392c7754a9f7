"""Entering activities: what took place, what is planned, and what is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.outcomes import Outcome
from app.domain.fields.editing import read_values
from app.domain.fields.kinds import KINDS
from app.domain.people.linking import resolver
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.fields import ACTIVITY_FIELDS
from app.domain.timeline.participants import Party, parties
from app.domain.timeline.records import Activity
from app.domain.timeline.rules import OPEN, ends_after, forbidden_by, status_when_logged, subject_of
from app.domain.timeline.writing import Place, living, place_of, places, put

HOUR = 3600
_BEHIND = ("contact", "lead", "account")
"""Kinds of record that another one names and on whose behalf it may not be contacted either."""


class Entering:
    """The verbs that put something new on a timeline."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def log_call(  # noqa: PLR0913 - one parameter a line of the form
        self,
        ref: str,
        *,
        direction: str = "out",
        number: str | None = None,
        duration_seconds: int | None = None,
        outcome: str | None = None,
        notes: str | None = None,
        subject: str | None = None,
        at: datetime | str | None = None,
        people: Sequence[str] = (),
        override: bool = False,
    ) -> Outcome:
        """Log a phone call with a record, or plan one when its moment is ahead.

        Args:
            ref: The lead, opportunity, contact or account.
            direction: ``out`` (made) or ``in`` (received).
            number: The number called or calling.
            duration_seconds: How long it took.
            outcome: How it ended, in a few words.
            notes: What was said.
            subject: What it was about.
            at: When; now without it.
            people: Who was on the call beside the author.
            override: Log an outbound call although the record does not want to be called.

        Raises:
            NotAllowed: The record does not want to be called.
            InvalidFields: Some values do not fit.
        """
        values = {
            "direction": direction,
            "address": number,
            "duration_seconds": duration_seconds,
            "outcome": outcome,
            "body": notes,
            "subject": subject,
            "at": at,
        }
        return self._log("call", ref, values, people, override=override)

    def log_email(
        self,
        ref: str,
        *,
        direction: str = "out",
        subject: str | None = None,
        body: str | None = None,
        address: str | None = None,
        at: datetime | str | None = None,
        people: Sequence[str] = (),
        override: bool = False,
    ) -> Outcome:
        """Log an email with a record.

        Args:
            ref: The lead, opportunity, contact or account.
            direction: ``out`` or ``in``.
            subject: Its subject.
            body: Its text.
            address: The address written to or from.
            at: When; now without it.
            people: Who was written to, or who wrote.
            override: Log an outbound email although the record does not want any.

        Raises:
            NotAllowed: The record does not want emails.
            InvalidFields: Some values do not fit.
        """
        values = {"direction": direction, "address": address, "body": body, "subject": subject, "at": at}
        return self._log("email", ref, values, people, override=override)

    def book(
        self,
        ref: str,
        subject: str,
        start: datetime | str,
        *,
        duration_seconds: int = HOUR,
        end: datetime | str | None = None,
        place: str | None = None,
        people: Sequence[str] = (),
        agenda: str | None = None,
    ) -> Outcome:
        """Book an appointment; one that is over already is logged as held.

        Args:
            ref: The lead, opportunity, contact or account.
            subject: What it is for.
            start: When it starts.
            duration_seconds: How long it takes, unless ``end`` is given.
            end: When it ends.
            place: Where.
            people: Who takes part: contacts or colleagues by reference or name, or any names.
            agenda: What is to be talked about.

        Raises:
            Invalid: It would end before it starts, or has no start.
        """
        given = {"subject": subject, "start_at": start, "end_at": end, "place": place, "body": agenda}
        with self._desk.write("timeline.book") as unit:
            typed = self._read(unit, {**given, "duration_seconds": duration_seconds})
            begins = typed["start_at"]
            if begins is None:
                raise Invalid("Start: an appointment needs one.", field="start_at", hint="Such as tomorrow 10.")
            ends = ends_after(begins, typed["end_at"], typed["duration_seconds"] or 0)
            typed |= {"end_at": ends, "duration_seconds": round((ends - begins).total_seconds())}
            activity = self._made("appointment", typed, at=begins, unit=unit, until=ends)
            message = _entered(unit, place_of(unit.session, ref), activity, parties(unit.session, people))
        return _outcome(activity, message, unit)

    def add_task(
        self,
        ref: str,
        subject: str,
        *,
        due: datetime | str | None = None,
        priority: str = "normal",
        notes: str | None = None,
        owner: str | None = None,
    ) -> Outcome:
        """Add a task; it is the author's own unless another owner is named."""
        given = {
            "subject": subject,
            "due_at": due,
            "priority": priority,
            "body": notes,
            "owner": owner or "me",
        }
        with self._desk.write("timeline.add_task") as unit:
            typed = self._read(unit, given)
            if not typed["subject"]:
                raise Invalid("Subject: a task needs one.", field="subject", hint="Say what is to be done.")
            activity = self._made("task", typed, at=typed["due_at"] or unit.now, unit=unit)
            message = _entered(unit, place_of(unit.session, ref), activity)
        return _outcome(activity, message, unit)

    def add_note(self, ref: str, text: str, *, subject: str | None = None) -> Outcome:
        """Write a note; colleagues it mentions with ``@`` are told."""
        return self._write("note", ref, text, subject)

    def post(self, ref: str, text: str) -> Outcome:
        """Write a post to colleagues; those it mentions with ``@`` are told."""
        return self._write("post", ref, text, None)

    def reply(self, post_ref: str, text: str) -> Outcome:
        """Answer a post; an answer to an answer stands under the same post.

        Raises:
            NotAllowed: It is not a post.
            Invalid: There is no text.
        """
        with self._desk.write("timeline.reply") as unit:
            asked = living(unit.session, post_ref)
            if asked.kind != "post":
                raise NotAllowed(f"{asked.code} is a {asked.kind}; only posts can be answered.", hint="Write a note.")
            typed = self._read(unit, {"body": _worded(text, "reply")})
            activity = self._made("post", typed, at=unit.now, unit=unit)
            activity.parent_id = asked.parent_id or asked.id
            kind, record_id = places(unit.session, asked)[0]
            put(unit, activity, kind, record_id)
            message = f"Reply {activity.code} added."
            unit.describe(message, kind, record_id)
        return _outcome(activity, message, unit)

    def _log(self, kind: str, ref: str, values: Mapping[str, Any], people: Sequence[str], *, override: bool) -> Outcome:
        with self._desk.write(f"timeline.log_{kind}") as unit:
            place = place_of(unit.session, ref)
            typed = self._read(unit, values)
            typed["direction"] = typed["direction"] or "out"
            rule, asked = _wish(unit.session, kind, typed["direction"], place)
            if rule and not override:
                raise _unwanted(kind, rule, asked)
            activity = self._made(kind, typed, at=typed["at"] or unit.now, unit=unit)
            activity.details = {"override": rule} if rule else {}
            if activity.status in OPEN:
                activity.due_at = activity.at
            role = "to" if typed["direction"] == "out" else "from"
            message = _entered(unit, place, activity, parties(unit.session, people), role)
        return _outcome(activity, message, unit)

    def _write(self, kind: str, ref: str, text: str, subject: str | None) -> Outcome:
        with self._desk.write(f"timeline.{kind}") as unit:
            typed = self._read(unit, {"body": _worded(text, kind), "subject": subject})
            activity = self._made(kind, typed, at=unit.now, unit=unit)
            message = _entered(unit, place_of(unit.session, ref), activity)
        return _outcome(activity, message, unit)

    def _read(self, unit: UnitOfWork, values: Mapping[str, Any]) -> dict[str, Any]:
        """Typed values by field code, each of them there."""
        resolve = resolver(unit.session, me=self._desk.actor.id)
        return read_values(ACTIVITY_FIELDS, values, self._desk.context(), resolve)

    def _made(
        self,
        kind: str,
        typed: Mapping[str, Any],
        *,
        at: datetime,
        unit: UnitOfWork,
        until: datetime | None = None,
    ) -> Activity:
        values = {code: value for code, value in typed.items() if code not in ("owner", "subject", "at")}
        return Activity(
            **values,
            kind=kind,
            status=status_when_logged(kind, at, until, unit.now),
            subject=subject_of(kind, typed.get("direction"), typed.get("subject"), typed.get("body")),
            at=at,
            author_id=self._desk.actor.id,
            owner_id=typed.get("owner") or self._desk.actor.id,
        )


def _entered(
    unit: UnitOfWork, place: Place, activity: Activity, people: Sequence[Party] = (), role: str = "required"
) -> str:
    """Put an activity on a timeline and say so."""
    put(unit, activity, place.kind.name, place.record.id, people, role)
    done = {"appointment": "booked", "task": "added", "note": "added"}.get(activity.kind, "logged")
    if activity.kind in ("call", "email") and activity.status in OPEN:
        done = "planned"
    message = f"{activity.kind.capitalize()} {activity.code} {done} for {place.title}."
    unit.describe(message, place.kind.name, place.record.id)
    return message


def _outcome(activity: Activity, message: str, unit: UnitOfWork) -> Outcome:
    """What a command that entered an activity answers, once it is committed."""
    return Outcome(activity.id, activity.code, (activity.kind,), message, unit.seq, {"activity": [activity.code]})


def _worded(text: str, noun: str) -> str:
    if not text.strip():
        raise Invalid(f"A {noun} needs text.", field="body", hint="Write at least a word.")
    return text


def _wish(session: Session, kind: str, direction: str, place: Place) -> tuple[str | None, Place]:
    """The rule that forbids to call or write to a record, and whose wish it is; ``None`` for none.

    An opportunity wishes nothing by itself: its contact does, or the lead it came from.
    """
    for asked in (place, *_behind(session, place.record)):
        rule = forbidden_by(kind, direction, asked.record)
        if rule:
            return rule, asked
    return None, place


def _behind(session: Session, record: object) -> Iterator[Place]:
    """The records that a record stands for, as far as they are known."""
    for name in _BEHIND:
        record_id = getattr(record, f"{name}_id", None)
        found = session.get(KINDS[name].record, record_id) if record_id else None
        if found is not None:
            yield Place(KINDS[name], found)


def _unwanted(kind: str, rule: str, place: Place) -> NotAllowed:
    wish = {
        "do_not_contact": "not to be contacted at all",
        "do_not_phone": "not to be phoned",
        "do_not_email": "not to be sent email",
    }[rule]
    return NotAllowed(
        f"{place.title} asked {wish}; the {kind} was not logged.",
        field=rule,
        hint="Repeat it with the override if it took place all the same; that is kept with it.",
    )
