"""A random walk over everything that moves processes: what holds of them after each command, undone and redone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import count, pairwise
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.core.clock import FixedClock
from app.domain.core.errors import NotAllowed, Refusal
from app.domain.core.windows import ListQuery
from app.domain.process.queries import progress_of
from app.domain.process.records import ProcessDefinition, ProcessInstance
from app.domain.process.rows import ProcessView
from app.domain.process.rules import time_in_stages
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace
from tests.history.snapshot import snapshot
from tests.process.samples import SHIPPED

STEPS = 40
MOST_DEALS = 4
_BUDGETS = ("5k USD", "50k USD", "500k USD", "")


class Walk:
    """Some leads, what becomes of them, and somebody who does whatever comes to mind with their processes."""

    def __init__(self, space: Workspace, dice: Random, clock: FixedClock) -> None:
        self.space, self.dice, self.clock = space, dice, clock
        for source, budget in (("web", "5k USD"), ("trade_show", "50k USD"), ("partner", "500k USD")):
            space.leads.add({"company": f"From {source}", "name": "Sara", "source": source, "budget": budget})

    @property
    def leads(self) -> list[str]:
        """The codes of the leads."""
        return [each.code for each in self.space.leads.window(ListQuery()).lines] or ["nothing"]

    @property
    def deals(self) -> list[str]:
        """The codes of the opportunities."""
        return [each.code for each in self.space.opportunities.list()] or ["nothing"]

    def step(self) -> None:
        """Do something, some hours after what was done before."""
        self.clock.moment += timedelta(hours=self.dice.randint(0, 40))
        lead, deal = self.dice.choice(self.leads), self.dice.choice(self.deals)
        record = self.dice.choice((lead, deal))
        space, one = self.space, self.dice.choice
        room = 2 if len(self.deals) < MOST_DEALS else 0
        processes, qualification = space.processes, space.qualification
        deeds: tuple[Callable[[], object], ...] = (
            *[lambda: self._fill(record)] * 4,
            *[lambda: processes.next(record)] * 4,
            *[lambda: processes.back(record)] * 2,
            *[lambda: processes.switch(record, one(SHIPPED))] * 5,
            lambda: processes.finish(record),
            lambda: processes.abandon(record),
            *[lambda: processes.reopen(record)] * 2,
            *[lambda: qualification.qualify(lead, QualifyChoice("new", "none", one(((), ("",), ("", "")))))] * room,
            lambda: qualification.disqualify(lead, "lost"),
            *[lambda: qualification.reactivate(lead)] * 2,
            lambda: space.leads.edit(lead, {"budget": one(_BUDGETS)}),
            lambda: space.opportunities.close(deal, one(("won", "lost")), reasons="price"),
            lambda: space.opportunities.reopen(deal),
            *[space.log.undo] * 3,
            *[space.log.redo] * 2,
        )
        with suppress(Refusal):
            one(deeds)()

    def _fill(self, record: str) -> None:
        view = self.space.processes.show(record)
        steps = view.current.steps if view else ()
        if steps:
            values = {"timeframe": "immediate", "purchase_process": "committee", "amount": "5000 USD", "rating": "hot"}
            step = self.dice.choice(steps)
            value = values.get(step.field or "", "yes" if step.field is None or step.field != "budget" else "9k USD")
            self.space.processes.set(record, {step.code: value})

    def check(self) -> None:
        """What the rules say of processes holds."""
        with self.space.desk.read() as reader:
            rows: Sequence[Any] = reader.rows(
                select(ProcessInstance.__table__, ProcessDefinition.code).join(
                    ProcessDefinition, ProcessDefinition.id == ProcessInstance.definition_id
                )
            )
        now = self.clock.now()
        by_record = defaultdict(list)
        for row in rows:
            by_record[row.opportunity_id or row.lead_id].append(row)
            progress = progress_of(row.stage, row.status, row.ticks, row.visits)
            stays = progress.visited
            assert all(each.left_at is not None and each.left_at <= after.entered_at for each, after in pairwise(stays))
            assert stays[-1].stage == row.stage
            assert (stays[-1].left_at is None) is (row.status == "active" and row.current), row
            spent = sum((each.lasted(now) for each in stays), timedelta())
            assert sum(time_in_stages(progress, now).values(), timedelta()) == spent
        for record, instances in by_record.items():
            codes = [each.code for each in instances]
            assert len(codes) == len(set(codes)), f"{record} has two of one definition: {codes}"
            assert sum(each.current for each in instances) <= 1, record
        for lead in self.leads:
            if lead != "nothing" and self.space.leads.show(lead).values["state"] == "open":
                self._check_lead(self.space.processes.show(lead))
        for each in self.space.opportunities.list():
            self._check_deal(each.code, self.space.processes.show(each.code))

    def _check_lead(self, view: ProcessView | None) -> None:
        assert view is not None
        assert view.opportunity_id is None
        assert view.current.record_kind == "lead"

    def _check_deal(self, deal: str, view: ProcessView | None) -> None:
        assert view is not None
        codes = [stage.code for stage in view.stages]
        assert len(codes) == len(set(codes))
        assert view.current.record_kind == "opportunity"
        theirs = [stage for stage in view.stages if stage.record_kind == "lead"]
        assert theirs, f"{deal} tells nothing of its lead"
        assert {stage.status for stage in theirs} == {"done"}
        lead = self.space.opportunities.show(deal).values["lead"]
        values = self.space.leads.show(lead.code).values
        for stage in theirs:
            for step in stage.steps:
                assert step.field is None or step.value == values[step.field]


def undo_all(workspace: Workspace) -> int:
    """Take back everything; returns how many commands that were."""
    for undone in count():
        try:
            workspace.log.undo()
        except NotAllowed as refusal:
            if "nothing" not in refusal.message:
                raise
            return undone
    raise AssertionError


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", [1, *(pytest.param(each, marks=pytest.mark.slow) for each in range(2, 12))])
def test_processes_keep_their_rules_over_a_random_walk(workspace: Workspace, clock: FixedClock, seed: int) -> None:
    empty = snapshot(workspace)
    walk = Walk(workspace, Random(seed), clock)
    walk.check()
    for _ in range(STEPS):
        walk.step()
        walk.check()
    end, undone = snapshot(workspace), undo_all(workspace)
    assert snapshot(workspace) == empty
    for _ in range(undone):
        workspace.log.redo()
    assert snapshot(workspace) == end
