"""Use cases of the assistant: what needs attention, and putting it off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

import app.domain.assistant.statements  # noqa: F401 - registers what the queries read by name
from app.domain.assistant.queries import cards_of_mine, cards_of_record, viewer_at
from app.domain.assistant.records import CardState, Reminder
from app.domain.assistant.rows import Card
from app.domain.assistant.rules import kind_in_words, kind_of, snoozed_until
from app.domain.core.errors import NotFound
from app.domain.core.fields import Field, parse
from app.domain.core.moments import when
from app.domain.core.outcomes import Outcome
from app.domain.fields.kinds import find_record
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.kinds import with_timeline
from app.domain.timeline.records import Activity
from app.domain.timeline.rules import told_subject
from app.words import say, say_many, sentences

_MOST_REMINDERS = 400
"""Reminders looked up at once, below SQLite's limit of bound parameters."""
_UNTIL = Field("until", "Until", "moment")
_REMINDED: Final[Mapping[str, Callable[[str, str], str]]] = {
    "soon": lambda subject, moment: say("Soon: {subject}, {when}.", subject=subject, when=moment),
    "due": lambda subject, moment: say("Due: {subject}, {when}.", subject=subject, when=moment),
    "overdue": lambda subject, moment: say("Overdue: {subject}, {when}.", subject=subject, when=moment),
}
"""What is said of an activity by what somebody is reminded of."""


class AssistantService:
    """Reminders and notices, each with the reason it is there."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk, with what a manager chose."""
        self._desk = desk

    def cards(self, ref: str | None = None) -> tuple[Card, ...]:
        """The cards of a record, or of everything of mine; the most urgent first, none left out.

        Args:
            ref: A lead, opportunity, contact or account; all that is mine without it.
        """
        viewer = viewer_at(self._desk)
        with self._desk.read() as reader:
            if ref is None:
                return cards_of_mine(reader, viewer)
            kind, record_id = find_record(reader.connection, ref, with_timeline())
            return cards_of_record(reader, kind.name, record_id, viewer)

    def describe_reminders(self, ids: Collection[str]) -> str:
        """What is said to the user of some reminders that were just given; nothing where none is the user's.

        Args:
            ids: Which reminders; those of others are passed over.
        """
        me, now = self._desk.actor.id, self._desk.now()
        with self._desk.read() as reader:
            mine = reader.rows(
                select(Reminder.what, Activity.subject, Reminder.at)
                .join(Activity, Activity.id == Reminder.activity_id)
                .where(Reminder.id.in_(list(ids)[:_MOST_REMINDERS]), Reminder.user_id == me)
                .order_by(Reminder.at, Reminder.id)
            )
        if not mine:
            return ""
        what, subject, at = mine[0]
        more = len(mine) - 1
        return sentences(
            _REMINDED[what](told_subject(subject), when(at, now, self._desk.zone)),
            say_many("And {n} more.", "And {n} more.", more) if more else "",
        )

    def snooze(self, card_key: str, record_id: str, until: datetime | str | None = None) -> Outcome:
        """Put a card off: an hour for today's, a day for others, or until a moment chosen.

        Args:
            card_key: The card's key.
            record_id: The record it is about.
            until: Until when.

        Raises:
            Invalid: It is no card, or the moment has passed.
        """
        chosen = parse(_UNTIL, until, self._desk.context())
        moment = snoozed_until(card_key, self._desk.now(), chosen)
        with self._desk.write("assistant.snooze") as unit:
            state = self._state(unit, card_key, record_id)
            state.snoozed_until, state.dismissed_at = moment, None
            message = say("Put off until {when}.", when=when(moment, unit.now, self._desk.zone))
            unit.describe(message)
        return Outcome(state.id, "", ("snoozed_until",), message, unit.seq)

    def dismiss(self, card_key: str, record_id: str) -> Outcome:
        """Do not show a card again; a later occasion makes another one.

        Raises:
            Invalid: It is no card.
        """
        kind = kind_of(card_key)
        with self._desk.write("assistant.dismiss") as unit:
            state = self._state(unit, card_key, record_id)
            state.snoozed_until, state.dismissed_at = None, unit.now
            message = say("{card} dismissed.", card=kind_in_words(kind))
            unit.describe(message)
        return Outcome(state.id, "", ("dismissed_at",), message, unit.seq)

    def restore(self, card_key: str) -> Outcome:
        """Show a card again that was put off or dismissed.

        Raises:
            NotFound: It was neither.
        """
        with self._desk.write("assistant.restore") as unit:
            state = _said(unit.session, self._desk.actor.id, card_key)
            if state is None:
                raise NotFound(
                    say("This card was neither put off nor dismissed."), hint=say("It shows while its reason lasts.")
                )
            unit.session.delete(state)
            message = say("The card is back.")
            unit.describe(message)
        return Outcome(state.id, "", ("restored",), message, unit.seq)

    def _state(self, unit: UnitOfWork, card_key: str, record_id: str) -> CardState:
        me = self._desk.actor.id
        unit.hold(f"card:{me}:{card_key}")
        return _said(unit.session, me, card_key) or unit.add(CardState(user_id=me, record_id=record_id, card=card_key))


def _said(session: Session, user_id: str, card_key: str) -> CardState | None:
    wanted = select(CardState).where(CardState.user_id == user_id, CardState.card == card_key)
    return session.scalar(wanted)
