"""A record moves along its process: gates, branches, back again, and the time it takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.errors import NotAllowed
from app.domain.core.money import Money
from app.domain.process.definitions import END, Branch, Definition, Step
from app.domain.process.rules import (
    Progress,
    StepsMissing,
    abandon,
    advance,
    back,
    choose,
    enter_opportunity,
    finish,
    next_stage,
    offered,
    path,
    reopen,
    return_to_lead,
    stage_progress,
    start,
    step_done,
    tick,
    time_in_stages,
)
from tests.conftest import NOW
from tests.process.samples import FORKED, LARGE, SHIPPED, box, known, process, shipped, stage

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def bar(definition: Definition, progress: Progress, values: dict[str, object] | None = None) -> list[str]:
    return [shown.code for shown in path(definition, progress, known(values or {}))]


@pytest.mark.parametrize(
    ("value", "done"),
    [
        ("x", True),
        (0, True),
        (Money(0, "USD"), True),
        (True, True),
        (False, True),
        (None, False),
        (" ", False),
    ],
)
def test_a_field_step_is_done_when_the_field_says_something(value: object, done: bool) -> None:
    assert step_done(Step("s", "S", "field", field="f"), {"f": value}, {}) is done


def test_boxes_and_actions_are_done_when_marked() -> None:
    call = Step("call", "Call", "action", action="log_call")
    assert step_done(box("sent"), {}, {"sent": True})
    assert not step_done(box("sent"), {"sent": True}, {"sent": False})
    assert step_done(call, {}, {"call": "0193-activity"})
    assert not step_done(call, {}, {})


def test_a_stage_counts_its_steps_and_names_the_required_ones_missing() -> None:
    counted = stage_progress(shipped("lead_to_opportunity").stages[0], {"timeframe": "immediate"}, {})
    assert (counted.done, counted.total) == (1, 7)
    assert [step.label for step in counted.missing] == ["Estimated budget", "Decision maker identified"]


@pytest.mark.parametrize(
    ("values", "chosen"),
    [
        ({"source": "trade_show"}, "lead_to_opportunity"),
        ({"source": "trade_show", "budget": Money.of(50_000, "USD")}, "lead_to_opportunity"),
        ({"source": "web"}, "marketing_to_sales"),
        ({"budget": Money.of(8_000, "USD"), "timeframe": "immediate"}, "quick_sale"),
        ({"budget": Money.of(8_000, "AED"), "timeframe": "next_quarter"}, "lead_to_opportunity"),
        ({"source": "web", "budget": Money.of(250_000, "USD")}, "enterprise"),
        ({"purchase_process": "committee"}, "enterprise"),
    ],
)
def test_a_lead_gets_the_first_process_that_fits(values: dict[str, object], chosen: str) -> None:
    found = choose([shipped(code) for code in reversed(SHIPPED)], known(values), {"rep"})
    assert found is not None
    assert found.code == chosen


def test_a_process_for_a_role_is_chosen_and_offered_for_that_role_only() -> None:
    everybody = process(stage("a"), code="everybody", order=2)
    managers = process(stage("a"), code="managers", order=1, roles=("manager", "admin"))
    assert choose([everybody, managers], known({}), {"rep"}) == everybody
    assert choose([everybody, managers], known({}), {"admin"}) == managers
    assert choose([managers], known({}), {"rep"}) is None
    assert offered([everybody, managers], {"manager"}) == (managers, everybody)
    assert offered([everybody, managers], {"manager"}, "opportunity") == ()


def test_the_gate_names_each_missing_step_and_stays() -> None:
    gated = process(stage("a", box("budget", required=True), box("who", required=True), box("why")), stage("b"))
    begun = start(gated, NOW)
    with pytest.raises(StepsMissing, match=r"^Budget and Who are missing for the next stage\.$") as refused:
        advance(gated, begun, known({}), NOW)
    assert [step.code for step in refused.value.missing] == ["budget", "who"]
    assert refused.value.as_json()["missing"] == ["budget", "who"]
    budgeted = tick(begun, gated.stages[0].steps[0], mark=True)
    with pytest.raises(StepsMissing, match=r"^Who is missing for the next stage\.$"):
        advance(gated, budgeted, known({}), NOW)
    ready = tick(budgeted, gated.stages[0].steps[1], mark=True)
    assert advance(gated, ready, known({}), NOW).stage == "b"


def test_the_gate_points_at_the_field_that_is_missing() -> None:
    need = Step("the_need", "Need", "field", field="need", required=True)
    gated = process(stage("a", need, box("b", required=True), box("c", required=True)))
    with pytest.raises(StepsMissing, match="Need, B and C are missing to finish the process") as refused:
        advance(gated, start(gated, NOW), known({}), NOW)
    assert refused.value.field == "need"


def test_the_last_stage_leads_to_the_end() -> None:
    short = process(stage("a"))
    done = advance(short, start(short, NOW), known({}), NOW + HOUR)
    assert (done.status, done.stage, done.visited[-1].left_at) == ("finished", "a", NOW + HOUR)
    with pytest.raises(NotAllowed, match=r"The process is finished\. Reopen it"):
        advance(short, done, known({}), NOW)
    with pytest.raises(NotAllowed, match="The process is finished"):
        back(short, done, NOW)


def test_the_bar_follows_the_branches_as_values_change() -> None:
    begun = start(FORKED, NOW)
    assert bar(FORKED, begun) == ["a", "c", "d"]
    assert bar(FORKED, begun, {"budget": 100}) == ["a", "b", "c", "d"]


def test_a_branch_can_end_the_process() -> None:
    ending = process(stage("a", branches=(Branch(END, LARGE),)), stage("b"))
    assert next_stage(ending, ending.stages[0], known({"budget": 100})) is None
    assert next_stage(ending, ending.stages[0], known({"budget": 1})) == ending.stages[1]
    assert advance(ending, start(ending, NOW), known({"budget": 100}), NOW).status == "finished"


def test_a_branch_can_ask_about_a_box() -> None:
    asking = process(stage("a", box("urgent"), branches=(Branch("c", "urgent = yes"),)))
    asking = process(*asking.stages, stage("b"), stage("c"))
    begun = start(asking, NOW)
    assert bar(asking, begun) == ["a", "b", "c"]
    assert bar(asking, tick(begun, asking.stages[0].steps[0], mark=True)) == ["a", "c"]


def test_a_stage_already_gone_through_stays_on_the_bar_when_values_change() -> None:
    at_c = advance(FORKED, advance(FORKED, start(FORKED, NOW), known({"budget": 100}), NOW), known({}), NOW)
    assert bar(FORKED, at_c, {"budget": 1}) == ["a", "b", "c", "d"]


def test_going_back_follows_the_way_come_and_asks_for_nothing() -> None:
    gated = process(stage("a"), stage("b", box("must", required=True)))
    at_b = advance(gated, start(gated, NOW), known({}), NOW)
    at_a = back(gated, at_b, NOW)
    assert at_a.stage == "a"
    assert bar(gated, at_a) == ["a", "b"]
    with pytest.raises(NotAllowed, match="A is the first stage"):
        back(gated, at_a, NOW)


def test_after_going_back_another_branch_can_be_taken() -> None:
    at_b = advance(FORKED, start(FORKED, NOW), known({"budget": 100}), NOW)
    at_c = advance(FORKED, back(FORKED, at_b, NOW), known({"budget": 1}), NOW)
    assert at_c.stage == "c"
    assert bar(FORKED, at_c) == ["a", "c", "d"]
    assert back(FORKED, at_c, NOW).stage == "a"


QUALIFIED_VALUES = {"budget": Money.of(50_000, "USD"), "decision_maker": True}


def test_only_qualifying_leads_from_the_lead_to_the_opportunity() -> None:
    flow = shipped("lead_to_opportunity")
    begun = start(flow, NOW)
    with pytest.raises(StepsMissing):
        advance(flow, begun, known({}), NOW)
    with pytest.raises(NotAllowed, match=r"^Qualify first: an opportunity is made by qualifying\.$"):
        advance(flow, begun, known(QUALIFIED_VALUES), NOW)
    qualified = enter_opportunity(flow, begun, known({}), NOW + DAY)
    assert qualified.stage == "develop"
    assert bar(flow, qualified) == ["qualify", "develop", "propose", "close"]
    assert enter_opportunity(flow, qualified, known({}), NOW + DAY) == qualified


def test_back_stops_at_the_opportunitys_first_stage_and_reactivating_goes_on() -> None:
    flow = shipped("lead_to_opportunity")
    qualified = enter_opportunity(flow, start(flow, NOW), known({}), NOW + DAY)
    with pytest.raises(NotAllowed, match=r"Qualify belongs to the lead\. Reactivate"):
        back(flow, qualified, NOW + DAY)
    again = return_to_lead(flow, qualified, NOW + 2 * DAY)
    assert (again.stage, again.status) == ("qualify", "active")
    assert return_to_lead(flow, again, NOW + 3 * DAY) == again
    assert enter_opportunity(flow, again, known({}), NOW + 3 * DAY).stage == "develop"


def test_a_disqualified_leads_process_is_taken_up_again_where_the_lead_was() -> None:
    flow = shipped("marketing_to_sales")
    given_up = abandon(advance(flow, start(flow, NOW), known({"source": "web"}), NOW), NOW)
    assert return_to_lead(flow, given_up, NOW + DAY).stage == "automated_qualification"
    assert return_to_lead(flow, given_up, NOW + DAY).status == "active"


def test_a_process_begun_on_the_opportunity_has_no_lead_to_return_to() -> None:
    flow = shipped("enterprise")
    begun = start(flow, NOW, "opportunity")
    assert begun.stage == "discovery"
    with pytest.raises(NotAllowed, match="was begun on the opportunity"):
        return_to_lead(flow, begun, NOW)


def test_qualifying_ends_a_process_that_has_no_opportunity_stage() -> None:
    flow = shipped("marketing_to_sales")
    assert enter_opportunity(flow, start(flow, NOW), known({}), NOW).status == "finished"
    with pytest.raises(NotAllowed, match="has no stage for an opportunity"):
        start(flow, NOW, "opportunity")


def test_a_sales_ready_lead_skips_teleprospecting() -> None:
    flow = shipped("marketing_to_sales")
    begun = start(flow, NOW)
    assert bar(flow, begun, {"sales_ready": True}) == [
        "inquiry",
        "automated_qualification",
        "sales_acceptance",
    ]
    assert len(bar(flow, begun, {"sales_ready": False})) == 5


def test_a_large_or_unknown_enterprise_budget_is_reviewed() -> None:
    flow = shipped("enterprise")
    begun = start(flow, NOW)
    assert "review" not in bar(flow, begun, {"budget": Money.of(120_000, "USD")})
    assert "review" in bar(flow, begun, {"budget": Money.of(300_000, "USD")})
    assert "review" in bar(flow, begun)


def test_an_ended_process_keeps_how_it_ended_until_it_is_reopened() -> None:
    begun = start(FORKED, NOW)
    given_up = abandon(begun, NOW + DAY)
    assert given_up.status == "abandoned"
    assert finish(given_up, NOW + 2 * DAY) == given_up
    assert enter_opportunity(FORKED, given_up, known({}), NOW) == given_up
    again = reopen(given_up, NOW + 3 * DAY)
    assert (again.status, again.stage) == ("active", "a")
    assert reopen(again, NOW + 4 * DAY) == again
    assert time_in_stages(again, NOW + 4 * DAY) == {"a": 2 * DAY}


def test_nothing_is_ahead_of_a_finished_process() -> None:
    assert bar(FORKED, finish(start(FORKED, NOW), NOW)) == ["a"]


def test_a_clock_set_back_makes_no_stay_shorter_than_nothing() -> None:
    moved = advance(FORKED, start(FORKED, NOW), known({}), NOW - DAY)
    assert set(time_in_stages(moved, NOW - DAY).values()) == {timedelta(0)}


def test_a_stage_that_is_no_longer_defined_is_left_off_the_bar() -> None:
    at_c = advance(FORKED, advance(FORKED, start(FORKED, NOW), known({"budget": 100}), NOW), known({}), NOW)
    assert bar(process(FORKED.stages[2], FORKED.stages[3]), at_c) == ["c", "d"]


BRANCHES = st.sampled_from([None, LARGE])


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Processes of up to six stages whose branches only lead onwards, first on the lead, then not."""
    count = draw(st.integers(1, 6))
    leads = draw(st.integers(0, count))
    stages = []
    for place in range(count):
        onwards = st.sampled_from([f"s{later}" for later in range(place + 1, count)] + [END])
        branches = draw(st.lists(st.builds(Branch, onwards, BRANCHES), max_size=2))
        required = box(f"box{place}", required=draw(st.booleans()))
        kind: Any = "lead" if place < leads else "opportunity"
        stages.append(stage(f"s{place}", required, kind=kind, branches=tuple(branches)))
    return process(*stages)


MOVES = st.tuples(
    st.sampled_from(["advance", "back", "qualify", "reactivate", "tick", "finish", "abandon", "reopen"]),
    st.sampled_from([1, 100]),
    st.integers(-2, 50),
)


def moved(definition: Definition, progress: Progress, move: str, values: Any, now: datetime) -> Progress:
    """The progress after a move, or as it was when the move is refused."""
    moves: dict[str, Callable[[], Progress]] = {
        "advance": lambda: advance(definition, progress, values, now),
        "back": lambda: back(definition, progress, now),
        "qualify": lambda: enter_opportunity(definition, progress, values, now),
        "reactivate": lambda: return_to_lead(definition, progress, now),
        "tick": lambda: tick(progress, definition.stage(progress.stage).steps[0], mark=True),
        "finish": lambda: finish(progress, now),
        "abandon": lambda: abandon(progress, now),
        "reopen": lambda: reopen(progress, now),
    }
    try:
        return moves[move]()
    except NotAllowed:
        return progress


@given(definition=definitions(), moves=st.lists(MOVES, max_size=25))
def test_no_moves_leave_the_definition_and_time_adds_up(
    definition: Definition, moves: list[tuple[str, int, int]]
) -> None:
    progress, now = start(definition, NOW, definition.stages[0].kind), NOW
    for move, budget, hours in moves:
        values = known({"budget": budget})
        now += hours * HOUR
        before = progress
        progress = moved(definition, before, move, values, now)
        shown = path(definition, progress, values)
        assert progress.stage in [one.code for one in shown]
        assert len({one.code for one in shown}) == len(shown)
        assert progress.visited[-1].stage == progress.stage
        assert (progress.visited[-1].left_at is None) == (progress.status == "active")
        assert all(earlier.left_at is not None for earlier in progress.visited[:-1])
        kinds = definition.stage(before.stage).kind, definition.stage(progress.stage).kind
        assert kinds != ("lead", "opportunity") or move == "qualify"
        assert kinds != ("opportunity", "lead") or move == "reactivate"
    assert_time_adds_up(progress, now)


def assert_time_adds_up(progress: Progress, now: datetime) -> None:
    """The times in the stages are the whole time, less the pauses between an end and a reopening."""
    visits = progress.visited
    end = visits[-1].left_at or max(now, visits[-1].entered_at)
    pauses = timedelta(0)
    for earlier, later in pairwise(visits):
        assert earlier.left_at is not None
        assert later.entered_at >= earlier.left_at >= earlier.entered_at
        pauses += later.entered_at - earlier.left_at
    assert sum(time_in_stages(progress, now).values(), timedelta(0)) == end - visits[0].entered_at - pauses


@given(definition=definitions())
def test_back_undoes_next_wherever_next_leads(definition: Definition) -> None:
    progress = start(definition, NOW, definition.stages[0].kind)
    progress = tick(progress, definition.stage(progress.stage).steps[0], mark=True)
    try:
        onwards = advance(definition, progress, known({"budget": 100}), NOW)
    except NotAllowed:
        assert next_stage(definition, definition.stages[0], known({"budget": 100})) is not None
        return
    if onwards.status == "active":
        assert back(definition, onwards, NOW).stage == progress.stage
