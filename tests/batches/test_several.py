"""One decision about several leads: one command, one undo, and every refusal named."""

from __future__ import annotations

import pytest

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace


@pytest.fixture
def leads(workspace: Workspace) -> list[str]:
    """The ids of four leads, two of the same company; the first is closed."""
    people = (("Contoso", "Sara"), ("Fabrikam", "Omar"), ("Litware", "Huda"), ("Litware", "Noor"))
    ids = [workspace.leads.add({"company": company, "name": name}).id for company, name in people]
    workspace.qualification.disqualify(ids[0], "lost")
    return ids


def states(workspace: Workspace, ids: list[str]) -> list[str]:
    """Where each lead stands."""
    return [workspace.leads.show(each).values["state"] for each in ids]


def test_those_that_can_are_assigned_and_the_other_is_named(workspace: Workspace, leads: list[str]) -> None:
    workspace.users.add("Amal")
    outcome = workspace.batches.assign(leads, "amal")
    assert outcome.message == "3 leads assigned. 1 refused: Contoso is disqualified and read-only."
    assert outcome.refused == {leads[0]: "Contoso is disqualified and read-only."}
    assert [str(workspace.leads.show(each).values["owner"]) for each in leads[1:]] == ["Amal"] * 3


def test_one_undo_takes_all_of_it_back_and_one_redo_repeats_it(workspace: Workspace, leads: list[str]) -> None:
    workspace.batches.qualify(leads)
    assert states(workspace, leads) == ["disqualified", "qualified", "qualified", "qualified"]
    workspace.log.undo()
    assert states(workspace, leads) == ["disqualified", "open", "open", "open"]
    assert workspace.opportunities.list() == ()
    workspace.log.redo()
    assert len(workspace.opportunities.list()) == 3


def test_leads_of_one_company_share_the_account_made_for_the_first(workspace: Workspace, leads: list[str]) -> None:
    outcome = workspace.batches.qualify(leads)
    assert [line.name for line in workspace.accounts.list()] == ["Fabrikam", "Litware"]
    assert len(outcome.made["contact"]) == 3


def test_what_a_refused_lead_had_done_already_is_taken_back(workspace: Workspace, leads: list[str]) -> None:
    before = workspace.log.history(leads[1])
    with pytest.raises(NotAllowed, match="0 leads changed"):
        workspace.batches.set_status(leads[:2], "converted")
    assert workspace.log.history(leads[1]) == before
    outcome = workspace.batches.disqualify(leads, "no longer interested")
    assert len(outcome.changed) == 3
    assert workspace.log.recent(1)[0].summary == outcome.message


def test_nothing_is_done_to_nobody(workspace: Workspace, leads: list[str]) -> None:
    with pytest.raises(Invalid, match="No lead is selected"):
        workspace.batches.delete([])
    assert workspace.batches.delete([leads[1], leads[1]]).message == "1 lead deleted."


def test_qualifying_several_says_what_was_made_and_matched(workspace: Workspace) -> None:
    account = workspace.accounts.add({"name": "Contoso", "website": "contoso.example.com", "phone": "+971 4 123 4567"})
    known = {"company": "Contoso", "name": "Sara Nadim", "phone": "+971 4 123 4567"}
    leads = [workspace.leads.add(each).code for each in (known, {"company": "Fabrikam", "name": "Omar Aziz"})]
    said = workspace.batches.qualify(leads)
    assert said.message.startswith("2 leads qualified. Made: ")
    assert "2 opportunities" in said.message
    assert f"Matched: {account.code}." in said.message


def test_what_only_may_be_the_same_is_made_and_named(workspace: Workspace) -> None:
    names = (
        {"company": "Fabrikam Roasters", "name": "Huda Karim"},
        {"company": "Fabrikam Roaster", "name": "Hoda Karim"},
    )
    leads = [workspace.leads.add(each).code for each in names]
    first, second = workspace.batches.qualify(leads).parts
    assert first.remarks == ("Still missing: Estimated budget, Decision maker identified.",)
    assert second.made.keys() == {"account", "contact", "opportunity"}
    assert second.remarks[:2] == (
        f"{first.made['account'][0]} Fabrikam Roasters may be the same (similar company).",
        f"{first.made['contact'][0]} Huda Karim may be the same (similar name, same company).",
    )


def test_the_choice_holds_for_each_and_the_reason_is_kept_with_each(workspace: Workspace, leads: list[str]) -> None:
    outcome = workspace.batches.qualify(leads, QualifyChoice("none", "new", ()), missing_reason="Fair")
    assert set(outcome.made) == {"contact"}
    assert all(not each.remarks for each in outcome.parts)
    assert [each.title for each in outcome.parts] == ["Fabrikam (Omar)", "Litware (Huda)", "Litware (Noor)"]
    told = workspace.timeline.page(leads[3]).entries
    assert any("Fair" in each.subject for each in told)
    outlook = workspace.qualification.outlook(leads)
    assert (outlook.leads, outlook.closed, outlook.missing) == (4, 4, 0)


def test_several_opportunities_are_lost_for_the_same_reasons_and_one_undo_takes_it_back(
    workspace: Workspace, leads: list[str]
) -> None:
    deals = [workspace.qualification.make_opportunity(each).id for each in leads[1:]]
    workspace.opportunities.close(deals[0], "cancelled")
    outcome = workspace.batches.lose(deals, reasons="price, timing", competitor="Adventure Works")
    assert outcome.message == "2 opportunities closed. 1 refused: Fabrikam is cancelled and read-only."
    told = [workspace.opportunities.show(each).values for each in deals]
    assert [each["status"] for each in told] == ["cancelled", "lost", "lost"]
    assert [each["lost_reasons"] for each in told] == [(), ("price", "timing"), ("price", "timing")]
    workspace.log.undo()
    assert [workspace.opportunities.show(each).values["status"] for each in deals] == ["cancelled", "open", "open"]
    with pytest.raises(Invalid, match="No opportunity is selected"):
        workspace.batches.lose([])
