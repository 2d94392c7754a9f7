"""Reading what the assistant looks at, by named statements: plain tuples in, cards out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from app.domain.assistant.named import (
    LEAD_FACTS,
    LEADS_SILENT,
    LEADS_TO_CONTACT,
    LIKENESSES,
    MENTIONS_OF_MINE,
    MENTIONS_OF_RECORD,
    OPPORTUNITIES_OF_MINE,
    OPPORTUNITY_FACTS,
    PEOPLE_OF_MINE,
    PEOPLE_OF_RECORD,
    PLANS_OF_MINE,
    PLANS_OF_RECORD,
    REPLIES_OF_MINE,
    REPLIES_OF_RECORD,
    STATES_OF_CARDS,
)
from app.domain.assistant.rows import AssistantSettings, Card, Inputs, Plan, StateOfCard
from app.domain.assistant.rules import cards
from app.domain.assistant.sources import card_sources
from app.domain.core.fields import ParseContext
from app.domain.core.frozen import frozen
from app.domain.process.fitting import better_process_of, better_processes_of_mine
from app.domain.query.context import QueryContext
from app.domain.rates.queries import rates_on
from app.domain.store.named import NamedReader
from app.domain.timeline.named import PersonRow
from app.domain.timeline.rules import day_bounds

if TYPE_CHECKING:
    from app.domain.store.desk import Desk

_DEFAULTS = AssistantSettings()
_LIMIT = 200
"""The most things of one sort that cards are made of."""


@frozen
class Viewer:
    """Who looks, when and where: what the assistant's statements are bound to.

    Attributes:
        user_id: The user.
        now: The present moment.
        zone: The user's zone, in which "today" is judged.
        settings: The manager's choices.
        currency: ISO 4217 code of money that names none.
        hurried: Whether to do without what takes longer to load than to read: which process fits better.
    """

    user_id: str
    now: datetime
    zone: ZoneInfo
    settings: AssistantSettings = _DEFAULTS
    currency: str = "USD"
    hurried: bool = False

    @property
    def today(self) -> date:
        """The user's day."""
        return self.now.astimezone(self.zone).date()

    def asking(self, reader: NamedReader) -> QueryContext:
        """What conditions are judged by."""
        values = ParseContext(self.now, self.zone, self.currency)
        return QueryContext(values, self.user_id, rates=rates_on(reader, self.today))

    def plans(self) -> dict[str, Any]:
        """Bounds for what is ahead today, or soon across midnight."""
        soon = self.now + timedelta(minutes=self.settings.soon_minutes)
        until = max(day_bounds(self.today, self.zone)[1], soon + timedelta(microseconds=1))
        recent = self.now - timedelta(minutes=self.settings.recent_minutes)
        return {"until": until, "recent": recent, "limit": _LIMIT}

    def plans_of_record(self) -> dict[str, Any]:
        """The same with the meetings of the next days, which are of interest beside their record."""
        ahead = self.now + timedelta(days=self.settings.ahead_days)
        bounds = self.plans()
        return bounds | {"until": max(ahead, bounds["until"])}

    def answers(self) -> dict[str, Any]:
        """Bounds for what colleagues wrote."""
        since = self.now - timedelta(days=self.settings.look_back_days)
        return {"user_id": self.user_id, "since": since, "limit": _LIMIT}

    def silent(self) -> datetime:
        """Since when nothing must have happened for it to count as silence."""
        return self.now - timedelta(days=self.settings.no_activity_days)


def viewer_at(desk: Desk) -> Viewer:
    """Whoever works at a desk, now, with what a manager chose."""
    return Viewer(desk.actor.id, desk.now(), desk.zone, desk.chosen(AssistantSettings), desk.currency)


def cards_of_record(reader: NamedReader, kind: str, record_id: str, viewer: Viewer) -> tuple[Card, ...]:
    """The cards of one record; at most eleven statements, four of which the stage bar asks too.

    Args:
        reader: Where to read.
        kind: lead, opportunity, contact or account.
        record_id: The record.
        viewer: Who looks, and when.
    """
    bound = {"record_id": record_id}
    ahead = viewer.plans_of_record()
    plans = reader.named(PLANS_OF_RECORD, **bound, **ahead)
    people = reader.named(PEOPLE_OF_RECORD, **bound, **ahead) if plans else ()
    leads = reader.named(LEAD_FACTS, **bound) if kind == "lead" else ()
    sales = reader.named(OPPORTUNITY_FACTS, **bound) if kind == "opportunity" else ()
    limit = viewer.settings.duplicates
    judged = () if viewer.hurried else leads
    fits = [better_process_of(reader, each.id, viewer.asking(reader), each.title) for each in judged]
    alike = reader.named(LIKENESSES, **bound, limit=limit) if kind == "lead" else ()
    inputs = Inputs(
        plans=_with_people(plans, people),
        leads=tuple(leads),
        opportunities=tuple(sales),
        answers=(
            *reader.named(REPLIES_OF_RECORD, **bound, **viewer.answers()),
            *reader.named(MENTIONS_OF_RECORD, **bound, **viewer.answers()),
        ),
        likenesses=tuple(alike),
        fits=tuple(each for each in fits if each),
        states=_states(reader, viewer),
        contributed=tuple(
            card for source in card_sources() for card in source.of_record(reader, kind, record_id, viewer)
        ),
    )
    return cards(inputs, viewer.now, viewer.zone, viewer.settings)


def cards_of_mine(reader: NamedReader, viewer: Viewer) -> tuple[Card, ...]:
    """The cards of everything that is the user's."""
    me = {"user_id": viewer.user_id}
    plans = reader.named(PLANS_OF_MINE, **me, **viewer.plans())
    people = reader.named(PEOPLE_OF_MINE, **me, **viewer.plans()) if plans else ()
    until = day_bounds(viewer.today, viewer.zone)[1]
    leads = (
        *reader.named(LEADS_TO_CONTACT, **me, until=until, limit=_LIMIT),
        *reader.named(LEADS_SILENT, **me, silent=viewer.silent(), limit=_LIMIT),
    )
    close = viewer.today + timedelta(days=viewer.settings.close_days)
    sales = reader.named(OPPORTUNITIES_OF_MINE, **me, close=close, silent=viewer.silent(), limit=_LIMIT)
    inputs = Inputs(
        plans=_with_people(plans, people),
        leads=tuple(dict.fromkeys(leads)),
        opportunities=tuple(sales),
        answers=(
            *reader.named(REPLIES_OF_MINE, **viewer.answers()),
            *reader.named(MENTIONS_OF_MINE, **viewer.answers()),
        ),
        fits=tuple(better_processes_of_mine(reader, viewer.asking(reader), _LIMIT)),
        states=_states(reader, viewer),
        contributed=tuple(card for source in card_sources() for card in source.of_mine(reader, viewer)),
    )
    return cards(inputs, viewer.now, viewer.zone, viewer.settings)


def _with_people(plans: Sequence[Plan], people: Sequence[PersonRow]) -> tuple[Plan, ...]:
    names: dict[str, tuple[str, ...]] = {}
    for each in people:
        names[each.activity_id] = (*names.get(each.activity_id, ()), each.name)
    return tuple(replace(plan, people=names[plan.id]) if plan.id in names else plan for plan in plans)


def _states(reader: NamedReader, viewer: Viewer) -> tuple[StateOfCard, ...]:
    return tuple(reader.named(STATES_OF_CARDS, user_id=viewer.user_id, now=viewer.now))
