"""Stakeholders: who is added to a decision, as what, and how it is changed and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.errors import Ambiguous, Conflict, Invalid, InvalidFields, NotFound, ReadOnly
from app.domain.stakeholders.fields import ROLES
from app.domain.stakeholders.linking import copy_to, link_contact
from app.domain.stakeholders.rows import StakeholderLine
from app.domain.stakeholders.rules import may_be_same_name, read_roles, roles_in_words, with_roles
from tests.sales.scene import Scene

CODES = [code for code, _ in ROLES]


def only(lines: tuple[StakeholderLine, ...]) -> StakeholderLine:
    (line,) = lines
    return line


@pytest.mark.parametrize("typed", ["decision maker", "Decision-Maker", "decision_maker", " DECISION MAKER "])
def test_a_role_is_known_however_it_is_written(typed: str) -> None:
    assert read_roles((typed,)) == ("decision_maker",)


def test_a_role_of_ones_own_is_kept_as_it_was_given() -> None:
    assert read_roles(("Head of Roasting", "champion", "head of roasting")) == ("Head of Roasting", "champion")


def test_nobody_is_without_a_role() -> None:
    assert read_roles(()) == read_roles(("", "  ")) == ("stakeholder",)


@given(st.lists(st.sampled_from(CODES), unique=True), st.lists(st.sampled_from(CODES), unique=True))
def test_giving_roles_loses_none_and_repeats_none(held: list[str], more: list[str]) -> None:
    roles = with_roles(held, more)
    assert roles[: len(held)] == tuple(held)
    assert len(set(roles)) == len(roles)
    assert set(held) | set(more) >= set(roles) >= (set(held) | set(more)) - {"stakeholder"}
    assert with_roles(roles, more) == roles


def test_roles_are_told_in_words() -> None:
    assert roles_in_words(("decision_maker",)) == "decision maker"
    assert roles_in_words(("decision_maker", "champion", "Head of Roasting")) == (
        "decision maker, champion and Head of Roasting"
    )


def test_a_shorter_name_may_be_the_same_person_and_another_name_may_not() -> None:
    assert may_be_same_name("Sara", "Sara Nadim")
    assert not may_be_same_name("Sara Nadim", "Sara Karim")


def test_a_person_is_created_in_place_and_works_where_the_lead_does(scene: Scene) -> None:
    lead = scene.lead()
    outcome = scene.stakeholders.add(
        lead, name="Huda Karim", roles=("decision maker",), influence="5", attitude="Supporter", job_title="CFO"
    )
    huda = only(scene.stakeholders.of(lead))
    assert (huda.name, huda.company, huda.job_title) == ("Huda Karim", "Contoso Coffee", "CFO")
    assert (huda.roles, huda.influence, huda.attitude) == (("decision_maker",), 5, "supporter")
    assert outcome.made == {"contact": [huda.contact_code]}
    assert outcome.message == "Huda Karim is decision maker of Contoso Coffee."
    assert scene.contacts.show(huda.contact_code).values["last_name"] == "Karim"


def test_a_contact_of_exactly_that_name_is_taken_and_what_was_unknown_is_added(scene: Scene) -> None:
    known = scene.contacts.add({"name": "Huda Karim", "job_title": "CFO"}).code
    lead = scene.lead()
    outcome = scene.stakeholders.add(lead, name="HUDA karim", job_title="Boss", phone="+971 50 123 4567")
    huda = only(scene.stakeholders.of(lead))
    assert (huda.contact_code, huda.job_title, huda.phone) == (known, "CFO", "+971 50 123 4567")
    assert outcome.made == {}


def test_an_email_names_its_contact_unless_the_names_contradict(scene: Scene) -> None:
    known = scene.contacts.add({"name": "Huda Karim", "email": "office@contoso.example.com"}).code
    lead = scene.lead()
    first = scene.stakeholders.add(lead, name="Huda", email="Office@contoso.example.com")
    second = scene.stakeholders.add(lead, name="Omar Said", email="office@contoso.example.com")
    assert (first.code, first.made) == (known, {})
    assert second.code != known
    assert second.made == {"contact": [second.code]}


def test_a_namesake_with_another_email_is_somebody_else(scene: Scene) -> None:
    known = scene.contacts.add({"name": "Huda Karim", "email": "huda@fabrikam.example.com"}).code
    outcome = scene.stakeholders.add(scene.lead(), name="Huda Karim", email="huda@contoso.example.com")
    assert outcome.code != known


def test_several_namesakes_are_not_guessed_at(scene: Scene) -> None:
    codes = [scene.contacts.add({"name": "Huda Karim", "city": city}).code for city in ("Dubai", "Cairo")]
    lead = scene.lead()
    with pytest.raises(Ambiguous, match=f"{codes[0]}, {codes[1]}"):
        scene.stakeholders.add(lead, name="Huda Karim")
    scene.stakeholders.add(lead, contact=codes[1].lower())
    assert only(scene.stakeholders.of(lead)).contact_code == codes[1]


def test_adding_somebody_again_adds_the_roles(scene: Scene) -> None:
    lead = scene.lead()
    scene.stakeholders.add(lead, name="Huda Karim", roles="champion", influence=4)
    scene.stakeholders.add(lead, name="Huda Karim", roles="legal, champion")
    again = scene.stakeholders.add(lead, name="Huda Karim")
    huda = only(scene.stakeholders.of(lead))
    assert (huda.roles, huda.influence) == (("champion", "legal"), 4)
    assert (again.seq, again.changed) == (0, ())


def test_a_person_may_be_stakeholder_in_many_leads(scene: Scene) -> None:
    leads = [scene.lead(), scene.lead("Fabrikam")]
    made = [scene.stakeholders.add(lead, name="Huda Karim") for lead in leads]
    assert made[0].code == made[1].code
    assert all(len(scene.stakeholders.of(lead)) == 1 for lead in leads)


def test_the_most_influential_come_first_and_the_unknown_last(scene: Scene) -> None:
    lead = scene.lead()
    for name, influence in (("Adel", None), ("Basma", 2), ("Dina", 5), ("Celine", 2)):
        scene.stakeholders.add(lead, name=name, influence=influence)
    assert [line.name for line in scene.stakeholders.of(lead)] == ["Dina", "Basma", "Celine", "Adel"]


def test_everything_that_does_not_fit_is_told_at_once_and_nothing_is_kept(scene: Scene) -> None:
    lead = scene.lead()
    with pytest.raises(InvalidFields) as refusal:
        scene.stakeholders.add(lead, name="Huda Karim", influence=6, attitude="grumpy", email="huda@")
    assert {problem.field for problem in refusal.value.problems} == {"influence", "attitude", "email"}
    assert scene.stakeholders.of(lead) == ()
    assert scene.contacts.list("huda") == ()


def test_somebody_without_a_name_is_refused(scene: Scene) -> None:
    with pytest.raises(Invalid, match="Name is missing"):
        scene.stakeholders.add(scene.lead(), roles="champion")


def test_roles_influence_and_attitude_are_edited_and_a_conflict_is_seen(scene: Scene) -> None:
    lead = scene.lead()
    scene.stakeholders.add(lead, name="Huda Karim")
    before = only(scene.stakeholders.of(lead))
    outcome = scene.stakeholders.edit(
        before.id, {"roles": "Blocker, Head of Roasting", "attitude": "sceptic"}, version=before.version
    )
    after = only(scene.stakeholders.of(lead))
    assert outcome.changed == ("roles", "attitude")
    assert (after.roles, after.attitude) == (("blocker", "Head of Roasting"), "sceptic")
    with pytest.raises(Conflict) as refusal:
        scene.stakeholders.edit(before.id, {"attitude": "opponent"}, version=before.version)
    assert refusal.value.theirs == {"attitude": "sceptic"}


def test_roles_taken_away_leave_the_default_one(scene: Scene) -> None:
    lead = scene.lead()
    added = scene.stakeholders.add(lead, name="Huda Karim", roles="legal")
    scene.stakeholders.edit(added.id, {"roles": ""})
    assert only(scene.stakeholders.of(lead)).roles == ("stakeholder",)


def test_removing_keeps_the_contact_and_can_be_undone(scene: Scene) -> None:
    lead = scene.lead()
    added = scene.stakeholders.add(lead, name="Huda Karim")
    removed = scene.stakeholders.remove(added.id)
    assert scene.stakeholders.of(lead) == ()
    assert scene.contacts.show(added.code).title == "Huda Karim"
    scene.undo(removed.seq)
    assert only(scene.stakeholders.of(lead)).id == added.id
    scene.stakeholders.remove(added.id)
    with pytest.raises(NotFound, match="no longer there"):
        scene.stakeholders.remove(added.id)


def test_undoing_an_addition_takes_the_new_contact_away_too(scene: Scene) -> None:
    lead = scene.lead()
    added = scene.stakeholders.add(lead, name="Huda Karim")
    scene.undo(added.seq)
    assert scene.stakeholders.of(lead) == ()
    assert scene.contacts.list("huda") == ()


def test_a_deleted_contact_is_no_longer_shown_and_not_taken(scene: Scene) -> None:
    lead = scene.lead()
    added = scene.stakeholders.add(lead, name="Huda Karim")
    scene.contacts.delete(added.code)
    assert scene.stakeholders.of(lead) == ()
    with pytest.raises(NotFound, match="deleted"):
        scene.stakeholders.add(lead, contact=added.code)
    assert scene.stakeholders.add(lead, name="Huda Karim").code != added.code


def test_a_closed_lead_and_a_closed_opportunity_keep_their_stakeholders(scene: Scene) -> None:
    lead = scene.lead()
    added = scene.stakeholders.add(lead, name="Huda Karim")
    opportunity = scene.qualify(lead)
    changes: tuple[Callable[[], object], ...] = (
        lambda: scene.stakeholders.add(lead, name="Omar Said"),
        lambda: scene.stakeholders.edit(added.id, {"influence": 3}),
        lambda: scene.stakeholders.remove(added.id),
    )
    for change in changes:
        with pytest.raises(ReadOnly, match=r"qualified and read-only\. Reactivate it first"):
            change()
    scene.stakeholders.add(opportunity, name="Omar Said")
    scene.opportunities.close(opportunity, "lost")
    with pytest.raises(ReadOnly, match=r"lost and read-only\. Reopen it first"):
        scene.stakeholders.add(opportunity, name="Lina Berg")


def test_stakeholders_are_copied_once_and_what_the_other_record_says_stays(scene: Scene) -> None:
    lead = scene.lead()
    huda = scene.stakeholders.add(lead, name="Huda Karim", roles="champion", influence=4, notes="Likes crema")
    scene.stakeholders.add(lead, name="Omar Said", roles="legal")
    opportunity = scene.qualify(lead)
    with scene.desk.write("copy") as unit:
        target = scene.opportunities.find(opportunity)
        contact_id = scene.contacts.find(huda.code)
        link_contact(unit, "opportunity", target, contact_id).influence = 2
        for _ in range(2):
            assert copy_to(unit, scene.leads.find(lead), "opportunity", target) == 2
    copied = {line.name: line for line in scene.stakeholders.of(opportunity)}
    assert copied["Huda Karim"].roles == ("stakeholder", "champion")
    assert (copied["Huda Karim"].influence, copied["Huda Karim"].notes) == (2, "Likes crema")
    assert copied["Omar Said"].roles == ("legal",)
