"""What deserves a card and why, thought through without database or clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.assistant.rows import (
    Answer,
    AssistantSettings,
    Card,
    Inputs,
    LeadFacts,
    Likeness,
    Occasion,
    OpportunityFacts,
    Plan,
)
from app.domain.assistant.sources import card_sources
from app.domain.core.errors import Invalid
from app.domain.core.frozen import frozen
from app.domain.core.moments import day_heading, lateness_in_words
from app.domain.core.text import ellipsize
from app.domain.fields.kinds import KINDS
from app.domain.leads.kinds import LEAD
from app.domain.process.fitting import Fit
from app.domain.timeline.rules import day_bounds, told_subject
from app.words import Message, Said, formats, in_context, label, listed, say, say_many, sentences, together

URGENCY = {
    "meeting_soon": 0,
    "recent_meeting": 0,
    "meeting_today": 1,
    "meeting_next": 2,
    "overdue": 1,
    "due_today": 1,
    "next_contact_missed": 1,
    "next_contact_today": 1,
    "post_reply": 2,
    "mention": 2,
    "assigned": 2,
    "close_missed": 2,
    "close_soon": 3,
    "no_activity": 3,
    "possible_duplicate": 3,
    "better_process": 3,
}
"""The assistant's own kinds of card: 0 is now, 1 today, 2 soon, 3 when there is time."""

TODAY = frozenset({"meeting_soon", "recent_meeting", "meeting_today", "due_today", "next_contact_today"})
"""Cards about today; putting one off means an hour, not a day."""

_NEAR: Final[Mapping[int, Message]] = {
    -1: in_context("day in a sentence", "yesterday"),
    0: in_context("day in a sentence", "today"),
    1: in_context("day in a sentence", "tomorrow"),
}
"""Days that have a name, by how far they are from today."""
_LIKE: Final[Mapping[str, Message]] = {
    "email": in_context("likeness", "email"),
    "phone": in_context("likeness", "phone"),
    "company": in_context("likeness", "company"),
    "domain": in_context("likeness", "domain"),
}
"""What two records can have in common."""
_KINDS: Final[Mapping[str, Message]] = {
    "meeting_soon": "Meeting soon",
    "meeting_today": "Meeting today",
    "meeting_next": "Meeting next",
    "recent_meeting": "Recent meeting",
    "due_today": "Due today",
    "overdue": in_context("kind of card", "Overdue"),
    "next_contact_today": "Next contact today",
    "next_contact_missed": "Next contact missed",
    "no_activity": "No activity",
    "post_reply": "Post reply",
    "mention": in_context("kind of card", "Mention"),
    "assigned": in_context("kind of card", "Assigned"),
    "possible_duplicate": "Possible duplicate",
    "close_soon": "Close soon",
    "close_missed": "Close missed",
    "better_process": "Better process",
}
_DO = ("open", "complete", "reschedule")
_REACH = ("call", "email")
_QUOTE_CELLS = 60
_NAMES_SHOWN = 3
_LATEST = datetime.max.replace(tzinfo=UTC)


def cards(inputs: Inputs, now: datetime, zone: ZoneInfo, settings: AssistantSettings) -> tuple[Card, ...]:
    """The cards that the state of things calls for, the most urgent first.

    Args:
        inputs: The state of things.
        now: The present moment.
        zone: The user's zone, in which "today" is judged.
        settings: The manager's choices.
    """
    judge = _Judge(now, zone, settings)
    found = (
        *(card for plan in inputs.plans for card in judge.plan(plan)),
        *(card for lead in inputs.leads for card in judge.lead(lead)),
        *(card for sale in inputs.opportunities for card in judge.opportunity(sale)),
        *judge.answers(inputs.answers),
        *judge.likenesses(inputs.likenesses),
        *map(judge.fit, inputs.fits),
        *inputs.contributed,
    )
    put_off = {
        state.card
        for state in inputs.states
        if state.dismissed_at is not None or (state.snoozed_until is not None and state.snoozed_until > now)
    }
    kept = {card.key: card for card in found if card.key not in put_off and card.kind not in settings.off}
    raised = (replace(card, urgency=0) if card.kind in settings.urgent else card for card in kept.values())
    return tuple(sorted(raised, key=lambda card: (card.urgency, card.at or _LATEST, card.key)))


def kind_of(key: str) -> str:
    """The kind of card that a key names.

    Raises:
        Invalid: It names none.
    """
    kind = key.partition(":")[0]
    if kind not in URGENCY and not any(kind in source.kinds for source in card_sources()):
        raise Invalid(
            say("“{key}” is not a card.", key=key[:60]),
            field="card",
            hint=say("leadline assistant --json shows their keys."),
        )
    return kind


def kind_in_words(kind: str) -> str:
    """What a kind of card is called; one of another area as its name says."""
    return label(_KINDS[kind]) if kind in _KINDS else kind.replace("_", " ").capitalize()


def snoozed_until(key: str, now: datetime, until: datetime | None) -> datetime:
    """Until when a card is put off: the moment chosen, else an hour for today's cards and a day for others.

    Raises:
        Invalid: The moment chosen has passed.
    """
    if until is None:
        return now + (timedelta(hours=1) if kind_of(key) in TODAY else timedelta(hours=24))
    if until <= now:
        raise Invalid(
            say("Until: this moment has passed."), field="until", hint=say("Give a later one, such as tomorrow 9.")
        )
    return until


def occasions(
    kind: str,
    start_at: datetime | None,
    end_at: datetime | None,
    due_at: datetime | None,
    zone: ZoneInfo,
    settings: AssistantSettings,
) -> tuple[Occasion, ...]:
    """When to remind of an activity that is planned or open.

    Args:
        kind: The activity's kind.
        start_at: When it begins.
        end_at: When it is over.
        due_at: When it is due.
        zone: The zone of whoever is to do it, in which the day ends after which it is overdue.
        settings: The manager's choices.
    """
    if kind == "appointment":
        if start_at is None:
            return ()
        soon = start_at - timedelta(minutes=settings.soon_minutes)
        return (Occasion("soon", start_at, soon, end_at or start_at),)
    if due_at is None:
        return ()
    over = day_bounds(due_at.astimezone(zone).date(), zone)[1]
    return (Occasion("due", due_at, due_at, over), Occasion("overdue", due_at, over, None))


@frozen
class _Judge:
    """Judges single things at one moment, in one zone."""

    now: datetime
    zone: ZoneInfo
    settings: AssistantSettings

    @property
    def today(self) -> date:
        return self._day(self.now)

    def plan(self, plan: Plan) -> Iterator[Card]:
        """Cards of an appointment, or of a task, call or email that is to be done."""
        if plan.kind == "appointment":
            yield from self._meeting(plan)
        elif plan.due_at is not None and self._day(plan.due_at) <= self.today:
            late = self._day(plan.due_at) < self.today
            reason = self._late(plan.due_at) if late else self._due(plan.due_at)
            actions = ("call", *_DO[1:]) if plan.kind == "call" and not plan.unwanted else _DO
            yield self._of_plan(plan, "overdue" if late else "due_today", reason, plan.due_at, actions)

    def _meeting(self, plan: Plan) -> Iterator[Card]:
        start = plan.start_at or self.now
        end = plan.end_at or start
        if end <= self.now:
            if self.now - end <= timedelta(minutes=self.settings.recent_minutes):
                ended = say("ended {span} ago", span=_minutes(self.now - end))
                reason = _with(ended, plan.people)
                yield self._of_plan(plan, "recent_meeting", reason, end, ("notes", "complete"))
        elif plan.status != "planned":
            return
        elif start - self.now <= timedelta(minutes=self.settings.soon_minutes):
            ahead = (
                say("in {span}", span=_minutes(start - self.now))
                if start > self.now
                else say("under way since {moment}", moment=self._clock(start))
            )
            yield self._of_plan(plan, "meeting_soon", _with(ahead, plan.people), start, _meeting_actions(plan))
        elif self._day(start) == self.today:
            reason = _with(say("at {clock}", clock=self._clock(start)), plan.people)
            yield self._of_plan(plan, "meeting_today", reason, start, _meeting_actions(plan))
        else:
            reason = _with(self._clock(start), plan.people)
            yield self._of_plan(plan, "meeting_next", reason, start, _meeting_actions(plan))

    def lead(self, lead: LeadFacts) -> Iterator[Card]:
        """Cards of an open lead: its next contact, and its silence."""
        if not LEAD.is_open({"state": lead.state}):
            return
        at = lead.next_contact_at
        if at is not None and self._day(at) <= self.today:
            late = self._day(at) < self.today
            kind = "next_contact_missed" if late else "next_contact_today"
            reason = self._late(at) if late else self._due(at)
            title = say("Next contact missed") if late else say("Next contact today")
            key = _key(kind, lead.id, at)
            actions = (*_ways_to_reach(lead), "reschedule")
            yield self._card(key, title, reason, ("lead", lead.id, lead.title), at, actions=actions)
        last, ways = lead.last_activity_at or lead.created_at, _ways_to_reach(lead)
        if lead.status != "do_not_contact" and not lead.do_not_contact:
            yield from self._silence("lead", lead.id, lead.title, last, ways or ("open",))

    def opportunity(self, sale: OpportunityFacts) -> Iterator[Card]:
        """Cards of an open opportunity: its close date, and its silence."""
        if sale.status != "open":
            return
        last = sale.last_activity_at or sale.created_at
        yield from self._silence("opportunity", sale.id, sale.title, last, _REACH)
        close = sale.expected_close
        if close is None or (close - self.today).days > self.settings.close_days:
            return
        missed = close < self.today
        day = self._named(close)
        reason = say("was to close {day}", day=day) if missed else say("closes {day}", day=day)
        kind = "close_missed" if missed else "close_soon"
        title = say("Close date missed") if missed else say("Close date soon")
        key = f"{kind}:{sale.id}:{close.isoformat()}"
        about = ("opportunity", sale.id, sale.title)
        yield self._card(key, title, reason, about, day_bounds(close, self.zone)[0], actions=("open",))

    def answers(self, answers: Iterable[Answer]) -> Iterator[Card]:
        """One card for each post that colleagues answered, and for each text that mentions the user."""
        by_post: dict[tuple[str, str], list[Answer]] = {}
        unseen = sorted(answers, key=lambda each: (each.at, each.id))
        replies = {each.id for each in unseen if each.kind == "post_reply"}
        for answer in unseen:
            if answer.kind == "mention" and answer.id in replies:
                continue
            group = by_post.setdefault((answer.kind, answer.entry_id), [])
            if not group or group[-1].id != answer.id:
                group.append(answer)
        for (kind, entry_id), group in by_post.items():
            last = group[-1]
            quote = ellipsize(" ".join(last.text.split()), _QUOTE_CELLS)
            about = (last.record_kind, last.record_id, last.record_title)
            key = f"{kind}:{entry_id}:{last.id}"
            reason = say("“{quote}”", quote=quote)
            if len(group) > 1:
                reason = say_many("“{quote}” · and {n} more", "“{quote}” · and {n} more", len(group) - 1, quote=quote)
            yield self._card(key, _title_of(last), reason, about, last.at, entry_id, ("open", "reply"))

    def likenesses(self, likenesses: Iterable[Likeness]) -> Iterator[Card]:
        """One card for each record that may be the same as another."""
        by_pair: dict[tuple[str, str], list[Likeness]] = {}
        for each in likenesses:
            by_pair.setdefault((each.lead_id, each.other_id), []).append(each)
        for (lead_id, other_id), group in list(by_pair.items())[: self.settings.duplicates]:
            first = group[0]
            same = together(dict.fromkeys(label(_LIKE[each.reason]) for each in group))
            reason = say(
                "same {what} as {kind} {code}", what=same, kind=KINDS[first.other_kind].noun, code=first.other_code
            )
            about = ("lead", lead_id, first.lead_title)
            key = f"possible_duplicate:{lead_id}:{other_id}"
            card = self._card(
                key, say("Duplicate of {name}?", name=first.other_title), reason, about, None, actions=("compare",)
            )
            yield replace(card, other_id=other_id)

    def fit(self, fit: Fit) -> Card:
        """A card that a lead's process is not the one that fits it; dismissed, it is until another one fits."""
        about = ("lead", fit.lead_id, fit.lead_title)
        key = key_of_fit(fit.lead_id, fit.code)
        return self._card(
            key, say("Process {name} fits better", name=fit.name), fit.reason, about, None, actions=("switch",)
        )

    def _silence(
        self, kind: str, record_id: str, title: str, last: datetime, actions: tuple[str, ...]
    ) -> Iterator[Card]:
        days = (self.now - last).days
        if days >= self.settings.no_activity_days:
            key = _key("no_activity", record_id, last)
            reason = say_many("silent for {n} day", "silent for {n} days", days)
            yield self._card(key, say("No activity"), reason, (kind, record_id, title), last, actions=actions)

    def _of_plan(self, plan: Plan, kind: str, reason: str, at: datetime, actions: tuple[str, ...]) -> Card:
        about = (plan.record_kind, plan.record_id, plan.record_title)
        return self._card(_key(kind, plan.id, at), told_subject(plan.subject), reason, about, at, plan.id, actions)

    def _card(
        self,
        key: str,
        title: str,
        reason: str,
        about: tuple[str, str, str],
        at: datetime | None,
        activity_id: str | None = None,
        actions: tuple[str, ...] = (),
    ) -> Card:
        kind = kind_of(key)
        return Card(key, kind, URGENCY[kind], title, reason, *about, activity_id, None, at, actions)

    def _late(self, at: datetime) -> str:
        return lateness_in_words(at, self.now, self.zone)

    def _due(self, at: datetime) -> Said:
        soon = timedelta() < at - self.now <= timedelta(minutes=self.settings.soon_minutes)
        if at <= self.now:
            return say("since {moment}", moment=self._clock(at))
        if soon:
            return say("in {span}", span=_minutes(at - self.now))
        return say("at {clock}", clock=self._clock(at))

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def _clock(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        clock = formats.clock(local)
        return clock if local.date() == self.today else sentences(self._named(local.date()), clock)

    def _named(self, day: date) -> str:
        near = _NEAR.get((day - self.today).days)
        return label(near) if near else day_heading(day, self.today)


def key_of_fit(lead_id: str, code: str) -> str:
    """The key of the card that another process fits a lead better."""
    return f"better_process:{lead_id}:{code}"


def _meeting_actions(plan: Plan) -> tuple[str, ...]:
    return ("open", "reschedule") if plan.unwanted else ("open", "email", "reschedule")


def _ways_to_reach(lead: LeadFacts) -> tuple[str, ...]:
    """How a lead may be reached; a lead that asked not to be contacted is offered for nothing."""
    if lead.status == "do_not_contact" or lead.do_not_contact:
        return ()
    forbidden = {"call": lead.do_not_phone, "email": lead.do_not_email}
    return tuple(way for way in _REACH if not forbidden[way])


def _key(kind: str, about: str, at: datetime) -> str:
    """A key that a later moment of the same thing does not share, so that what is dismissed can come again."""
    return f"{kind}:{about}:{at.astimezone(UTC):%Y%m%dT%H%M%S}"


def _with(reason: str, people: Sequence[str]) -> str:
    """Why a meeting is told of, and who takes part."""
    if not people:
        return reason
    more, names = len(people) - _NAMES_SHOWN, listed(people[:_NAMES_SHOWN])
    if more > 0:
        return say_many(
            "{reason} · with {names} and {n} more",
            "{reason} · with {names} and {n} more",
            more,
            reason=reason,
            names=names,
        )
    return say("{reason} · with {names}", reason=reason, names=names)


def _minutes(span: timedelta) -> Said:
    return say_many("{n} min", "{n} min", max(round(span.total_seconds() / 60), 1))


def _title_of(answer: Answer) -> Said:
    """What a colleague did by what they wrote."""
    author = answer.author or say("A colleague")
    if answer.kind == "post_reply":
        return say("{name} answered your post", name=author)
    return say("{name} mentioned you", name=author)
