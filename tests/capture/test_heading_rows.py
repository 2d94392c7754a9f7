"""The headings of a list, whatever stands above them; rows that are no records, whatever they look like."""

from __future__ import annotations

import pytest

from app.domain.capture.heading_rows import Layout, lay_out
from app.domain.leads.records import Lead
from tests.capture.clerk import Clerk


def laid_out(text: str) -> Layout:
    """The layout of a small list, its cells parted by bars."""
    records = [(line, row.split("|")) for line, row in enumerate(text.splitlines(), 1)]
    return lay_out("list.csv", records, header=None)


@pytest.mark.parametrize(
    ("text", "after", "headings"),
    [
        ("By owner||\nGenerated 2026-03-01||\n||\nName|Email|Company\nMona|m@a.example|A", 4, "Name|Email|Company"),
        ("Report:|Leads|\nDate:|2026-03-01|\nName|Email|Company\nMona|m@a.example|Alpha", 3, "Name|Email|Company"),
        ("My leads|\nName|Email\nMona|m@a.example\nNoor|n@a.example", 2, "Name|Email"),
        ("Name|\nMona|tall\nNoor|small", 1, "Name"),
        ("تقرير العملاء||\nالاسم|البريد الإلكتروني|الشركة\nمنى|m@a.example|ألفا", 2, "الاسم|البريد الإلكتروني|الشركة"),
        ("Name|Phone||City\n|Mobile|Work phone|\nMona|050|04|Dubai", 2, "Name|Phone Mobile|Phone Work phone|City"),
        ("|Home||Work|\nName|Zip|City|Zip|City\nMona|1 A|X|2 B|Y", 2, "Name|Home Zip|Home City|Work Zip|Work City"),
        ("Name||City\nMona|tall|Dubai\nNoor|small|Cairo", 1, "Name|Column 2|City"),
        ("Ann|ann@a.example|+971501234511\nBob|bob@a.example|+971501234512", 0, "Column 1|Column 2|Column 3"),
        ("Email\nm@a.example\nn@a.example", 1, "Email"),
    ],
)  # fmt: skip
def test_the_headings_are_found(text: str, after: int, headings: str) -> None:
    layout = laid_out(text)
    assert (layout.after, "|".join(layout.headings)) == (after, headings)


@pytest.mark.parametrize(
    ("row", "is_record"),
    [
        ("Total||2", False),
        ("Grand Totals (245 records)||", False),
        ("المجموع||12,500", False),
        ("Summe||1.234,50", False),
        ("Total|info@total.example|Total SE", True),
        ("Total||", True),
        ("TotalEnergies||5", True),
        ("Confidential Information - Do Not Distribute||", False),
        ("Copyright (c) 2026 Contoso||", False),
        ("Page 1 of 3||", False),
        ("Page Turner|page@a.example|", True),
        ("Mona||", True),
    ],
)
def test_totals_and_lines_below_a_list_are_no_records(row: str, is_record: bool) -> None:
    layout = laid_out("Name|Email|Employees\nMona|m@a.example|3")
    assert (layout.apart(row.split("|")) == "") is is_record


def test_headings_that_come_again_are_passed_over_and_totals_set_aside_by_name(sqlite_clerk: Clerk) -> None:
    report = sqlite_clerk.file("report.csv", "Name,Email,Budget", "Mona,m@a.example,5", "name,EMAIL,Budget", "Total,,5")

    result = sqlite_clerk.take(report)

    assert [lead.name for lead in sqlite_clerk.all(Lead)] == ["Mona"]
    assert (result.created, result.failed) == (1, 1)
    assert result.failed_rows.reasons == [(4, "“Total” is a row of totals.")]
    assert [(each.kind, each.lines) for each in result.problems if each.kind == "heading_again"] == [
        ("heading_again", (3,))
    ]
