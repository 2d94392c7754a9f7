"""Gives imported leads their first process, deciding once for all leads that are alike in what matters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.domain.process.definitions import definition_from_json, fields_named
from app.domain.process.queries import visits_as_json
from app.domain.process.records import ProcessDefinition
from app.domain.process.rules import choose, start
from app.domain.store.finding import Asked


class Beginnings:
    """The processes that leads begin with.

    The rules are those of leads entered by hand; only the fields that the definitions' conditions name
    decide, so a million leads need no more decisions than those fields have combinations of values.
    """

    def __init__(self, asked: Asked, role: str, now: datetime) -> None:
        """Read the active definitions.

        Args:
            asked: Where they are.
            role: The role of the user who imports.
            now: When the processes begin.
        """
        rows = asked.execute(
            select(ProcessDefinition.id, ProcessDefinition.body)
            .where(ProcessDefinition.active.is_(True))
            .order_by(ProcessDefinition.position, ProcessDefinition.code)
        )
        found = [(definition_from_json(body), identity) for identity, body in rows]
        self._definitions = [definition for definition, _ in found]
        self._ids = {definition.code: identity for definition, identity in found}
        self._deciding = sorted(frozenset[str]().union(*(fields_named(each.condition) for each in self._definitions)))
        self._role = role
        self._now = now
        self._decided: dict[tuple[object, ...], dict[str, Any] | None] = {}

    def instance(self, lead_id: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """The process of a lead as its columns hold it; ``None`` when no definition fits."""
        key = tuple([values.get(name) for name in self._deciding])
        if key not in self._decided:
            self._decided[key] = self._decide(values)
        begun = self._decided[key]
        return None if begun is None else {**begun, "lead_id": lead_id}

    def _decide(self, values: Mapping[str, Any]) -> dict[str, Any] | None:
        chosen = choose(self._definitions, values, (self._role,))
        if chosen is None:
            return None
        progress = start(chosen, self._now, "lead")
        return {
            "definition_id": self._ids[chosen.code],
            "status": progress.status,
            "stage": progress.stage,
            "visits": visits_as_json(progress),
        }
