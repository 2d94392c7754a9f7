"""An existing contact or account is filled in from the lead where it is empty, and forbids what the lead does."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.core.errors import NotAllowed
from app.domain.core.money import Money
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace
from tests.qualification.contoso import CONTOSO


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a lead that much is known about."""
    return workspace.leads.add(
        {
            **CONTOSO,
            "do_not_mail": True,
        }
    ).code


def made(workspace: Workspace, lead: str, choice: QualifyChoice | None = None) -> dict[str, list[str]]:
    """The codes of what qualifying a lead made."""
    return workspace.qualification.qualify(lead, choice).made


def values_of(workspace: Workspace, ref: str, service: str, *codes: str) -> list[Any]:
    """Some values of a record."""
    values = getattr(workspace, service).show(ref).values
    return [values[code] for code in codes]


@pytest.mark.parametrize(
    ("wish", "verb"), [("do_not_contact", "log_call"), ("do_not_phone", "log_call"), ("do_not_email", "log_email")]
)
def test_what_the_lead_forbids_its_contact_forbids_too(workspace: Workspace, wish: str, verb: str) -> None:
    lead = workspace.leads.add({"company": "Contoso", "name": "Sara Nadim", wish: True}).code
    workspace.stakeholders.add(lead, name="Sara Nadim")
    contact = workspace.qualification.plan(lead).suggestion.contact
    made(workspace, lead)
    with pytest.raises(NotAllowed, match="Sara Nadim asked not to be"):
        getattr(workspace.timeline, verb)(contact)


def test_what_the_contact_forbids_is_never_allowed_again(workspace: Workspace, lead: str) -> None:
    contact = workspace.contacts.add({"name": "Sara Nadim", "do_not_phone": True, "do_not_email": True}).code
    made(workspace, lead, QualifyChoice("none", contact, ("",)))
    permissions = ("do_not_phone", "do_not_email", "do_not_mail", "do_not_contact")
    assert values_of(workspace, contact, "contacts", *permissions) == [True, True, True, False]


def test_the_leads_own_stakeholder_is_given_its_data_and_account(workspace: Workspace, lead: str) -> None:
    workspace.stakeholders.add(lead, name="Sara Nadim", roles=("champion",))
    plan = workspace.qualification.plan(lead)
    contact = plan.suggestion.contact
    told = f"{contact}: do not mail, email, phone, account, job title, address"
    assert plan.filled == (told,)
    outcome = workspace.qualification.qualify(lead)
    assert outcome.message.endswith(f"process in Develop. Filled in {told}.")
    assert outcome.changed == ("state", "status", "account", "opportunity", "contact")
    values = values_of(workspace, contact, "contacts", "email", "phone", "job_title", "city")
    assert values == ["sara@contoso.example.com", "+971 50 123 4567", "Buyer", "Dubai"]
    assert values_of(workspace, contact, "contacts", "account")[0].code == outcome.made["account"][0]


def test_it_is_found_by_what_it_was_given(workspace: Workspace, lead: str) -> None:
    contact = workspace.contacts.add({"name": "Sara Nadim"})
    account = workspace.accounts.add({"name": "CC Holding"})
    made(workspace, lead, QualifyChoice(account.code, contact.code, ()))
    assert [each.id for each in workspace.contacts.list("sara@contoso")] == [contact.id]
    assert [each.id for each in workspace.accounts.list("hospitality")] == [account.id]
    hits = {each.id for each in workspace.leads.duplicates({"phone": "050 123 4567"})}
    assert contact.id in hits
    hits = {each.id for each in workspace.leads.duplicates({"website": "contoso.example.com", "company": "CC"})}
    assert account.id in hits


def test_nothing_is_overwritten(workspace: Workspace, lead: str) -> None:
    home = workspace.accounts.add({"name": "Fabrikam", "website": "fabrikam.example.com", "city": "Riyadh"}).code
    held = {"name": "S. Nadim", "email": "s@fabrikam.example.com", "account": home, "city": "Riyadh"}
    contact = workspace.contacts.add(held).code
    workspace.leads.edit(lead, {"street": "1 Bean Street", "middle_name": "Maria"})
    outcome = workspace.qualification.qualify(lead, QualifyChoice("new", contact, ("",)))
    values = values_of(workspace, contact, "contacts", "name", "email", "city", "street", "company", "middle_name")
    assert values == ["S. Nadim", "s@fabrikam.example.com", "Riyadh", None, None, None]
    assert values_of(workspace, contact, "contacts", "account")[0].code == home
    assert outcome.message.endswith(f"Filled in {contact}: do not mail, phone, job title, owner.")


def test_a_full_record_is_left_as_it_is_and_not_mentioned(workspace: Workspace, lead: str) -> None:
    first = made(workspace, lead, QualifyChoice("new", "new", ()))
    account, contact = first["account"][0], first["contact"][0]
    workspace.qualification.reactivate(lead)
    before = (workspace.accounts.show(account), workspace.contacts.show(contact))
    outcome = workspace.qualification.qualify(lead, QualifyChoice(account, contact, ()))
    assert outcome.message == "Contoso Coffee (Sara Nadim) qualified."
    assert (workspace.accounts.show(account), workspace.contacts.show(contact)) == before


def test_an_account_is_filled_in_too_and_keeps_its_domain(workspace: Workspace) -> None:
    values = {"company": "Contoso", "name": "Sara Nadim", "email": "sara@contoso.example.com"}
    lead = workspace.leads.add(values).code
    account = made(workspace, lead, QualifyChoice("new", "none", ()))["account"][0]
    later = workspace.leads.add({**values, "industry": "Hospitality", "annual_revenue": "3m USD"}).code
    outcome = workspace.qualification.qualify(later, QualifyChoice(account, "none", ()))
    assert outcome.message == f"Contoso (Sara Nadim) qualified. Filled in {account}: industry, annual revenue."
    industry, revenue = values_of(workspace, account, "accounts", "industry", "annual_revenue")
    assert (industry, revenue) == ("Hospitality", Money(300_000_000, "USD"))
    alike = workspace.leads.duplicates({"company": "Contoso Trading", "email": "omar@contoso.example.com"})
    assert account in [each.code for each in alike]


def test_undo_takes_back_what_was_filled_in(workspace: Workspace, lead: str) -> None:
    account = workspace.accounts.add({"name": "CC Holding"})
    contact = workspace.contacts.add({"name": "Sara Nadim"})
    before = [each.values for each in (workspace.accounts.show(account.code), workspace.contacts.show(contact.code))]
    workspace.qualification.qualify(lead, QualifyChoice(account.code, contact.code, ("",)))
    workspace.log.undo()
    now = [each.values for each in (workspace.accounts.show(account.code), workspace.contacts.show(contact.code))]
    for held, was in zip(now, before, strict=True):
        assert {**held, "updated_at": None} == {**was, "updated_at": None}
    assert workspace.contacts.list("sara@contoso") == ()
