"""Small processes, and the fields they may name, for the tests of this folder."""

from __future__ import annotations

from app.data_files import data_path
from app.domain.process.definitions import Branch, Compare, Definition, RecordKind, Stage, Step
from app.domain.process.drafts import load_definition

FIELDS = frozenset(
    {
        *(
            "contact",
            "account",
            "timeframe",
            "budget",
            "purchase_process",
            "decision_maker",
            "need",
            "rating",
        ),
        *(
            "qualification_comments",
            "estimated_value",
            "estimated_close",
            "source",
            "industry",
            "sales_ready",
        ),
        *("customer_need", "proposed_solution", "amount", "expected_close"),
    }
)

SHIPPED = ("quick_sale", "enterprise", "marketing_to_sales", "lead_to_opportunity")

LARGE = Compare("budget", ">=", 100)


def shipped(code: str) -> Definition:
    """One of the definitions that come with Leadline."""
    path = data_path("processes", f"{code}.toml")
    return load_definition(path.read_text(encoding="utf-8"), path.name, FIELDS)


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
