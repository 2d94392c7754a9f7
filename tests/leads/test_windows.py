"""Windows of the lead list: from any place, in any order, they show what a plain sorted list would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid
from app.domain.core.windows import Anchor, ListQuery, Window
from app.domain.leads.listing import SORTABLE, VIEWS
from app.domain.leads.rows import LeadLine
from app.workspace import Workspace

ALL = ListQuery(view="all")
COUNT = 14
ORDERS = [*SORTABLE, *(f"-{key}" for key in SORTABLE)]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list of leads with ties and gaps in every column, and a workspace to look at it."""

    workspace: Workspace

    def order(self, *sort: str) -> list[str]:
        """The ids in order, as one window of everything shows them."""
        return ids(self.workspace.leads.window(ListQuery(view="all", sort=sort), limit=1000))


def ids(window: Window[LeadLine]) -> list[str]:
    """The ids of a window's lines."""
    return [line.id for line in window.lines]


@pytest.fixture
def shelf(workspace: Workspace, clock: FixedClock) -> Shelf:
    """Fourteen leads: few different values, many missing ones, and one that was deleted."""
    for number in range(COUNT):
        clock.moment += timedelta(seconds=number % 3)  # several are made in the same moment
        values: dict[str, object] = {"company": f"Company {number % 5}", "city": ("Dubai", "دبي", None)[number % 3]}
        if number % 2:
            values |= {"rating": "hot", "budget": f"{number % 4}k USD", "employees": number % 4, "timeframe": "unknown"}
        if number % 4 == 0:
            values |= {"next_contact_at": clock.now() + timedelta(days=1 + number % 3), "owner": None}
        code = workspace.leads.add(values).code
        if number % 5 == 0:
            workspace.timeline.log_call(code, notes="Talked")
    workspace.qualification.delete(workspace.leads.add({"company": "Gone"}).code)
    return Shelf(workspace)


PLAIN: dict[str, Callable[[Any], Any]] = {
    "company": lambda line: line.company,
    "city": lambda line: line.city or "",
    "rating": lambda line: ("hot", "warm", "cold", None).index(line.rating),
    "budget": lambda line: -1 if line.budget is None else line.budget.minor,
    "owner": lambda line: line.owner or "",
    "created_at": lambda line: line.created_at,
    "updated_at": lambda line: line.updated_at,
    "next_contact_at": lambda line: (line.next_contact_at is None, line.next_contact_at),
    "last_activity_at": lambda line: (line.last_activity_at is not None, line.last_activity_at),
}
"""What a line is sorted by, as plain Python sees it: the missing come first, a missing next contact or rating last."""


def test_the_list_is_in_the_order_of_a_plain_sorted_one(shelf: Shelf) -> None:
    for key, plainly in PLAIN.items():
        for down in (False, True):
            lines = shelf.workspace.leads.window(ListQuery(view="all", sort=(f"{'-' * down}{key}",)), limit=1000).lines
            assert len(lines) == COUNT
            by_id = sorted(lines, key=lambda line: line.id, reverse=down)
            assert list(lines) == sorted(by_id, key=plainly, reverse=down), key


def test_paging_forwards_and_backwards_misses_nothing_in_any_order(shelf: Shelf) -> None:
    look = shelf.workspace.leads.window
    for sort in ORDERS:
        query = ListQuery(view="all", sort=(sort,))
        forwards = ids(look(query, limit=4))
        while len(forwards) < COUNT:
            forwards += ids(look(query, Anchor("after", forwards[-1]), limit=4))
        backwards = ids(look(query, Anchor("end"), limit=4))
        while len(backwards) < COUNT:
            backwards = ids(look(query, Anchor("before", backwards[0]), limit=4)) + backwards
        assert forwards == backwards == shelf.order(sort), sort


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sort=st.lists(st.sampled_from(ORDERS), min_size=1, max_size=3),
    edge=st.sampled_from(["start", "end", "after", "before", "around", "at"]),
    place=st.integers(0, COUNT - 1),
    limit=st.integers(1, COUNT + 3),
)
def test_any_window_is_a_slice_of_the_whole_list(
    shelf: Shelf, sort: list[str], edge: str, place: int, limit: int
) -> None:
    order = shelf.order(*sort)
    query = ListQuery(view="all", sort=tuple(sort))
    anchor = Anchor(edge, order[place] if edge in ("after", "before", "around") else "", place if edge == "at" else 0)
    window = shelf.workspace.leads.window(query, anchor, limit)
    shown = ids(window)
    first = order.index(shown[0]) if shown else {"after": COUNT, "before": 0}[edge]
    assert shown == order[first : first + len(shown)]
    assert len(shown) <= limit
    assert window.offset in (-1, first)
    assert window.more_before is (first > 0) or not shown
    assert window.more_after is (first + len(shown) < COUNT) or not shown
    if edge == "after":
        assert shown == order[place + 1 : place + 1 + limit]
    if edge == "before":
        assert shown == order[max(0, place - limit) : place]
    if edge == "around":
        assert order[place] in shown
        assert shelf.workspace.leads.position(query, order[place]) == place


def test_a_place_that_is_gone_begins_at_its_offset_again(shelf: Shelf) -> None:
    order = shelf.order("-updated_at")
    window = shelf.workspace.leads.window(ALL, Anchor("around", "0" * 32, offset=5), limit=3)
    assert ids(window) == order[5:8]
    assert window.offset == 5


def test_a_place_that_is_gone_with_all_behind_it_is_the_end_of_the_list(shelf: Shelf) -> None:
    order = shelf.order("-updated_at")
    window = shelf.workspace.leads.window(ALL, Anchor("around", "0" * 32, offset=len(order)), limit=3)
    assert ids(window) == order[-3:]


def test_the_deleted_have_a_list_of_their_own(shelf: Shelf) -> None:
    (gone,) = shelf.workspace.leads.window(ListQuery(deleted=True)).lines
    assert gone.title == "Gone"
    assert shelf.workspace.leads.position(ALL, gone.id) is None
    assert shelf.workspace.leads.count(ALL) == COUNT


def test_window_count_and_position_agree_about_every_view(shelf: Shelf) -> None:
    shelf.workspace.qualification.disqualify(shelf.workspace.leads.window(ALL).lines[3].code, "lost")
    for query in (ListQuery(), *(view.query for view in VIEWS)):
        shown = ids(shelf.workspace.leads.window(query, limit=1000))
        assert shelf.workspace.leads.count(query) == len(shown)
        assert [shelf.workspace.leads.position(query, each) for each in shown] == list(range(len(shown)))


def test_the_first_window_of_the_open_leads_is_like_any_other(shelf: Shelf) -> None:
    first = shelf.workspace.leads.window(VIEWS[0].query, limit=5)
    again = shelf.workspace.leads.window(ListQuery(where="state = open", view="elsewhere"), limit=5)
    assert (first.lines, first.more_after, first.more_before) == (again.lines, again.more_after, again.more_before)


def test_an_unknown_order_is_refused_with_the_known_ones(workspace: Workspace) -> None:
    with pytest.raises(Invalid, match="cannot be sorted by “colour”"):
        workspace.leads.window(ListQuery(sort=("-colour",)))


def test_an_empty_list_is_an_empty_window_from_every_side(workspace: Workspace) -> None:
    for edge in ("start", "end", "at", "around", "after", "before"):
        window = workspace.leads.window(ALL, Anchor(edge))
        assert (window.lines, window.more_before, window.more_after) == ((), False, False)
