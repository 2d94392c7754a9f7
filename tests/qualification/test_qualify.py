"""Qualifying: what is chosen is made in one transaction, what is known goes along, and the lead stays readable."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.core.errors import Invalid, InvalidFields, NotAllowed, NotFound, ReadOnly, Refusal
from app.domain.core.money import Money
from app.domain.qualification.rows import QualifyChoice
from app.domain.sales.events import OpportunityCreated
from app.workspace import Workspace
from tests.qualification.contoso import CONTOSO

NOTHING = QualifyChoice("none", "none", ())


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a lead that much is known about."""
    code = workspace.leads.add(
        {
            **CONTOSO,
            "budget": "50k USD",
            "timeframe": "this year",
            "decision_maker": True,
            "source": "Trade show",
            "estimated_value": "80k USD",
            "do_not_mail": True,
        }
    ).code
    workspace.stakeholders.add(code, name="Huda Karim", roles=("decision_maker",))
    workspace.competitors.add(code, "Fabrikam Roasters")
    workspace.timeline.log_call(code, notes="Asked for samples")
    workspace.timeline.add_task(code, "Send samples", due="tomorrow 10")
    return code


def made(workspace: Workspace, lead: str, choice: QualifyChoice | None = None) -> dict[str, list[str]]:
    """The codes of what qualifying a lead made."""
    return workspace.qualification.qualify(lead, choice).made


def events(workspace: Workspace, ref: str) -> list[str | None]:
    """What the program noted on a timeline, newest first."""
    return [entry.event for entry in workspace.timeline.page(ref).entries if entry.kind == "system"]


def values_of(workspace: Workspace, ref: str, service: str, *codes: str) -> list[Any]:
    """Some values of a record."""
    values = getattr(workspace, service).show(ref).values
    return [values[code] for code in codes]


def test_account_contact_and_opportunity_are_made_and_told(workspace: Workspace, lead: str) -> None:
    outcome = workspace.qualification.qualify(lead, QualifyChoice())
    assert {kind: len(codes) for kind, codes in outcome.made.items()} == {"account": 1, "contact": 1, "opportunity": 1}
    assert outcome.message.startswith("Contoso Coffee (Sara Nadim) qualified. Account ACC-")
    assert outcome.message.endswith("process in Develop.")
    assert values_of(workspace, lead, "leads", "state", "status") == ["qualified", "opportunity"]


def test_fields_of_the_same_meaning_are_copied(workspace: Workspace, lead: str) -> None:
    codes = made(workspace, lead, QualifyChoice())
    account, contact, opportunity = (codes[kind][0] for kind in ("account", "contact", "opportunity"))
    assert values_of(workspace, account, "accounts", "name", "website", "industry", "employees", "city") == [
        "Contoso Coffee",
        "www.contoso.example.com",
        "Hospitality",
        120,
        "Dubai",
    ]
    person = values_of(workspace, contact, "contacts", "name", "first_name", "job_title", "email", "do_not_mail")
    assert person == ["Sara Nadim", "Sara", "Buyer", "sara@contoso.example.com", True]
    assert values_of(workspace, contact, "contacts", "account")[0].code == account
    sale = values_of(workspace, opportunity, "opportunities", "name", "amount", "budget", "timeframe", "source")
    assert sale == ["Beans for 12 cafés", Money(8_000_000, "USD"), Money(5_000_000, "USD"), "this_year", "trade_show"]
    links = values_of(workspace, opportunity, "opportunities", "lead", "account", "contact", "owner")
    assert [link.code for link in links[:3]] == [lead, account, contact]
    assert links[3].title == "Omar"


def test_people_rivals_and_timeline_go_along_and_stay(workspace: Workspace, lead: str) -> None:
    before = [entry.id for entry in workspace.timeline.page(lead).entries]
    codes = made(workspace, lead, QualifyChoice())
    for ref in (codes["opportunity"][0], codes["account"][0], codes["contact"][0]):
        assert set(before) <= {entry.id for entry in workspace.timeline.page(ref).entries}
    opportunity = codes["opportunity"][0]
    assert {line.name for line in workspace.stakeholders.of(opportunity)} == {"Huda Karim", "Sara Nadim"}
    assert [line.name for line in workspace.competitors.of(opportunity)] == ["Fabrikam Roasters"]
    assert [line.name for line in workspace.stakeholders.of(lead)] == ["Huda Karim"]
    assert set(before) < {entry.id for entry in workspace.timeline.page(lead).entries}
    assert "qualified" in events(workspace, lead)


def test_what_happens_later_with_a_shared_task_is_seen_from_both_sides(workspace: Workspace, lead: str) -> None:
    opportunity = made(workspace, lead, QualifyChoice())["opportunity"][0]
    (task,) = [each for each in workspace.timeline.page(opportunity).entries if each.kind == "task"]
    workspace.timeline.complete(task.code)
    assert [each.status for each in workspace.timeline.page(lead).entries if each.id == task.id] == ["completed"]


def test_existing_records_are_found_suggested_and_linked(workspace: Workspace, lead: str) -> None:
    account = workspace.accounts.add({"name": "Contoso Coffee LLC", "website": "contoso.example.com"}).code
    contact = workspace.contacts.add({"name": "S. Nadim", "email": "sara@contoso.example.com"}).code
    plan = workspace.qualification.plan(lead)
    assert [hit.code for hit in plan.accounts] == [account]
    assert (plan.suggestion.account, plan.suggestion.contact) == (account, contact)
    codes = made(workspace, lead)
    assert set(codes) == {"opportunity"}
    assert [link.code for link in values_of(workspace, lead, "leads", "account", "contact")] == [account, contact]


def test_an_existing_account_is_named_by_its_name_too(workspace: Workspace, lead: str) -> None:
    account = workspace.accounts.add({"name": "Fabrikam Holding"}).code
    opportunity = made(workspace, lead, QualifyChoice("fabrikam holding", "none", ("",)))["opportunity"][0]
    assert values_of(workspace, opportunity, "opportunities", "account")[0].code == account


def test_the_plan_warns_of_what_is_missing_and_makes_nothing(workspace: Workspace) -> None:
    code = workspace.leads.add({"company": "Contoso", "do_not_contact": True}).code
    before = workspace.desk.database.last_seq()
    plan = workspace.qualification.plan(code)
    assert plan.suggestion.contact == "none"
    assert plan.warnings == (
        "Not known yet: Estimated budget, Decision maker identified.",
        "This lead asked not to be contacted.",
        "Without a person's name no contact can be made.",
    )
    assert workspace.desk.database.last_seq() == before


@pytest.mark.parametrize("count", [0, 1, 5])
def test_up_to_five_opportunities_are_made_each_in_its_process(workspace: Workspace, lead: str, count: int) -> None:
    names = tuple(f"Deal {number}" for number in range(count))
    codes = made(workspace, lead, QualifyChoice("none", "none", names)).get("opportunity", [])
    assert [workspace.opportunities.show(code).title for code in codes] == list(names)
    for code in codes:
        process = workspace.processes.show(code)
        assert process is not None
        assert process.current.name == "Develop"


def test_a_sixth_opportunity_is_too_many(workspace: Workspace, lead: str) -> None:
    with pytest.raises(Invalid, match="6 opportunities are too many; at most 5"):
        workspace.qualification.qualify(lead, QualifyChoice("none", "none", ("x",) * 6))


def test_without_an_opportunity_the_process_stays_where_it_is(workspace: Workspace, lead: str) -> None:
    workspace.qualification.qualify(lead, NOTHING)
    process = workspace.processes.show(lead)
    assert process is not None
    assert (process.current.name, process.opportunity_id) == ("Qualify", None)
    with pytest.raises(ReadOnly, match="is qualified and read-only"):
        workspace.processes.finish(lead)


def test_the_qualify_stage_can_still_be_read_from_the_opportunity(workspace: Workspace, lead: str) -> None:
    opportunity = made(workspace, lead, QualifyChoice())["opportunity"][0]
    for ref in (lead, opportunity):
        process = workspace.processes.show(ref)
        assert process is not None
        qualify = process.stages[0]
        assert (qualify.name, qualify.status, process.current.name) == ("Qualify", "done", "Develop")
        assert {step.code: step.value for step in qualify.steps}["budget"] == Money(5_000_000, "USD")


def test_a_process_of_leads_alone_ends_and_the_opportunities_begin_their_own(workspace: Workspace) -> None:
    code = workspace.leads.add({"company": "Contoso", "source": "web"}).code
    codes = made(workspace, code, QualifyChoice("none", "none", ("One", "Two")))["opportunity"]
    of_lead = workspace.processes.show(code)
    assert of_lead is not None
    assert (of_lead.definition, of_lead.status) == ("marketing_to_sales", "finished")
    for each in codes:
        process = workspace.processes.show(each)
        assert process is not None
        assert (process.definition, process.current.name) == ("lead_to_opportunity", "Develop")


class TestReadOnly:
    """A qualified lead is read-only, yet activities and notes may be added."""

    def test_fields_people_rivals_and_steps_are_refused(self, workspace: Workspace, lead: str) -> None:
        workspace.qualification.qualify(lead, QualifyChoice())
        for attempt in (
            lambda: workspace.leads.edit(lead, {"city": "Riyadh"}),
            lambda: workspace.leads.set_status(lead, "open"),
            lambda: workspace.leads.set_next_contact(lead, "tomorrow 10"),
            lambda: workspace.leads.assign(lead, "me"),
            lambda: workspace.stakeholders.add(lead, name="Lina Berg"),
            lambda: workspace.competitors.add(lead, "Northwind"),
            lambda: workspace.processes.set(lead, {"budget": "1 USD"}),
            lambda: workspace.qualification.qualify(lead, NOTHING),
            lambda: workspace.qualification.plan(lead),
            lambda: workspace.qualification.disqualify(lead, "lost"),
        ):
            with pytest.raises(ReadOnly, match="Contoso Coffee is qualified and read-only"):
                attempt()

    def test_notes_and_calls_are_welcome(self, workspace: Workspace, lead: str) -> None:
        workspace.qualification.qualify(lead, QualifyChoice())
        workspace.timeline.add_note(lead, "Samples arrived")
        workspace.timeline.log_call(lead, notes="Liked them")
        bodies = [each.body for each in workspace.timeline.page(lead).entries]
        assert {"Samples arrived", "Liked them"} <= set(bodies)


class TestAllOrNothing:
    """Whatever fails, nothing has happened."""

    @pytest.mark.parametrize(
        ("choice", "refusal"),
        [
            (QualifyChoice("ACC-0000", "new", ("",)), NotFound),
            (QualifyChoice("new", "nobody at all", ("",)), NotFound),
            (QualifyChoice("new", "new", ("x",) * 6), Invalid),
            (QualifyChoice("new", "new", ("y" * 501,)), Invalid),
        ],
    )
    def test_a_choice_that_cannot_be_carried_out(
        self, workspace: Workspace, lead: str, choice: QualifyChoice, refusal: type[Refusal]
    ) -> None:
        self.fails(workspace, lead, choice, refusal)

    def test_a_deleted_account_or_contact(self, workspace: Workspace, lead: str) -> None:
        account, contact = workspace.accounts.add({"name": "Old"}).code, workspace.contacts.add({"name": "Ali"}).code
        workspace.accounts.delete(account)
        workspace.contacts.delete(contact)
        self.fails(workspace, lead, QualifyChoice(account, "none", ("",)), NotAllowed)
        self.fails(workspace, lead, QualifyChoice("new", contact, ("",)), NotAllowed)

    def test_something_that_breaks_halfway(self, workspace: Workspace, lead: str) -> None:
        def break_down(_unit: object, _event: object) -> None:
            raise RuntimeError("the second opportunity breaks")

        workspace.desk.database.subscribe(OpportunityCreated, break_down)
        self.fails(workspace, lead, QualifyChoice("new", "new", ("One", "Two")), RuntimeError)

    @pytest.mark.parametrize(("values", "field"), [({"name": "Sara"}, "company"), ({"company": "Contoso"}, "name")])
    def test_a_record_that_lacks_the_name_it_needs(
        self, workspace: Workspace, values: dict[str, object], field: str
    ) -> None:
        code = workspace.leads.add(values).code
        with pytest.raises(Invalid, match="is missing") as refused:
            workspace.qualification.qualify(code, QualifyChoice())
        assert refused.value.field == field

    @staticmethod
    def fails(workspace: Workspace, lead: str, choice: QualifyChoice, refusal: type[Exception]) -> None:
        """Qualifying fails and leaves everything as it was."""
        counts = (workspace.accounts.count(), workspace.contacts.count(), workspace.pipeline.count())
        before = (workspace.desk.database.last_seq(), workspace.leads.show(lead), counts)
        with pytest.raises(refusal):
            workspace.qualification.qualify(lead, choice)
        counts = (workspace.accounts.count(), workspace.contacts.count(), workspace.pipeline.count())
        assert (workspace.desk.database.last_seq(), workspace.leads.show(lead), counts) == before


def test_the_name_of_an_opportunity_is_cleaned(workspace: Workspace, lead: str) -> None:
    codes = made(workspace, lead, QualifyChoice("none", "none", ("\x1b[31mRed\u202e deal ", " \x07 ")))["opportunity"]
    assert [workspace.opportunities.show(code).title for code in codes] == ["Red deal", "Beans for 12 cafés"]


def test_a_name_too_long_is_refused_by_its_field(workspace: Workspace, lead: str) -> None:
    with pytest.raises(Invalid, match="characters long") as refused:
        workspace.qualification.qualify(lead, QualifyChoice("none", "none", ("x" * 10_000,)))
    assert refused.value.field == "name"
    assert not isinstance(refused.value, InvalidFields)


@pytest.mark.parametrize(("wish", "verb"), [("do_not_contact", "log_call"), ("do_not_email", "log_email")])
def test_an_opportunity_is_not_called_or_written_to_where_its_lead_asked_not_to_be(
    workspace: Workspace, wish: str, verb: str
) -> None:
    code = workspace.leads.add({"name": "Sara Nadim", "kind": "person", wish: True}).code
    deal = made(workspace, code, QualifyChoice("none", "none", ("Beans",)))["opportunity"][0]
    log = getattr(workspace.timeline, verb)
    with pytest.raises(NotAllowed, match="Sara Nadim asked not to be") as refused:
        log(deal)
    assert refused.value.field == wish
    log(deal, direction="in")
    forced = log(deal, override=True, override_reason="They rang")
    assert workspace.timeline.entry(forced.code).details == {"override": wish, "override_reason": "They rang"}


def test_an_opportunity_is_not_called_where_its_contact_asked_not_to_be_since(workspace: Workspace, lead: str) -> None:
    codes = made(workspace, lead, QualifyChoice("none", "new", ("Beans",)))
    workspace.timeline.log_call(codes["opportunity"][0])
    workspace.contacts.edit(codes["contact"][0], {"do_not_phone": True})
    with pytest.raises(NotAllowed, match="asked not to be phoned; the call was not logged"):
        workspace.timeline.log_call(codes["opportunity"][0])
    workspace.timeline.log_email(codes["opportunity"][0])
