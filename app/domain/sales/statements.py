"""Statements that read opportunities, and how we did in them against competitors."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ScalarSelect, Select, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased

from app.domain.competitors.named import COMPETITORS, RIVALS, TALLY
from app.domain.competitors.records import Competitor, Rivalry
from app.domain.fields.statements import card_select
from app.domain.leads.kinds import LEAD
from app.domain.people.records import User
from app.domain.people.statements import LINK_TABLES
from app.domain.sales.fields import LOST, WORKING
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.named import LINES, LOST_TO, MADE_OF_LEAD, TEAM
from app.domain.sales.records import Opportunity, OpportunityLine, TeamMember
from app.domain.store.named import builds

_IS_WON = Opportunity.status == "won"
_IS_LOST = or_(*(Opportunity.status == status for status in LOST))


@builds(OPPORTUNITY.card)
def opportunity_card() -> Select[Any]:
    """An opportunity in full; binds ``id``."""
    return card_select(OPPORTUNITY, {**LINK_TABLES, "lead": LEAD.table})


@builds(LOST_TO)
def lost_to() -> Select[Any]:
    """The competitor an opportunity was lost to; binds ``id``."""
    columns: tuple[Any, ...] = (Competitor.id, Competitor.code, Competitor.name)
    return (
        select(*columns)
        .join(Opportunity, Opportunity.lost_to_id == Competitor.id)
        .where(Opportunity.id == bindparam("id"))
    )


@builds(MADE_OF_LEAD)
def made_of_lead() -> Select[Any]:
    """The opportunities that a lead became, those still open first; binds ``lead_id``."""
    columns: tuple[Any, ...] = (Opportunity.id, Opportunity.code, Opportunity.name, Opportunity.status)
    return (
        select(*columns)
        .where(Opportunity.lead_id == bindparam("lead_id"), Opportunity.deleted_at.is_(None))
        .order_by(case(dict.fromkeys(WORKING, 0), value=Opportunity.status, else_=1), Opportunity.id)
    )


@builds(LINES)
def lines_of() -> Select[Any]:
    """The lines of an opportunity, in their order; binds ``opportunity_id``."""
    columns: tuple[Any, ...] = (
        OpportunityLine.id,
        OpportunityLine.position,
        OpportunityLine.product_id,
        OpportunityLine.number,
        OpportunityLine.name,
        OpportunityLine.name_ar,
        OpportunityLine.description,
        OpportunityLine.quantity,
        OpportunityLine.unit,
        OpportunityLine.unit_price,
        OpportunityLine.discount,
        OpportunityLine.tax_rate,
        OpportunityLine.tax_inclusive,
        OpportunityLine.net_minor,
        OpportunityLine.currency,
        OpportunityLine.version,
    )
    return (
        select(*columns)
        .where(OpportunityLine.opportunity_id == bindparam("opportunity_id"))
        .order_by(OpportunityLine.position, OpportunityLine.id)
    )


@builds(TEAM)
def team_of() -> Select[Any]:
    """The sales team of an opportunity, in the order in which they came to it; binds ``record_id``."""
    columns: tuple[Any, ...] = (
        TeamMember.id,
        User.id.label("user_id"),
        User.code.label("user_code"),
        User.name,
        User.email,
        TeamMember.roles,
        TeamMember.notes,
        User.active,
        TeamMember.version,
    )
    return (
        select(*columns)
        .select_from(TeamMember)
        .join(User, User.id == TeamMember.user_id)
        .where(TeamMember.record_id == bindparam("record_id"))
        .order_by(TeamMember.id)
    )


@builds(RIVALS)
def rivals_of() -> Select[Any]:
    """The competitors met on a record by name, those who are out last; binds ``record_id``."""
    columns: tuple[Any, ...] = (
        Rivalry.id,
        Competitor.id.label("competitor_id"),
        Competitor.code.label("competitor_code"),
        Competitor.name,
        Competitor.website,
        Competitor.key_product,
        Rivalry.status,
        Rivalry.notes,
        _met_and(_IS_WON).label("won"),
        _met_and(_IS_LOST).label("lost"),
        Rivalry.version,
    )
    return (
        select(*columns)
        .select_from(Rivalry)
        .join(Competitor, Competitor.id == Rivalry.competitor_id)
        .where(Rivalry.record_id == bindparam("record_id"), Competitor.deleted_at.is_(None))
        .order_by(case((Rivalry.status == "out", 1), else_=0), Competitor.name_key, Rivalry.id)
    )


@builds(COMPETITORS)
def competitor_lines() -> Select[Any]:
    """Every competitor by name, and at the end of each line the text that search looks in."""
    columns: tuple[Any, ...] = (
        Competitor.id,
        Competitor.code,
        Competitor.name,
        Competitor.website,
        Competitor.key_product,
        Competitor.win_percentage,
        _met_and(_IS_WON).label("won"),
        _met_and(_IS_LOST).label("lost"),
        Competitor.version,
        Competitor.search_text,
    )
    return select(*columns).where(Competitor.deleted_at.is_(None)).order_by(Competitor.name_key, Competitor.id)


@builds(TALLY)
def competitor_tally() -> Select[Any]:
    """How many opportunities we won and lost against a competitor; binds ``id``."""
    columns: tuple[Any, ...] = (_met_and(_IS_WON).label("won"), _met_and(_IS_LOST).label("lost"))
    return select(*columns).select_from(Competitor).where(Competitor.id == bindparam("id"))


def _met_and(ended: Any) -> ScalarSelect[int]:
    """How many of our opportunities, in which the competitor of the line was met, ended so."""
    met = aliased(Rivalry)
    return (
        select(func.count())
        .select_from(met)
        .join(Opportunity, Opportunity.id == met.record_id)
        .where(met.competitor_id == Competitor.id, Opportunity.deleted_at.is_(None), ended)
        .correlate(Competitor)
        .scalar_subquery()
    )
