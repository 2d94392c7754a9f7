"""Lists of opportunities: which, in which order, page after page, and what lies in each stage."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.data_files import data_path
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid
from app.domain.core.money import Money
from app.domain.core.windows import ListQuery
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.process.drafts import load_definition
from app.domain.process.records import ProcessDefinition
from app.domain.process.service import begin_process
from app.domain.rates.service import RateService
from app.domain.rates.totals import Total, describe_unpriced
from app.domain.sales.fields import OPPORTUNITY_FIELDS
from tests.sales.scene import Scene

CLOSES = ("2026-12-24", None, "2026-12-01", "2026-12-24", None)


def pages(scene: Scene, order: str, size: int) -> list[str]:
    """The codes of a whole list, read page by page."""
    codes: list[str] = []
    after = ""
    while lines := scene.opportunities.list(ListQuery(sort=(order,)), size, after):
        codes += [line.code for line in lines]
        after = lines[-1].id
    return codes


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_next_to_close_come_first_and_no_page_skips_or_repeats(scene: Scene, size: int) -> None:
    codes = [scene.opportunity(f"Cafe {number}", estimated_close=close) for number, close in enumerate(CLOSES)]
    assert pages(scene, "expected_close", size) == [codes[each] for each in (2, 0, 3, 1, 4)]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_last_changed_come_first_when_asked(scene: Scene, clock: FixedClock, size: int) -> None:
    codes = []
    for number in range(4):
        codes.append(scene.opportunity(f"Cafe {number}"))
        clock.moment += timedelta(minutes=number % 2)
    clock.moment += timedelta(minutes=1)
    scene.opportunities.edit(codes[1], {"amount": "1"})
    assert pages(scene, "-updated_at", size) == [codes[each] for each in (1, 3, 2, 0)]


def test_a_line_says_whose_it_is_and_where_it_came_from(scene: Scene) -> None:
    lead = scene.lead(owner="me")
    scene.qualify(lead, "Machines")
    (line,) = scene.opportunities.list()
    assert (line.name, line.customer, line.owner, line.lead_code) == (
        "Machines",
        "Contoso Coffee",
        "Omar",
        lead,
    )
    assert (line.process, line.stage, line.amount) == (None, None, None)


def test_lists_are_narrowed_by_status_and_words_and_counted(scene: Scene) -> None:
    codes = [scene.opportunity(name, estimated_value="10k USD") for name in ("Café Noir", "Cafe 100%", "Tea Bar")]
    scene.opportunities.close(codes[0], "won")
    assert [line.code for line in scene.opportunities.list(ListQuery(where="status = won"))] == [codes[0]]
    assert [line.code for line in scene.opportunities.list(ListQuery(search="CAFE noir"))] == [codes[0]]
    assert [line.code for line in scene.opportunities.list(ListQuery(search="100%"))] == [codes[1]]
    assert [line.code for line in scene.opportunities.list(ListQuery(where="status = open", search="cafe"))] == [
        codes[1]
    ]
    wanted = ListQuery(where="status = open", search="cafe")
    assert (scene.pipeline.count(), scene.pipeline.count(wanted)) == (3, 1)


def test_a_status_or_an_order_that_there_is_not_is_refused(scene: Scene) -> None:
    with pytest.raises(Invalid, match="sleeping"):
        scene.opportunities.list(ListQuery(where="status = sleeping"))
    with pytest.raises(Invalid, match="colour"):
        scene.opportunities.list(ListQuery(sort=("colour",)))


def put_into_stage(scene: Scene, opportunity: str, process: str, steps: int) -> None:
    """Give an opportunity a shipped process, some stages along."""
    path = data_path(f"processes/{process}.toml")
    definition = load_definition(
        path.read_text(encoding="utf-8"), path.name, {"lead": LEAD_FIELDS, "opportunity": OPPORTUNITY_FIELDS}
    )
    with scene.desk.write("process.start") as unit:
        row = unit.add(
            ProcessDefinition(
                code=f"{process}_{opportunity}",
                edition=1,
                name=definition.name,
                position=1,
                active=True,
                body=definition.as_json(),
            )
        )
        instance = begin_process(unit, definition, row.id, opportunity_id=scene.opportunities.find(opportunity))
        stages = [stage.code for stage in definition.stages if stage.kind == "opportunity"]
        instance.stage = stages[steps]


def test_a_line_names_the_current_stage(scene: Scene) -> None:
    code = scene.opportunity()
    put_into_stage(scene, code, "lead_to_opportunity", 1)
    (line,) = scene.opportunities.list()
    assert (line.process, line.stage) == ("Lead to opportunity", "Propose")


def test_the_pipeline_adds_up_by_status_and_stage_in_each_currency(scene: Scene) -> None:
    for company, value, steps in (
        ("Cafe A", "10k USD", 2),
        ("Cafe B", "5k USD", 0),
        ("Cafe C", "7k AED", 0),
        ("Cafe D", None, 0),
    ):
        put_into_stage(scene, scene.opportunity(company, estimated_value=value), "lead_to_opportunity", steps)
    scene.opportunity("Cafe E", estimated_value="1k USD")
    scene.opportunities.close(scene.opportunity("Cafe F", estimated_value="2k USD"), "won")
    rows = [(each.status, each.stage, each.totals.count, each.totals.amounts) for each in scene.pipeline.stages()]
    assert rows == [
        ("open", None, 1, (Money.of(1_000, "USD"),)),
        ("open", "Develop", 3, (Money.of(7_000, "AED"), Money.of(5_000, "USD"))),
        ("open", "Close", 1, (Money.of(10_000, "USD"),)),
        ("won", None, 1, (Money.of(2_000, "USD"),)),
    ]


def test_sums_are_told_in_one_currency_and_name_those_without_a_rate(scene: Scene) -> None:
    for company, value in (("Cafe A", "10k USD"), ("Cafe B", "7k AED"), ("Cafe C", "900000 JPY"), ("Cafe D", "1k EUR")):
        scene.opportunity(company, estimated_value=value)
    assert scene.pipeline.totals().total == Total(Money.of(10_000, "USD"), ("AED", "EUR", "JPY"))
    RateService(scene.desk).set("AED", "0.2723")
    RateService(scene.desk).set("JPY", "0.0065")
    [line] = scene.pipeline.stages()
    assert line.totals.total == scene.pipeline.totals().total == Total(Money.of("17756.10", "USD"), ("EUR",))
    assert scene.pipeline.totals(scene.pipeline.view("won").query).total == Total(Money.of(0, "USD"))
    assert (
        describe_unpriced(line.totals.total.unpriced)
        == "amounts in EUR count as unknown; leadline rate set gives a rate"
    )
