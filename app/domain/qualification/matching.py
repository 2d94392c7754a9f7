"""Who a lead may be already: people with a role in its decision, and one command at a time that looks."""

from __future__ import annotations

from typing import Final

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from app.domain.core.folding import fold
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.rows import DuplicateHit
from app.domain.people.points import keys_of
from app.domain.people.records import Contact
from app.domain.stakeholders.records import Stakeholder
from app.domain.store.unit import UnitOfWork
from app.words import Words

STAKEHOLDER_OF_LEAD: Final[Words] = "stakeholder of this lead"
LINKED: Final[Words] = "linked to this lead"


def namesakes_among_stakeholders(session: Session, lead: Lead) -> tuple[DuplicateHit, ...]:
    """The lead's own person, where somebody of that name has a role in the decision already."""
    if not lead.name:
        return ()
    rows = session.execute(
        select(Contact.id, Contact.code, Contact.name)
        .join(Stakeholder, Stakeholder.contact_id == Contact.id)
        .where(
            Stakeholder.record_id == lead.id,
            Contact.name_key == fold(lead.name),
            Contact.deleted_at.is_(None),
        )
    )
    return tuple(DuplicateHit("contact", *row, STAKEHOLDER_OF_LEAD, certain=True) for row in rows)


def hold_matches(unit: UnitOfWork, lead: Lead) -> None:
    """Let one command at a time look for, and make, the account and contact that leads alike in this would share."""
    keys = unit.session.execute(keys_of(LEAD, literal(lead.id)))
    for mark in sorted({each for each in (lead.company_key, *(key for _, key in keys)) if each}):
        unit.hold(f"match:{mark}")
