"""What a step is made into when it is due: an entry of the timeline that somebody does, a mail, a post."""

from __future__ import annotations

from typing import Any, Final

from app.domain.core.errors import Invalid
from app.domain.fields.kinds import Kind
from app.domain.leads.records import Lead
from app.domain.outbox.writing import MESSAGE_ID, message_id_for, post_mail
from app.domain.people.records import Account, Contact, User
from app.domain.people.wishes import in_session, wish_against
from app.domain.sequences.asking import came_back
from app.domain.sequences.course import Course
from app.domain.sequences.definitions import Step
from app.domain.sequences.records import ReachedStep
from app.domain.sequences.templates import filled
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.records import Activity
from app.domain.timeline.rules import SHARED_STEP, address_of, subject_of
from app.domain.timeline.writing import put
from app.words import in_english

#: Where the details of an entry keep the way whose step it is.
INSTANCE: Final = "sequence_instance"
_BEHIND: Final = (("lead_id", Lead), ("contact_id", Contact), ("account_id", Account))


def make(course: Course, reached: ReachedStep) -> None:
    """Make the step under way into what it is; one that the program does itself is done then.

    A step by which nobody may be contacted is skipped, and so is an email to nobody.
    """
    step = course.step_of(reached)
    wish = wish_against(step.kind, "out", ((course.kind, course.record),), in_session(course.unit.session))
    if wish is not None:
        course.end_step(reached, "skipped", wish.rule)
        return
    values = template_values(course.unit, course.kind, course.record, reached.owner_id)
    if step.automatic and not values["email"]:
        course.end_step(reached, "skipped", "no_address")
        return
    if step.automatic and came_back(course.unit, course.record.id, values["email"]):
        course.end_step(reached, "skipped", "came_back")
        return
    activity = _entry(course, reached, step, values)
    reached.activity_id = activity.id
    if is_by_program(step):
        course.end_step(reached, "done")


def is_by_program(step: Step) -> bool:
    """Whether the program does a step itself once it is due."""
    return step.kind == "post" or step.automatic


def template_values(unit: UnitOfWork, kind: Kind, record: Any, owner_id: str | None) -> dict[str, Any]:
    """What the places of a text are filled with; beside them ``email``, the address of whoever is written to."""
    behind = {cls: unit.get(cls, key) for name, cls in _BEHIND if (key := getattr(record, name, None))}
    sources = [each for each in (record, *behind.values()) if each is not None]
    owner = unit.get(User, owner_id) if owner_id else None
    account = behind.get(Account)
    person = next((each for each in (behind.get(Contact), record, behind.get(Lead)) if _has(each, "first_name")), None)
    own = {code: _first(sources, code) for code in ("topic", "city", "country", "email")}
    return {
        **own,
        **{code: getattr(person, code, None) for code in ("first_name", "last_name", "name", "job_title")},
        "company": _first(sources, "company") or getattr(account, "name", None),
        "topic": own["topic"] or (kind.called(record) if kind.name == "opportunity" else None),
        "owner": owner.name if owner else None,
        "owner_email": owner.email if owner else None,
        "owner_phone": owner.phone if owner else None,
    }


def _has(record: object, name: str) -> bool:
    return record is not None and hasattr(record, name)


def _first(sources: list[Any], code: str) -> Any:
    return next((value for each in sources if (value := getattr(each, code, None))), None)


def _entry(course: Course, reached: ReachedStep, step: Step, values: dict[str, Any]) -> Activity:
    """Put the entry on the record's timeline."""
    unit, instance = course.unit, course.instance
    done = is_by_program(step)
    kind = "task" if step.kind == "appointment" else step.kind
    at = unit.now if done else reached.due_at or unit.now
    body = filled(step.text, values) or None
    subject = filled(step.subject, values) or in_english(step.name)
    details: dict[str, Any] = {INSTANCE: instance.id, SHARED_STEP: f"{course.definition.code}:{step.code}"}
    sender = unit.get(User, reached.owner_id) if reached.owner_id else None
    key = f"{instance.id}:{reached.number}"
    if step.automatic:
        details[MESSAGE_ID] = message_id_for(key, sender.email if sender else None)
    activity = Activity(
        kind=kind,
        status="completed" if done else "open" if kind == "task" else "planned",
        subject=subject_of(kind, "out", subject, body, "completed" if done else "planned"),
        body=body,
        at=at,
        author_id=reached.owner_id if done else None,
        owner_id=reached.owner_id,
        direction="out" if kind in ("call", "email") else None,
        address=_address(kind, values, course.record),
        due_at=None if done else at,
        completed_at=unit.now if done else None,
        priority=step.priority if kind == "task" else None,
        details=details,
    )
    put(unit, activity, course.kind.name, course.record.id)
    if step.automatic:
        post_mail(unit, f"sequence:{key}", activity, sender, str(values.get("name") or values.get("company") or ""))
    return activity


def _address(kind: str, values: dict[str, Any], record: Any) -> str | None:
    """Where a call or an email goes; nothing where what is known is no address."""
    known = values["email"] if kind == "email" else getattr(record, "phone", None) if kind == "call" else None
    try:
        return address_of(kind, known, "") if known else None
    except Invalid:
        return str(known)
