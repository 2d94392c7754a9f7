"""Calls by hand: what stands against one is said before, and overridden with a reason that is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid
from app.domain.people.wishes import Unwanted
from app.workspace import Workspace
from tests.conftest import SitDown


@pytest.fixture
def desk(sit_down: SitDown) -> Workspace:
    return sit_down()


def test_a_call_at_night_is_refused_unless_a_reason_is_given(desk: Workspace) -> None:
    lead = desk.leads.add({"company": "Contoso", "phone": "+1 212 555 0123"}).id
    wish = desk.timeline.wish("call", lead)
    assert wish is not None
    assert (wish.rule, str(wish)) == ("hours", "It is 00:00 in New York, where people are called 09:00–20:00")
    with pytest.raises(Unwanted, match="the call was not logged"):
        desk.timeline.log_call(lead)
    with pytest.raises(Invalid, match="needs its reason"):
        desk.timeline.log_call(lead, override=True)
    logged = desk.timeline.log_call(lead, override=True, override_reason="They asked for it")
    assert logged.message.endswith("Outside their calling hours: They asked for it.")
    desk.timeline.log_call(lead, direction="in")
    desk.timeline.log_call(lead, at="2026-11-20T15:00Z")
    desk.timeline.log_call(lead, number="04 300 1100")  # the number that is dialled counts, and its country
    desk.timeline.log_call(lead, at="tomorrow 3")  # only planned


def test_a_number_on_a_list_is_not_called_by_hand_either(desk: Workspace, clock: FixedClock) -> None:
    lead = desk.leads.add({"company": "Contoso", "phone": "+971501234567"}).id
    planned = desk.timeline.log_call(lead, at="2026-11-23T12:00+04:00")
    desk.do_not_call.add(["0501234567"], "They asked")
    with pytest.raises(Unwanted, match="is on the do-not-call list"):
        desk.timeline.log_call(lead)
    clock.moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
    about = desk.timeline.wish_about(planned.id, completing=True)
    assert about is not None
    assert about.rule == "do_not_call"
    assert desk.timeline.wish_about(planned.id) is None
    with pytest.raises(Unwanted, match="the call was not completed"):
        desk.timeline.complete(planned.id)
    desk.timeline.complete(planned.id, override=True, override_reason="They called back")
    with pytest.raises(Unwanted, match="nobody was called"):
        desk.calling.line_to(lead)
    assert desk.calling.line_to(lead, "04 300 1100").number == "+97143001100"


def test_a_wish_and_the_hour_are_overridden_by_one_reason(desk: Workspace) -> None:
    lead = desk.leads.add({"company": "Contoso", "phone": "+1 212 555 0123", "do_not_phone": True}).id
    wish = desk.timeline.wish("call", lead)
    assert str(wish) == ("Contoso asked not to be phoned. It is 00:00 in New York, where people are called 09:00–20:00")
    assert (
        "They asked not to be phoned: Agreed"
        in desk.timeline.log_call(lead, override=True, override_reason="Agreed").message
    )


def test_who_has_no_zone_may_be_called_by_hand(desk: Workspace) -> None:
    for values in ({"company": "Contoso"}, {"company": "Fabrikam", "phone": "+1 800 555 0199"}):
        lead = desk.leads.add(values).id
        assert desk.timeline.wish("call", lead) is None
        desk.timeline.log_call(lead)
