"""Sequences of the tests, a lead that goes through them, and time that passes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.domain.core.clock import FixedClock
from app.domain.timeline.records import Activity
from app.workspace import Workspace

HOURS = "Mon-Fri 09:00-18:00"


def at(moment: str) -> datetime:
    """A moment such as ``2026-11-16T00:00``, in UTC."""
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


def lay(workspace: Workspace, steps: str, head: str = "", code: str = "follow_up", *, active: bool = True) -> str:
    """Add a sequence of some steps and take it into use; its code."""
    text = f'code = "{code}"\nname = "{code.replace("_", " ").capitalize()}"\n{head}\n{steps}'
    workspace.sequence_definitions.add(text, f"{code}.toml")
    if active:
        workspace.sequence_definitions.activate(code)
    return code


def step(kind: str, code: str, **more: object) -> str:
    """A step in TOML."""
    shown = {"code": code, "kind": kind, **more}
    lines = [f"{key} = {_toml(value)}" for key, value in shown.items()]
    return "\n".join(("[[steps]]", *lines, ""))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value) if isinstance(value, int) else f'"{value}"'


def call(code: str = "call_1", **more: object) -> str:
    """A call."""
    return step("call", code, name=f"Call {code}", **more)


def mail(code: str = "mail_1", **more: object) -> str:
    """An email that the program sends."""
    return step("email", code, subject="Our machines", text="Dear {first_name},", automatic=True, **more)


def tick(workspace: Workspace, clock: FixedClock, moment: datetime | None = None) -> list[str]:
    """Let time come to a moment and do what is due; how each job ended."""
    if moment is not None:
        clock.moment = moment
    return [run.ending for run in workspace.jobs.run_due()]


def way(workspace: Workspace, ref: str) -> list[tuple[str, str]]:
    """The steps of a record's newest way, each with its status, without those ahead."""
    return [(each.step, each.status) for each in workspace.sequences.ways(ref)[0].steps if each.status != "ahead"]


def due(workspace: Workspace, ref: str) -> datetime | None:
    """When the step under way of a record is due."""
    current = workspace.sequences.ways(ref)[0].current
    return current.due_at if current else None


def entry_of(workspace: Workspace, ref: str) -> str:
    """The code of the entry that the step under way was made into."""
    current = workspace.sequences.ways(ref)[0].current
    assert current is not None
    assert current.activity
    return current.activity


def activities(workspace: Workspace, **by: object) -> list[Activity]:
    """Activities that were not put away, by their columns, in order of time."""
    wanted = select(Activity).where(Activity.deleted_at.is_(None), Activity.kind != "system").filter_by(**by)
    with workspace.desk.write("test.look") as unit:
        return list(unit.session.scalars(wanted.order_by(Activity.at, Activity.id)))


def add_lead(workspace: Workspace, **values: object) -> str:
    """The code of a new lead."""
    given: Mapping[str, object] = {"company": "Contoso", "first_name": "Sara", "email": "sara@contoso.example.com"}
    return workspace.leads.add({**given, **values}).code


@pytest.fixture
def lead(shop: Workspace) -> str:
    """The code of a lead of Omar's."""
    return add_lead(shop)
