"""Gives imported leads their first process, deciding once for all leads that are alike in what matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.domain.core.columns import custom_from_plain
from app.domain.fields.cards import own_fields
from app.domain.leads.kinds import LEAD
from app.domain.process.definitions import definition_from_json, is_whole
from app.domain.process.facts import Facts, fields_named
from app.domain.process.queries import visits_as_json
from app.domain.process.records import ProcessDefinition
from app.domain.process.rules import choose, start
from app.domain.query.context import QueryContext
from app.domain.store.database import Reader


class InitialProcesses:
    """The processes that leads begin with.

    The rules are those of leads entered by hand; only the fields that the definitions' conditions name
    decide, so a million leads need no more decisions than those fields have combinations of values.
    """

    def __init__(self, reader: Reader, role: str, context: QueryContext) -> None:
        """Read the active definitions.

        Args:
            reader: Where they are.
            role: The role of the user who imports.
            context: Who imports, when and where.
        """
        rows = reader.rows(
            select(ProcessDefinition.id, ProcessDefinition.body)
            .where(ProcessDefinition.active.is_(True))
            .order_by(ProcessDefinition.position, ProcessDefinition.code)
        )
        found = [(definition_from_json(body), identity) for identity, body in rows if is_whole(body)]
        self._definitions = [definition for definition, _ in found]
        self._ids = {definition.code: identity for definition, identity in found}
        self._deciding = sorted(frozenset[str]().union(*(fields_named(each.condition) for each in self._definitions)))
        self._role = role
        self._context = context
        self._own_fields = own_fields(reader, LEAD.name)
        self._facts = Facts({}, LEAD.fields, context, lambda: self._own_fields)
        self._decided: dict[tuple[object, ...], dict[str, Any] | None] = {}

    def instance(self, lead_id: str, values: Mapping[str, Any], custom: Mapping[str, Any]) -> dict[str, Any] | None:
        """The process of a lead as its columns hold it; ``None`` when no definition fits.

        Args:
            lead_id: The lead.
            values: Its values by field code.
            custom: Those of fields that managers added, as records keep them.
        """
        if custom:
            own = {each.code: custom_from_plain(each, custom.get(each.code)) for each in self._own_fields}
            values = {**own, **values}
        key = tuple([values.get(name) for name in self._deciding])
        if key not in self._decided:
            self._decided[key] = self._decide(values)
        begun = self._decided[key]
        return None if begun is None else {**begun, "lead_id": lead_id}

    def _decide(self, values: Mapping[str, Any]) -> dict[str, Any] | None:
        chosen = choose(self._definitions, self._facts.about(values), (self._role,))
        if chosen is None:
            return None
        progress = start(chosen, self._context.values.now, "lead")
        return {
            "definition_id": self._ids[chosen.code],
            "status": progress.status,
            "stage": progress.stage,
            "visits": visits_as_json(progress),
        }
