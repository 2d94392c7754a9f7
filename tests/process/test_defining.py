"""Process definitions: laid out by managers, in versions; what runs keeps the version it began with."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from app.domain.core.errors import Conflict, InvalidFields, NotAllowed, NotFound
from app.domain.process.definitions import definition_from_json
from app.domain.process.rules import StepsMissing
from app.domain.process.toml import as_toml
from app.workspace import Workspace
from tests.conftest import SitDown
from tests.process.samples import SHIPPED, shipped

ON_SQLITE = pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)

PATHS = """
code = "paths"
name = "Paths"
name_ar = "مسارات"
order = 1

[[stages]]
code = "qualify"
name = "Qualify"
kind = "lead"
steps = [{ code = "fast", label = "Fast", kind = "box" }]
next = [{ to = "prep", condition = "fast = yes" }, { to = "level5" }]

[[stages]]
code = "prep"
name = "Prep"
kind = "lead"
steps = [{ code = "prepared", label = "Prepared", kind = "box" }]
next = [{ to = "level3" }]

[[stages]]
code = "level5"
name = "Level 5"
kind = "lead"
steps = [{ code = "five", label = "Five", kind = "box" }]

[[stages]]
code = "level4"
name = "Level 4"
kind = "lead"
steps = [{ code = "four", label = "Four", kind = "box" }]

[[stages]]
code = "level3"
name = "Level 3"
kind = "lead"
steps = [{ code = "three", label = "Three", kind = "box" }]
"""
"""Qualify → (fast) Prep → Level 3, else Level 5 → Level 4 → Level 3."""

WITHOUT_PREP = PATHS.replace('{ to = "prep", condition = "fast = yes" }, ', "").replace(
    PATHS[PATHS.index('[[stages]]\ncode = "prep"') : PATHS.index('[[stages]]\ncode = "level5"')], ""
)


def bar(workspace: Workspace, lead: str) -> list[str]:
    """What the bar shows of a lead's process."""
    found = workspace.processes.show(lead)
    assert found is not None
    return [stage.name for stage in found.stages]


def here(workspace: Workspace, lead: str) -> str:
    """The stage a lead is in."""
    found = workspace.processes.show(lead)
    assert found is not None
    return found.stage


def versions(workspace: Workspace, code: str) -> list[tuple[int, int]]:
    """The versions of a definition, each with how many records follow it."""
    return [(each.version, each.running) for each in workspace.definitions.versions(code)]


def test_what_runs_keeps_its_version_and_new_leads_get_the_new_one(workspace: Workspace, sit_down: SitDown) -> None:
    workspace.definitions.add(PATHS, "paths.toml")
    old = workspace.leads.add({"company": "Contoso"}).code
    workspace.processes.set(old, {"fast": True})
    assert bar(workspace, old) == ["Qualify", "Prep", "Level 3"]
    workspace.processes.next(old)
    elsewhere = sit_down()
    saved = elsewhere.definitions.edit("Paths", WITHOUT_PREP, "paths.toml")
    assert saved.message == "Version 2 of Paths saved. 1 record goes on with the version it began with."
    new = workspace.leads.add({"company": "Fabrikam"}).code
    assert (here(workspace, old), bar(workspace, old)) == ("prep", ["Qualify", "Prep", "Level 3"])
    assert (here(workspace, new), bar(workspace, new)) == ("qualify", ["Qualify", "Level 5", "Level 4", "Level 3"])
    assert versions(workspace, "paths") == [(2, 1), (1, 1)]
    workspace.processes.next(old)
    assert here(workspace, old) == "level3"
    workspace.processes.back(old)
    assert here(workspace, old) == "prep"
    found = workspace.processes.show(old)
    assert found is not None
    assert {stage.code for stage in found.stages if stage.entered_at} == {"qualify", "prep", "level3"}
    with pytest.raises(NotAllowed, match="Version 2 of Paths stays: 1 record began with it"):
        elsewhere.log.undo(saved.seq)
    workspace.log.undo(workspace.qualification.delete(new).seq)
    assert workspace.leads.show(new).deleted is False


@ON_SQLITE
def test_a_change_is_undone_and_a_conflict_is_seen(workspace: Workspace) -> None:
    workspace.definitions.add(PATHS, "paths.toml")
    edited = workspace.definitions.edit("paths", WITHOUT_PREP, "paths.toml", version=1)
    with pytest.raises(Conflict, match="changed by somebody else meanwhile: version 2"):
        workspace.definitions.edit("paths", PATHS, "paths.toml", version=1)
    workspace.log.undo(edited.seq)
    assert versions(workspace, "paths") == [(1, 0)]
    assert bar(workspace, workspace.leads.add({"company": "Contoso"}).code)[1] == "Level 5"
    assert workspace.definitions.edit("مسارات", PATHS, "paths.toml").message == "Paths is as it was."
    assert workspace.definitions.show("paths", 1).definition.name == "Paths"
    with pytest.raises(NotFound, match="has no version 7"):
        workspace.definitions.text("paths", 7)


@ON_SQLITE
def test_only_a_manager_lays_out_processes(workspace: Workspace, sit_down: SitDown) -> None:
    workspace.users.add("Huda", login="huda", role="rep")
    rep = sit_down("huda").definitions
    deeds: tuple[Callable[[], object], ...] = (
        lambda: rep.add(PATHS, "x"),
        lambda: rep.edit("enterprise", PATHS, "x"),
        lambda: rep.take_in(PATHS, "x"),
        lambda: rep.copy("enterprise", "mine"),
        lambda: rep.order(["enterprise"]),
        lambda: rep.activate("enterprise"),
        lambda: rep.deactivate("enterprise"),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed, match="Only a manager may define processes"):
            deed()
    assert rep.check(PATHS, "x").definition.code == "paths"
    assert [line.code for line in rep.list()] == list(SHIPPED)


@ON_SQLITE
def test_order_use_and_copies_decide_what_new_leads_begin(workspace: Workspace) -> None:
    def begun() -> str | None:
        found = workspace.processes.show(workspace.leads.add({"company": "Contoso"}).code)
        return None if found is None else found.definition

    definitions = workspace.definitions
    definitions.take_in(PATHS, "paths.toml")
    assert begun() == "paths"
    assert definitions.order(["lead to opportunity"]).message.startswith("Order of processes: Lead to opportunity, P")
    assert begun() == "lead_to_opportunity"
    assert definitions.order(["lead_to_opportunity"]).changed == ()
    copied = definitions.copy("lead_to_opportunity", "ours", "Ours")
    assert copied.message == "Lead to opportunity copied to Ours. It is not in use yet: leadline process activate ours."
    definitions.deactivate("lead_to_opportunity")
    assert begun() == "paths"
    assert definitions.activate("Ours").message == "Ours is in use for new records."
    assert begun() == "ours"
    left = [definitions.deactivate(line.code) for line in definitions.list() if line.active]
    assert left[-1].message.endswith("New leads begin no process.")
    assert begun() is None
    assert {line.running for line in definitions.list()} == {0, 1, 2}


@ON_SQLITE
def test_what_is_taken_is_refused_with_its_place(workspace: Workspace) -> None:
    taken = PATHS.replace('"paths"', '"enterprise"').replace('"Paths"', '"quick SALE"')
    with pytest.raises(InvalidFields) as refused:
        workspace.definitions.add(taken, "p.toml")
    assert [each.message for each in refused.value.problems] == [
        "p.toml, line 2, code: there is a process enterprise already.",
        "p.toml, line 3, name: the process quick_sale is called “Quick sale” too.",
    ]
    with pytest.raises(InvalidFields, match="line 2, code: the code of a process stays what it is: enterprise"):
        workspace.definitions.edit("enterprise", PATHS, "p.toml")


@ON_SQLITE
@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("source = web and source = phone", "No lead can meet its condition: Source cannot be both."),
        ("employees > 50 and employees <= 50", "No lead can meet its condition: Employees cannot be both."),
        ("topic is empty and topic = Beans", "No lead can meet its condition: Topic cannot be both."),
        ("source in (web, phone) and source = fair", "No lead can meet its condition: Source cannot be both."),
        ("industry = Coffee", "No lead of today meets its condition."),
        ("probability > 5", "Its condition asks for what only opportunities have: Probability."),
        ("source = web or (source = web and source = phone)", "No lead of today meets its condition."),
        ("company = Contoso", None),
        ("employees >= 50 and employees <= 50", "No lead of today meets its condition."),
    ],
)
def test_a_condition_that_nothing_meets_is_saved_with_a_notice(
    workspace: Workspace, condition: str, told: str | None
) -> None:
    workspace.leads.add({"company": "Contoso"})
    text = PATHS.replace("order = 1", f'condition = "{condition}"')
    assert workspace.definitions.check(text, "p.toml").notices == ((told,) if told else ())
    assert workspace.definitions.add(text, "p.toml").message == " ".join(
        ["Process Paths added.", *([told] if told else [])]
    )


@ON_SQLITE
def test_a_stage_that_no_way_leads_to_is_told(workspace: Workspace) -> None:
    text = PATHS.replace('{ to = "prep", condition = "fast = yes" }, ', "")
    assert workspace.definitions.check(text, "p.toml").notices == ("No way leads to Prep.",)


@ON_SQLITE
def test_a_managers_own_fields_choose_gate_and_branch(workspace: Workspace) -> None:
    workspace.fields.add_custom("lead", "Existing supplier?", "yes_no")
    workspace.fields.add_custom("lead", "Grade", "choice", choices=["A", "B"])
    text = (
        PATHS.replace("order = 1", 'order = 1\ncondition = "grade = A"')
        .replace('"fast = yes"', '"existing_supplier = no"')
        .replace(
            '{ code = "fast", label = "Fast", kind = "box" }',
            '{ code = "supplier", label = "Supplier", kind = "field", field = "existing_supplier", required = true },'
            '{ code = "staff", label = "Staff", kind = "field", field = "employees", required = true },'
            '{ code = "review", label = "Internal review done", kind = "box", required = true }',
        )
    )
    workspace.definitions.add(text, "p.toml")
    lead = workspace.leads.add({"company": "Contoso", "grade": "A"}).code
    other = workspace.leads.add({"company": "Fabrikam", "grade": "B"}).code
    assert bar(workspace, lead) == ["Qualify", "Level 5", "Level 4", "Level 3"]
    assert "Paths" in workspace.leads.edit(other, {"grade": "A"}).message
    with pytest.raises(StepsMissing, match="Supplier, Staff and Internal review done are missing"):
        workspace.processes.next(lead)
    workspace.processes.set(lead, {"supplier": "no", "employees": 0})
    assert bar(workspace, lead) == ["Qualify", "Prep", "Level 3"]
    with pytest.raises(StepsMissing, match=r"^Internal review done is missing for the next stage"):
        workspace.processes.next(lead)
    workspace.processes.set(lead, {"review": True})
    workspace.processes.next(lead)
    assert here(workspace, lead) == "prep"


@pytest.mark.parametrize("code", SHIPPED)
def test_a_definition_written_as_toml_reads_the_same(code: str) -> None:
    definition = shipped(code)
    assert definition_from_json(tomllib.loads(as_toml(definition))) == definition
    hostile: dict[str, Any] = {**definition.as_json(), "name": 'a "b" \\ c [x] # y = "\\n"', "name_ar": "“ن” \u200f\\"}
    again = definition_from_json(hostile)
    assert tomllib.loads(as_toml(again)) == again.as_json()
