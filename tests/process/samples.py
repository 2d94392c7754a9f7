"""Small processes, and the fields they may name, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from app.data_files import data_path
from app.domain.core.fields import ParseContext
from app.domain.core.money import Money
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.process.definitions import Branch, Definition, RecordKind, Stage, Step
from app.domain.process.drafts import load_definition
from app.domain.process.facts import Facts
from app.domain.query.context import QueryContext
from app.domain.sales.fields import OPPORTUNITY_FIELDS
from tests.conftest import NOW

BY_KIND = {"lead": LEAD_FIELDS, "opportunity": OPPORTUNITY_FIELDS}
FIELDS = (*LEAD_FIELDS, *OPPORTUNITY_FIELDS)

SHIPPED = ("quick_sale", "enterprise", "marketing_to_sales", "lead_to_opportunity")

LARGE = "budget >= 100"


def known(values: Mapping[str, Any]) -> Facts:
    """What conditions are judged by; a budget may be given as a number of dollars."""
    budget = values.get("budget")
    priced = {"budget": Money.of(budget, "USD")} if isinstance(budget, int) else {}
    return Facts({**values, **priced}, FIELDS, QueryContext(ParseContext(NOW, ZoneInfo("UTC"))))


def shipped(code: str) -> Definition:
    """One of the definitions that come with Leadline."""
    path = data_path("processes", f"{code}.toml")
    return load_definition(path.read_text(encoding="utf-8"), path.name, BY_KIND)


def box(code: str, *, required: bool = False) -> Step:
    """A box to tick, labelled like its code."""
    return Step(code, code.capitalize(), "box", required=required)


def stage(code: str, *steps: Step, kind: RecordKind = "lead", branches: tuple[Branch, ...] = ()) -> Stage:
    """A stage named like its code, with a box of its own when no step is given."""
    return Stage(code, code.capitalize(), kind, steps or (box(f"{code}_done"),), branches)


def process(*stages: Stage, code: str = "sample", order: int = 100, roles: tuple[str, ...] = ()) -> Definition:
    """A process of these stages for every record."""
    return Definition(code, code.capitalize(), "", order, roles, None, stages)


#: a → (large budget: b → c, else c) → d, all on the lead.
FORKED = process(stage("a", branches=(Branch("b", LARGE), Branch("c"))), stage("b"), stage("c"), stage("d"))
