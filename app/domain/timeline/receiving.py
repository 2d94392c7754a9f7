"""Entering an email from the file it is in: who sent it decides which way it went, and no email is entered twice."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from app.domain.core.errors import NotAllowed
from app.domain.core.outcomes import Outcome
from app.domain.people.records import User
from app.domain.store.desk import Desk
from app.domain.timeline.mail_files import read_mail
from app.domain.timeline.participants import Party
from app.domain.timeline.records import Activity, TimelineLink
from app.domain.timeline.rules import subject_of
from app.domain.timeline.writing import place_of, put
from app.words import say


class Receiving:
    """The verb that enters an email from a file."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def log_message(self, ref: str, data: bytes) -> Outcome:
        """Log an email with a record, as a mail program saved it.

        What a colleague sent went out; everything else came in. What a machine sent is logged, and is no reply.

        Args:
            ref: The lead, opportunity, contact or account.
            data: The bytes of the file.

        Raises:
            Invalid: It is no email.
            NotAllowed: It is on the record's timeline already.
        """
        mail = read_mail(data)
        with self._desk.write("timeline.log_message") as unit:
            place = place_of(unit.session, ref)
            there = (
                select(Activity.code)
                .join(TimelineLink, TimelineLink.activity_id == Activity.id)
                .where(
                    TimelineLink.record_id == place.record.id,
                    Activity.external_id == mail.message_id,
                    Activity.deleted_at.is_(None),
                )
            )
            code = unit.session.scalar(there.limit(1)) if mail.message_id else None
            if code is not None:
                raise NotAllowed(say("This email is there already, as {code}.", code=code), field="file")
            ours = unit.session.scalar(select(User.id).where(func.lower(User.email) == mail.sender.lower()).limit(1))
            direction = "out" if ours else "in"
            details: dict[str, Any] = {"automatic": mail.automatic} if mail.automatic else {}
            if mail.failed:
                details["failed"] = mail.failed
            activity = Activity(
                kind="email",
                status="completed",
                subject=subject_of("email", direction, mail.subject, mail.text, "completed"),
                body=mail.text or None,
                at=min(mail.at or unit.now, unit.now),
                author_id=ours or self._desk.actor.id,
                owner_id=ours or self._desk.actor.id,
                direction=direction,
                address=mail.recipients[0] if ours and mail.recipients else mail.sender,
                external_id=mail.message_id or None,
                details=details,
            )
            sender = Party(mail.sender_name or mail.sender, user_id=ours, address=mail.sender)
            put(unit, activity, place.kind.name, place.record.id, (sender,), "from")
            message = say("Email {code} logged for {name}.", code=activity.code, name=place.title)
            unit.describe(message, place.kind.name, place.record.id)
        return Outcome(activity.id, activity.code, ("email",), message, unit.seq, {"activity": [activity.code]})
