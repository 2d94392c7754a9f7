"""The assistant's rules: which state of things makes which card, and what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.assistant.rows import (
    Answer,
    AssistantSettings,
    Card,
    Inputs,
    LeadFacts,
    Likeness,
    OpportunityFacts,
    Plan,
    StateOfCard,
)
from app.domain.assistant.rules import TODAY, URGENCY, cards, kind_of, snoozed_until
from app.domain.core.errors import Invalid

DUBAI = ZoneInfo("Asia/Dubai")
NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""Nine o'clock in Dubai."""
SETTINGS = AssistantSettings()

MEETING = Plan("m", "appointment", "planned", "Visit", NOW, NOW, None, "lead", "l", "Contoso", people=("Sara", "Huda"))
TASK = Plan("t", "task", "open", "Send prices", None, None, NOW, "lead", "l", "Contoso")
LEAD = LeadFacts("l", "Contoso", "open", "lead", False, None, NOW, NOW)
SALE = OpportunityFacts("o", "Machines", "open", None, NOW, NOW)


def made(inputs: Inputs, now: datetime = NOW, zone: ZoneInfo = DUBAI) -> list[tuple[str, str]]:
    return [(card.kind, card.reason) for card in cards(inputs, now, zone, SETTINGS)]


def meeting(minutes: int, length: int = 60) -> Inputs:
    start = NOW + timedelta(minutes=minutes)
    return Inputs(plans=(replace(MEETING, start_at=start, end_at=start + timedelta(minutes=length)),))


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (meeting(20), [("meeting_soon", "in 20 min · with Sara, Huda")]),
        (meeting(30), [("meeting_soon", "in 30 min · with Sara, Huda")]),
        (meeting(31), [("meeting_today", "at 09:31 · with Sara, Huda")]),
        (meeting(-10), [("meeting_soon", "under way since 08:50 · with Sara, Huda")]),
        (meeting(-70), [("recent_meeting", "ended 10 min ago · with Sara, Huda")]),
        (meeting(-90), [("recent_meeting", "ended 30 min ago · with Sara, Huda")]),
        (meeting(-91), []),
        (meeting(15 * 60 - 1), [("meeting_today", "at 23:59 · with Sara, Huda")]),
        (meeting(15 * 60), [("meeting_next", "tomorrow 00:00 · with Sara, Huda")]),
    ],
)
def test_a_meeting_is_soon_today_or_just_over(inputs: Inputs, expected: list[tuple[str, str]]) -> None:
    assert made(inputs) == expected


def test_a_meeting_just_after_midnight_is_soon_although_it_is_tomorrow() -> None:
    now = datetime(2026, 11, 23, 19, 50, tzinfo=UTC)
    plan = replace(MEETING, start_at=now + timedelta(minutes=20), end_at=now + timedelta(minutes=50), people=())
    assert made(Inputs(plans=(plan,)), now) == [("meeting_soon", "in 20 min")]


def test_many_people_are_counted_instead_of_named() -> None:
    plan = replace(MEETING, start_at=NOW + timedelta(minutes=5), end_at=NOW + timedelta(hours=1), people=tuple("ABCDE"))
    assert made(Inputs(plans=(plan,))) == [("meeting_soon", "in 5 min · with A, B, C and 2 more")]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (NOW + timedelta(hours=5), [("due_today", "at 14:00")]),
        (NOW + timedelta(minutes=10), [("due_today", "in 10 min")]),
        (NOW - timedelta(hours=1), [("due_today", "since 08:00")]),
        (datetime(2026, 11, 22, 19, 59, tzinfo=UTC), [("overdue", "1 day late")]),
        (NOW - timedelta(days=3), [("overdue", "3 days late")]),
        (NOW + timedelta(days=1), []),
        (None, []),
    ],
)
def test_a_task_is_due_on_its_day_and_overdue_after_it(due: datetime | None, expected: list[tuple[str, str]]) -> None:
    assert made(Inputs(plans=(replace(TASK, due_at=due),))) == expected


def test_today_is_judged_in_the_users_zone_also_when_it_has_25_hours() -> None:
    berlin, now = ZoneInfo("Europe/Berlin"), datetime(2026, 10, 25, 6, 0, tzinfo=UTC)
    due = datetime(2026, 10, 25, 22, 30, tzinfo=UTC)
    # half past eleven in the evening of the day on which clocks were set back
    assert made(Inputs(plans=(replace(TASK, due_at=due),)), now, berlin) == [("due_today", "at 23:30")]
    assert made(Inputs(plans=(replace(TASK, due_at=due),)), now, DUBAI) == []
    early = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)
    assert made(Inputs(plans=(replace(TASK, due_at=early),)), now, berlin) == [("due_today", "since 00:30")]


def test_a_lead_is_to_be_contacted_on_the_day_and_missed_after_it() -> None:
    for at, expected in (
        (NOW + timedelta(hours=1), [("next_contact_today", "at 10:00")]),
        (NOW - timedelta(days=2), [("next_contact_missed", "2 days late")]),
        (NOW + timedelta(days=1), []),
    ):
        assert made(Inputs(leads=(replace(LEAD, next_contact_at=at),))) == expected


def test_silence_counts_from_the_last_activity_or_from_the_entry() -> None:
    old = NOW - timedelta(days=16)
    assert made(Inputs(leads=(replace(LEAD, last_activity_at=old),))) == [("no_activity", "silent for 16 days")]
    assert made(Inputs(leads=(replace(LEAD, last_activity_at=None, created_at=old),)))
    assert made(Inputs(leads=(replace(LEAD, last_activity_at=NOW - timedelta(days=13)),))) == []
    for quiet in ({"status": "do_not_contact"}, {"do_not_contact": True}, {"state": "qualified"}):
        assert made(Inputs(leads=(replace(LEAD, last_activity_at=old, **quiet),))) == []


@pytest.mark.parametrize(
    ("close", "expected"),
    [
        (date(2026, 11, 23), [("close_soon", "closes today")]),
        (date(2026, 11, 24), [("close_soon", "closes tomorrow")]),
        (date(2026, 11, 30), [("close_soon", "closes Mon 30 Nov")]),
        (date(2026, 12, 1), []),
        (date(2026, 11, 22), [("close_missed", "was to close yesterday")]),
    ],
)
def test_a_close_date_is_soon_for_a_week_and_missed_after_its_day(close: date, expected: list[tuple[str, str]]) -> None:
    assert made(Inputs(opportunities=(replace(SALE, expected_close=close),))) == expected
    assert made(Inputs(opportunities=(replace(SALE, expected_close=close, status="on_hold"),))) == []


def answer(kind: str, id_: str, minutes: int, text: str = "Yes") -> Answer:
    return Answer(kind, id_, "p", "Huda Karim", text, NOW + timedelta(minutes=minutes), "lead", "l", "Contoso")


def test_answers_to_one_post_share_a_card_with_the_latest_on_it() -> None:
    inputs = Inputs(answers=(answer("post_reply", "b", 2, "Ask\nAli"), answer("post_reply", "a", 1)))
    [card] = cards(inputs, NOW, DUBAI, SETTINGS)
    assert (card.title, card.reason) == ("Huda Karim answered your post", "“Ask Ali” · and 1 more")
    assert (card.activity_id, card.at) == ("p", NOW + timedelta(minutes=2))


def test_an_answer_that_mentions_me_too_is_told_once() -> None:
    inputs = Inputs(answers=(answer("mention", "a", 1), answer("post_reply", "a", 1)))
    assert [kind for kind, _ in made(inputs)] == ["post_reply"]


def test_what_two_records_have_in_common_is_named_on_one_card() -> None:
    likeness = Likeness("l", "Contoso", "email", "contact", "c", "CONT-1234", "Sara Nadim")
    others = [replace(likeness, other_id=f"c{number}") for number in range(5)]
    found = cards(Inputs(likenesses=(likeness, replace(likeness, reason="phone"), *others)), NOW, DUBAI, SETTINGS)
    assert found[0].reason == "same email and phone as contact CONT-1234"
    assert found[0].title == "Duplicate of Sara Nadim?"
    assert len(found) == 3


EVERYTHING = Inputs(
    plans=(
        *meeting(20).plans,
        replace(MEETING, id="n", start_at=NOW + timedelta(hours=3), end_at=NOW + timedelta(hours=4)),
        replace(TASK, due_at=NOW - timedelta(days=3)),
        replace(TASK, id="u", due_at=NOW),
    ),
    leads=(replace(LEAD, next_contact_at=NOW - timedelta(days=2), last_activity_at=NOW - timedelta(days=20)),),
    opportunities=(replace(SALE, expected_close=date(2026, 11, 1)),),
    answers=(answer("mention", "a", -5),),
)


def test_the_most_urgent_comes_first_and_older_things_before_newer_ones() -> None:
    assert [kind for kind, _ in made(EVERYTHING)] == [
        "meeting_soon",
        "overdue",
        "next_contact_missed",
        "due_today",
        "meeting_today",
        "close_missed",
        "mention",
        "no_activity",
    ]


def test_a_manager_can_leave_kinds_out_or_bring_them_first() -> None:
    settings = AssistantSettings(off=frozenset({"meeting_soon"}), urgent=frozenset({"mention"}))
    kinds = [card.kind for card in cards(EVERYTHING, NOW, DUBAI, settings)]
    assert "meeting_soon" not in kinds
    assert kinds[0] == "mention"


def test_what_is_put_off_or_dismissed_is_left_out_for_as_long_as_that_counts() -> None:
    task = Inputs(plans=(TASK,))
    [card] = cards(task, NOW, DUBAI, SETTINGS)
    for state, hidden in (
        (StateOfCard(card.key, NOW + timedelta(minutes=1), None), True),
        (StateOfCard(card.key, NOW, None), False),
        (StateOfCard(card.key, None, NOW), True),
        (StateOfCard("due_today:other", None, NOW), False),
    ):
        assert (made(replace(task, states=(state,))) == []) is hidden


def test_a_dismissed_card_comes_again_on_another_occasion() -> None:
    [card] = cards(Inputs(leads=(replace(LEAD, next_contact_at=NOW),)), NOW, DUBAI, SETTINGS)
    later = replace(LEAD, next_contact_at=NOW + timedelta(hours=2))
    dismissed = (StateOfCard(card.key, None, NOW),)
    assert made(Inputs(leads=(later,), states=dismissed)) == [("next_contact_today", "at 11:00")]


def test_putting_off_means_an_hour_for_today_and_a_day_for_the_rest() -> None:
    for kind in URGENCY:
        hours = 1 if kind in TODAY else 24
        assert snoozed_until(f"{kind}:x", NOW, None) == NOW + timedelta(hours=hours)
    assert snoozed_until("mention:x", NOW, NOW + timedelta(minutes=5)) == NOW + timedelta(minutes=5)
    with pytest.raises(Invalid, match="has passed"):
        snoozed_until("mention:x", NOW, NOW)
    with pytest.raises(Invalid, match="is not a card"):
        kind_of("birthday:x")


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(
    now=moments, start=moments, due=moments, zone=st.sampled_from(["Asia/Dubai", "Europe/Berlin", "America/St_Johns"])
)
def test_every_card_has_a_reason_an_action_and_a_kind_we_know(
    now: datetime, start: datetime, due: datetime, zone: str
) -> None:
    inputs = Inputs(
        plans=(
            replace(MEETING, start_at=start, end_at=start + timedelta(hours=1)),
            replace(TASK, due_at=due),
        ),
        leads=(replace(LEAD, next_contact_at=due, last_activity_at=min(start, now)),),
        opportunities=(replace(SALE, expected_close=due.date(), last_activity_at=min(start, now)),),
    )
    found: tuple[Card, ...] = cards(inputs, now, ZoneInfo(zone), SETTINGS)
    assert all(card.reason and card.actions and card.kind in URGENCY for card in found)
    assert [card.urgency for card in found] == sorted(card.urgency for card in found)
    assert len({card.key for card in found}) == len(found)
