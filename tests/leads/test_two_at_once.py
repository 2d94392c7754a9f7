"""Two at once: no update is lost, and a conflict shows both sides."""

from __future__ import annotations

import threading

import pytest

from app.domain.core.errors import Conflict, Refusal
from app.workspace import Workspace
from tests.conftest import SitDown


def test_both_sides_of_a_conflict_are_shown_and_nothing_is_overwritten(workspace: Workspace, sit_down: SitDown) -> None:
    other = sit_down()
    lead = workspace.leads.add({"company": "Contoso", "budget": "5k USD"}).code
    version = workspace.leads.show(lead).version
    other.leads.edit(lead, {"budget": "7k USD"}, version=version)
    with pytest.raises(Conflict, match="Contoso was changed by somebody else") as refused:
        workspace.leads.edit(lead, {"budget": "9k USD", "city": "Dubai"}, version=version)
    assert set(refused.value.mine) == set(refused.value.theirs) == {"budget"}
    assert workspace.leads.show(lead).values["city"] is None


def test_edits_of_different_fields_both_stand_custom_ones_too(workspace: Workspace, sit_down: SitDown) -> None:
    other = sit_down()
    for label in ("Roast", "Grind"):
        workspace.fields.add_custom("lead", label)
    lead = workspace.leads.add({"company": "Contoso"}).code
    version = workspace.leads.show(lead).version
    other.leads.edit(lead, {"roast": "dark"}, version=version)
    workspace.leads.edit(lead, {"grind": "fine", "city": "Dubai"}, version=version)
    values = workspace.leads.show(lead).values
    assert [values[each] for each in ("roast", "grind", "city")] == ["dark", "fine", "Dubai"]
    with pytest.raises(Conflict):
        workspace.leads.edit(lead, {"roast": "light"}, version=version)


def test_many_edits_at_the_same_time_all_arrive(workspace: Workspace, sit_down: SitDown) -> None:
    lead = workspace.leads.add({"company": "Contoso"}).code
    desks = [workspace, sit_down(), sit_down()]
    problems: list[Refusal] = []

    def call(desk: Workspace, who: int) -> None:
        for number in range(5):
            try:
                desk.timeline.add_note(lead, f"note {who}.{number}")
                desk.leads.add({"company": f"Company {who}.{number}"})
            except Refusal as problem:
                problems.append(problem)

    threads = [threading.Thread(target=call, args=(desk, who)) for who, desk in enumerate(desks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    notes = [entry for entry in workspace.timeline.page(lead).entries if entry.kind == "note"]
    assert len(notes) == 15
