"""What holds on every timeline, thought through without database or clock."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.domain.core.frozen import frozen
from app.domain.core.text import ellipsize
from app.domain.leads.fields import DISQUALIFY_REASONS, SOURCES, STATUSES
from app.words import Message, Said, in_context, in_english, label, listed, say, say_in, say_many, small, told_again

OPEN = ("planned", "open")
"""Statuses of what is still to be done."""
PLANNABLE = ("call", "email", "appointment", "task")
"""Kinds that can be ahead of us; notes, posts and events are written and done."""

_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_SUBJECT_CELLS = 80
_NO_SUBJECT: Final[Mapping[tuple[str, str], tuple[Message, Message]]] = {
    ("call", "out"): ("Call planned", "Call made"),
    ("call", "in"): ("Call expected", "Call received"),
    ("email", "out"): ("Email planned", "Email sent"),
    ("email", "in"): ("Email expected", "Email received"),
}
"""What calls and emails without a subject are called while they are ahead, and once they took place."""
KIND_NAMES: Final[Mapping[str, Message]] = {
    "call": in_context("entry", "Call"),
    "email": in_context("entry", "Email"),
    "appointment": "Appointment",
    "task": "Task",
    "note": "Note",
    "post": "Post",
}
"""What an activity of a kind is called."""
_NEXT_CONTACT = "Next contact: "
#: Where the details of an event keep what it says, as ``stored`` has it.
SAID: Final = "said"


#: Where the details of an entry keep what it has in common with others, where they are one step of a sequence.
SHARED_STEP: Final = "sequence_step"


def day_bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When a day begins and ends in a zone, UTC; it has 23 or 25 hours when the clocks change.

    The calendar's first day begins, and its last one ends, where the calendar does.
    """
    end = _LAST if day == date.max else _midnight(day + timedelta(days=1), zone)
    return _midnight(day, zone), end


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins in a zone, UTC, as far as the calendar reaches."""
    try:
        return datetime.combine(day, time(), zone).astimezone(UTC)
    except OverflowError:
        return _FIRST if day == date.min else _LAST


def subject_of(kind: str, direction: str | None, subject: str | None, body: str | None, status: str = "") -> str:
    """The subject given, else one made from what the activity is or its first line."""
    if subject:
        return subject
    if (kind, direction or "") in _NO_SUBJECT:
        ahead, done = _NO_SUBJECT[kind, direction or ""]
        return ahead if status in OPEN or status == "cancelled" else done
    first = (body or "").strip().split("\n", 1)[0]
    return ellipsize(first, _SUBJECT_CELLS) or str(KIND_NAMES.get(kind, kind.capitalize()))


_MADE_SUBJECTS: Final[Mapping[str, str]] = {
    str(each): each for each in (*KIND_NAMES.values(), *(each for both in _NO_SUBJECT.values() for each in both))
}


def kind_name(kind: str) -> str:
    """What a kind of activity is called at the beginning of a sentence."""
    return label(KIND_NAMES.get(kind, kind.capitalize()))


def kind_inside(kind: str) -> str:
    """The same inside a sentence."""
    return small(kind_name(kind))


def next_contact_subject(title: str) -> Said:
    """What the appointment for a lead's next contact is called."""
    return say("Next contact: {title}", title=title)


def told_subject(subject: str) -> str:
    """The subject of what people do, as its reader reads it; one that somebody wrote as it is."""
    if subject.startswith(_NEXT_CONTACT):
        return next_contact_subject(subject.removeprefix(_NEXT_CONTACT))
    made = _MADE_SUBJECTS.get(subject)
    return label(made) if made else subject


def subjects_read_with(word: str) -> tuple[str, ...]:
    """The subjects that the program makes, as they are kept, in which their reader reads a word.

    Args:
        word: In folded letters.
    """
    return tuple(kept for kept, made in _MADE_SUBJECTS.items() if word in fold(label(made)))


def subject_shown(kind: str, subject: str, event: str | None = None, details: Mapping[str, Any] | None = None) -> str:
    """A subject as its reader reads it: what the program said, in their language; what somebody wrote, as it is.

    Args:
        kind: The kind of the activity.
        subject: As it is kept, in English where the program made it.
        event: What happened, of an event of the system.
        details: The event's values.
    """
    if kind != "system":
        return told_subject(subject)
    values = details if isinstance(details, dict) else {}
    if SAID in values:
        return told_again(values[SAID], subject)
    told = sentence(event or "", values)
    return told if in_english(told) == subject else subject


def has_own_subject(kind: str, direction: str | None, subject: str, body: str | None) -> bool:
    """Whether somebody gave the subject; one that was made follows what it was made from."""
    if kind not in ("call", "email", "note", "post"):
        return True
    return subject not in (*_NO_SUBJECT.get((kind, direction or ""), ()), subject_of(kind, direction, None, body))


def check_span(start: datetime, end: datetime) -> None:
    """Refuse an appointment that ends before it starts.

    Raises:
        Invalid: It does.
    """
    if end < start:
        raise Invalid(
            say("End: the appointment would end before it starts."), field="end_at", hint=say("Give a later end.")
        )


def ends_after(start: datetime, end: datetime | None, duration_seconds: int) -> datetime:
    """When an appointment ends: at the end given, else after its duration.

    Raises:
        Invalid: That is before it starts.
    """
    finish = end or start + timedelta(seconds=duration_seconds)
    check_span(start, finish)
    return finish


def status_when_logged(kind: str, at: datetime, end: datetime | None, now: datetime) -> str:
    """The status of an activity as it is entered: planned while it is ahead, else completed."""
    if kind == "task":
        return "open"
    return "planned" if (end or at) > now else "completed"


def address_of(kind: str, address: str | None, region: str) -> str | None:
    """The address an email was written to or from, or the number called, if it is one.

    Raises:
        Invalid: It is none.
    """
    if not address or kind not in ("call", "email"):
        return address
    try:
        if kind == "email":
            from app.domain.core.emails import parse_email

            return parse_email(address)
        from app.domain.core.phones import parse_phone

        return parse_phone(address, region).raw
    except Invalid as problem:
        raise Invalid(problem.message, field="address", hint=problem.hint) from problem


def is_automatic(details: object) -> bool:
    """Whether nobody wrote an email: a machine sent it, as those do that answer while somebody is away."""
    return isinstance(details, dict) and bool(details.get("automatic"))


@frozen
class Colleague:
    """A user as a text may mention them."""

    id: str
    login: str
    name: str


_AT_SIGN = re.compile(r"(?<![\w.+-])@")
_HANDLE_GOES_ON = re.compile(r"[\w-]|\.\w")


def mentioned(text: str, colleagues: Iterable[Colleague]) -> tuple[str, ...]:
    """The ids of the colleagues that a text mentions, in order.

    A mention is ``@`` with a login, a full name (spaces, dots, underscores or nothing between its parts)
    or a first name that only one colleague has. The longest that fits is meant; one that fits two
    colleagues mentions nobody.
    """
    handles = _handles(colleagues)
    folded = fold(text)
    found: dict[str, None] = {}
    for sign in _AT_SIGN.finditer(folded):
        rest = folded[sign.end() :]
        fitting = [each for each in handles if rest.startswith(each) and not _HANDLE_GOES_ON.match(rest, len(each))]
        meant = handles[max(fitting, key=len)] if fitting else set()
        if len(meant) == 1:
            found[next(iter(meant))] = None
    return tuple(found)


def _handles(colleagues: Iterable[Colleague]) -> dict[str, set[str]]:
    handles: dict[str, set[str]] = {}
    for each in colleagues:
        name = fold(each.name)
        parts = name.split()
        spellings = {fold(each.login), name, ".".join(parts), "_".join(parts), "".join(parts), *parts[:1]}
        for spelling in spellings - {""}:
            handles.setdefault(spelling, set()).add(each.id)
    return handles


def sentence(event: str, details: Mapping[str, Any]) -> str:
    """What an event of the system says on the timeline.

    Args:
        event: Its code, such as ``status_changed``.
        details: Its values, such as ``from`` and ``to``; those that are missing are left out.
    """
    sentence = _SENTENCES.get(event)
    return sentence(details) if sentence else event.replace("_", " ").capitalize()


def _label(choices: Iterable[tuple[str, str]], code: object) -> str:
    return next((label(words) for each, words in choices if each == code), str(code or ""))


def _captured(details: Mapping[str, Any]) -> Said:
    source = _label(SOURCES, details.get("source"))
    return say("Lead captured · {source}", source=source) if source else say("Lead captured")


def _status_changed(details: Mapping[str, Any]) -> Said:
    before, after = (_label(STATUSES, details.get(each)) for each in ("from", "to"))
    cause = details.get("cause")
    if not cause:
        return (
            say("Status {before} → {after}", before=before, after=after)
            if before
            else say("Status {after}", after=after)
        )
    why = label(str(cause)) if cause.__class__ is str else cause
    if before:
        return say("Status {before} → {after} · {cause}", before=before, after=after, cause=why)
    return say("Status {after} · {cause}", after=after, cause=why)


def status_sentence(status: object) -> Said:
    """What a lead's status is now, in a sentence."""
    return say("Its status is {status} now.", status=_label(STATUSES, status))


def _assigned(details: Mapping[str, Any]) -> Said:
    before, after = details.get("from"), details.get("to")
    if not after:
        return say("No longer assigned to {before}", before=before) if before else say("No longer assigned")
    if before:
        return say("Assigned to {after}, before {before}", after=after, before=before)
    return say("Assigned to {after}", after=after)


def _assignees_changed(details: Mapping[str, Any]) -> Said:
    added, removed = (details.get(each) or () for each in ("added", "removed"))
    if added and removed:
        return say("Also assigned to {added}, no longer to {removed}", added=listed(added), removed=listed(removed))
    if added:
        return say("Also assigned to {added}", added=listed(added))
    return say("No longer assigned to {before}", before=listed(removed))


def _stage_changed(details: Mapping[str, Any]) -> Said:
    before, after, process = (details.get(each) for each in ("from", "to", "process"))
    if not process:
        return (
            say("Stage {before} → {after}", before=before, after=after) if before else say("Stage {after}", after=after)
        )
    if before:
        return say("Stage {before} → {after} · {process}", before=before, after=after, process=process)
    return say("Stage {after} · {process}", after=after, process=process)


def _disqualified(details: Mapping[str, Any]) -> Said:
    reason, comment = _label(DISQUALIFY_REASONS, details.get("reason")), details.get("comment")
    if reason and comment:
        return say("Disqualified: {reason} · {comment}", reason=reason, comment=comment)
    if comment:
        return say("Disqualified · {comment}", comment=comment)
    return say("Disqualified: {reason}", reason=reason) if reason else say_in("event", "Disqualified")


def _qualified(details: Mapping[str, Any]) -> Said:
    made = details.get("opportunity")
    return say("Qualified; opportunity {code} created", code=made) if made else say_in("event", "Qualified")


def _closed(details: Mapping[str, Any]) -> Said:
    status, reason, comment = str(details.get("status") or ""), details.get("reason"), details.get("comment")
    how = label(_CLOSED_AS.get(status, status.replace("_", "-")))
    if how and reason and comment:
        return say("Closed as {status} · {reason} · {comment}", status=how, reason=reason, comment=comment)
    reason = reason or comment
    if how and reason:
        return say("Closed as {status} · {reason}", status=how, reason=reason)
    if reason:
        return say("Closed · {reason}", reason=reason)
    return say("Closed as {status}", status=how) if how else say_in("event", "Closed")


def _file_added(details: Mapping[str, Any]) -> Said:
    number, names = _files(details)
    return say_many("File {names} attached", "{n} files attached: {names}", number, names=names)


def _file_removed(details: Mapping[str, Any]) -> Said:
    number, names = _files(details)
    return say_many("File {names} taken off", "{n} files taken off: {names}", number, names=names)


def _files(details: Mapping[str, Any]) -> tuple[int, str]:
    """How many files an event is about, and what they are called, as far as it says so."""
    names = details.get("names")
    given = [str(name) for name in names] if isinstance(names, list) else []
    number = details.get("number")
    count = number if isinstance(number, int) else len(given)
    return count, listed([*given, "…"] if count > len(given) else given)


_CLOSED_AS: Final[Mapping[str, Message]] = {
    "won": "won",
    "lost": "lost",
    "cancelled": "cancelled",
    "out_sold": "out-sold",
}


_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "captured": _captured,
    "status_changed": _status_changed,
    "assigned": _assigned,
    "assignees_changed": _assignees_changed,
    "stage_changed": _stage_changed,
    "qualified": _qualified,
    "disqualified": _disqualified,
    "reactivated": lambda _: say("Reactivated"),
    "closed": _closed,
    "file_added": _file_added,
    "file_removed": _file_removed,
    "reopened": lambda _: say("Reopened"),
}
