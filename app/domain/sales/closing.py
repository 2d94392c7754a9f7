"""Closing an opportunity and taking that back, with all that follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from app.domain.competitors.linking import competitor_called, link_competitor
from app.domain.leads.statuses import settle
from app.domain.process import rules
from app.domain.process.rules import Progress
from app.domain.process.service import current_process, store_progress
from app.domain.sales.events import OpportunityClosed, OpportunityReopened
from app.domain.sales.fields import status_label
from app.domain.sales.reasons import lost_reason, reasons_in_words
from app.domain.sales.records import Opportunity
from app.domain.sales.rules import Closing
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.writing import record_event
from app.words import Said, listed, say, small

_ENDED: Final[Mapping[str, Callable[[str], Said]]] = {
    "won": lambda code: say("{code} won", code=code),
    "lost": lambda code: say("{code} lost", code=code),
    "cancelled": lambda code: say("{code} cancelled", code=code),
    "out_sold": lambda code: say("{code} out-sold", code=code),
}
"""What is said of an opportunity that was closed, by its code."""


def put_closing(unit: UnitOfWork, opportunity: Opportunity, closing: Closing) -> None:
    """Close an opportunity and end its process; whoever got it instead is a confirmed competitor from now on."""
    opportunity.status = closing.status
    opportunity.closed_on = closing.on
    opportunity.lost_reasons = list(closing.reasons) or None
    opportunity.close_reason = closing.comment
    opportunity.actual_revenue_minor = closing.revenue.minor if closing.revenue else None
    opportunity.actual_revenue_currency = closing.revenue.currency if closing.revenue else None
    if closing.competitor:
        winner, _is_new = competitor_called(unit, closing.competitor)
        link_competitor(unit, "opportunity", opportunity.id, winner.id, "confirmed")
        opportunity.lost_to_id = winner.id
    why = listed(lost_reason(reason) for reason in closing.reasons) if closing.reasons else None
    details = {"status": closing.status, "reason": why, "comment": closing.comment}
    record_event(unit, "opportunity", opportunity.id, "closed", details)
    _move_process(unit, opportunity.id, rules.finish if closing.status == "won" else rules.abandon)
    settle(unit, opportunity.lead_id, _ENDED[closing.status](opportunity.code))
    unit.publish(OpportunityClosed(opportunity.id, opportunity.lead_id, closing.status))


def _move_process(unit: UnitOfWork, opportunity_id: str, move: Callable[[Progress, datetime], Progress]) -> None:
    """Let the process end, or go on, with its opportunity."""
    found = current_process(unit.session, opportunity_id)
    if found is not None:
        instance, definition, progress = found
        store_progress(unit, instance, definition, move(progress, unit.now))


def closed_message(opportunity: Opportunity, closing: Closing) -> Said:
    """What closing did, in a sentence."""
    name, status = opportunity.name, small(status_label(closing.status))
    if closing.revenue:
        return say("{name} closed as {status}: {revenue}.", name=name, status=status, revenue=closing.revenue)
    if closing.reasons:
        why = reasons_in_words(closing.reasons)
        return say("{name} closed as {status}: {reasons}.", name=name, status=status, reasons=why)
    return say("{name} closed as {status}.", name=name, status=status)


def take_back_closing(unit: UnitOfWork, opportunity: Opportunity) -> None:
    """Open a closed opportunity again; the log keeps what closing said about it."""
    opportunity.status = "open"
    opportunity.actual_revenue_minor = opportunity.actual_revenue_currency = None
    opportunity.closed_on = opportunity.lost_reasons = opportunity.close_reason = opportunity.lost_to_id = None
    record_event(unit, "opportunity", opportunity.id, "reopened", {})
    _move_process(unit, opportunity.id, rules.reopen)
    settle(unit, opportunity.lead_id, say("{code} reopened", code=opportunity.code))
    unit.publish(OpportunityReopened(opportunity.id, opportunity.lead_id))
