"""Entering activities: what took place, what is planned, and what is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.outcomes import Outcome
from app.domain.people.wishes import said_of
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.contacting import Calling, override_of_new
from app.domain.timeline.participants import Party, parties
from app.domain.timeline.records import Activity
from app.domain.timeline.rules import (
    OPEN,
    address_of,
    ends_after,
    kind_inside,
    status_sentence,
    status_when_logged,
    subject_of,
)
from app.domain.timeline.writing import Place, living, place_of, places, put, read_activity
from app.words import Said, say, sentences

HOUR = 3600


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
        override_reason: str | None = None,
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
            override: Log an outbound call although somebody asked not to be called.
            override_reason: Why.

        Raises:
            Unwanted: The record, or one of the people, asked not to be called; or it takes place outside their
                calling hours, or to a number that is on a do-not-call list.
            Invalid: An override has no reason.
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
        return self._log("call", ref, values, people, override=override, reason=override_reason)

    def log_email(  # noqa: PLR0913 - one parameter a line of the form
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
        override_reason: str | None = None,
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
            override: Log an outbound email although somebody asked not to get any.
            override_reason: Why.

        Raises:
            Unwanted: The record, or one of the people, asked not to be sent email.
            Invalid: An override has no reason.
            InvalidFields: Some values do not fit.
        """
        values = {"direction": direction, "address": address, "body": body, "subject": subject, "at": at}
        return self._log("email", ref, values, people, override=override, reason=override_reason)

    def book(  # noqa: PLR0913 - one parameter a line of the form
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
        override: bool = False,
        override_reason: str | None = None,
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
            override: Book it although somebody asked not to be contacted at all.
            override_reason: Why.

        Raises:
            Unwanted: The record, or one of the people, asked not to be contacted at all.
            Invalid: It would end before it starts, or has no start; or an override has no reason.
        """
        given = {"subject": subject, "start_at": start, "end_at": end, "place": place, "body": agenda}
        with self._desk.write("timeline.book") as unit:
            typed = self._read(unit, {**given, "duration_seconds": duration_seconds})
            begins = typed["start_at"]
            if begins is None:
                raise Invalid(
                    say("Start: an appointment needs one."), field="start_at", hint=say("Such as tomorrow 10.")
                )
            ends = ends_after(begins, typed["end_at"], typed["duration_seconds"] or 0)
            typed |= {"end_at": ends, "duration_seconds": round((ends - begins).total_seconds())}
            activity = self._made("appointment", typed, at=begins, unit=unit, until=ends)
            where, who = place_of(unit.session, ref), parties(unit.session, people)
            activity.details = override_of_new(
                unit.session, "appointment", None, where, who, override=override, reason=override_reason
            )
            message = _entered(unit, where, activity, who)
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
                raise Invalid(say("Subject: a task needs one."), field="subject", hint=say("Say what is to be done."))
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
                message = say(
                    "{code} is a {kind}; only posts can be answered.", code=asked.code, kind=kind_inside(asked.kind)
                )
                raise NotAllowed(message, hint=say("Write a note."))
            typed = self._read(unit, {"body": _worded(text, say("A reply needs text."))})
            activity = self._made("post", typed, at=unit.now, unit=unit)
            activity.parent_id = asked.parent_id or asked.id
            kind, record_id = places(unit.session, asked)[0]
            put(unit, activity, kind, record_id)
            message = say("Reply {code} added.", code=activity.code)
            unit.describe(message, kind, record_id)
        return _outcome(activity, message, unit)

    def _log(
        self,
        kind: str,
        ref: str,
        values: Mapping[str, Any],
        people: Sequence[str],
        *,
        override: bool,
        reason: str | None,
    ) -> Outcome:
        with self._desk.write(f"timeline.log_{kind}") as unit:
            place, who = place_of(unit.session, ref), parties(unit.session, people)
            typed = self._read(unit, values)
            typed["direction"] = typed["direction"] or "out"
            typed["address"] = address_of(kind, typed["address"], self._desk.region)
            at = typed["at"] or unit.now
            kept = override_of_new(
                unit.session,
                kind,
                typed["direction"],
                place,
                who,
                override=override,
                reason=reason,
                calling=Calling(at, typed["address"]) if kind == "call" and at <= unit.now else None,
            )
            activity = self._made(kind, typed, at=at, unit=unit)
            activity.details = dict(kept)
            if activity.status in OPEN:
                activity.due_at = activity.at
            role = "to" if typed["direction"] == "out" else "from"
            message = _entered(unit, place, activity, who, role)
        return _outcome(activity, message, unit)

    def _write(self, kind: str, ref: str, text: str, subject: str | None) -> Outcome:
        with self._desk.write(f"timeline.{kind}") as unit:
            typed = self._read(
                unit,
                {
                    "body": _worded(text, say("A note needs text.") if kind == "note" else say("A post needs text.")),
                    "subject": subject,
                },
            )
            activity = self._made(kind, typed, at=unit.now, unit=unit)
            message = _entered(unit, place_of(unit.session, ref), activity)
        return _outcome(activity, message, unit)

    def _read(self, unit: UnitOfWork, values: Mapping[str, Any]) -> dict[str, Any]:
        """Typed values by field code, each of them there."""
        return read_activity(unit, self._desk, values)

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
        status = status_when_logged(kind, at, until, unit.now)
        return Activity(
            **values,
            kind=kind,
            status=status,
            subject=subject_of(kind, typed.get("direction"), typed.get("subject"), typed.get("body"), status),
            at=at,
            author_id=self._desk.actor.id,
            owner_id=typed.get("owner") or self._desk.actor.id,
        )


def _entered(
    unit: UnitOfWork, place: Place, activity: Activity, people: Sequence[Party] = (), role: str = "required"
) -> Said:
    """Put an activity on a timeline and say so."""
    before = getattr(place.record, "status", None)
    put(unit, activity, place.kind.name, place.record.id, people, role)
    after = getattr(place.record, "status", None)
    override = said_of(activity.details)
    message = sentences(
        _entered_sentence(activity, place.title),
        say("{sentence}.", sentence=override) if override else "",
        status_sentence(after) if after != before else "",
    )
    unit.describe(message, place.kind.name, place.record.id)
    return message


def _entered_sentence(activity: Activity, name: str) -> Said:  # noqa: PLR0911 - one sentence a kind
    """What was put on the timeline of whom."""
    kind, code, ahead = activity.kind, activity.code, activity.status in OPEN
    if kind == "call" and ahead:
        return say("Call {code} planned for {name}.", code=code, name=name)
    if kind == "call":
        return say("Call {code} logged for {name}.", code=code, name=name)
    if kind == "email" and ahead:
        return say("Email {code} planned for {name}.", code=code, name=name)
    if kind == "email":
        return say("Email {code} logged for {name}.", code=code, name=name)
    if kind == "appointment":
        return say("Appointment {code} booked for {name}.", code=code, name=name)
    if kind == "task":
        return say("Task {code} added for {name}.", code=code, name=name)
    if kind == "note":
        return say("Note {code} added for {name}.", code=code, name=name)
    return say("Post {code} logged for {name}.", code=code, name=name)


def _outcome(activity: Activity, message: Said, unit: UnitOfWork) -> Outcome:
    """What a command that entered an activity answers, once it is committed."""
    return Outcome(activity.id, activity.code, (activity.kind,), message, unit.seq, {"activity": [activity.code]})


def _worded(text: str, refusal: Said) -> str:
    if not text.strip():
        raise Invalid(refusal, field="body", hint=say("Write at least a word."))
    return text
