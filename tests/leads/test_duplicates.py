"""Duplicates: the same address, number or domain is certain; a similar name is a likeness."""

from __future__ import annotations

import pytest

from app.workspace import Workspace


def reasons(workspace: Workspace, values: dict[str, object] | str) -> dict[str, str]:
    """Why each record may be the same, by title."""
    return {hit.title: hit.reason for hit in workspace.leads.duplicates(values)}


@pytest.fixture
def known(workspace: Workspace) -> Workspace:
    """A workspace with one record of each kind."""
    workspace.leads.add(
        {
            "company": "Contoso Coffee L.L.C.",
            "name": "Sara Nadim",
            "email": "sara@contoso.example.com",
            "phone": "+971 50 123 4567",
        }
    )
    workspace.contacts.add({"name": "أحمد الزيّاني", "email": "ahmed@fabrikam.example.com", "phone": "+971501112222"})
    workspace.accounts.add({"name": "Fabrikam Roasters", "website": "www.fabrikam.example.com"})
    return workspace


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"email": " sara@CONTOSO.example.com "}, {"Contoso Coffee L.L.C.": "same email"}),
        ({"phone": "050 123 4567"}, {"Contoso Coffee L.L.C.": "same phone"}),
        ({"website": "https://contoso.example.com/shop"}, {"Contoso Coffee L.L.C.": "same domain"}),
        ({"company": "The CONTOSO coffee co., Ltd"}, {"Contoso Coffee L.L.C.": "similar company"}),
        ({"company": "Contoso Cofee"}, {"Contoso Coffee L.L.C.": "similar company"}),
        ({"company": "Fabrikam Roasters FZE"}, {"Fabrikam Roasters": "same company"}),
        ({"name": "احمد الزياني"}, {"أحمد الزيّاني": "same name"}),
        ({"phone": "00971 50 111 2222"}, {"أحمد الزيّاني": "same phone"}),
        ({"company": "Co"}, {}),
        ({"email": "sara@"}, {}),
        ({"phone": "no number", "nonsense": object()}, {}),
        ({}, {}),
    ],
)
def test_what_is_typed_so_far_finds_who_it_may_be(
    known: Workspace, values: dict[str, object], found: dict[str, str]
) -> None:
    assert reasons(known, values) == found


def test_a_free_mailbox_says_nothing_about_the_company(workspace: Workspace) -> None:
    workspace.leads.add({"name": "Sara Nadim", "email": "sara@gmail.com"})
    assert reasons(workspace, {"name": "Huda Karim", "email": "huda@gmail.com"}) == {}


def test_a_stored_lead_is_no_duplicate_of_itself_nor_of_what_was_deleted(known: Workspace) -> None:
    again = known.leads.add({"company": "Contoso Coffee", "email": "sara@contoso.example.com"})
    assert reasons(known, again.code) == {"Contoso Coffee L.L.C.": "same email"}
    known.qualification.delete(known.leads.find("Contoso Coffee L.L.C."))
    assert reasons(known, again.code) == {}


def test_the_certain_come_first(known: Workspace) -> None:
    known.leads.add({"company": "Aardvark", "email": "sara@contoso.example.com"})
    hits = known.leads.duplicates({"company": "Contoso Coffee", "email": "sara@contoso.example.com"})
    assert [hit.certain for hit in hits] == sorted((hit.certain for hit in hits), reverse=True)
    assert hits[0].title == "Aardvark"


def test_a_common_first_word_does_not_hide_the_likeness(workspace: Workspace) -> None:
    for number in range(120):
        workspace.leads.add({"company": f"Al {chr(97 + number % 26)}{number} Trading Partners"})
    workspace.leads.add({"company": "Al Noor Coffee Roasters"})
    assert "Al Noor Coffee Roasters" in reasons(workspace, {"company": "Al Nour Coffee Roasters"})


def test_similar_arabic_companies_are_found_without_their_legal_form(workspace: Workspace) -> None:
    workspace.leads.add({"company": "شركة المها للقهوة ذ.م.م"})
    assert reasons(workspace, {"company": "المها للقهوه"}) == {"شركة المها للقهوة ذ.م.م": "similar company"}
