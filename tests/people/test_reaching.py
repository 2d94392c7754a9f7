"""Several emails, phones and addresses of a record: one is primary, and by each of them it is found."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.core.errors import Invalid, NotFound, ReadOnly
from app.domain.core.windows import ListQuery
from app.domain.fields.kinds import KINDS
from app.domain.leads.kinds import LEAD
from app.domain.overview.parts import CARDS
from app.domain.people.queries import asked_values, show_record
from app.domain.people.reaching import ReachService
from app.domain.process.queries import facts_of
from app.domain.qualification.rows import QualifyChoice
from app.domain.query.context import QueryContext
from app.workspace import Workspace


def further(workspace: Workspace, ref: str, kind: str = "lead") -> list[tuple[str, str, str]]:
    """The further ways to reach a record: medium, label, value."""
    with workspace.desk.read() as reader:
        points = show_record(reader, KINDS[kind], ref).contact_points
    return [(each.medium, each.label, each.value) for each in points]


@pytest.fixture
def reach(workspace: Workspace) -> ReachService:
    """What adds, removes and chooses."""
    return workspace.service(ReachService)


@pytest.fixture
def lead(workspace: Workspace, reach: ReachService) -> str:
    """A lead with several of everything."""
    code = workspace.leads.add({"name": "Sara Nadim", "company": "Contoso", "city": "Dubai"}).code
    reach.add(code, "email", "sara@contoso.example.com")
    reach.add(code, "email", "Sara.Home@mail.example.com", "home")
    reach.add(code, "phone", "050 000 1100", "mobile")
    reach.add(code, "phone", "+971 4 300 1100", "work")
    reach.add(code, "address", {"street": "1 Bean Street", "city": "Cairo", "country": "Egypt"}, "billing")
    return code


def test_the_first_is_primary_and_the_others_stand_beside_it(workspace: Workspace, lead: str) -> None:
    values = workspace.leads.show(lead).values
    assert (values["email"], values["phone"], values["city"]) == ("sara@contoso.example.com", "050 000 1100", "Dubai")
    assert further(workspace, lead) == [
        ("address", "billing", "1 Bean Street, Cairo, Egypt"),
        ("email", "home", "Sara.Home@mail.example.com"),
        ("phone", "business", "+971 4 300 1100"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        ListQuery(where='email = "SARA.home@mail.example.com"'),
        ListQuery(where="email ~ home@mail"),
        ListQuery(where="phone = 00971-4-3001100"),
        ListQuery(where="phone ~ 043001100"),
        ListQuery(where="04-300-1100"),
        ListQuery(search="sara.home@MAIL"),
        ListQuery(search="04 300 1100"),
        ListQuery(search="cairo nadim"),
    ],
)
def test_a_record_is_found_by_each(workspace: Workspace, lead: str, query: ListQuery) -> None:
    workspace.leads.add({"name": "Omar", "email": "omar@mail.example.com", "phone": "+971 2 333 4444"})
    assert [line.code for line in workspace.leads.window(query).lines] == [lead]


def test_conditions_of_a_process_ask_for_each(workspace: Workspace, lead: str) -> None:
    context = QueryContext(workspace.desk.context())
    with workspace.desk.read() as reader:
        facts = facts_of({"lead": asked_values(reader, LEAD, LEAD.find_named(reader, lead))}, context, reader)
        assert facts.hold("phone = 00971-4-3001100")
        assert facts.hold("email = SARA.home@mail.example.com and email ~ contoso and 043001100")
        assert not facts.hold("email ~ nobody or phone = 112")


def test_it_is_a_duplicate_by_each(workspace: Workspace, lead: str) -> None:
    for values in ({"email": "sara.HOME@mail.example.com"}, {"phone": "(04) 300 1100"}):
        assert [hit.code for hit in workspace.leads.duplicates(values)] == [lead]
    workspace.contacts.add({"name": "S. N.", "phone": "043001100"})
    assert [hit.reason for hit in workspace.leads.duplicates(lead)] == ["same phone"]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"email": "sara.HOME@mail.example.com"}, "same email"),
        ({"phone": "04 300 1100"}, "same phone"),
        ({"email": "else@mail.example.com", "phone": "+971 50 000 1199"}, "same email and phone"),
    ],
)
def test_the_assistant_tells_it_by_each(
    workspace: Workspace, reach: ReachService, lead: str, values: dict[str, str], reason: str
) -> None:
    others = (workspace.leads.add({"name": "Somebody", **values}), workspace.contacts.add({"name": "S.", **values}))
    if "and" in reason:  # both have them as further ones
        for each in (lead, *(other.code for other in others)):
            reach.add(each, "email", "Both@mail.example.com")
            reach.add(each, "phone", "+971 2 300 1100")
    told = {card.other_id: card.reason for card in workspace.overviews.of(lead)[CARDS] if card.other_id}
    assert {identity: said.partition(" as ")[0] for identity, said in told.items()} == {
        other.id: reason for other in others
    }
    back = [card.reason for card in workspace.overviews.of(others[0].code)[CARDS] if card.other_id]
    assert f"{reason} as lead {lead}" in back


def test_another_becomes_primary_and_the_next_one_follows_a_removed_one(
    workspace: Workspace, reach: ReachService, lead: str
) -> None:
    reach.make_primary(lead, "email", "sara.home@mail.example.com")
    reach.make_primary(lead, "address", "1 bean street, cairo, egypt")
    values = workspace.leads.show(lead).values
    assert (values["email"], values["street"]) == ("Sara.Home@mail.example.com", "1 Bean Street")
    assert ("address", "other", "Dubai") in further(workspace, lead)
    said = reach.remove(lead, "phone", "050-0001100").message
    assert said == "Contoso (Sara Nadim): 050 000 1100 removed; +971 4 300 1100 is primary now."
    reach.remove(lead, "phone", "+97143001100")
    assert workspace.leads.show(lead).values["phone"] is None
    for _ in range(4):
        workspace.log.undo()
    assert workspace.leads.show(lead).values["email"] == "sara@contoso.example.com"
    assert len(further(workspace, lead)) == 3


def test_what_each_is_called_goes_with_it(workspace: Workspace, reach: ReachService, lead: str) -> None:
    reach.edit(lead, "phone", "050 000 1100", label="mobile")
    reach.make_primary(lead, "phone", "+971 4 300 1100")
    assert ("phone", "mobile", "050 000 1100") in further(workspace, lead)
    assert reach.form(lead, "phone", "+97143001100") == {"phone": "+971 4 300 1100", "label": "business"}
    reach.remove(lead, "phone", "+97143001100")
    assert reach.form(lead, "phone", "0500001100")["label"] == "mobile"
    reach.add(lead, "phone", "+971 4 300 1100", "work", primary=True)
    assert workspace.leads.show(lead).values["phone"] == "+971 4 300 1100"
    made = workspace.qualification.qualify(lead, QualifyChoice("none", "new", ())).made["contact"][0]
    assert reach.form(made, "phone", "+971 4 300 1100")["label"] == "business"


def test_one_is_changed_in_its_place(workspace: Workspace, reach: ReachService, lead: str) -> None:
    said = reach.edit(lead, "email", "SARA.home@mail.example.com", "سارة@مثال.إختبار").message
    assert said == "Contoso (Sara Nadim): Sara.Home@mail.example.com is سارة@مثال.إختبار now."
    assert ("email", "home", "سارة@مثال.إختبار") in further(workspace, lead)
    reach.edit(lead, "email", "sara@contoso.example.com", "s.nadim@contoso.example.com")
    assert workspace.leads.show(lead).values["email"] == "s.nadim@contoso.example.com"
    reach.edit(lead, "address", "1 Bean Street, Cairo, Egypt", {"street": "[bold]2[/] Bean Street", "city": "Giza"})
    assert ("address", "billing", "[bold]2[/] Bean Street, Giza") in further(workspace, lead)
    assert reach.edit(lead, "phone", "050 000 1100", "").message.endswith("050 000 1100 is as it was.")
    with pytest.raises(Invalid, match="has 050 000 1100 already"):
        reach.edit(lead, "phone", "+971 4 300 1100", "050 000 1100")
    with pytest.raises(Invalid, match="has \\+971 4 300 1100 already"):
        reach.edit(lead, "phone", "050 000 1100", "+971 4 300 1100")
    workspace.log.undo()
    assert ("address", "billing", "1 Bean Street, Cairo, Egypt") in further(workspace, lead)


def test_what_does_not_fit_is_refused(workspace: Workspace, reach: ReachService, lead: str) -> None:
    attempts: list[tuple[type[Exception], str, Any]] = [
        (Invalid, "has .* already", lambda: reach.add(lead, "phone", "+971 50 0001100")),
        (Invalid, "not an email address", lambda: reach.add(lead, "email", "nobody")),
        (Invalid, "none of a phone", lambda: reach.add(lead, "phone", "+97143001199", "billing")),
        (Invalid, "has no “planet”", lambda: reach.add(lead, "address", {"planet": "Mars"})),
        (Invalid, "is empty", lambda: reach.add(lead, "address", {})),
        (NotFound, "no email", lambda: reach.remove(lead, "email", "nobody@mail.example.com")),
        (NotFound, "no phone", lambda: reach.make_primary(lead, "phone", "none")),
    ]
    for error, told, attempt in attempts:
        with pytest.raises(error, match=told):
            attempt()
    workspace.qualification.disqualify(lead, "lost")
    with pytest.raises(ReadOnly):
        reach.add(lead, "email", "more@mail.example.com")


def test_qualifying_hands_all_of_them_on(workspace: Workspace, lead: str) -> None:
    known = workspace.contacts.add({"name": "Sara Nadim", "email": "s.nadim@fabrikam.example.com"}).code
    workspace.qualification.qualify(lead, QualifyChoice("new", known, ()))
    assert [value for medium, _, value in further(workspace, known, "contact") if medium == "email"] == [
        "sara@contoso.example.com",
        "Sara.Home@mail.example.com",
    ]
    workspace.qualification.reactivate(lead)
    made = workspace.qualification.qualify(lead, QualifyChoice("none", "new", ())).made["contact"][0]
    assert further(workspace, made, "contact") == further(workspace, lead)
