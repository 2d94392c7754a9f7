"""Changing what stands on a timeline: done, called off, moved, edited, put away, pinned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from app.domain.core.errors import Conflict, Invalid, NotAllowed
from app.domain.core.fields import to_json
from app.domain.core.moments import when as moment_in_words
from app.domain.core.outcomes import Outcome
from app.domain.core.roles import DELETE_OF_OTHERS
from app.domain.fields.editing import put_values
from app.domain.leads.events import NextContactSet
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.rules import check_next_contact
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.contacting import override_of_changed
from app.domain.timeline.events import ActivityChanged
from app.domain.timeline.fields import ACTIVITY_FIELDS
from app.domain.timeline.participants import mention
from app.domain.timeline.reactions import NEXT_CONTACT
from app.domain.timeline.records import Activity
from app.domain.timeline.rules import (
    OPEN,
    address_of,
    check_span,
    has_own_subject,
    kind_name,
    subject_of,
    subject_shown,
)
from app.domain.timeline.writing import living, make_searchable, move, places, read_activity, touch_again
from app.words import Message, Said, in_context, label, say

_CHANGED: Final[Mapping[str, Message]] = {
    "completed": in_context("done", "completed"),
    "cancelled": in_context("done", "cancelled"),
    "rescheduled": in_context("done", "rescheduled"),
    "edited": in_context("done", "edited"),
    "deleted": in_context("done", "deleted"),
}
"""What becomes, or became, of an activity."""
_STATUSES: Final[Mapping[str, Message]] = {"completed": "completed", "cancelled": "cancelled"}


class Changing:
    """The verbs that change something on a timeline."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def complete(
        self,
        ref: str,
        *,
        outcome: str | None = None,
        notes: str | None = None,
        override: bool = False,
        override_reason: str | None = None,
    ) -> Outcome:
        """Mark a task, appointment, call or email as done.

        Args:
            ref: The activity.
            outcome: How it ended, in a few words.
            notes: Added below the notes that are there.
            override: Do it although somebody asked not to be contacted so since it was planned.
            override_reason: Why.

        Raises:
            Unwanted: Somebody asked not to be contacted so.
            NotAllowed: It is neither planned nor open.
            Invalid: An override has no reason.
        """
        with self._desk.write("timeline.complete") as unit:
            activity = _undone(unit, ref, "completed")
            _keep_override(unit, activity, "completed", override=override, reason=override_reason)
            named = _is_named(activity)
            typed = self._read(unit, {"outcome": outcome, "body": notes})
            activity.outcome = typed["outcome"] or activity.outcome
            activity.body = "\n\n".join(filter(None, (activity.body, typed["body"]))) or None
            before = activity.at
            activity.status, activity.completed_at = "completed", unit.now
            if not named:
                _name_again(activity)
            move(unit, activity, unit.now if activity.kind == "task" else min(before, unit.now))
            _sync_next_contact(unit, activity, None)
            message = _changed(unit, activity, "completed", before)
        return Outcome(activity.id, activity.code, ("status",), message, unit.seq)

    def cancel(self, ref: str) -> Outcome:
        """Call off what is planned or open.

        Raises:
            NotAllowed: It is neither.
        """
        with self._desk.write("timeline.cancel") as unit:
            activity = _undone(unit, ref, "cancelled")
            activity.status = "cancelled"
            _sync_next_contact(unit, activity, None)
            message = _changed(unit, activity, "cancelled", activity.at)
        return Outcome(activity.id, activity.code, ("status",), message, unit.seq)

    def reschedule(
        self, ref: str, when: datetime | str, *, override: bool = False, override_reason: str | None = None
    ) -> Outcome:
        """Give what is planned or open another moment; an appointment keeps its duration.

        Args:
            ref: The activity.
            when: Its new moment, typed or as text.
            override: Do it although somebody asked not to be contacted so since it was planned.
            override_reason: Why.

        Raises:
            Invalid: A lead's next contact would lie in the past, or an override has no reason.
            Unwanted: Somebody asked not to be contacted so.
            NotAllowed: It is neither planned nor open.
        """
        with self._desk.write("timeline.reschedule") as unit:
            activity = _undone(unit, ref, "rescheduled")
            _keep_override(unit, activity, "rescheduled", override=override, reason=override_reason)
            at = self._read(unit, {"at": when})["at"]
            if at is None:
                raise Invalid(say("When: a new time is needed."), field="at", hint=say("Such as tomorrow 10."))
            before = activity.at
            _check_next_contact(unit, activity, before, at, "at")
            if activity.kind == "appointment":
                activity.start_at, activity.end_at = (
                    at,
                    at + timedelta(seconds=activity.duration_seconds or 0),
                )
            else:
                activity.due_at = at
            move(unit, activity, at)
            _sync_next_contact(unit, activity, at)
            _changed(unit, activity, "rescheduled", before)
            shown = moment_in_words(at, unit.now, self._desk.zone)
            message = say(
                "{kind} {code} moved to {when}.", kind=kind_name(activity.kind), code=activity.code, when=shown
            )
            unit.describe(message)
        return Outcome(activity.id, activity.code, ("at",), message, unit.seq)

    def edit(self, ref: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change fields of an activity.

        Args:
            ref: The activity.
            values: By field code of ``ACTIVITY_FIELDS``, typed or as text.
            version: The version the edit started from, so that a conflict is seen.

        Raises:
            Conflict: It was changed since ``version``.
            Unwanted: It becomes one that we began, and somebody asked not to be contacted so.
            Invalid: The values do not fit each other, or a lead's next contact would lie in the past.
            InvalidFields: Some values do not fit.
            NotAllowed: It is an event that the program recorded.
        """
        with self._desk.write("timeline.edit") as unit:
            activity = living(unit.session, ref)
            _refuse_event(activity, "edited")
            typed = self._read(unit, values)
            if typed.get("subject") == subject_shown(activity.kind, activity.subject):
                del typed["subject"]  # as its reader reads it, and saved as it was shown
            _check_version(activity, version, typed)
            if "address" in typed and typed["address"] != activity.address:
                typed["address"] = address_of(activity.kind, typed["address"], self._desk.region)
            before, start, direction = activity.at, activity.start_at, activity.direction
            named = _is_named(activity)
            changed = put_values(activity, ACTIVITY_FIELDS, typed)
            if not named and "subject" not in changed:
                _name_again(activity)
            if not activity.subject:
                raise Invalid(say("Subject: it cannot be empty."), field="subject", hint=say("Say what it is about."))
            if activity.direction != direction:
                _keep_override(unit, activity, "changed", override=False, reason=None)
            _settle_times(activity, changed, start, unit.now)
            _check_next_contact(unit, activity, before, activity.at, "start_at")
            move(unit, activity, activity.at)
            if activity.at != before and activity.status in OPEN:
                _sync_next_contact(unit, activity, activity.at)
            if activity.kind in ("note", "post"):
                mention(unit, activity)
            message = _changed(unit, activity, "edited", before)
        return Outcome(activity.id, activity.code, changed, message, unit.seq)

    def delete(self, ref: str) -> Outcome:
        """Put an activity away, on every timeline it stands on; it can be undone.

        Raises:
            NotAllowed: It is an event that the program recorded.
        """
        with self._desk.write("timeline.delete") as unit:
            activity = living(unit.session, ref)
            _refuse_event(activity, "deleted")
            if activity.author_id != self._desk.actor.id:
                self._desk.require(DELETE_OF_OTHERS)
            if activity.status in OPEN:
                _sync_next_contact(unit, activity, None)
            activity.deleted_at = unit.now
            message = _changed(unit, activity, "deleted", activity.at)
        return Outcome(activity.id, activity.code, ("deleted",), message, unit.seq)

    def pin(self, ref: str, pinned: bool = True) -> Outcome:  # noqa: FBT001, FBT002 - it reads as what it sets
        """Pin an entry, or unpin it."""
        with self._desk.write("timeline.pin") as unit:
            activity = living(unit.session, ref)
            activity.pinned = pinned
            name = subject_shown(activity.kind, activity.subject, activity.event, activity.details)
            message = say("{name} pinned.", name=name) if pinned else say("{name} unpinned.", name=name)
            _describe(unit, activity, message)
        return Outcome(activity.id, activity.code, ("pinned",), message, unit.seq)

    def _read(self, unit: UnitOfWork, values: Mapping[str, object]) -> dict[str, Any]:
        return read_activity(unit, self._desk, values)


def _is_named(activity: Activity) -> bool:
    return has_own_subject(activity.kind, activity.direction, activity.subject, activity.body)


def _name_again(activity: Activity) -> None:
    """Let the subject that nobody gave follow what it was made from."""
    activity.subject = subject_of(activity.kind, activity.direction, None, activity.body, activity.status)


def _undone(unit: UnitOfWork, ref: str, wanted: str) -> Activity:
    """The activity that a reference names, if it is still to be done."""
    activity = living(unit.session, ref)
    if activity.status in OPEN:
        return activity
    become = label(_CHANGED[wanted])
    if activity.kind == "system":
        raise NotAllowed(
            say("{code} is an event; only what is planned or open can be {wanted}.", code=activity.code, wanted=become)
        )
    raise NotAllowed(
        say(
            "{code} is {status} already; only what is planned or open can be {wanted}.",
            code=activity.code,
            status=label(_STATUSES[activity.status]),
            wanted=become,
        )
    )


def _keep_override(unit: UnitOfWork, activity: Activity, change: str, *, override: bool, reason: str | None) -> None:
    """Keep the override that changing an activity needs, if it needs one."""
    kept = override_of_changed(unit.session, activity, change, unit.now, override=override, reason=reason)
    if kept:
        activity.details = {**(activity.details or {}), **kept}


def _refuse_event(activity: Activity, wanted: str) -> None:
    if activity.kind == "system":
        raise NotAllowed(
            say(
                "{code} is an event that was recorded; it cannot be {wanted}.",
                code=activity.code,
                wanted=label(_CHANGED[wanted]),
            ),
            hint=say("Add a note."),
        )


def _check_version(activity: Activity, version: int | None, typed: Mapping[str, Any]) -> None:
    if version is None or version == activity.version:
        return
    theirs = {code: to_json(getattr(activity, "owner_id" if code == "owner" else code)) for code in typed}
    raise Conflict(
        say(
            "{name} was changed by somebody else while you edited it; nothing was overwritten.",
            name=subject_shown(activity.kind, activity.subject, activity.event, activity.details),
        ),
        mine={code: to_json(value) for code, value in typed.items()},
        theirs=theirs,
        hint=say("Look at both and save again."),
    )


def _settle_times(activity: Activity, changed: tuple[str, ...], start: datetime | None, now: datetime) -> None:
    """Make the moments of an edited activity agree with each other."""
    if activity.kind == "appointment":
        if activity.start_at is None:
            raise Invalid(say("Start: an appointment needs one."), field="start_at", hint=say("Such as tomorrow 10."))
        if "end_at" not in changed and ("duration_seconds" in changed or activity.start_at != start):
            activity.end_at = activity.start_at + timedelta(seconds=activity.duration_seconds or 0)
        activity.end_at = activity.end_at or activity.start_at
        check_span(activity.start_at, activity.end_at)
        activity.duration_seconds = round((activity.end_at - activity.start_at).total_seconds())
        activity.at = activity.start_at
    elif activity.status in OPEN:
        activity.at = activity.due_at or activity.at
    elif activity.at > now:
        raise Invalid(
            say("When: what took place cannot lie ahead."), field="at", hint=say("Give a moment that has passed.")
        )


def _check_next_contact(unit: UnitOfWork, activity: Activity, before: datetime, at: datetime, field: str) -> None:
    """Refuse to move the appointment of a next contact into the past; one that has passed since may stay."""
    if activity.event == NEXT_CONTACT and activity.status in OPEN and at != before:
        check_next_contact(at, unit.now, field)


def _sync_next_contact(unit: UnitOfWork, activity: Activity, at: datetime | None) -> None:
    """Keep the lead's next contact what its appointment says; that of a closed lead stands by itself from then on."""
    if activity.event != NEXT_CONTACT:
        return
    for kind, record_id in places(unit.session, activity):
        lead = unit.get(Lead, record_id) if kind == "lead" else None
        if lead is None:
            continue
        if not LEAD.is_open({"state": lead.state}):
            activity.event = None
        elif lead.next_contact_at is not None and lead.next_contact_at != at:
            lead.next_contact_at = at
            lead.next_contact_by_id = lead.next_contact_by_id if at else None
            unit.publish(NextContactSet(lead.id, at, lead.next_contact_by_id))


def _changed(unit: UnitOfWork, activity: Activity, change: str, before: datetime) -> Said:
    """Settle what follows from a change, tell the areas above, and say it."""
    make_searchable(unit.session, activity)
    touch_again(unit, activity, before)
    unit.publish(ActivityChanged(activity.id, activity.kind, change, places(unit.session, activity)))
    message = say(
        "{kind} {code} {change}.", kind=kind_name(activity.kind), code=activity.code, change=label(_CHANGED[change])
    )
    _describe(unit, activity, message)
    return message


def _describe(unit: UnitOfWork, activity: Activity, message: Said) -> None:
    where = places(unit.session, activity)
    kind, record_id = where[0] if where else ("activity", activity.id)
    unit.describe(message, kind, record_id)
