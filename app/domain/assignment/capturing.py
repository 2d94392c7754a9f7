"""Giving out leads that an import brings in, before they are written: for all of a portion at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.assignment.deciding import FAILS, Deciding, Decision, contact_due
from app.domain.assignment.records import AssignmentDecision
from app.domain.assignment.saying import HAND
from app.domain.core.columns import custom_from_plain
from app.domain.core.ids import new_id
from app.domain.leads.kinds import LEAD

if TYPE_CHECKING:
    from app.domain.store.desk import Desk
    from app.domain.store.unit import UnitOfWork


class CapturedLeads:
    """Decides who owns the leads of a portion of an import."""

    def __init__(self, desk: Desk, unit: UnitOfWork) -> None:
        """Read the rules as they are now."""
        self._unit = unit
        self._me = desk.actor.id
        self._deciding = Deciding(
            unit.session.connection(), desk.context(), desk.actor.id, lambda: unit.hold("assignment")
        )
        self._kept: list[dict[str, Any]] = []

    def own(self, rows: Sequence[dict[str, Any]], values: Sequence[Mapping[str, Any]], owned: Sequence[bool]) -> None:
        """Put owners, and next contacts that are due, into the columns of leads.

        Args:
            rows: The columns of each lead, which get an identity.
            values: What the file says of each, by field code.
            owned: Whether the file named an owner, who stays.
        """
        if not self._deciding.rules:
            self._note_named(rows, owned)
            return
        for row, told, named in zip(rows, values, owned, strict=True):
            if not named and LEAD.is_open(row):
                self._decide(row, told)
        self._note_named(rows, owned)

    def keep(self) -> None:
        """Write what was decided; the leads are there by now."""
        self._unit.insert_many(AssignmentDecision, self._kept)

    def _decide(self, row: dict[str, Any], told: Mapping[str, Any]) -> None:
        """Let a lead have the owner that a rule decides on; one that cannot be judged stays with who brings it in."""
        custom = row.get("custom") or {}
        own = {each.code: custom_from_plain(each, custom.get(each.code)) for each in self._deciding.own_fields}
        values = {"state": "open", "status": "lead", **own, **told, "title": row["title"], "kind": row["kind"]}
        try:
            rule = self._deciding.fitting(values)
            if rule is None:
                return
            row.setdefault("id", new_id(self._unit.now).hex)
            decision = self._deciding.decide(rule, row["id"], None, values, self._deciding.passed)
        except FAILS:
            return
        row["owner_id"] = decision.user_id
        self._plan(row, decision)
        self._kept.append(decision.as_row())

    def _plan(self, row: dict[str, Any], decision: Decision) -> None:
        blocked = bool(row.get("do_not_contact"))
        if decision.user_id and contact_due(decision, self._unit.now, row.get("next_contact_at"), blocked=blocked):
            row["next_contact_at"], row["next_contact_by_id"] = decision.due_at, decision.user_id

    def _note_named(self, rows: Sequence[dict[str, Any]], owned: Sequence[bool]) -> None:
        """Keep whom the file named, once each: they have been given leads, and wait from now on."""
        last = {row["owner_id"]: row for row, named in zip(rows, owned, strict=True) if named}
        for user, row in last.items():
            if user != self._me:
                row.setdefault("id", new_id(self._unit.now).hex)
                self._kept.append(
                    {
                        "lead_id": row["id"],
                        "before_id": None,
                        "user_id": user,
                        "cause": HAND,
                        "rule_id": None,
                        "serial": self._deciding.next_serial(),
                        "due_at": None,
                        "why": {},
                    }
                )
