"""Reminders come at their moment, once, to whoever has to do with it, and go with their reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from app.domain.assistant.records import Reminder
from app.domain.assistant.rows import AssistantSettings
from app.domain.assistant.rules import occasions
from app.domain.core.clock import FixedClock
from app.domain.jobs.records import Job
from app.domain.people.records import User
from app.domain.timeline.service import TimelineService
from app.workspace import Workspace
from tests.conftest import SitDown
from tests.jobs.conftest import later, stored

DUBAI = ZoneInfo("Asia/Dubai")


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a lead."""
    return workspace.leads.add({"company": "Contoso"}).code


def given(workspace: Workspace) -> list[tuple[str, str]]:
    """Do what is due; answers whom every reminder so far was given to, and of what."""
    for _ in workspace.jobs.run_due():
        pass
    wanted = select(User.login, Reminder.what).join(User, User.id == Reminder.user_id).order_by(Reminder.id)
    with workspace.desk.read() as reader:
        return [(login, what) for login, what in reader.rows(wanted)]


def test_of_a_meeting_half_an_hour_before_it(workspace: Workspace, clock: FixedClock, lead: str) -> None:
    workspace.timeline.book(lead, "Tasting", "today 11:00")
    later(clock, minutes=89)
    assert given(workspace) == []
    later(clock, minutes=1)
    assert given(workspace) == [("omar", "soon")]
    later(clock, minutes=20)
    assert given(workspace) == [("omar", "soon")]
    assert workspace.log.recent()[0].summary == "Reminder: Tasting begins soon."


def test_of_a_task_when_it_is_due_and_when_its_day_is_over(workspace: Workspace, clock: FixedClock, lead: str) -> None:
    workspace.timeline.add_task(lead, "Send the offer", due="today 15:00")
    later(clock, hours=6)
    assert given(workspace) == [("omar", "due")]
    later(clock, hours=8, minutes=59)
    assert given(workspace) == [("omar", "due")]
    later(clock, minutes=1)
    assert given(workspace) == [("omar", "due"), ("omar", "overdue")]
    later(clock, days=400)
    assert given(workspace) == [("omar", "due"), ("omar", "overdue")]


def test_of_a_next_contact_as_of_any_appointment(workspace: Workspace, clock: FixedClock, lead: str) -> None:
    workspace.leads.set_next_contact(lead, "today 15:00")
    later(clock, hours=5, minutes=30)
    assert given(workspace) == [("omar", "soon")]


def test_whoever_takes_part_is_reminded_too_and_whoever_has_left_is_not(
    workspace: Workspace, clock: FixedClock, lead: str
) -> None:
    workspace.users.add("Huda Karim", login="huda")
    workspace.users.add("Lina Haddad", login="lina")
    workspace.timeline.book(lead, "Tasting", "today 11:00", people=["Huda Karim", "Lina Haddad"])
    workspace.users.edit("lina", {"active": False})
    later(clock, minutes=95)
    assert given(workspace) == [("omar", "soon"), ("huda", "soon")]


@pytest.mark.parametrize("away", ["done", "cancelled", "deleted", "disqualified"])
def test_none_comes_when_its_reason_is_gone(workspace: Workspace, clock: FixedClock, lead: str, away: str) -> None:
    task = workspace.timeline.add_task(lead, "Send the offer", due="today 15:00").code
    if away == "done":
        workspace.timeline.complete(task)
    elif away == "cancelled":
        workspace.timeline.cancel(task)
    elif away == "deleted":
        workspace.timeline.delete(task)
    else:
        workspace.qualification.disqualify(lead, "poor fit")
    later(clock, hours=6)
    assert given(workspace) == []


def test_what_was_called_off_by_mistake_is_reminded_of_after_all(
    workspace: Workspace, clock: FixedClock, lead: str
) -> None:
    task = workspace.timeline.add_task(lead, "Send the offer", due="today 15:00").code
    workspace.timeline.complete(task)
    assert stored(workspace) == []
    workspace.log.undo()
    later(clock, hours=6)
    assert given(workspace) == [("omar", "due")]


def test_what_is_moved_is_reminded_of_at_its_new_moment_only(
    workspace: Workspace, clock: FixedClock, lead: str
) -> None:
    meeting = workspace.timeline.book(lead, "Tasting", "today 11:00").code
    workspace.timeline.reschedule(meeting, "today 16:00")
    later(clock, hours=2)
    assert given(workspace) == []
    later(clock, hours=4, minutes=30)
    assert given(workspace) == [("omar", "soon")]


def test_nobody_is_reminded_of_what_is_over_after_a_year_away(
    workspace: Workspace, clock: FixedClock, lead: str
) -> None:
    workspace.timeline.book(lead, "Tasting", "today 11:00")
    workspace.timeline.add_task(lead, "Send the offer", due="today 15:00")
    later(clock, days=365)
    assert given(workspace) == [("omar", "overdue")]


def test_undoing_a_meeting_that_was_reminded_of_is_no_matter(
    workspace: Workspace, clock: FixedClock, lead: str
) -> None:
    workspace.timeline.book(lead, "Tasting", "today 11:00")
    later(clock, minutes=90)
    assert given(workspace) == [("omar", "soon")]
    assert workspace.log.undo().message.startswith("Undone: ")
    assert workspace.log.redo().message.startswith("Redone: ")
    assert given(workspace) == [("omar", "soon")]


def test_a_reminder_is_told_to_the_one_it_is_for(
    workspace: Workspace, sit_down: SitDown, clock: FixedClock, lead: str
) -> None:
    workspace.users.add("Huda Karim", login="huda")
    workspace.timeline.book(lead, "Tasting", "today 11:00")
    workspace.timeline.book(lead, "Second tasting", "today 11:15")
    later(clock, minutes=110)
    given(workspace)
    with workspace.desk.read() as reader:
        ids = [row[0] for row in reader.rows(select(Reminder.id))]
    assert workspace.assistant.describe_reminders(ids) == "Soon: Tasting, 11:00. And 1 more."
    assert sit_down("huda").assistant.describe_reminders(ids) == ""


def test_a_day_of_23_or_25_hours_ends_where_the_calendar_says() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for day, ends in ((datetime(2027, 3, 28, 9, tzinfo=berlin), 22), (datetime(2026, 10, 25, 9, tzinfo=berlin), 23)):
        due, overdue = occasions("task", None, None, day, berlin, AssistantSettings())
        assert (due.at, due.until) == (day, overdue.at)
        assert overdue.at == datetime(day.year, day.month, day.day, ends, tzinfo=UTC)


def test_the_day_of_whoever_moved_to_another_zone_ends_there(
    workspace: Workspace, clock: FixedClock, lead: str
) -> None:
    workspace.timeline.add_task(lead, "Send the offer", due="today 15:00")
    workspace.users.edit("omar", {"time_zone": "America/New_York"})
    clock.moment = datetime(2026, 11, 24, 0, 0, tzinfo=DUBAI)
    assert given(workspace) == [("omar", "due")]
    clock.moment = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    assert given(workspace) == [("omar", "due"), ("omar", "overdue")]


def test_activities_of_a_file_are_reminded_of_too(
    workspace: Workspace, clock: FixedClock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    (folder / "leads.csv").write_text("Lead Number,Company\n7,Contoso\n", encoding="utf-8")
    (folder / "activities.csv").write_text(
        "LeadID,Subject,Due\n7,Send the offer,2026-11-24 10:00\n7,Long ago,2026-11-02 10:00\n", encoding="utf-8"
    )
    for kind, name in (("lead", "leads.csv"), ("activity", "activities.csv")):
        with workspace.capture.open(folder / name, kind=kind) as offered:
            workspace.capture.run(offered)
    later(clock, days=1, hours=1)
    assert given(workspace) == [("omar", "due")]


NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("moments", "fires"),
    [
        (["2026-11-01 01:30"], ["2026-11-01T05:30"]),  # the clock shows it twice; the first counts
        (["2027-03-14 02:30"], ["2027-03-14T07:30"]),  # the clock skips it; it is half past three
        (
            ["2027-03-13 02:30", "2027-03-14 02:30", "2027-03-15 02:30"],
            ["2027-03-13T07:30", "2027-03-14T07:30", "2027-03-15T06:30"],
        ),
    ],
    ids=["fold", "gap", "the days around a gap"],
)
def test_a_time_that_a_clock_skips_or_shows_twice_is_reminded_of_once(
    sit_down: SitDown, clock: FixedClock, moments: list[str], fires: list[str]
) -> None:
    desk = sit_down()
    desk.users.edit("omar", {"time_zone": "America/New_York"})
    there = replace(desk.desk, zone=NEW_YORK)
    lead = desk.leads.add({"company": "Contoso"}).id
    timeline = TimelineService(there)
    clock.moment = datetime(2026, 10, 31, tzinfo=UTC)
    for moment in moments:
        timeline.add_task(lead, "Ring", due=moment)
    with desk.desk.read() as reader:
        due = [at for (at,) in reader.rows(select(Job.due_at).where(Job.payload["what"].as_string() == "due"))]
    assert sorted(each.isoformat()[:16] for each in due) == fires
    for number, fire in enumerate(fires, start=1):
        clock.moment = datetime.fromisoformat(fire).replace(tzinfo=UTC) - timedelta(seconds=1)
        assert [what for _, what in given(desk)].count("due") == number - 1
        for after in (1, 3600, 0):
            clock.moment += timedelta(seconds=after)
            assert [what for _, what in given(desk)].count("due") == number
