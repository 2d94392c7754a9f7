"""The pipeline: what is asked of opportunities, what they amount to, and where they stand on the board."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.core.clock import FixedClock
from app.domain.core.errors import Refusal
from app.domain.core.money import Money
from app.domain.core.windows import Anchor, ListQuery
from app.domain.process.service import ProcessService
from app.domain.rates.service import RateService
from app.domain.rates.totals import Total
from app.domain.sales.saying import total_words
from tests.sales.scene import Scene
from tests.sales.test_listing import put_into_stage

#: 250 VES were a dollar, from November on 256.41 of them.
RATES = (("2026-01-01", "0.004"), ("2026-11-01", "0.0039000039"))


@pytest.fixture
def of_three_currencies(scene: Scene) -> Scene:
    """Opportunities in bolivars, dollars and yen, of which nobody told the rate of the last."""
    for company, value in (("Cafe A", "100000 VES"), ("Cafe B", "320 USD"), ("Cafe C", "150000 JPY")):
        scene.opportunity(company, estimated_value=value)
    for day, rate in RATES:
        RateService(scene.desk).set("VES", rate, day)
    return scene


@pytest.mark.parametrize(
    ("day", "bolivars", "total"), [(datetime(2026, 10, 31, 9, tzinfo=UTC), "400", "720"), (None, "390", "710")]
)
def test_a_sum_takes_the_rate_of_today_and_names_what_has_none(
    of_three_currencies: Scene, clock: FixedClock, day: datetime | None, bolivars: str, total: str
) -> None:
    clock.moment = day or datetime(2026, 11, 1, 9, tzinfo=UTC)
    pipeline = of_three_currencies.pipeline
    totals = pipeline.totals()
    assert totals.total == Total(Money.of(total, "USD"), ("JPY",))
    assert total_words(totals) == f"USD {total} and 1 without a rate (JPY)"
    in_bolivars = replace(ListQuery(), narrowing="name ~ “Cafe A” or customer_name = “Cafe A”")
    assert pipeline.totals(in_bolivars).total.amount == Money.of(bolivars, "USD")


def test_a_condition_finds_no_amount_without_a_rate_and_the_place_says_so(of_three_currencies: Scene) -> None:
    query = ListQuery(narrowing="amount > 100000")
    pipeline = of_three_currencies.pipeline
    assert (pipeline.count(query), pipeline.unpriced(query)) == (0, ("JPY",))
    by_worth = pipeline.window(ListQuery(sort=("-amount",))).lines
    assert [each.customer for each in by_worth] == ["Cafe A", "Cafe B", "Cafe C"]


def test_amounts_are_weighted_by_their_probability_and_the_largest_add_up(scene: Scene) -> None:
    for company, value, likely in (("A", "1000 USD", "40"), ("B", "10.01 USD", "50"), ("C", "7 USD", None)):
        scene.opportunities.edit(scene.opportunity(company, estimated_value=value), {"probability": likely})
    totals = scene.pipeline.totals()
    assert (totals.weighted.amount, totals.without_probability) == (Money.of("405.01", "USD"), 1)
    for company in ("D", "E", "F"):
        scene.opportunity(company, estimated_value="40000000000000000 USD")
    assert scene.pipeline.totals().amounts == (Money.of("120000000000001017.01", "USD"),)


def test_stages_and_processes_can_be_asked_for_and_sorted_by(scene: Scene) -> None:
    codes = [scene.opportunity(f"Cafe {place}") for place in range(3)]
    for code, stage in zip(codes, (2, 0, 1), strict=True):
        put_into_stage(scene, code, "lead_to_opportunity", stage)
    asked = scene.pipeline.window(ListQuery(narrowing="stage = Propose")).lines
    assert [each.code for each in asked] == [codes[2]]
    assert scene.pipeline.count(ListQuery(narrowing="stage != close")) == 2
    ordered = scene.pipeline.window(ListQuery(sort=("-stage",)), Anchor(), 10).lines
    assert [each.stage for each in ordered] == ["Close", "Propose", "Develop"]


def test_a_board_has_a_column_for_each_stage_and_reads_as_many_cards_as_asked_for(scene: Scene) -> None:
    for place in range(5):
        put_into_stage(scene, scene.opportunity(f"Cafe {place}", estimated_value="5 USD"), "lead_to_opportunity", 0)
    loose = scene.opportunity("Cafe without a process")
    board = scene.pipeline.board(wanted={"Develop": 2})
    assert [each.stage for each in board.columns] == [None, "Develop", "Propose", "Close"]
    without, develop, propose, _ = board.columns
    assert ([each.code for each in without.cards], len(develop.cards), propose.cards) == ([loose], 2, ())
    assert (develop.totals.count, develop.totals.total.amount) == (5, Money.of(25, "USD"))
    assert scene.pipeline.board(ListQuery(narrowing="name = nothing")).columns == ()


def test_a_card_knows_how_long_it_has_been_in_its_stage(scene: Scene, clock: FixedClock) -> None:
    code = scene.opportunity()
    put_into_stage(scene, code, "lead_to_opportunity", 0)
    entered = clock.moment
    processes = ProcessService(scene.desk)
    with pytest.raises(Refusal):
        processes.next(code)
    clock.moment = datetime(2027, 1, 5, 9, tzinfo=UTC)
    (line,) = scene.pipeline.window().lines
    assert line.stage_since == entered


def test_months_hold_what_closes_in_them(scene: Scene) -> None:
    for company, close in (("A", "2026-12-03"), ("B", "2026-12-28"), ("C", "2027-02-01"), ("D", None)):
        scene.opportunity(company, estimated_value="10 USD", estimated_close=close)
    rows = [
        (each.month, each.stage, each.totals.count, str(each.totals.total.amount)) for each in scene.pipeline.months()
    ]
    assert rows == [("2026-12", None, 2, "USD 20"), ("2027-02", None, 1, "USD 10"), ("", None, 1, "USD 10")]


def test_our_own_numbers_against_a_competitor_stand_beside_what_somebody_judged(scene: Scene) -> None:
    scene.competitors.define({"name": "Fabrikam", "win_percentage": 80})
    for company, end in (("A", "won"), ("B", "lost"), ("C", "out_sold"), ("D", "cancelled"), ("E", "")):
        code = scene.opportunity(company, estimated_value="10 USD")
        scene.competitors.add(code, "Fabrikam")
        if end:
            scene.opportunities.close(code, end)
    (tally,) = scene.pipeline.rivals()
    assert (tally.met, tally.open, tally.won, tally.lost, tally.win_rate, tally.win_percentage) == (5, 1, 1, 2, 33, 80)
    assert (tally.won_amounts.total.amount, tally.lost_amounts.total.amount) == (
        Money.of(10, "USD"),
        Money.of(20, "USD"),
    )
