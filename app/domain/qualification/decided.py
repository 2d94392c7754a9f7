"""What became of a lead: the opportunities made of it, and who closed it, for whoever comes second."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.errors import NotAllowed, ReadOnly
from app.domain.core.moments import when
from app.domain.leads.fields import BY_CODE
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.service import refuse_closed
from app.domain.people.records import User
from app.domain.qualification.rows import OpportunityMade
from app.domain.qualification.rules import made_in_words
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.records import Opportunity
from app.domain.store.desk import Desk
from app.domain.timeline.records import Activity, TimelineLink
from app.words import Said, listed, say, say_in, sentences, small

_BECAME: Final = {"qualified": "qualified", "disqualified": "disqualified"}
"""The event of a timeline that tells how a lead came into a state."""


class Decided(ReadOnly):
    """The lead was decided about before.

    Attributes:
        told: Who decided, when, and what became of it.
    """

    def __init__(self, refusal: ReadOnly, told: Said) -> None:
        """Refuse as the closed lead does, and say what became of it."""
        super().__init__(refusal.message, field=refusal.field, hint=sentences(told, refusal.hint or ""))
        self.told = told


class _Decision(NamedTuple):
    """An event of a lead's timeline that closed it."""

    at: datetime
    who: str | None
    details: Any


def refuse_decided(session: Session, lead: Lead, desk: Desk) -> None:
    """Refuse to decide about a lead that is closed or deleted, and say who decided before, and what became of it.

    Raises:
        Decided: It is qualified or disqualified, and its timeline tells by whom.
        ReadOnly: It is closed.
        NotAllowed: It is deleted.
    """
    try:
        refuse_closed(lead)
    except ReadOnly as refusal:
        decision = _last_decision(session, lead)
        if decision is None:
            raise
        raise Decided(refusal, _told(lead.state, decision, desk)) from refusal


def made_before(session: Session, lead_id: str) -> tuple[OpportunityMade, ...]:
    """The opportunities made of a lead that are open, oldest first."""
    rows = session.execute(
        select(Opportunity.code, Opportunity.name)
        .where(Opportunity.lead_id == lead_id, OPPORTUNITY.open_condition(), Opportunity.deleted_at.is_(None))
        .order_by(Opportunity.id)
    )
    return tuple(OpportunityMade(*row) for row in rows)


def refuse_with_opportunity(session: Session, lead: Lead) -> None:
    """Refuse to give a lead up of which an opportunity is open.

    Raises:
        NotAllowed: There is one; it is named.
    """
    for still in made_before(session, lead.id):
        raise NotAllowed(
            say(
                "{name} has the open opportunity {code} ({opportunity}).",
                name=LEAD.called(lead),
                code=still.code,
                opportunity=still.name,
            ),
            hint=say("Close or cancel the opportunity first."),
        )


def _last_decision(session: Session, lead: Lead) -> _Decision | None:
    event = _BECAME.get(lead.state)
    if event is None or LEAD.is_open({"state": lead.state}):
        return None
    row = session.execute(
        select(Activity.at, User.name, Activity.details)
        .join(TimelineLink, TimelineLink.activity_id == Activity.id)
        .outerjoin(User, User.id == Activity.author_id)
        .where(TimelineLink.record_id == lead.id, Activity.event == event, Activity.deleted_at.is_(None))
        .order_by(Activity.at.desc(), Activity.id.desc())
        .limit(1)
    ).first()
    return _Decision(*row) if row else None


def _told(state: str, decision: _Decision, desk: Desk) -> Said:
    details = decision.details if isinstance(decision.details, dict) else {}
    places = {
        "who": decision.who or say_in("who decided", "Somebody"),
        "when": when(decision.at, desk.now(), desk.zone),
    }
    if state == "disqualified":
        reason = BY_CODE["disqualify_reason"].choice_label(str(details.get("reason") or ""))
        return say("{who} disqualified it {when}: {reason}.", **places, reason=small(reason))
    made = made_in_words(details.get("made") or {})
    if made:
        return say("{who} qualified it {when}: {made}.", **places, made=listed(made))
    return say("{who} qualified it {when}.", **places)
