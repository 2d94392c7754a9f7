"""Small lists of a kind met in the exports of others: each comes in as a person would read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.leads.records import Lead
from tests.capture.clerk import Clerk

LISTS = Path(__file__).with_name("lists")

Case = Callable[[Clerk], None]


def in_region(clerk: Clerk, region: str) -> Clerk:
    """The same clerk where numbers without a country are meant in this one."""
    return replace(clerk, desk=replace(clerk.desk, region=region))


def country_column(clerk: Clerk) -> None:
    """National numbers are those of the country in their own row, whatever the settings say."""
    for region in ("", "AE"):
        taken = in_region(clerk, region).take(LISTS / "country_column.csv")
        numbers = ["+971500001100", "+33612003456", "+447700900123", "+49301234567"]
        assert [lead.phone_e164 for lead in clerk.all(Lead)] == numbers
        clerk.undo(taken.seq)


CASES: tuple[Case, ...] = (country_column,)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_list_of_another_program_comes_in_as_it_is_meant(case: Case, sqlite_clerk: Clerk) -> None:
    case(sqlite_clerk)
