"""Jobs of the tests: one that adds a note to a lead, and says how often it was begun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from app.domain.core.clock import FixedClock
from app.domain.jobs.handlers import HANDLERS
from app.domain.jobs.records import Job
from app.domain.jobs.rows import Claim
from app.domain.jobs.scheduling import NewJob, schedule
from app.domain.leads.records import Lead
from app.domain.store.unit import UnitOfWork
from app.words import say
from app.workspace import Workspace

COUNT = "test.count"


@dataclass
class Counting:
    """Adds one to the employees of the job's lead; fails first, or does something else, where a test wants it.

    Attributes:
        begun: How often it was begun.
        failing: Raises this while there is something.
    """

    begun: int = 0
    failing: list[Exception] = field(default_factory=list)

    def __call__(self, unit: UnitOfWork, job: Claim) -> None:
        """Do the job."""
        self.begun += 1
        lead = unit.session.get_one(Lead, job.subject_id)
        lead.employees = (lead.employees or 0) + 1
        unit.describe(say("{name} counted.", name=lead.title), "lead", lead.id)
        if self.failing:
            raise self.failing.pop(0)


@pytest.fixture
def counting() -> Iterator[Counting]:
    """What does the jobs called `COUNT`."""
    HANDLERS[COUNT] = made = Counting()
    yield made
    del HANDLERS[COUNT]


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The id of a lead."""
    return workspace.leads.add({"company": "Contoso", "employees": 0}).id


def plan(workspace: Workspace, lead: str, at: datetime, key: str = "count once") -> bool:
    """Schedule counting a lead in a command of its own; whether it was new."""
    with workspace.desk.write("test.plan") as unit:
        new = schedule(unit, NewJob(COUNT, key, "Counting", at, ("lead", lead)))
        unit.describe(say("Counting planned."))
    return bool(new)


def endings(workspace: Workspace) -> list[str]:
    """Do what is due, and answer how each ended."""
    return [run.ending for run in workspace.jobs.run_due()]


def counted(workspace: Workspace, lead: str) -> object:
    """How often a lead was counted."""
    return workspace.leads.show(lead).values["employees"]


def stored(workspace: Workspace) -> list[Job]:
    """Every job as it is stored, by its moment."""
    with workspace.desk.write("test.look") as unit:
        return list(unit.session.scalars(select(Job).order_by(Job.due_at, Job.id)))


def later(clock: FixedClock, **much: float) -> None:
    """Let time pass."""
    clock.moment += timedelta(**much)
