"""Every rule of process flows in the database, a row each: a lead's life, and which process it follows then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from app.domain.core.clock import FixedClock
from app.domain.core.errors import Refusal
from app.domain.core.outcomes import Outcome
from app.domain.leads.kinds import LEAD
from app.domain.process.records import ProcessDefinition, ProcessInstance
from app.domain.process.toml import as_toml
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace

Values = Mapping[str, Any]
_NONE: Values = {}


class Life(NamedTuple):
    """A lead of the shipped processes and what is done with it; ``when`` as in `Move`.

    Attributes:
        then: What is followed at the end, the stage, the status.
        said: What the last sentence holds.
        begun: The definitions that it has an instance of.
        bar: The codes of the stages shown.
        better: The process that is said to fit better; empty for none.
        days: The whole days in stages.
        reads: What the lead's stages say in their steps, by field.
    """

    name: str
    record: Values
    when: str
    then: tuple[str, str, str]
    said: str = ""
    begun: tuple[str, ...] = ()
    bar: str = ""
    better: str | None = None
    days: Mapping[str, int] = _NONE
    reads: Values = _NONE


_FAIR, _SITE, _RICH = {"source": "trade_show"}, {"source": "web"}, {"source": "trade_show", "budget": "50k USD"}
_USUAL, _WIDE, _QUICK, _SALES = "lead_to_opportunity", "enterprise", "quick_sale", "marketing_to_sales"
_BETTER = "Another process fits better now: Enterprise."
LIVES = (
    Life("chosen by its source", _SITE, "", (_SALES, "inquiry", "active"), begun=(_SALES,)),
    Life("a switch begins the other", _SITE, "next, switch quick_sale", (_QUICK, "qualify", "active"),
         begun=(_SALES, _QUICK)),
    Life("and back resumes, one instance of each", _SITE,
         "next, switch quick_sale, switch marketing_to_sales, switch quick_sale, switch marketing_to_sales",
         (_SALES, "automated_qualification", "active"), begun=(_SALES, _QUICK)),
    Life("what is abandoned stays so over a switch", _SITE, "abandon, switch quick_sale, switch marketing_to_sales",
         (_SALES, "inquiry", "abandoned")),
    Life("no switch to what is followed", _SITE, "switch marketing_to_sales", (_SALES, "inquiry", "active"),
         "is the process already", (_SALES,)),
    Life("nor to what is not offered to the record", _FAIR, "qualify, switch marketing_to_sales",
         (_USUAL, "develop", "active"), "There is no process"),
    Life("another that fits better is said, not begun", _FAIR, "budget 500k", (_USUAL, "qualify", "active"),
         _BETTER, (_USUAL,), better=_WIDE),
    Life("what fits as well says nothing", _FAIR, "budget 50k", (_USUAL, "qualify", "active"), better=""),
    Life("the gate names what is missing", _FAIR, "set budget 0, next", (_USUAL, "qualify", "active"),
         "Decision maker identified is missing for the next stage"),
    Life("0 and no pass the gate; next does not qualify", _FAIR, "set budget 0, set decision_maker no, next",
         (_USUAL, "qualify", "active"), "Qualify first"),
    Life("qualifying does, in the same instance", _FAIR, "qualify", (_USUAL, "develop", "active"), begun=(_USUAL,)),
    Life("next over the gates, and back over none", _FAIR,
         "qualify, set customer_need Beans, set proposed_solution Ours, next, back", (_USUAL, "develop", "active")),
    Life("what was abandoned is reopened", _FAIR, "abandon, reopen", (_USUAL, "qualify", "active")),
    Life("no time while another is followed", _SITE,
         "wait 2, switch quick_sale, wait 7, switch marketing_to_sales, wait 1",
         (_SALES, "inquiry", "active"), days={"inquiry": 3}),
    Life("each stage counts its days", _RICH, "wait 3, qualify, wait 5", (_USUAL, "develop", "active"),
         days={"qualify": 3, "develop": 5}),
    Life("the lead is read after qualifying", _RICH, "qualify", (_USUAL, "develop", "active"),
         bar="qualify develop propose close", reads={"budget": "USD 50,000"}),
    Life("after a switch too", _RICH, "qualify, switch enterprise", (_WIDE, "discovery", "active"),
         reads={"budget": "USD 50,000"}),
    Life("what runs keeps its version", _FAIR, "shorten", (_USUAL, "qualify", "active"),
         bar="qualify develop propose close"),
    Life("new records get the new one", _FAIR, "", (_USUAL, "qualify", "active"), bar="qualify develop propose"),
)  # fmt: skip


class Follower:
    """Somebody who takes one lead along its process in a workspace."""

    def __init__(self, space: Workspace, clock: FixedClock, values: Values) -> None:
        self.space, self.clock, self.said = space, clock, ""
        self.refused = False
        self.lead = self.record = space.leads.add({"company": "Contoso", **values}).code

    def go(self, way: str) -> None:
        """Do one thing after the other; only the last may be refused, and what is said to it is remembered."""
        for verb, *words in map(str.split, filter(None, way.split(","))):
            assert not self.refused, self.said
            try:
                self.said = self._do(verb, *words)
            except Refusal as refused:
                self.said, self.refused = str(refused), True

    def _do(self, verb: str, *words: str) -> str:
        if verb == "wait":
            self.clock.moment += timedelta(days=int(words[0]))
            return ""
        if verb == "qualify":
            made = self.space.qualification.qualify(self.lead, QualifyChoice("none", "none", ("Beans",)))
            self.record = made.made["opportunity"][0]
            return ""
        if verb == "budget":
            return self.space.leads.edit(self.lead, {"budget": f"{words[0]} USD"}).message
        if verb == "set":
            return self.space.processes.set(self.record, {words[0]: words[1]}).message
        if verb == "shorten":
            usual = self.space.definitions.show(_USUAL).definition
            shorter = as_toml(replace(usual, stages=usual.stages[:-1]))
            return self.space.definitions.edit(_USUAL, shorter, "shorter.toml").message
        done: Outcome = getattr(self.space.processes, verb)(self.record, *words)
        return done.message

    def begun(self) -> tuple[str, ...]:
        """The definitions of the instances of the lead, oldest first."""
        lead_id = select(LEAD.table.c.id).where(LEAD.table.c.code == self.lead).scalar_subquery()
        followed = (
            select(ProcessDefinition.code)
            .join(ProcessInstance, ProcessInstance.definition_id == ProcessDefinition.id)
            .where(ProcessInstance.lead_id == lead_id)
            .order_by(ProcessInstance.id)
        )
        with self.space.desk.read() as reader:
            return tuple(code for (code,) in reader.rows(followed))


def lived(row: Life, follower: Follower) -> Life:
    """A row with what came of it where it tells what is to come."""
    follower.go(row.when)
    assert row.said or not follower.refused, follower.said
    view = follower.space.processes.show(follower.record)
    assert view is not None
    better = None if row.better is None else follower.space.processes.better(follower.record)
    days = {each.code: each.days for each in view.stages if each.code in row.days}
    asked = [step for each in view.stages if each.record_kind == "lead" for step in each.steps]
    return row._replace(
        then=(view.definition, view.stage, view.status),
        said=row.said if row.said and row.said in follower.said else follower.said if row.said else "",
        begun=follower.begun() if row.begun else (),
        bar=" ".join(each.code for each in view.stages) if row.bar else "",
        better=better.code if better else None if row.better is None else "",
        days=days,
        reads={step.field: str(step.value) for step in asked if step.field and step.field in row.reads},
    )


def test_a_lead_follows_the_rules_in_the_database(workspace: Workspace, clock: FixedClock) -> None:
    for row in LIVES:
        assert lived(row, Follower(workspace, clock, row.record)) == row, row.name
