"""Every second of an agent counts once, and the figures are what they say they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest

from app.domain.callqueue.agents import be
from app.domain.callqueue.metrics import Figures, Stretch, by_hour
from app.domain.callqueue.tables import SPAN
from app.domain.core.clock import FixedClock
from app.domain.core.zones import zone
from tests.callqueue.conftest import Floor, at, lead


def test_a_day_of_eight_hours() -> None:
    figures = Figures(calls=120, contacts=42, conversions=6)
    figures.seconds |= {"ready": 7200, "on_call": 14_400, "wrap_up": 3600, "paused": 3600}
    told = figures.values()
    assert told["login_seconds"] == 28_800
    assert (told["occupancy"], told["handle_seconds"], told["contact_rate"]) == (71.4, 150, 35.0)
    assert (told["conversion_of_contacts"], told["conversion_of_calls"]) == (14.3, 5.0)
    assert (told["calls_per_login_hour"], told["calls_per_working_hour"]) == (15.0, 17.1)


def test_a_call_over_the_end_of_an_hour_is_parted() -> None:
    call = Stretch("amal", "fair", "on_call", at("2026-11-24 10:58:30"), at("2026-11-24 11:04:00"))
    assert [(f"{hour:%H}", each.seconds) for hour, each in by_hour([call], zone("UTC"))] == [("10", 90), ("11", 240)]


def test_a_pause_out_of_wrap_up_neither_loses_nor_doubles_a_second(floor: Floor, clock: FixedClock) -> None:
    omar, amal = floor(), floor("amal")
    clock.moment = at("2026-11-24 10:58:30")
    lead(omar, "Contoso")
    omar.queues.add("Spring fair", members=["amal"])
    amal.callqueue.next()
    amal.callqueue.dial()
    deeds: tuple[tuple[str, Callable[[], object]], ...] = (
        ("11:04:00", lambda: amal.callqueue.dispose("interested")),
        ("11:04:40", lambda: amal.callqueue.pause("lunch")),
        ("11:10:00", amal.callqueue.ready),
        ("11:20:00", amal.callqueue.leave),
    )
    for moment, deed in deeds:
        clock.moment = at(f"2026-11-24 {moment}")
        deed()
    (line,) = omar.floor.metrics("agent")
    told = line.figures.values()
    assert (told["wrap_up_seconds"], told["paused_seconds"], told["on_call_seconds"]) == (40, 320, 330)
    assert told["login_seconds"] == 21 * 60 + 30
    assert [each.figures.values()["on_call_seconds"] for each in omar.floor.metrics("hour")] == [90, 240]
    assert [(each.key, each.figures.calls) for each in omar.floor.metrics("disposition")] == [("interested", 1)]
    board = omar.floor.board()
    assert [(each.name, each.state) for each in board.agents] == [("Amal", "")]
    assert [(each.left, each.figures.contacts) for each in board.queues] == [(0, 1)]


@pytest.mark.parametrize("back", [timedelta(minutes=5), timedelta(days=1)])
def test_a_clock_set_back_makes_no_second_of_less_than_nothing(floor: Floor, back: timedelta) -> None:
    omar = floor()
    omar.queues.add("Spring fair")
    queue, now = omar.queues.show("Spring fair").id, at("2026-11-24 11:00")
    with omar.desk.database.brief() as connection:
        for state, moment in (("ready", now), ("on_call", now - back), ("wrap_up", now + timedelta(minutes=1))):
            be(connection, "amal", queue, state, moment)
        spans = connection.execute(SPAN.select().order_by(SPAN.c.began_at, SPAN.c.ended_at)).all()
    assert all(one.ended_at == other.began_at for one, other in pairwise(spans))
    assert all(each.ended_at is None or each.began_at <= each.ended_at for each in spans)
