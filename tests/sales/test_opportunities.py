"""Opportunities: made from leads, edited, put on hold, closed, opened again and put away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.domain.core.errors import Conflict, Invalid, InvalidFields, NotAllowed, NotFound, ReadOnly
from app.domain.core.field_types.links import Link
from app.domain.core.money import Money
from app.domain.core.windows import ListQuery
from app.domain.leads.records import Lead
from app.domain.leads.statuses import settle
from app.domain.sales.making import create
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.service import TimelineService
from app.words import say
from tests.sales.scene import Scene, told


def create_from(unit: UnitOfWork, lead_id: str) -> None:
    """Make an opportunity from a lead inside a command."""
    create(unit, unit.session.get_one(Lead, lead_id))
    settle(unit, lead_id, say("tried"))


def test_fields_of_the_same_meaning_are_copied_from_the_lead(scene: Scene) -> None:
    lead = scene.lead(
        name="Sara Nadim",
        topic="Modernise the machines",
        source="Trade show",
        campaign="Gulf Coffee 2026",
        need="must have",
        budget="50k USD",
        timeframe="this quarter",
        purchase_process="committee",
        decision_maker="yes",
        estimated_value="48k USD",
        estimated_close="2026-12-15",
    )
    card = scene.opportunities.show(scene.qualify(lead))
    expected = {
        "name": "Modernise the machines",
        "customer_name": "Contoso Coffee",
        "source": "trade_show",
        "campaign": "Gulf Coffee 2026",
        "need": "must_have",
        "budget": Money.of(50_000, "USD"),
        "timeframe": "this_quarter",
        "purchase_process": "committee",
        "decision_maker": True,
        "amount": Money.of(48_000, "USD"),
        "expected_close": date(2026, 12, 15),
        "status": "open",
    }
    assert {code: card.values[code] for code in expected} == expected
    origin = card.values["lead"]
    assert isinstance(origin, Link)
    assert (origin.code, origin.title) == (lead, "Contoso Coffee")


def test_an_opportunity_without_a_topic_is_called_after_its_customer(scene: Scene) -> None:
    code = scene.qualify(scene.leads.add({"kind": "person", "name": "Sara Nadim"}).code)
    card = scene.opportunities.show(code)
    assert (card.title, card.values["customer_name"]) == ("Sara Nadim", "Sara Nadim")


def test_fields_are_edited_and_found_by_what_they_say_now(scene: Scene) -> None:
    code = scene.opportunity()
    outcome = scene.opportunities.edit(code, {"name": "Ten machines", "amount": "30k", "probability": "60%"})
    assert outcome.changed == ("name", "amount", "probability")
    (line,) = scene.opportunities.list(ListQuery(search="TEN mach"))
    assert (line.amount, line.probability) == (Money.of(30_000, "USD"), 60)


def test_an_edit_of_what_somebody_changed_meanwhile_shows_both_sides(scene: Scene) -> None:
    code = scene.opportunity()
    version = scene.opportunities.show(code).version
    scene.opportunities.edit(code, {"amount": "30k"}, version=version)
    with pytest.raises(Conflict) as refusal:
        scene.opportunities.edit(code, {"amount": "35k"}, version=version)
    assert refusal.value.theirs["amount"] == {"amount": "30000.00", "currency": "USD"}


def test_an_opportunity_keeps_a_name_and_a_status_that_closing_gave(scene: Scene) -> None:
    code = scene.opportunity()
    with pytest.raises(Invalid, match="Name is missing"):
        scene.opportunities.edit(code, {"name": " "})
    with pytest.raises(InvalidFields, match="set by Leadline itself"):
        scene.opportunities.edit(code, {"status": "won"})


def test_won_asks_the_revenue_and_takes_the_amount_without_one(scene: Scene) -> None:
    code = scene.opportunity(estimated_value="48k USD")
    outcome = scene.opportunities.close(code, "won")
    values = scene.opportunities.show(code).values
    assert outcome.message == "Contoso Coffee closed as won: USD 48,000."
    assert (values["actual_revenue"], values["closed_on"]) == (Money.of(48_000, "USD"), date(2026, 11, 23))
    worthless = scene.opportunity("Fabrikam")
    with pytest.raises(Invalid, match="Actual revenue is missing"):
        scene.opportunities.close(worthless, "won")
    scene.opportunities.close(worthless, "won", revenue="12k AED", on="20 Nov 2026")
    values = scene.opportunities.show(worthless).values
    assert (values["actual_revenue"], values["closed_on"]) == (Money.of(12_000, "AED"), date(2026, 11, 20))


@pytest.mark.parametrize("how", ["won", "lost", "cancelled", "out-sold"])
def test_a_closed_opportunity_is_read_only_until_it_is_reopened(scene: Scene, how: str) -> None:
    code = scene.opportunity(estimated_value="48k USD")
    scene.opportunities.close(code, how)
    changes: tuple[Callable[[], object], ...] = (
        lambda: scene.opportunities.edit(code, {"amount": "1"}),
        lambda: scene.opportunities.set_status(code, "on_hold"),
        lambda: scene.opportunities.close(code, "lost"),
    )
    for change in changes:
        with pytest.raises(ReadOnly, match=f"{how} and read-only. Reopen it first"):
            change()
    scene.opportunities.reopen(code)
    scene.opportunities.edit(code, {"amount": "1"})


def test_reopening_takes_back_what_closing_said(scene: Scene) -> None:
    code = scene.opportunity(estimated_value="48k USD")
    with pytest.raises(NotAllowed, match="open, not closed"):
        scene.opportunities.reopen(code)
    scene.opportunities.close(code, "lost", reasons="Price", competitor="Fabrikam")
    scene.opportunities.reopen(code)
    values = scene.opportunities.show(code).values
    assert values["status"] == "open"
    assert {values[each] for each in ("closed_on", "close_reason", "lost_to", "actual_revenue")} == {None}
    assert told(scene, code) == ["Closed as lost · Price", "Reopened"]


def test_one_is_put_on_hold_and_gone_on_with(scene: Scene) -> None:
    code = scene.opportunity()
    scene.opportunities.set_status(code, "On hold")
    assert [line.code for line in scene.opportunities.list(ListQuery(where="status = on_hold"))] == [code]
    assert scene.opportunities.set_status(code, "on_hold").seq == 0
    scene.opportunities.set_status(code, "open")
    assert told(scene, code) == ["Status Open → On hold", "Status On hold → Open"]
    with pytest.raises(NotAllowed, match="Close it instead"):
        scene.opportunities.set_status(code, "won")


def test_the_lead_of_the_only_opportunity_falls_back_when_it_is_lost_and_follows_its_return(
    scene: Scene,
) -> None:
    lead = scene.lead()
    scene.leads.set_status(lead, "interested")
    code = scene.qualify(lead)
    assert scene.lead_status(lead) == "opportunity"
    scene.opportunities.close(code, "lost", reasons="Price")
    assert scene.lead_status(lead) == "interested"
    assert told(scene, lead)[-1] == f"Status Opportunity → Interested · {code} lost"
    scene.opportunities.reopen(code)
    assert scene.lead_status(lead) == "opportunity"
    scene.opportunities.close(code, "cancelled")
    scene.opportunities.reopen(code)
    scene.opportunities.close(code, "out_sold")
    assert scene.lead_status(lead) == "interested"


def test_a_lead_keeps_its_status_while_another_opportunity_stands(scene: Scene) -> None:
    lead = scene.lead()
    first, second = scene.qualify(lead, "Machines"), scene.qualify(lead, "Beans")
    scene.opportunities.close(first, "lost")
    assert scene.lead_status(lead) == "opportunity"
    scene.opportunities.delete(second)
    assert scene.lead_status(lead) == "lead"


def test_a_won_opportunity_holds_its_leads_status(scene: Scene) -> None:
    lead = scene.lead(estimated_value="48k USD")
    scene.opportunities.close(scene.qualify(lead), "won")
    assert scene.lead_status(lead) == "opportunity"


def test_do_not_contact_is_left_alone(scene: Scene) -> None:
    lead = scene.lead()
    code = scene.qualify(lead)
    with scene.desk.write("ask") as unit:
        unit.session.get_one(Lead, scene.leads.find(lead)).status = "do_not_contact"
    scene.opportunities.close(code, "lost")
    scene.opportunities.reopen(code)
    assert scene.lead_status(lead) == "do_not_contact"


def test_undoing_one_of_two_leaves_the_status_that_the_other_gives(scene: Scene) -> None:
    lead = scene.lead()
    scene.leads.set_status(lead, "interested")
    with scene.desk.write("opportunity.add") as unit:
        create_from(unit, scene.leads.find(lead))
    with scene.desk.write("opportunity.add") as second:
        create_from(second, scene.leads.find(lead))
    scene.undo(unit.seq)
    assert scene.lead_status(lead) == "opportunity"
    scene.undo(second.seq)
    assert scene.lead_status(lead) == "interested"


def test_a_lead_that_may_be_contacted_again_has_the_status_of_its_documents(scene: Scene) -> None:
    lead = scene.lead()
    code = scene.qualify(lead)
    with scene.desk.write("reopen") as unit:
        unit.session.get_one(Lead, scene.leads.find(lead)).state = "open"
    scene.leads.set_status(lead, "do_not_contact")
    assert scene.leads.set_status(lead, "open").message == "Contoso Coffee: Do not contact → Opportunity."
    scene.opportunities.close(code, "lost")
    assert scene.lead_status(lead) == "lead"


def test_undoing_a_loss_brings_back_opportunity_competitor_and_lead(scene: Scene) -> None:
    lead = scene.lead()
    code = scene.qualify(lead)
    closed = scene.opportunities.close(code, "lost", competitor="Fabrikam")
    scene.undo(closed.seq)
    assert scene.opportunities.show(code).values["status"] == "open"
    assert scene.competitors.list() == ()
    assert scene.lead_status(lead) == "opportunity"
    assert told(scene, code) == []


def test_deleting_says_what_hangs_on_it_and_can_be_undone(scene: Scene) -> None:
    code = scene.opportunity()
    scene.stakeholders.add(code, name="Huda Karim")
    scene.stakeholders.add(code, name="Omar Said")
    scene.competitors.add(code, "Fabrikam")
    deleted = scene.opportunities.delete(code)
    assert deleted.message == "Contoso Coffee deleted, with 2 stakeholders, 1 competitor."
    assert scene.opportunities.list() == ()
    with pytest.raises(NotFound, match="was deleted"):
        scene.opportunities.edit(code, {"amount": "1"})
    scene.undo(deleted.seq)
    assert [line.code for line in scene.opportunities.list()] == [code]


def test_an_activity_on_the_timeline_is_the_last_one(scene: Scene) -> None:
    code = scene.opportunity()
    TimelineService(scene.desk).log_call(code, notes="Asked about delivery")
    assert scene.opportunities.show(code).values["last_activity_at"] == scene.desk.now()


@pytest.mark.parametrize("name", ["Ünal KAHVE", "ΕΤΑΙΡΕΙΑ", "Кофейня", "قهوة النور"])
def test_one_is_found_by_its_name_in_any_script(scene: Scene, name: str) -> None:
    code = scene.qualify(scene.lead(), name)
    assert scene.opportunities.show(name).code == code
