"""Duplicates: the same address or number is certain; names are a likeness where company or domain agree."""

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
        ({"email": " SARA@CONTOSO.example.com "}, {"Contoso Coffee L.L.C.": "same email"}),
        ({"phone": "050 123 4567"}, {"Contoso Coffee L.L.C.": "same phone"}),
        ({"website": "https://contoso.example.com/shop"}, {}),
        (
            {"website": "contoso.example.com", "company": "Contoso Cofee"},
            {"Contoso Coffee L.L.C.": "similar company, same domain"},
        ),
        ({"company": "Contoso", "name": "سارة نديم"}, {}),
        (
            {"company": "contoso coffee", "name": "سارة نديم"},
            {"Contoso Coffee L.L.C.": "similar name, same company"},
        ),
        ({"company": "Contoso Coffee", "name": "Huda Karim"}, {}),
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


def test_a_domain_that_many_leads_share_tells_nothing(workspace: Workspace) -> None:
    for number in range(22):
        workspace.leads.add({"name": f"Person {chr(97 + number)}", "email": f"p{number}@group.example.com"})
    again = {"name": "Person a", "email": "a@group.example.com"}
    assert reasons(workspace, {**again, "name": "Persona a"}) == {}
    assert reasons(workspace, {**again, "email": "P3@Group.example.com", "name": "X"}) == {"Person d": "same email"}


@pytest.mark.parametrize(
    ("country", "typed", "number"),
    [
        ("United Arab Emirates", "050 000 1100", "+971500001100"),
        ("الإمارات", "٠٥٠ ٠٠٠ ١١٠٠", "+971500001100"),
        ("UK", "07700 900123", "+447700900123"),
        ("Deutschland", "030 1234567", "+49301234567"),
        (None, "050 000 1100", "+971500001100"),
    ],
)
def test_a_number_is_read_by_the_country_beside_it_then_by_the_region(
    workspace: Workspace, country: str | None, typed: str, number: str
) -> None:
    lead = workspace.leads.add({"name": "Sara Nadim", "phone": typed, "country": country})
    contact = workspace.contacts.add({"name": "Sara Nadim", "phone": typed, "country": country})
    found = {hit.code: hit.reason for hit in workspace.leads.duplicates({"phone": number})}
    assert found == {lead.code: "same phone", contact.code: "same phone"}


def test_two_numbers_without_a_country_are_alike_and_not_certainly_one(workspace: Workspace) -> None:
    workspace.leads.add({"name": "Sara Nadim", "phone": "99 12 34 56 78 90 12 34 5"})
    [hit] = workspace.leads.duplicates({"phone": "99-1234-5678-9012-345"})
    assert (hit.reason, hit.certain) == ("same phone, without its country", False)


def test_no_more_than_a_few_are_told_the_best_first(workspace: Workspace) -> None:
    for number in range(25):
        workspace.leads.add({"company": "Contoso Coffee", "topic": f"Order {number}"})
    best = workspace.leads.add({"name": "Sara Nadim", "email": "sara@contoso.example.com"})
    hits = workspace.leads.duplicates({"company": "Contoso Coffee", "email": "Sara@Contoso.example.com"})
    assert (len(hits), hits[0].code) == (20, best.code)


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
