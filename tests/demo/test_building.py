"""The demo's year, as Amal finds it on Monday at nine."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.demo.building import build_demo
from app.demo.opening import DEMO_NOW
from app.domain.core.errors import ReadOnly
from app.domain.core.windows import ListQuery
from app.domain.leads.rows import LeadLine
from app.workspace import Workspace

_CONTENT = """
    SELECT code, title, state, status, email, phone, budget_minor, created_at, updated_at, last_activity_at FROM lead
    UNION ALL
    SELECT code, subject, kind, status, body, outcome, duration_seconds, at, due_at, created_at FROM activity
    UNION ALL
    SELECT code, name, status, source, close_reason, customer_name, amount_minor, closed_on, expected_close, created_at
    FROM opportunity
"""


def open_leads(demo: Workspace) -> tuple[LeadLine, ...]:
    """The lines of the list that the program opens with."""
    return demo.leads.window(ListQuery(where="state = open", view="open")).lines


def numbers(demo: Workspace, statement: str) -> Counter[str]:
    """Counts by a first column."""
    with demo.desk.read() as reader:
        return Counter({str(name): number for name, number in reader.rows(text(statement))})


def content(path: Path) -> list[tuple[object, ...]]:
    """Everything a person would notice, without identities."""
    import pysqlite3.dbapi2 as sqlite

    with sqlite.connect(str(path)) as connection:
        return sorted(connection.execute(_CONTENT), key=repr)


@pytest.mark.slow
def test_it_is_the_same_whenever_it_is_built(tmp_path: Path) -> None:
    for name in ("one.db", "two.db"):
        build_demo(tmp_path / name, leads=30)
    assert content(tmp_path / "one.db") == content(tmp_path / "two.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.db", "two.db"]


def test_amal_sits_at_the_desk_with_eleven_colleagues(demo: Workspace) -> None:
    assert demo.desk.actor.name == "Amal Haddad"
    assert len(demo.users.list()) == 12


def test_contoso_coffee_is_the_first_line(demo: Workspace) -> None:
    titles = [line.title for line in open_leads(demo)[:6]]
    assert titles == [
        "Contoso Coffee",
        "Alpine Roasters",
        "بن المدينة",
        "Fourth Coffee",
        "Litware Cafés",
        "Northwind Bistro",
    ]


def test_the_visit_is_in_twenty_minutes_with_sara_and_huda(demo: Workspace) -> None:
    page = demo.timeline.page(open_leads(demo)[0].code)
    visit = next(entry for entry in page.entries if entry.subject == "Visit")
    assert visit.start_at == DEMO_NOW + timedelta(minutes=20)
    assert visit.status == "planned"
    assert set(visit.people) == {"Sara Nadim", "Huda Karim"}


def test_the_assistant_has_five_things_to_say_about_contoso(demo: Workspace) -> None:
    cards = demo.assistant.cards(open_leads(demo)[0].code)
    assert [card.kind for card in cards] == [
        "meeting_soon", "next_contact_today", "post_reply", "better_process", "possible_duplicate",
    ]  # fmt: skip
    assert "Contoso LLC" in cards[-1].title


def test_contoso_stands_in_qualify_with_five_of_seven_steps(demo: Workspace) -> None:
    view = demo.processes.show(open_leads(demo)[0].code)
    assert view is not None
    assert (view.current.name, view.current.days, view.current.done, len(view.current.steps)) == ("Qualify", 3, 5, 7)
    assert {step.field for step in view.current.missing} == {"budget", "decision_maker"}


def test_three_people_and_one_competitor_are_known_there(demo: Workspace) -> None:
    contoso = open_leads(demo)[0].code
    assert [(each.name, each.roles) for each in demo.stakeholders.of(contoso)] == [
        ("Huda Karim", ("decision_maker",)),
        ("Sara Nadim", ("champion",)),
        ("Me Laurent", ("lawyer",)),
    ]
    assert [(each.name, each.status) for each in demo.competitors.of(contoso)] == [("Fabrikam Espresso", "suspected")]


def test_omar_answered_amals_post_and_she_has_not_seen_it(demo: Workspace) -> None:
    page = demo.timeline.page(open_leads(demo)[0].code)
    post = next(entry for entry in page.entries if entry.kind == "post")
    assert [(reply.author, reply.body) for reply in post.replies] == [
        ("Omar Farouk", "yes, their Dubai branch, ask for Huda")
    ]
    assert post.is_new


def test_northwind_is_two_days_late_and_alpine_is_due_today(demo: Workspace) -> None:
    lines = {line.title: line for line in open_leads(demo)}
    late, today = lines["Northwind Bistro"].next_contact_at, lines["Alpine Roasters"].next_contact_at
    assert late is not None
    assert (DEMO_NOW - late).days == 1
    assert today == DEMO_NOW + timedelta(hours=5)


def test_something_is_overdue_and_somebody_is_silent(demo: Workspace) -> None:
    kinds = {card.kind for card in demo.assistant.cards()}
    assert {"overdue", "next_contact_missed", "no_activity", "meeting_soon", "meeting_today"} <= kinds


def test_there_are_leads_in_every_state_and_settable_status(demo: Workspace) -> None:
    assert set(numbers(demo, "SELECT state, count(*) FROM lead GROUP BY 1")) == {"open", "qualified", "disqualified"}
    statuses = set(numbers(demo, "SELECT status, count(*) FROM lead GROUP BY 1"))
    assert {"lead", "open", "replied", "interested", "opportunity", "do_not_contact"} <= statuses


def test_every_reason_to_give_up_occurs(demo: Workspace) -> None:
    reasons = numbers(demo, "SELECT disqualify_reason, count(*) FROM lead WHERE state = 'disqualified' GROUP BY 1")
    assert set(reasons) == {
        "lost",
        "cannot_contact",
        "no_longer_interested",
        "cancelled",
        "duplicate",
        "poor_fit",
        "other",
    }


def test_opportunities_ended_in_every_way_or_are_on_their_way(demo: Workspace) -> None:
    statuses = numbers(demo, "SELECT status, count(*) FROM opportunity GROUP BY 1")
    assert {"open", "won", "lost"} <= set(statuses)


def test_time_passed_between_the_stages(demo: Workspace) -> None:
    won = demo.opportunities.list(demo.pipeline.view("won").query)[0]
    view = demo.processes.show(won.code)
    assert view is not None
    assert sum(stage.days for stage in view.stages) > 3
    assert view.status == "finished"


def test_qualified_leads_are_closed_and_the_change_log_knows_who_did_it(demo: Workspace) -> None:
    closed = demo.leads.window(ListQuery(where="state = qualified")).lines[0]
    with pytest.raises(ReadOnly):
        demo.leads.edit(closed.code, {"topic": "Something else"})
    history = demo.log.history(closed.code, limit=100)
    assert history


def test_arabic_leads_are_found_by_arabic_words_with_and_without_marks(demo: Workspace) -> None:
    for search in ("المدينة", "المدينه", "المَدينة"):
        assert "بن المدينة" in [line.title for line in demo.leads.window(ListQuery(search=search)).lines]


def test_nothing_in_it_is_later_than_its_present(demo: Workspace) -> None:
    with demo.desk.read() as reader:
        for table in ("lead", "activity", "opportunity", "contact", "command_log"):
            column = "at" if table == "command_log" else "created_at"
            latest = reader.scalar(text(f"SELECT max({column}) FROM {table}"))  # noqa: S608 - names of our own
            assert str(latest) <= "2026-11-23T05:00", table


def test_the_file_is_sound(demo: Workspace) -> None:
    with demo.desk.read() as reader:
        assert reader.scalar(text("PRAGMA integrity_check")) == "ok"
        assert reader.rows(text("PRAGMA foreign_key_check")) == []
