"""What the faces see of the assistant."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.core.frozen import frozen
from app.domain.process.fitting import Fit


@frozen
class Card:
    """A reminder or notice about a record, with the reason it is there and what can be done.

    Attributes:
        key: What snoozing and dismissing refer to: the kind and what it is about.
        kind: meeting_soon, meeting_today, meeting_next, recent_meeting, due_today, overdue, next_contact_today,
            next_contact_missed, no_activity, post_reply, mention, possible_duplicate, close_soon, close_missed,
            better_process, or one that an area contributes.
        urgency: 0 (now) to 3 (when there is time); cards are ordered by it.
        title: What it is, in a few words.
        reason: Why it is here, in a few words.
        record_kind: The record it is about.
        record_id: The record it is about.
        record_title: That record's title.
        activity_id: The activity behind it, if there is one.
        other_id: For a possible duplicate: the other record.
        at: The moment it is about.
        actions: Command words in order of use, such as open, complete, reschedule, call, email, compare, notes, or
            the id of a command.
    """

    key: str
    kind: str
    urgency: int
    title: str
    reason: str
    record_kind: str
    record_id: str
    record_title: str
    activity_id: str | None
    other_id: str | None
    at: datetime | None
    actions: tuple[str, ...]


@frozen
class AssistantSettings:
    """What a manager chose about the cards.

    Attributes:
        no_activity_days: Days of silence after which a lead or opportunity is brought up.
        soon_minutes: Minutes before a meeting in which it is soon.
        ahead_days: Days for which a record's next meetings are shown beside it.
        recent_minutes: Minutes after a meeting in which notes are asked for.
        close_days: Days before a close date in which it is soon.
        look_back_days: Days for which answers and mentions are brought up, when the record was not looked at.
        duplicates: The most possible duplicates of a lead.
        off: Kinds of card that are not wanted.
        urgent: Kinds of card that come first.
    """

    no_activity_days: int = 14
    soon_minutes: int = 30
    ahead_days: int = 7
    recent_minutes: int = 30
    close_days: int = 7
    look_back_days: int = 30
    duplicates: int = 3
    off: frozenset[str] = frozenset()
    urgent: frozenset[str] = frozenset()


@frozen
class Occasion:
    """A reason to remind somebody of an activity.

    Attributes:
        what: soon (it begins), due or overdue.
        moment: When the activity begins, or is due.
        at: When to remind of it.
        until: From when on there is no use in it; ``None`` where it is of use however late.
    """

    what: str
    moment: datetime
    at: datetime
    until: datetime | None


@frozen
class Plan:
    """An appointment, task, call or email that is ahead, due, or only just over."""

    id: str
    kind: str
    status: str
    subject: str
    start_at: datetime | None
    end_at: datetime | None
    due_at: datetime | None
    record_kind: str
    record_id: str
    record_title: str
    unwanted: bool = False
    """Whether the record asked not to be contacted in this way, or not at all."""
    people: tuple[str, ...] = ()


@frozen
class LeadFacts:
    """What the assistant looks at in a lead."""

    id: str
    title: str
    state: str
    status: str
    do_not_contact: bool
    next_contact_at: datetime | None
    last_activity_at: datetime | None
    created_at: datetime
    do_not_phone: bool = False
    do_not_email: bool = False


@frozen
class OpportunityFacts:
    """What the assistant looks at in an opportunity."""

    id: str
    title: str
    status: str
    expected_close: date | None
    last_activity_at: datetime | None
    created_at: datetime


@frozen
class Answer:
    """A colleague's words that the user has not seen.

    Attributes:
        kind: post_reply (to a post of the user's) or mention.
        id: The words.
        entry_id: The entry of the timeline they are found under.
        author: The colleague's name.
        text: What they wrote.
        at: When.
        record_kind: The record on whose timeline it is.
        record_id: That record.
        record_title: Its title.
    """

    kind: str
    id: str
    entry_id: str
    author: str | None
    text: str
    at: datetime
    record_kind: str
    record_id: str
    record_title: str


@frozen
class Likeness:
    """A record that has something in common with a lead.

    Attributes:
        lead_id: The lead.
        lead_title: Its title.
        reason: What is the same: email, phone, company, or domain (of companies that begin alike).
        other_kind: lead, contact or account.
        other_id: The other record.
        other_code: Its short code.
        other_title: Its title.
    """

    lead_id: str
    lead_title: str
    reason: str
    other_kind: str
    other_id: str
    other_code: str
    other_title: str


@frozen
class StateOfCard:
    """What the user said about one card."""

    card: str
    snoozed_until: datetime | None
    dismissed_at: datetime | None


@frozen
class Inputs:
    """The state of things from which cards are made."""

    plans: tuple[Plan, ...] = ()
    leads: tuple[LeadFacts, ...] = ()
    opportunities: tuple[OpportunityFacts, ...] = ()
    answers: tuple[Answer, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    fits: tuple[Fit, ...] = ()
    states: tuple[StateOfCard, ...] = ()
    contributed: tuple[Card, ...] = ()
    """Cards that areas made."""


@frozen
class Given:
    """A lead that somebody gave to whoever looks.

    Attributes:
        at: When.
        by_id: Who gave it.
        by: Their name.
        role: Whether it was given to be its owner's or to be worked on beside the owner.
        lead_id: The lead.
        lead_title: What it is called.
    """

    at: datetime
    by_id: str | None
    by: str | None
    role: str
    lead_id: str
    lead_title: str
