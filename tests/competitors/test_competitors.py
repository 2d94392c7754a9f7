"""Competitors: who they are, where we meet them, and how we did against them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.competitors.linking import copy_to
from app.domain.competitors.rows import RivalLine
from app.domain.competitors.rules import name_key, win_rate
from app.domain.core.errors import Conflict, Invalid, InvalidFields, NotAllowed, NotFound, ReadOnly
from tests.sales.scene import Scene


def only(lines: tuple[RivalLine, ...]) -> RivalLine:
    (line,) = lines
    return line


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_win_rate_is_a_percentage_of_what_was_decided(won: int, lost: int) -> None:
    rate = win_rate(won, lost)
    if won + lost == 0:
        assert rate is None
    else:
        assert rate is not None
        assert 0 <= rate <= 100
        assert abs(rate * (won + lost) - 100 * won) <= (won + lost) / 2


def test_a_name_of_marks_alone_still_names_somebody() -> None:
    assert name_key("Fabrikam Espresso LLC") == "fabrikam espresso"
    assert name_key("!!!") == "!!!"


def test_a_competitor_is_defined_shown_and_listed(scene: Scene) -> None:
    made = scene.competitors.define(
        {
            "name": "Fabrikam Espresso",
            "website": "fabrikam.example.com",
            "key_product": "Barista One",
            "win_percentage": "40%",
        }
    )
    scene.competitors.define({"name": "Adventure Beans"})
    assert made.code.startswith("COMP-")
    card = scene.competitors.show("fabrikam espresso")
    assert (card.values["win_percentage"], card.values["won"], card.values["win_rate"]) == (40, 0, None)
    assert [line.name for line in scene.competitors.list()] == ["Adventure Beans", "Fabrikam Espresso"]
    assert [line.code for line in scene.competitors.list("barista FABR")] == [made.code]


def test_a_name_is_given_once(scene: Scene) -> None:
    made = scene.competitors.define({"name": "Fabrikam Espresso"})
    other = scene.competitors.define({"name": "Adventure Beans"})
    with pytest.raises(NotAllowed, match=made.code):
        scene.competitors.define({"name": "FABRIKAM Espresso, LLC"})
    with pytest.raises(NotAllowed, match=made.code):
        scene.competitors.revise(other.code, {"name": "Fabrikam Espresso"})
    with pytest.raises(Invalid, match="Name is missing"):
        scene.competitors.define({"website": "fabrikam.example.com"})


def test_what_we_know_is_revised_and_a_conflict_is_seen(scene: Scene) -> None:
    made = scene.competitors.define({"name": "Fabrikam Espresso"})
    version = scene.competitors.show(made.code).version
    outcome = scene.competitors.revise(made.code, {"name": "Fabrikam", "strengths": "Cheap\nFast"}, version=version)
    assert outcome.changed == ("name", "strengths")
    assert scene.competitors.show(made.code).values["strengths"] == "Cheap\nFast"
    assert [line.name for line in scene.competitors.list("fabrikam")] == ["Fabrikam"]
    with pytest.raises(Conflict):
        scene.competitors.revise(made.code, {"strengths": "Slow"}, version=version)
    with pytest.raises(Invalid, match="Name is missing"):
        scene.competitors.revise(made.code, {"name": ""})


def test_an_unknown_name_defines_a_suspected_competitor(scene: Scene) -> None:
    lead = scene.lead()
    outcome = scene.competitors.add(lead, "Fabrikam Espresso", notes="Demo last week")
    rival = only(scene.competitors.of(lead))
    assert outcome.made == {"competitor": [rival.competitor_code]}
    assert (rival.name, rival.status, rival.notes) == ("Fabrikam Espresso", "suspected", "Demo last week")
    assert outcome.message == "Fabrikam Espresso is a competitor for Contoso Coffee (suspected)."


def test_a_known_competitor_is_taken_by_name_or_code(scene: Scene) -> None:
    known = scene.competitors.define({"name": "Fabrikam Espresso"}).code
    first, second = scene.lead(), scene.lead("Northwind")
    assert scene.competitors.add(first, "FABRIKAM espresso Ltd").code == known
    assert scene.competitors.add(second, known.lower(), status="Confirmed").code == known
    assert only(scene.competitors.of(second)).status == "confirmed"
    assert len(scene.competitors.list()) == 1


def test_a_code_that_nobody_has_does_not_become_a_name(scene: Scene) -> None:
    with pytest.raises(NotFound):
        scene.competitors.add(scene.lead(), "COMP-ZZZZ")
    assert scene.competitors.list() == ()


def test_adding_one_again_keeps_its_status_unless_another_is_given(scene: Scene) -> None:
    lead = scene.lead()
    scene.competitors.add(lead, "Fabrikam", status="confirmed")
    again = scene.competitors.add(lead, "Fabrikam")
    assert (again.seq, only(scene.competitors.of(lead)).status) == (0, "confirmed")
    scene.competitors.add(lead, "Fabrikam", status="out")
    assert only(scene.competitors.of(lead)).status == "out"


def test_those_who_are_out_come_last(scene: Scene) -> None:
    lead = scene.lead()
    for name, status in (("Adventure Beans", "out"), ("Northwind", "suspected"), ("Fabrikam", "confirmed")):
        scene.competitors.add(lead, name, status=status)
    assert [line.name for line in scene.competitors.of(lead)] == ["Fabrikam", "Northwind", "Adventure Beans"]


def test_a_status_that_is_none_of_ours_is_refused_and_nothing_is_kept(scene: Scene) -> None:
    lead = scene.lead()
    with pytest.raises(InvalidFields, match="sleeping"):
        scene.competitors.add(lead, "Fabrikam", status="sleeping")
    assert scene.competitors.list() == ()


def test_a_meeting_is_edited_removed_and_brought_back(scene: Scene) -> None:
    lead = scene.lead()
    added = scene.competitors.add(lead, "Fabrikam")
    version = only(scene.competitors.of(lead)).version
    scene.competitors.edit(added.id, {"status": "out", "notes": "Too dear"}, version=version)
    with pytest.raises(Conflict) as refusal:
        scene.competitors.edit(added.id, {"status": "confirmed"}, version=version)
    assert refusal.value.theirs == {"status": "out"}
    removed = scene.competitors.remove(added.id)
    assert scene.competitors.of(lead) == ()
    with pytest.raises(NotFound, match="no longer met"):
        scene.competitors.edit(added.id, {"status": "out"})
    scene.undo(removed.seq)
    assert only(scene.competitors.of(lead)).notes == "Too dear"


def test_a_deleted_competitor_is_met_nowhere_until_that_is_undone(scene: Scene) -> None:
    lead = scene.lead()
    scene.competitors.add(lead, "Fabrikam")
    deleted = scene.competitors.delete("fabrikam")
    assert scene.competitors.of(lead) == ()
    assert scene.competitors.list() == ()
    with pytest.raises(NotFound, match="deleted"):
        scene.competitors.revise(deleted.code, {"notes": "Back"})
    scene.undo(deleted.seq)
    assert only(scene.competitors.of(lead)).name == "Fabrikam"


def test_a_closed_lead_keeps_its_competitors(scene: Scene) -> None:
    lead = scene.lead()
    added = scene.competitors.add(lead, "Fabrikam")
    scene.qualify(lead)
    with pytest.raises(ReadOnly, match="Reactivate it first"):
        scene.competitors.add(lead, "Northwind")
    with pytest.raises(ReadOnly, match="Reactivate it first"):
        scene.competitors.remove(added.id)


def test_how_we_did_before_counts_decided_opportunities_and_nothing_else(scene: Scene) -> None:
    lead = scene.lead("Tailspin Cafes")
    scene.competitors.add(lead, "Fabrikam")
    for how in ("won", "lost", "out_sold", "cancelled", "open", "deleted"):
        opportunity = scene.opportunity(f"Cafe {how}", estimated_value="10k USD")
        scene.competitors.add(opportunity, "Fabrikam")
        if how == "deleted":
            scene.opportunities.close(opportunity, "won")
            scene.opportunities.delete(opportunity)
        elif how != "open":
            scene.opportunities.close(opportunity, how)
    rival = only(scene.competitors.of(lead))
    listed = scene.competitors.list()[0]
    assert (rival.won, rival.lost, rival.win_rate) == (1, 2, 33)
    assert (listed.won, listed.lost, listed.win_rate) == (1, 2, 33)
    assert scene.competitors.show("Fabrikam").values["win_rate"] == 33


def test_the_one_we_lost_to_is_linked_and_counted_even_when_new(scene: Scene) -> None:
    opportunity = scene.opportunity()
    scene.opportunities.close(opportunity, "lost", competitor="Fabrikam Espresso", reasons="Price")
    rival = only(scene.competitors.of(opportunity))
    assert (rival.name, rival.status, rival.won, rival.lost) == ("Fabrikam Espresso", "confirmed", 0, 1)
    assert str(scene.opportunities.show(opportunity).values["lost_to"]) == "Fabrikam Espresso"


def test_competitors_are_copied_once_and_keep_what_the_other_record_says(scene: Scene) -> None:
    lead = scene.lead()
    scene.competitors.add(lead, "Fabrikam", status="suspected")
    scene.competitors.add(lead, "Northwind", status="confirmed", notes="Incumbent")
    opportunity = scene.qualify(lead)
    scene.competitors.add(opportunity, "Fabrikam", status="out")
    with scene.desk.write("copy") as unit:
        for _ in range(2):
            copied = copy_to(unit, scene.leads.find(lead), "opportunity", scene.opportunities.find(opportunity))
            assert copied == 2
    rivals = {line.name: (line.status, line.notes) for line in scene.competitors.of(opportunity)}
    assert rivals == {"Fabrikam": ("out", None), "Northwind": ("confirmed", "Incumbent")}
