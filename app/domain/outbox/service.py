"""Use cases of the outbox: what waits in it, taking it out, and what is heard of what went out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import select, update

from app.domain.core.errors import Invalid, NotFound
from app.domain.core.outcomes import Outcome
from app.domain.core.stamps import to_stamp
from app.domain.outbox.events import MailAnswered
from app.domain.outbox.records import OutgoingMail
from app.domain.outbox.rows import MailLine
from app.domain.store.desk import Desk
from app.domain.store.unit import table_of
from app.domain.timeline.records import Activity
from app.domain.timeline.writing import places
from app.words import listed, say, say_many

MAIL: Final = table_of(OutgoingMail)
_LINE: Final = (
    MAIL.c.id,
    MAIL.c.message_id,
    MAIL.c.created_at,
    MAIL.c.sender_name,
    MAIL.c.sender,
    MAIL.c.recipient_name,
    MAIL.c.recipient,
    MAIL.c.subject,
    MAIL.c.text,
    MAIL.c.state,
    MAIL.c.sent_at,
)
_HEARD: Final = ("opened", "clicked")


class OutboxService:
    """Mail that is to go out."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def list(self, state: str = "waiting", limit: int = 100) -> tuple[MailLine, ...]:
        """Mail in the order in which it was written.

        Args:
            state: waiting or sent.
            limit: How many at the most.
        """
        wanted = select(*_LINE).where(MAIL.c.state == state).order_by(MAIL.c.id).limit(limit)
        with self._desk.read() as reader:
            return tuple(MailLine(*row) for row in reader.rows(wanted))

    def deliver(self, send: Callable[[MailLine], None], limit: int = 1000) -> Outcome:
        """Take out what waits, the first written first; each is noted as sent once it was.

        Whoever ends between sending and noting sends the same mail again, under the same Message-ID.

        Args:
            send: What sends one, or puts it where it is sent from.
            limit: How many at the most.
        """
        sent = 0
        for mail in self.list(limit=limit):
            send(mail)
            with self._desk.write("outbox.sent") as unit:
                gone = {"state": "sent", "sent_at": unit.now}
                unit.session.execute(update(MAIL).where(MAIL.c.id == mail.id, MAIL.c.state == "waiting").values(gone))
            sent += 1
        message = say_many("{n} email sent.", "{n} emails sent.", sent) if sent else say("Nothing waits in the outbox.")
        return Outcome("", "", ("sent",) if sent else (), message)

    def heard(self, message_id: str, what: str) -> Outcome:
        """Note that an email of ours was opened, or that a link in it was followed.

        Args:
            message_id: Its Message-ID.
            what: opened or clicked.

        Raises:
            Invalid: Nothing else can be heard of mail.
            NotFound: No mail of ours has that Message-ID.
        """
        if what not in _HEARD:
            raise Invalid(
                say("Nothing is heard of mail as “{what}”.", what=what[:40]),
                field="what",
                hint=say("Choose from: {choices}.", choices=listed(_HEARD)),
            )
        wanted = f"<{message_id.strip().strip('<>')}>"
        with self._desk.write(f"outbox.{what}") as unit:
            found = unit.session.execute(select(MAIL.c.activity_id).where(MAIL.c.message_id == wanted)).scalar()
            activity: Any = unit.get(Activity, found) if found else None
            if activity is None:
                raise NotFound(
                    say("No email of ours has the Message-ID {id}.", id=message_id[:80]),
                    field="message_id",
                    hint=say("leadline outbox list --state sent --json shows them."),
                )
            key = f"{what}_at"
            message = say("{code} was noted as {what} before.", code=activity.code, what=what)
            if key not in activity.details:
                activity.details = {**activity.details, key: to_stamp(unit.now)}
                message = (
                    say("{code} was opened.", code=activity.code)
                    if what == "opened"
                    else say("A link in {code} was followed.", code=activity.code)
                )
                kind, record_id = places(unit.session, activity)[0]
                unit.describe(message, kind, record_id)
                unit.publish(MailAnswered(activity.id, what))
        return Outcome(activity.id, activity.code, (what,) if unit.seq else (), message, unit.seq)
