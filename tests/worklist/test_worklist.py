"""The work list: the most pressing first, whoever brought it; what is done about it is undone as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import literal, select

from app.domain.core import area
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.domain.core.windows import Anchor, ListQuery
from app.domain.core.work import COLUMNS, WorkAsked, WorkSource
from app.workspace import Workspace


def titles(space: Workspace, query: ListQuery | None = None) -> list[str]:
    """What is to be done, in order."""
    return [each.subject or each.kind for each in space.worklist.window(query).lines]


@pytest.fixture
def hot(workspace: Workspace) -> str:
    """A hot lead."""
    return workspace.leads.add({"company": "Contoso", "name": "Sara Nadim", "rating": "hot"}).code


@pytest.fixture
def cold(workspace: Workspace) -> str:
    """A cold lead of an Arabic name."""
    return workspace.leads.add({"company": "بُنّ المدينة", "rating": "cold"}).code


def plan(space: Workspace, lead: str, subject: str, due: str) -> str:
    """A task with a lead, due at some time."""
    return space.timeline.add_task(lead, subject, due=due).code


def test_overdue_comes_first_then_the_hottest_record_then_time(
    workspace: Workspace, hot: str, cold: str, clock: FixedClock
) -> None:
    plan(workspace, cold, "cold early", "10:00")
    plan(workspace, hot, "hot late", "16:00")
    plan(workspace, hot, "hot early", "11:00")
    plan(workspace, cold, "cold overdue", "09:30")
    plan(workspace, hot, "tomorrow", "tomorrow 10")
    workspace.leads.set_next_contact(hot, "12:00")
    clock.moment += timedelta(minutes=45)
    assert titles(workspace) == ["cold overdue", "hot early", "next_contact", "hot late", "cold early"]
    assert titles(workspace, workspace.worklist.view("overdue").query) == ["cold overdue"]
    assert titles(workspace, workspace.worklist.view("next").query) == ["tomorrow"]
    assert titles(workspace, replace(workspace.worklist.view("due").query, sort=("due",)))[0] == "cold overdue"


def test_windows_from_any_place_hold_every_item_once(workspace: Workspace, hot: str, cold: str) -> None:
    for number in range(7):
        plan(workspace, (hot, cold)[number % 2], f"task {number}", f"1{number}:00")
    worklist, whole = workspace.worklist, workspace.worklist.window().lines
    found = list(worklist.window(None, None, 3).lines)
    while len(more := worklist.window(None, Anchor("after", found[-1].id), 3).lines):
        found += more
    assert found == list(whole)
    assert worklist.window(None, Anchor("end"), 2).lines == whole[-2:]
    assert worklist.window(None, Anchor("around", whole[3].id), 3).lines == whole[2:5]
    assert worklist.count() == len(whole) == 7
    (first,) = worklist.lines(ListQuery(where="rating = cold", sort=("due",)), [whole[0].id])
    assert not first.fits


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"narrowing": "kind = task and rating = hot"}, ["brochure"]),
        ({"narrowing": "record = lead and due < 11:00"}, ["القائمة"]),
        ({"narrowing": "followed = yes"}, ["brochure"]),
        ({"search": "contoso"}, ["brochure"]),
        ({"search": "بن المدينه"}, ["القائمة"]),
        ({"narrowing": "subject ~ nobody"}, []),
    ],
)
def test_filters_and_search(
    workspace: Workspace, hot: str, cold: str, asked: dict[str, str], wanted: list[str]
) -> None:
    plan(workspace, hot, "brochure", "12:00")
    plan(workspace, cold, "القائمة", "10:00")
    workspace.worklist.follow(hot)
    workspace.worklist.follow(hot)
    query: Any = {"where": "owner = me and due < tomorrow", "sort": ("priority",), **asked}
    assert titles(workspace, ListQuery(**query)) == wanted


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
def test_what_is_done_is_done_with_several_at_once_and_undone_as_one(workspace: Workspace, hot: str, cold: str) -> None:
    codes = [plan(workspace, lead, "task", "12:00") for lead in (hot, cold)]
    outcome = workspace.worklist.done(codes)
    assert outcome.message == "2 items done."
    assert titles(workspace) == []
    workspace.log.undo()
    assert titles(workspace) == ["task", "task"]
    workspace.worklist.snooze([codes[0]], "tomorrow 9")
    workspace.worklist.skip([codes[1]])
    assert titles(workspace) == []
    assert titles(workspace, workspace.worklist.view("next").query) == ["task"]
    with pytest.raises(NotFound):
        workspace.worklist.done([codes[1]])


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
def test_a_next_contact_is_done_moved_and_left_out(workspace: Workspace, hot: str) -> None:
    workspace.leads.set_next_contact(hot, "12:00")
    workspace.worklist.snooze([hot], "13:00")
    (item,) = workspace.worklist.window().lines
    assert (item.kind, item.record_title) == ("next_contact", "Contoso (Sara Nadim)")
    workspace.worklist.done([hot], outcome="Reached", notes="wants a visit")
    assert titles(workspace) == []
    assert workspace.leads.show(hot).values["next_contact_at"] is None


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
def test_a_colleagues_work_is_the_teams_and_one_email_serves_several(
    workspace: Workspace, sit_down: Callable[..., Workspace], hot: str
) -> None:
    workspace.users.add("Huda Karim", login="huda")
    code = plan(workspace, hot, "task", "12:00")
    workspace.worklist.give([code], "huda")
    assert titles(workspace) == []
    assert titles(workspace, workspace.worklist.view("team").query) == ["task"]
    assert titles(sit_down("huda")) == ["task"]
    with pytest.raises(Invalid, match="no email"):
        workspace.worklist.mail([code], "News", "")


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
def test_what_is_new_on_a_record_is_told_until_it_was_looked_at(
    workspace: Workspace, sit_down: Callable[..., Workspace], hot: str, clock: FixedClock
) -> None:
    plan(workspace, hot, "task", "12:00")
    workspace.timeline.seen(hot)
    workspace.users.add("Huda Karim", login="huda")
    huda = sit_down("huda")
    clock.moment += timedelta(minutes=1)
    huda.timeline.add_note(hot, "They moved")
    assert titles(workspace, workspace.worklist.view("unread").query) == ["task"]
    clock.moment += timedelta(minutes=1)
    workspace.timeline.seen(hot)
    assert titles(workspace, workspace.worklist.view("unread").query) == []


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
def test_a_record_that_is_deleted_takes_its_work_off_the_list(workspace: Workspace, hot: str) -> None:
    plan(workspace, hot, "task", "12:00")
    workspace.qualification.delete(hot)
    assert workspace.worklist.count(workspace.worklist.view("all").query) == 0


def test_an_area_brings_its_own_work_and_says_what_cannot_be_done_with_it(
    shop: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = shop.leads.add({"company": "Contoso"}).id

    def items(asked: WorkAsked) -> Any:
        values = ("c1", "callback", "CB-1", "", asked.now, asked.now, True, shop.desk.actor.id, "lead", lead, "", "")
        return select(*(literal(value).label(name) for name, value in zip(COLUMNS, values, strict=True)))

    source = WorkSource("calls", {"callback": "callback"}, items, frozenset())
    shop.leads.set_next_contact(lead, "09:01")
    monkeypatch.setattr("app.domain.worklist.selects.work_sources", lambda: (*_sources(), source))
    monkeypatch.setattr("app.domain.worklist.service.work_sources", lambda: (*_sources(), source))
    assert [each.kind for each in shop.worklist.window(ListQuery(sort=("priority",))).lines] == [
        "callback",
        "next_contact",
    ]
    with pytest.raises(NotAllowed):
        shop.worklist.done(["CB-1"])


def _sources() -> Iterable[WorkSource]:
    return [area.resolve(place) for each in area.joined() for place in each.work_sources]


def test_an_order_that_there_is_not_is_refused(shop: Workspace) -> None:
    with pytest.raises(Invalid, match="cannot be sorted"):
        shop.worklist.window(ListQuery(sort=("budget",)))
