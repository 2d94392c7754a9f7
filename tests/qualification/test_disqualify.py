"""Disqualifying, reactivating and deleting: each says why, hinders nothing that stands, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.domain.core.errors import Invalid, NotAllowed, ReadOnly
from app.domain.core.money import Money
from app.domain.leads.fields import DISQUALIFY_REASONS
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace

ONE_DEAL = QualifyChoice("none", "none", ("Beans",))


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a lead."""
    return workspace.leads.add({"company": "Contoso", "name": "Sara Nadim", "budget": "50k USD"}).code


@pytest.mark.parametrize("reason", [code for code, _ in DISQUALIFY_REASONS])
def test_every_reason_closes_the_lead_and_is_kept(workspace: Workspace, lead: str, reason: str) -> None:
    workspace.qualification.disqualify(lead, dict(DISQUALIFY_REASONS)[reason].upper(), " We\x1b[31m tried. ")
    values = workspace.leads.show(lead).values
    assert (values["state"], values["disqualify_reason"]) == ("disqualified", reason)
    assert values["disqualify_comment"] == "We tried."
    assert values["closed_at"] == workspace.desk.now()
    with pytest.raises(ReadOnly, match=r"Contoso is disqualified and read-only\. Reactivate it first"):
        workspace.leads.edit(lead, {"city": "Dubai"})


@pytest.mark.parametrize(
    ("reason", "comment", "field"),
    [
        ("", None, "reason"),
        ("boredom", None, "reason"),
        ("other", None, "comment"),
        ("other", " \u200b ", "comment"),
        ("lost", "x" * 100_001, "comment"),
    ],
)
def test_a_reason_is_required_and_a_comment_for_other(
    workspace: Workspace, lead: str, reason: str, comment: str | None, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        workspace.qualification.disqualify(lead, reason, comment)
    assert refused.value.field == field
    assert workspace.leads.show(lead).values["state"] == "open"


def test_the_process_is_abandoned_and_resumed_at_qualify(workspace: Workspace, lead: str) -> None:
    workspace.qualification.disqualify(lead, "lost")
    process = workspace.processes.show(lead)
    assert process is not None
    assert process.status == "abandoned"
    workspace.qualification.reactivate(lead)
    process = workspace.processes.show(lead)
    assert process is not None
    assert (process.status, process.current.name) == ("active", "Qualify")
    values = workspace.leads.show(lead).values
    assert [values[each] for each in ("state", "status", "disqualify_reason", "closed_at")] == [
        "open",
        "open",
        None,
        None,
    ]


def test_person_and_company_can_be_kept_and_stay_linked(workspace: Workspace, lead: str) -> None:
    made = workspace.qualification.disqualify(lead, "lost", keep_contact=True).made
    values = workspace.leads.show(lead).values
    assert ([values["account"].code], [values["contact"].code]) == (made["account"], made["contact"])
    assert workspace.contacts.show(made["contact"][0]).values["account"].code == made["account"][0]


def test_those_linked_already_are_not_made_again(workspace: Workspace, lead: str) -> None:
    account = workspace.accounts.add({"name": "Contoso Holding"}).code
    workspace.leads.edit(lead, {"account": account})
    made = workspace.qualification.disqualify(lead, "lost", keep_contact=True).made
    assert set(made) == {"contact"}
    assert workspace.contacts.show(made["contact"][0]).values["account"].code == account


def test_a_contact_kept_takes_over_what_the_lead_forbids_and_knows(workspace: Workspace, lead: str) -> None:
    contact = workspace.contacts.add({"name": "Sara Nadim"}).code
    values = {"contact": contact, "do_not_phone": True, "email": "sara@contoso.example.com"}
    workspace.leads.edit(lead, values)
    outcome = workspace.qualification.disqualify(lead, "lost", keep_contact=True)
    filled = f"Filled in {contact}: do not phone, email, account, company, owner."
    assert outcome.message == f"Contoso (Sara Nadim) disqualified: lost. {filled}"
    kept = workspace.contacts.show(contact).values
    assert (kept["do_not_phone"], kept["account"].code) == (True, outcome.made["account"][0])


class TestWithAnOpenOpportunity:
    """A reactivated lead whose opportunity is still worked on."""

    @pytest.fixture
    def deal(self, workspace: Workspace, lead: str) -> str:
        """The code of the opportunity."""
        deal = workspace.qualification.qualify(lead, ONE_DEAL).made["opportunity"][0]
        workspace.qualification.reactivate(lead)
        return deal

    def test_it_cannot_be_disqualified_or_deleted_and_the_message_names_the_opportunity(
        self, workspace: Workspace, lead: str, deal: str
    ) -> None:
        attempts: tuple[Callable[[], object], ...] = (
            lambda: workspace.qualification.disqualify(lead, "lost"),
            lambda: workspace.qualification.delete(lead),
        )
        for attempt in attempts:
            with pytest.raises(NotAllowed, match=rf"open opportunity {deal} \(Beans\)"):
                attempt()
        workspace.opportunities.close(deal, "lost", reasons="Price")
        assert workspace.qualification.disqualify(lead, "lost").seq

    def test_the_opportunity_stays_linked_and_its_qualify_stage_readable(
        self, workspace: Workspace, lead: str, deal: str
    ) -> None:
        assert workspace.opportunities.show(deal).values["lead"].code == lead
        process = workspace.processes.show(deal)
        assert process is not None
        assert process.current.name == "Develop"
        assert {step.code: step.value for step in process.stages[0].steps}["budget"] == Money(5_000_000, "USD")

    def test_the_lead_is_back_at_qualify_with_a_process_of_its_own(
        self, workspace: Workspace, lead: str, deal: str
    ) -> None:
        workspace.processes.switch(lead, "quick_sale")
        mine, theirs = workspace.processes.show(lead), workspace.processes.show(deal)
        assert mine is not None
        assert theirs is not None
        assert (mine.definition, mine.current.name, mine.opportunity_id) == ("quick_sale", "Qualify", None)
        assert (theirs.definition, theirs.current.name) == ("lead_to_opportunity", "Develop")

    def test_it_can_be_qualified_again(self, workspace: Workspace, lead: str, deal: str) -> None:
        again = workspace.qualification.qualify(lead, ONE_DEAL).made["opportunity"][0]
        assert again != deal
        for code in (deal, again):
            process = workspace.processes.show(code)
            assert process is not None
            assert process.current.name == "Develop"


def test_an_open_lead_cannot_be_reactivated(workspace: Workspace, lead: str) -> None:
    with pytest.raises(NotAllowed, match=r"Contoso \(Sara Nadim\) is open already"):
        workspace.qualification.reactivate(lead)


def test_deleting_says_what_hangs_on_it_and_undoing_brings_it_back(workspace: Workspace, lead: str) -> None:
    workspace.timeline.add_note(lead, "Met at the fair")
    outcome = workspace.qualification.delete(lead)
    assert outcome.message == "Contoso (Sara Nadim) deleted, with 2 timeline entries."
    assert workspace.search.everything("contoso") == ()
    attempts: tuple[Callable[[], object], ...] = (
        lambda: workspace.qualification.delete(lead),
        lambda: workspace.leads.edit(lead, {"city": "Dubai"}),
        lambda: workspace.qualification.reactivate(lead),
        lambda: workspace.qualification.qualify(lead, ONE_DEAL),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed, match=r"Contoso( \(Sara Nadim\))? is deleted"):
            attempt()
    workspace.log.undo()
    assert workspace.leads.find("Contoso") == outcome.id


def test_what_was_planned_is_called_off_and_reminds_nobody(workspace: Workspace, lead: str) -> None:
    call = workspace.timeline.log_call(lead, at="tomorrow 10").code
    task = workspace.timeline.add_task(lead, "Send prices", due="tomorrow 12").code
    held = workspace.timeline.log_call(lead).code
    other = workspace.leads.add({"company": "Fabrikam"}).code
    theirs = workspace.timeline.book(other, "Visit", "tomorrow 10").code
    closed = workspace.qualification.disqualify(lead, "lost")
    assert "2 planned activities called off" in closed.message
    status = {each: workspace.timeline.entry(each).status for each in (call, task, held, theirs)}
    assert status == {call: "cancelled", task: "cancelled", held: "completed", theirs: "planned"}
    waiting = {each.title for each in workspace.jobs.list("waiting")}
    assert not {each for each in waiting if "Call planned" in each or "Send prices" in each}
    workspace.log.undo(closed.seq)
    assert workspace.timeline.entry(call).status == "planned"
