"""The stages of every process as the lists of opportunities know them: what each is called, and how far along it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, or_, select

from app.domain.process.definitions import Definition, definition_from_json, is_whole
from app.domain.process.records import ProcessDefinition, ProcessInstance
from app.domain.store.database import Reader


class Stages:
    """The names of processes and their stages, for the definitions a list meets."""

    def __init__(self, reader: Reader) -> None:
        """Read them all: there are a few, and every line names one."""
        columns = (ProcessDefinition.id, ProcessDefinition.body)
        rows = reader.rows(select(*columns).order_by(ProcessDefinition.position, ProcessDefinition.edition))
        self._definitions: dict[str, Definition] = {
            identity: definition_from_json(body) for identity, body in rows if is_whole(body)
        }
        self._stages: dict[tuple[str, str], tuple[int, str]] = {
            (identity, stage.code): (place, stage.name)
            for identity, each in self._definitions.items()
            for place, stage in enumerate(each.stages)
        }

        self._furthest: dict[str, int] = {}
        for place, name in self._stages.values():
            self._furthest[name] = max(place, self._furthest.get(name, -1))

    @property
    def processes(self) -> dict[str, str]:
        """The names of the processes with stages of opportunities, by code; the last edition gives the name."""
        found = self._definitions.values()
        return {each.code: each.name for each in found if any(stage.kind == "opportunity" for stage in each.stages)}

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Code and name of each stage of opportunities, in the order of the processes."""
        found = {
            stage.code: stage.name
            for each in self._definitions.values()
            for stage in each.stages
            if stage.kind == "opportunity"
        }
        return tuple(found.items())

    def process(self, definition_id: str | None) -> str | None:
        """A process's name."""
        found = self._definitions.get(definition_id or "")
        return None if found is None else found.name

    def stage(self, definition_id: str | None, code: str | None) -> str | None:
        """A stage's name."""
        _place, name = self._stages.get((definition_id or "", code or ""), (-1, code))
        return name

    def place(self, name: str | None) -> int:
        """How far along the processes a stage of that name is; -1 for none. Where they differ, the furthest counts."""
        return self._furthest.get(name or "", -1)

    def along(self) -> ColumnElement[Any]:
        """How far along its process the stage of a row is; -1 for none."""
        whens = [
            (and_(ProcessInstance.definition_id == definition, ProcessInstance.stage == code), place)
            for (definition, code), (place, _) in self._stages.items()
        ]
        return case(*whens, else_=literal(-1)) if whens else literal(-1)

    def of(self, process: str) -> tuple[str, ...]:
        """The ids of every edition of a process; of all processes for an empty code."""
        return tuple(id for id, each in self._definitions.items() if process in ("", each.code))

    def columns(self, definitions: Collection[str]) -> dict[str, list[tuple[str, str]]]:
        """The stages of opportunities that some definitions have, by name, in order; each with those it stands for.

        Stages of the same name in several processes are one to the eye, where the last of them stands.
        """
        found: dict[str, list[tuple[str, str]]] = {}
        for id in definitions:
            for stage in self._definitions[id].stages:
                if stage.kind == "opportunity":
                    found.setdefault(stage.name, []).append((id, stage.code))
        return dict(sorted(found.items(), key=lambda each: self.place(each[0])))


def in_stages(stages: Sequence[tuple[str, str]]) -> ColumnElement[bool]:
    """That a row's process is in one of some stages, each a definition's id and a stage's code."""
    return or_(
        *(and_(ProcessInstance.definition_id == id, ProcessInstance.stage == code) for id, code in stages),
    )


def since(stage: str | None, visits: Sequence[dict[str, Any]] | None, now: datetime) -> datetime | None:
    """When a record would have entered its stage, had it stayed there without a break; ``None`` where it is in none.

    Args:
        stage: The code of its stage.
        visits: Its stays in stages, as its process keeps them.
        now: The present moment.
    """
    stays = [each for each in visits or () if each.get("stage") == stage and each.get("entered_at")]
    if not stays or stays[-1].get("left_at"):
        return None
    lasted = timedelta()
    for each in stays:
        left = datetime.fromisoformat(each["left_at"]) if each.get("left_at") else now
        lasted += max(left - datetime.fromisoformat(each["entered_at"]), timedelta())
    return now - lasted
