"""Round robin, load, and availability against tables worked out by hand; the published cases with their values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.assignment.rules import Candidate, choose, serve
from app.domain.core.working import Working, WorkingWeek
from tests.assignment.conftest import Floor

_DUBAI = ZoneInfo("Asia/Dubai")


def test_whoever_waits_longest_is_served_whichever_rule_or_hand_it_was(floor: Floor) -> None:
    floor.people(amal=None, badr=None, carla=None)
    for name, condition in (("Web leads", "source = web"), ("Trade show leads", "source = fair")):
        floor.space.rules.add({"name": name, "condition": condition, "users": "amal, badr, carla"})
    assert floor.lead("11:20", source="web") == "amal"
    assert floor.lead("11:30", source="fair") == "badr"
    floor.at("11:40")
    elsewhere = floor.space.leads.add({"company": "Elsewhere"}).code
    floor.space.leads.assign(elsewhere, "carla")
    assert floor.lead("11:50", source="web") == "amal"
    floor.at("11:51")
    (sale,) = floor.space.qualification.qualify(elsewhere).made["opportunity"]
    floor.space.opportunities.edit(sale, {"owner": "badr"})
    assert floor.lead("11:52", source="fair") == "badr"
    assert floor.why() == "Rule 2: Trade show leads, round robin, Badr last served 11:30."
    assert floor.why(floor.codes[0]) == "Rule 1: Web leads, round robin, Amal was never served."
    assert floor.why(elsewhere) == "By hand, to Carla."


def test_load_goes_to_who_has_most_room_and_ties_to_who_waits(floor: Floor) -> None:
    floor.people(amal=10, badr=12, carla=15)
    floor.space.rules.add({"name": "All", "way": "load", "users": "amal, badr, carla"})
    assert [floor.lead() for _ in range(3)] == ["carla", "carla", "carla"]
    assert floor.lead() == "badr"
    assert floor.why() == "Rule 1: All, load balancing, Badr had room for 12 leads."
    owned = [floor.give("amal") for _ in range(3)]
    for code in owned:
        floor.space.qualification.disqualify(code, "lost")
    floor.space.users.edit("amal", {"capacity": 13})
    assert floor.lead() == "amal"


def test_nobody_gets_more_than_their_capacity() -> None:
    at = datetime(2026, 11, 20, 14, tzinfo=UTC)
    people = [
        Candidate("sanjay", "Sanjay", 10, 10, 2, at - timedelta(minutes=37)),
        Candidate("susana", "Susana", 10, 6, 3),
        Candidate("david", "David", 10, 9, 4),
        Candidate("miriam", "Miriam", 10, 12, 1),
    ]
    chosen = choose(people, "round_robin", at, with_capacity=True, within_hours=None)
    assert chosen.candidate is people[1]
    assert chosen.why["full"] == 2
    assert choose(people, "round_robin", at, with_capacity=False, within_hours=None).candidate is people[3]


@pytest.mark.parametrize("way", ["load", "round_robin"])
def test_who_is_at_work_sooner_comes_first_by_days_of_24_hours(way: str) -> None:
    now = datetime(2026, 11, 20, 14, tzinfo=UTC)  # Friday, 18:00 in Dubai

    def works(text: str) -> Working:
        return Working(WorkingWeek.parse(text), _DUBAI)

    vivek = Candidate("vivek", "Vivek", 5, 6, 1, working=works("Fri 09:00-19:00"))
    sal = Candidate("sal", "Sal", 5, 5, 2, working=works("Fri 09:00-19:00"))
    burt = Candidate("burt", "Burt", 14, 0, 4, working=works("Sat 09:00-18:00"))
    maya = Candidate("maya", "Maya", 20, 0, 3, working=works("Sat 09:00-18:00"))
    maria = Candidate("maria", "Maria", 10, 0, 5, working=works("Sun 09:00-18:00"))
    people = [vivek, sal, burt, maya, maria]
    got = []
    for serial in range(10, 10 + 14 + 20 + 10):
        chosen = choose(people, way, now, with_capacity=True, within_hours=120).candidate
        assert chosen is not None
        serve(chosen, serial, now)
        got.append(chosen.id)
    assert got[0] == "maya"
    assert got[:34].count("maya") == 20
    assert got[:34].count("burt") == 14
    assert got[34:] == ["maria"] * 10, "only when both are full"
    assert choose(people, way, now, with_capacity=True, within_hours=120).refused == "all_full"
    assert choose(people, way, now, with_capacity=False, within_hours=0).candidate in (vivek, sal)


@pytest.mark.parametrize(
    ("opens", "within", "gets"),
    [
        ("Fri 18:00-19:00", 0, True),
        ("Fri 18:01-19:00", 0, False),
        ("Sat 18:00-19:00", 24, True),
        ("Sat 18:01-19:00", 24, False),
        ("Sat 18:01-19:00", 48, True),
        ("Wed 18:00-19:00", 120, True),
        ("Wed 18:01-19:00", 120, False),
    ],
)
def test_availability_ends_with_the_hour(opens: str, within: int, gets: bool) -> None:
    now = datetime(2026, 11, 20, 14, tzinfo=UTC)
    one = Candidate("one", "One", working=Working(WorkingWeek.parse(opens), _DUBAI))
    chosen = choose([one], "round_robin", now, with_capacity=False, within_hours=within)
    assert (chosen.candidate is one) == gets
    assert gets or chosen.refused == "none_at_work"


def test_turns_are_even_a_newcomer_waits_in_line_and_who_left_gets_nothing(floor: Floor) -> None:
    floor.people(amal=None, badr=None)
    floor.space.teams.add("Gulf", ["amal", "badr"])
    floor.space.rules.add({"name": "All", "way": "load", "teams": "Gulf"})
    got = [floor.lead() for _ in range(30)]
    assert (got.count("amal"), got.count("badr")) == (15, 15)
    floor.space.rules.edit("All", {"way": "round_robin"})
    floor.people(carla=None)
    floor.space.teams.join("Gulf", ["carla"])
    got = [floor.lead() for _ in range(6)]
    assert got[0] == "carla"
    assert [got.count(each) for each in ("amal", "badr", "carla")] == [2, 2, 2]
    floor.space.users.edit("badr", {"active": "no"})
    got = [floor.lead() for _ in range(4)]
    assert [got.count(each) for each in ("amal", "badr", "carla")] == [2, 0, 2]
