"""Rules: in order, on their days, on capture and on change; none that is wrong keeps a lead from being saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from app.domain.core.clock import FixedClock
from app.domain.core.errors import NotAllowed, Refusal
from app.workspace import Workspace
from tests.assignment.conftest import Floor
from tests.conftest import NOW, SitDown


@pytest.fixture
def three(floor: Floor) -> Floor:
    """Three colleagues, of whom one has the leads of the Emirates and the others take turns."""
    floor.people(amal=None, badr=None, carla=None)
    floor.space.rules.add({"name": "Emirates", "condition": "country = AE", "users": "carla"})
    floor.space.rules.add({"name": "Others", "users": "amal, badr"})
    return floor


def test_the_first_rule_that_fits_wins_and_the_order_can_be_changed(three: Floor) -> None:
    assert three.lead(country="United Arab Emirates") == "carla"
    assert three.lead(country="Egypt") == "amal"
    done = three.space.rules.order(["Others"])
    assert [each.name for each in three.space.rules.list()] == ["Others", "Emirates"]
    assert three.lead(country="United Arab Emirates") == "badr"
    three.space.log.undo(done.seq)
    assert three.lead(country="United Arab Emirates") == "carla"
    three.space.rules.edit("Emirates", {"active": "no"})
    assert three.lead(country="United Arab Emirates") == "amal"
    three.space.rules.delete("Others")
    assert three.lead(country="Egypt") == "omar", "no rule fits, so it stays with who entered it"
    assert three.why() == "It fits no rule."


def test_a_rule_has_its_days_by_the_clock_of_who_is_at_work(three: Floor, clock: FixedClock) -> None:
    three.space.rules.edit("Emirates", {"days": "الجمعة"})
    assert three.space.rules.show("Emirates").values["days"] == "الجمعة"
    assert three.lead(country="United Arab Emirates") == "amal", "it is Monday"
    clock.moment = NOW + timedelta(days=3, hours=16)  # Friday, 01:00 in Dubai, Thursday in UTC
    assert three.lead(country="United Arab Emirates") == "carla"


def test_an_owner_who_was_named_stays(three: Floor) -> None:
    assert three.lead(country="Egypt", owner="badr") == "badr"
    assert three.lead(country="Egypt", owner="omar") == "omar"
    assert three.lead(country="Egypt") == "amal", "badr was given one just now"


def test_a_change_of_what_a_condition_names_asks_again_and_nothing_else_does(three: Floor) -> None:
    three.space.rules.edit("Emirates", {"on_change": "yes"})
    assert three.lead(country="Egypt") == "amal"
    code = three.codes[-1]
    three.space.leads.edit(code, {"city": "Cairo"})
    assert three.owner(code) == "amal"
    changed = three.space.leads.edit(code, {"country": "United Arab Emirates"})
    assert three.owner(code) == "carla"
    assert "Given to Carla by the rule Emirates." in changed.message
    three.space.leads.assign(code, "badr")
    three.space.leads.edit(code, {"topic": "Beans"})
    assert three.owner(code) == "badr", "what was decided by hand stays"
    three.space.log.undo(changed.seq - 1)
    causes = [each.cause for each in three.space.assigning.explain(code)]
    assert causes == ["hand", "rule", "rule"]


def test_by_a_field_of_the_lead_and_by_its_date(three: Floor) -> None:
    three.space.fields.add_custom("lead", "Account manager", "line")
    three.space.fields.add_custom("lead", "Answer by", "date")
    values = {"way": "field", "user_field": "Account manager", "due_field": "answer_by", "condition": "", "users": ""}
    three.space.rules.edit("Emirates", values)
    assert three.lead(account_manager="Badr", answer_by="2026-11-27") == "badr"
    lead = three.space.leads.show(three.codes[-1]).values
    assert lead["next_contact_at"].isoformat() == "2026-11-27T05:00:00+00:00"
    assert three.why() == "Rule 1: Emirates, by the field account_manager: Badr."
    assert three.lead(account_manager="Zaid") == "-"
    assert three.why() == "Rule 1: Emirates, account_manager names nobody who works here."
    three.space.users.edit("badr", {"active": "no"})
    assert three.lead(account_manager="badr") == "-"


def test_leads_are_taken_back_and_take_up_no_room_any_more_by_conditions(floor: Floor) -> None:
    floor.people(amal=1, badr=1)
    values = {"name": "All", "users": "amal, badr", "with_capacity": "yes", "way": "round_robin"}
    floor.space.rules.add({**values, "unassign_when": "rating = cold", "close_when": "sales_ready = yes"})
    assert [floor.lead() for _ in range(3)] == ["amal", "badr", "-"]
    assert floor.why() == "Rule 1: All, none of the 2 it names has room."
    floor.space.leads.edit(floor.codes[0], {"sales_ready": "yes"})
    assert floor.lead() == "amal", "a lead that is done takes up no room"
    floor.space.leads.edit(floor.codes[1], {"rating": "cold"})
    assert floor.owner(floor.codes[1]) == "-"
    assert floor.why(floor.codes[1]) == "Rule 1: All, taken back, since this holds: rating = cold."
    assert [each.lead for each in floor.space.assigning.unassigned()] == [floor.codes[2], floor.codes[1]]


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"name": ""}, "name", "needs a name"),
        ({"name": "emirates"}, "name", "There is a rule “Emirates” already"),
        ({"name": "x", "users": ""}, "users", "Name users or teams"),
        ({"name": "x", "users": "nobody"}, None, "There is no user"),
        ({"name": "x", "teams": "Gulf"}, None, "There is no team"),
        ({"name": "x", "condition": "contry = AE"}, "condition", "contry"),
        ({"name": "x", "condition": "country ="}, "condition", "country ="),
        ({"name": "x", "days": "Mon-Foo"}, None, "no day of the week"),
        ({"name": "x", "way": "field"}, "user_field", "Name the field"),
        ({"name": "x", "way": "luck"}, "way", "Way"),
        ({"name": "x", "within_hours": "121"}, "within_hours", "120"),
        ({"name": "x", "due_field": "city"}, "due_field", "Leads have no field city for that"),
    ],
)
def test_a_rule_that_names_what_there_is_not_is_refused(
    three: Floor, values: Mapping[str, Any], field: str | None, said: str
) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        three.space.rules.add({"users": "amal", **values})
    assert field is None or refused.value.field == field
    assert len(three.space.rules.list()) == 2


def test_a_rule_that_breaks_later_is_passed_over_shown_and_keeps_no_lead_from_being_saved(three: Floor) -> None:
    three.space.fields.add_custom("lead", "Cups a day", "integer")
    three.space.rules.edit("Emirates", {"condition": "cups_a_day > 100"})
    assert three.lead(cups_a_day=200) == "carla"
    with three.space.desk.database.write("field.lost", now=NOW, actor_id=three.space.desk.actor.id) as unit:
        unit.session.connection().exec_driver_sql("DELETE FROM custom_field")
        unit.note("custom_field", "0" * 32, "delete", {"code": "cups_a_day"}, None)
    assert three.lead() == "amal"
    assert "Rule 1: Emirates was passed over: “cups_a_day > 100”: " in three.why()
    (problem,) = three.space.rules.show("Emirates").problems
    assert "cups_a_day" in problem


def test_an_empty_team_and_one_that_is_gone_leave_leads_to_managers(floor: Floor) -> None:
    floor.people(amal=None)
    floor.space.teams.add("Gulf", ["amal"])
    floor.space.rules.add({"name": "All", "teams": "Gulf"})
    floor.space.teams.leave("Gulf", ["amal"])
    assert floor.lead() == "-"
    assert floor.why() == "Rule 1: All names nobody who works here."
    floor.space.teams.delete("Gulf")
    assert floor.lead() == "-"
    assert floor.space.rules.show("All").problems == (
        "It names nobody who works here.",
        "A team that it names is gone.",
    )
    cards = [each for each in floor.space.assistant.cards() if each.kind == "unassigned"]
    assert [each.reason for each in cards] == ["Rule 1: All names nobody who works here."] * 2


def test_only_managers_make_rules_and_give_leads_out(workspace: Workspace, sit_down: SitDown) -> None:
    workspace.users.add("Amal", login="amal")
    workspace.rules.add({"name": "All", "users": "amal"})
    amal = sit_down("amal")
    with pytest.raises(NotAllowed, match="Only a manager may change assignment rules"):
        amal.rules.add({"name": "Mine", "users": "amal"})
    with pytest.raises(NotAllowed, match="Only a manager may change assignment rules"):
        amal.assigning.run()
    lead = amal.leads.add({"company": "Contoso"})
    assert lead.message.endswith("Given to Amal by the rule All.")
    workspace.log.undo(lead.seq)
    assert workspace.leads.add({"company": "Fabrikam"}).message.endswith("Given to Amal by the rule All.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "rules.toml has no rules in it"),
        ("[[rule]", "rules.toml is no TOML"),
        ("rule = 3", "rules.toml has no rules in it"),
        ("[[rule]]\nname = 3", "Rule 1 of rules.toml has no name"),
        ('[[rule]]\nname = "A"\ncolour = "red"', "Rule 1 of rules.toml: colour is no field of a rule"),
        (
            '[[rule]]\nname = "A"\nusers = ["amal"]\n[[rule]]\nname = "B"\nusers = ["zaid"]',
            "Rule 2, B: There is no user",
        ),
        ('[[rule]]\nname = "A"\nusers = ["amal"]\ncondition = "colour = red"', "Rule 1, A: .*colour"),
    ],
)
def test_rules_of_a_file_come_in_all_or_none(three: Floor, text: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        three.space.rules.take_in(text, "rules.toml")
    assert [each.name for each in three.space.rules.list()] == ["Emirates", "Others"]
