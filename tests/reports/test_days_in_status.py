"""Days in status: exact with every change, undo, reactivation, open stretches and spans; as the log tells."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid
from app.domain.leads.fields import STATUSES
from app.domain.reports.export import as_csv, save_csv
from app.domain.reports.rows import StatusDays, StatusReport
from app.domain.reports.rules import Change, LeadNow, added_up, stays
from app.workspace import Workspace

DAY = 24 * 60 * 60
BEGAN = datetime(2026, 11, 1, tzinfo=UTC)


def on(day: int) -> datetime:
    """So many days after the beginning."""
    return BEGAN + timedelta(days=day)


def days(lines: tuple[StatusDays, ...]) -> dict[str, float]:
    """The days of each status in which somebody was."""
    return {each.status: float(each.days) for each in lines if each.seconds}


def test_stays_follow_the_changes_in_their_order() -> None:
    lead = LeadNow("1", BEGAN, "opportunity", "qualified", None)
    changes = [
        Change("1", on(2), "lead", "open", None, None),
        Change("1", on(2), "open", "replied", None, None),
        Change("1", on(5), None, None, "open", "qualified"),
        Change("1", on(4), "replied", "opportunity", None, None),
    ]
    found = [(each.status, each.state, (each.start - BEGAN).days, (each.end - BEGAN).days) for each in
             stays(lead, changes, on(9))]  # fmt: skip
    assert found == [
        ("lead", "open", 0, 2),
        ("replied", "open", 2, 5),
        ("opportunity", "qualified", 5, 9),
    ]


def test_a_lead_without_changes_was_what_it_is_and_one_from_later_counts_for_nothing() -> None:
    leads = [LeadNow("1", BEGAN, "open", "open", None), LeadNow("2", on(20), "lead", "open", None)]
    lines = added_up(leads, {}, None, on(3))
    assert [each.status for each in lines] == [code for code, _ in STATUSES]
    assert days(lines) == {"open": 3.0}
    assert [(each.leads, each.now) for each in lines if each.status in ("lead", "open")] == [(0, 0), (1, 1)]


@pytest.fixture
def story(workspace: Workspace, clock: FixedClock) -> Workspace:
    """Two leads over ten days: one is qualified, what was said of it undone before; one is closed and opened again."""
    began = clock.now()

    def at(day: int) -> None:
        clock.moment = began + timedelta(days=day)

    first = workspace.leads.add({"company": "Contoso", "source": "web"}).code
    second = workspace.leads.add({"company": "Fabrikam", "source": "trade show"}).code
    at(1)
    workspace.leads.set_status(first, "interested")
    at(2)
    workspace.log.undo()
    at(4)
    workspace.qualification.qualify(first)
    workspace.qualification.disqualify(second, "lost")
    at(6)
    workspace.qualification.reactivate(second)
    at(10)
    return workspace


def test_every_day_is_accounted_for(story: Workspace) -> None:
    report = story.reports.statuses()
    assert days(report.lines) == {"lead": 9.0, "interested": 1.0, "opportunity": 6.0, "open": 4.0}
    assert sum(each.seconds for each in report.lines) == 20 * DAY
    lead = next(each for each in report.lines if each.status == "lead")
    assert (lead.open_seconds, lead.disqualified_seconds, lead.leads, float(lead.average_days)) == (
        7 * DAY,
        2 * DAY,
        2,
        4.5,
    )
    assert [(each.status, each.now) for each in report.lines if each.now] == [("open", 1), ("opportunity", 1)]
    assert report.leads == 2


def test_a_span_a_query_and_groups_narrow_it(story: Workspace) -> None:
    lines = story.reports.statuses("source = web", since="2026-11-26 09:00", until="2026-11-28 09:00").lines
    assert days(lines) == {"lead": 1.0, "opportunity": 1.0}
    grouped = story.reports.statuses(by="source").lines
    assert [(each.group, each.status, float(each.days)) for each in grouped] == [
        ("Trade show", "lead", 6.0),
        ("Trade show", "open", 4.0),
        ("Web", "lead", 3.0),
        ("Web", "interested", 1.0),
        ("Web", "opportunity", 6.0),
    ]
    assert {each.group for each in story.reports.statuses(by="owner").lines} == {"Omar"}


def test_what_was_undone_is_the_past_and_what_is_deleted_is_left_out(story: Workspace) -> None:
    story.log.undo()
    assert days(story.reports.statuses("source = trade_show").lines) == {"lead": 6.0, "open": 4.0}
    (second,) = [each.code for each in story.leads.window(story.leads.view("closed").query).lines
                 if each.title == "Fabrikam"]  # fmt: skip
    story.qualification.delete(second)
    assert story.reports.statuses("source = trade_show").leads == 0


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"since": "tomorrow"}, "since"), ({"by": "moon"}, "by"), ({"since": "nonsense"}, None)],
)
def test_what_cannot_be_reported_is_refused(workspace: Workspace, asked: dict[str, str], field: str | None) -> None:
    with pytest.raises(Invalid) as refused:
        workspace.reports.statuses(**asked)
    assert refused.value.field == field


def test_it_is_written_as_csv_that_obeys_nobody(story: Workspace, tmp_path: Path) -> None:
    line = StatusDays("=1+1", "lead", 1, 0, DAY, 0, 0)
    report = StatusReport(None, BEGAN, "owner", 1, (line,))
    rows = list(csv.DictReader(StringIO(as_csv(report))))
    assert (rows[0]["owner"], rows[0]["status"], rows[0]["days"], rows[0]["seconds"]) == (
        "'=1+1",
        "lead",
        "1.0",
        "86400",
    )
    save_csv(story.reports.statuses(), tmp_path / "days.csv")
    assert (tmp_path / "days.csv").read_text(encoding="utf-8-sig").splitlines()[0].startswith("status,leads,now,days")
    with pytest.raises(Invalid):
        save_csv(report, tmp_path / "days.csv")
