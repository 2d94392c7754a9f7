"""Permissions: the columns of many programs that say who may not be contacted, in either sense and in their words."""

from __future__ import annotations

import pytest

from app.domain.capture.headings import recognise
from app.domain.capture.permissions import forbids
from app.domain.leads.records import Lead
from app.domain.people.records import Contact
from tests.capture.clerk import Clerk


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Do not allow Phone Calls", "do_not_phone"),
        ("donotbulkemail", "do_not_email"),
        ("HasOptedOutOfEmail", "do_not_email"),
        ("DoNotCall", "do_not_phone"),
        ("Email Opt Out", "do_not_email"),
        ("Unsubscribed from all email", "do_not_email"),
        ("unsubscribed", "do_not_email"),
        ("blog_subscriber", "do_not_email"),
        ("is_blacklisted", "do_not_email"),
        ("Email Marketing Status", "do_not_email"),
        ("Consent to contact", "do_not_contact"),
        ("لا تتصل", "do_not_phone"),
    ],
)
def test_headings_of_other_programs_are_known_for_leads_and_contacts(heading: str, field: str) -> None:
    for kind in ("lead", "contact"):
        found = recognise(heading, kind)
        assert found is not None
        assert found.target == field


@pytest.mark.parametrize(
    ("text", "allows", "forbidden"),
    [
        ("Do Not Allow", False, True),
        ("Allow", False, False),
        ("unsubscribed", True, True),
        ("subscribed", False, False),
        ("1", False, True),
        ("1", True, False),
        ("no", True, True),
        ("x", False, True),
        ("maybe", False, None),
    ],
)
def test_a_value_forbids_by_its_own_word_else_by_the_sense_of_the_heading(
    text: str, *, allows: bool, forbidden: bool | None
) -> None:
    assert forbids(text, allows=allows) is forbidden


def test_of_several_columns_one_that_forbids_is_enough(sqlite_clerk: Clerk) -> None:
    lines = ("Mona,Allow,Do Not Allow", "Noor,Allow,Allow", "Ali,,")
    list_ = sqlite_clerk.file("d.csv", "Full Name,Do not allow Emails,Do not allow Bulk Emails", *lines)
    sqlite_clerk.take(list_, kind="contact")
    assert {each.name: each.do_not_email for each in sqlite_clerk.all(Contact)} == {
        "Mona": True,
        "Noor": False,
        "Ali": False,
    }


def test_what_sounds_like_a_permission_and_is_not_read_is_said_loudly(sqlite_clerk: Clerk) -> None:
    unknown = sqlite_clerk.look(sqlite_clerk.file("a.csv", "Name,GDPR flag", "Mona,level 2", "Noor,level 3"))
    assert any(notice.startswith("ATTENTION: GDPR flag sounds like a permission") for notice in unknown.notices)
    partly = sqlite_clerk.file("b.csv", "Name,Do Not Call", "Mona,yes", "Noor,perhaps")
    with sqlite_clerk.capture.open(partly) as plan:
        assert any("“perhaps” cannot be read" in notice for notice in plan.notices)
        taken = sqlite_clerk.capture.run(plan)
    assert any("perhaps" in warning.message for warning in taken.warnings)
    assert {lead.name: lead.do_not_phone for lead in sqlite_clerk.all(Lead)} == {"Mona": True, "Noor": False}
