"""Contacts and accounts: entered, changed, found and put away, each with the name it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.core.errors import Conflict, Invalid, InvalidFields, NotAllowed, NotFound
from app.domain.core.money import Money
from app.workspace import Workspace


def service(workspace: Workspace, kind: str) -> Any:
    """The contacts or the accounts."""
    return workspace.contacts if kind == "contact" else workspace.accounts


def test_a_contact_comes_back_as_it_was_entered(workspace: Workspace) -> None:
    account = workspace.accounts.add({"name": "Contoso", "annual_revenue": "2.5m USD", "employees": "1,200"}).code
    contact = workspace.contacts.add(
        {"name": "د. أحمد الزيّاني", "email": "ahmed@contoso.example.com", "account": "contoso", "do_not_email": "yes"}
    ).code
    values = workspace.contacts.show(contact).values
    assert (values["name"], values["account"].code, values["do_not_email"]) == ("د. أحمد الزيّاني", account, True)
    assert workspace.accounts.show(account).values["annual_revenue"] == Money(250_000_000, "USD")
    assert workspace.contacts.find("ahmed@contoso.example.com") == workspace.contacts.find(contact)


@pytest.mark.parametrize("kind", ["contact", "account"])
def test_nobody_is_without_a_name(workspace: Workspace, kind: str) -> None:
    people = service(workspace, kind)
    with pytest.raises(Invalid, match="Name is missing"):
        people.add({"email": "sara@contoso.example.com"})
    code = people.add({"name": "Contoso"}).code
    with pytest.raises(Invalid, match="Name is missing"):
        people.edit(code, {"name": " \x1b[31m"})
    assert people.show(code).title == "Contoso"


def test_a_contacts_name_and_its_parts_agree(workspace: Workspace) -> None:
    code = workspace.contacts.add({"first_name": "Sara", "last_name": "Nadim"}).code
    assert workspace.contacts.show(code).values["name"] == "Sara Nadim"
    workspace.contacts.edit(code, {"last_name": "Karim"})
    assert workspace.contacts.show(code).values["name"] == "Sara Karim"
    workspace.contacts.edit(code, {"name": "Huda Berg"})
    assert workspace.contacts.show(code).values["first_name"] == "Huda"


@pytest.mark.parametrize("kind", ["contact", "account"])
def test_what_was_put_away_is_neither_listed_nor_changed_until_that_is_undone(workspace: Workspace, kind: str) -> None:
    people = service(workspace, kind)
    code = people.add({"name": "Contoso"}).code
    people.delete(code)
    assert people.list() == ()
    assert people.count() == 0
    attempts: tuple[Callable[[], object], ...] = (
        lambda: people.edit(code, {"city": "Dubai"}),
        lambda: people.delete(code),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed, match=r"Contoso is deleted\. Undo the deletion first"):
            attempt()
    with pytest.raises(NotFound):
        people.find("Contoso")
    workspace.log.undo()
    assert [line.code for line in people.list()] == [code]


def test_a_list_holds_those_with_every_word_by_name(workspace: Workspace) -> None:
    for name, phone in (("Zeina Haddad", "+971501112222"), ("أحمد الزيّاني", None), ("Amal Haddad", None)):
        workspace.contacts.add({"name": name, "phone": phone})
    assert [line.name for line in workspace.contacts.list("HADDAD")] == ["Amal Haddad", "Zeina Haddad"]
    assert [line.name for line in workspace.contacts.list("احمد الزياني")] == ["أحمد الزيّاني"]
    assert [line.name for line in workspace.contacts.list("501112222")] == ["Zeina Haddad"]
    assert workspace.contacts.list("haddad%") == ()
    assert len(workspace.contacts.list(limit=2)) == 2


def test_values_that_do_not_fit_are_told_together(workspace: Workspace) -> None:
    with pytest.raises(InvalidFields) as refused:
        workspace.contacts.add({"name": "Sara", "email": "none", "account": "ACC-0000"})
    assert [each.field for each in refused.value.problems] == ["email", "account"]


def test_an_edit_that_started_from_an_older_version_shows_both_sides(workspace: Workspace) -> None:
    code = workspace.contacts.add({"name": "Sara Nadim"}).code
    version = workspace.contacts.show(code).version
    workspace.contacts.edit(code, {"city": "Dubai"}, version=version)
    with pytest.raises(Conflict) as refused:
        workspace.contacts.edit(code, {"city": "Doha"}, version=version)
    assert (refused.value.mine, refused.value.theirs) == ({"city": "Doha"}, {"city": "Dubai"})
    assert workspace.contacts.edit(code, {"job_title": "Buyer"}, version=version).changed == ("job_title",)


def test_deleting_says_what_still_names_the_record(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso", "name": "Sara Nadim"}).code
    workspace.qualification.qualify(lead)
    (account,) = workspace.accounts.list("Contoso")
    (contact,) = workspace.contacts.list("Sara")
    told = workspace.contacts.delete(contact.code).message
    assert told == "Sara Nadim deleted; still named by 1 lead, 1 opportunity, 1 record as stakeholder."
    assert workspace.accounts.delete(account.code).message.startswith("Contoso deleted; still named by 1 lead, 1 opp")
    alone = workspace.contacts.add({"name": "Huda Karim"}).code
    assert workspace.contacts.delete(alone).message == "Huda Karim deleted."
    assert workspace.contacts.show(alone).deleted
