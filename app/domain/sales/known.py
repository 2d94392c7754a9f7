"""Which opportunity is meant, while it is there and worked on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.domain.core.errors import NotFound
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.records import Opportunity
from app.words import say


def standing(session: Session, ref: str) -> Opportunity:
    """The opportunity that a reference names, unless it was deleted."""
    opportunity = session.get(Opportunity, OPPORTUNITY.find(session, ref))
    if opportunity is None or opportunity.deleted_at is not None:
        raise NotFound(say("This opportunity was deleted."), hint=say("Undo the deletion first."))
    return opportunity


def working(session: Session, ref: str) -> Opportunity:
    """The opportunity that a reference names, unless it is closed."""
    opportunity = standing(session, ref)
    OPPORTUNITY.refuse_closed(opportunity)
    return opportunity
