"""The stored truth about assignment: the rules, and every decision about who gets a lead."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import KEY, Record
from app.domain.store.types import Code, Document, Id, Line, Prose


class AssignmentRule(Record):
    """Who gets the leads that fit a condition."""

    __tablename__ = "assignment_rule"
    __table_args__ = (
        Index("uq_assignment_rule_name_key", "name_key", unique=True),
        Index("ix_assignment_rule_position", "position"),
    )
    looked_up = True

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Line]
    name_key: Mapped[Line] = mapped_column(info=KEY)
    """The folded name, so that no two rules are called the same."""
    position: Mapped[int]
    """Its place in the order in which rules are tried, from 1."""
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    condition: Mapped[Prose | None]
    """Which leads it is for, in the query language; all of them without one."""
    days: Mapped[Line | None]
    """The days of the week on which it is tried; every day without any."""
    way: Mapped[Code]
    """round_robin, load or field."""
    users: Mapped[list[str]] = mapped_column(Document, default=list)
    """The ids of those it gives leads to."""
    teams: Mapped[list[str]] = mapped_column(Document, default=list)
    """The ids of the teams to whose members it gives leads."""
    user_field: Mapped[Code | None]
    """The field of a lead that says whose it is."""
    with_capacity: Mapped[bool] = mapped_column(Boolean, default=False)
    """Whether only those get leads who have room for one more."""
    within_hours: Mapped[int | None]
    """Within how many hours somebody must be at work; whenever they are without it."""
    on_change: Mapped[bool] = mapped_column(Boolean, default=False)
    """Whether it is tried too when a field changes that its condition names."""
    due_field: Mapped[Code | None]
    """The day or time of a lead by which somebody is to get in touch."""
    unassign_when: Mapped[Prose | None]
    """When a lead that it gave out is taken back from its owner."""
    close_when: Mapped[Prose | None]
    """When a lead that it gave out no longer takes up room of its owner."""


class AssignmentDecision(Record):
    """Who got a lead, or that nobody did, and why; never changed but for being done with."""

    __tablename__ = "assignment_decision"
    __table_args__ = (
        Index("ix_assignment_decision_lead", "lead_id", "serial"),
        Index("ix_assignment_decision_user", "user_id", "serial"),
        Index("ix_assignment_decision_serial", "serial"),
    )
    looked_up = True

    lead_id: Mapped[Id] = mapped_column(ForeignKey("lead.id", deferrable=True, initially="DEFERRED"))
    user_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    """Who owns it from then on; nobody without one."""
    before_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    """Who owned it before."""
    cause: Mapped[Code]
    """rule, hand, or taken_back."""
    rule_id: Mapped[Id | None]
    """The rule that decided, which may be there no more."""
    serial: Mapped[int] = mapped_column(BigInteger)
    """Its turn among all decisions: who was served longer ago has the smaller one."""
    due_at: Mapped[datetime | None]
    """By when somebody is to get in touch."""
    done_at: Mapped[datetime | None]
    """Since when the lead takes up no more room of its owner, by the rule's condition."""
    why: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    """What it was decided by, as it was then."""
