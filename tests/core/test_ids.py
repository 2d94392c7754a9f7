"""Identities and the short codes people say aloud."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.ids import CODE_LETTERS, code_for, looks_like_code, new_id, normalise_code

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def test_an_id_is_a_uuid_of_version_7_that_carries_its_moment() -> None:
    made = new_id(NOW)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(NOW.timestamp() * 1000)


def test_ids_grow_even_while_the_clock_stands_or_steps_back() -> None:
    moments = [NOW] * 5000 + [NOW - timedelta(seconds=1)] * 10 + [NOW + timedelta(seconds=1)]
    made = [new_id(moment) for moment in moments]
    assert made == sorted(set(made))


def test_a_clock_moved_far_back_on_purpose_is_believed() -> None:
    new_id(NOW)
    earlier = NOW - timedelta(days=300)
    assert new_id(earlier).int >> 80 == int(earlier.timestamp() * 1000)


def test_threads_never_share_an_id() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: new_id(), range(4000)))
    assert len(set(made)) == len(made)


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        new_id(datetime(2026, 1, 1))  # noqa: DTZ001 - the mistake itself
    with pytest.raises(ValueError, match="1970"):
        new_id(datetime(1960, 1, 1, tzinfo=UTC))


def test_the_first_codes_are_all_different_and_four_characters_long() -> None:
    codes = {code_for("LEAD", n) for n in range(50_000)}
    assert len(codes) == 50_000
    assert {len(code) for code in codes} == {len("LEAD-7Q3F")}


@given(st.integers(0, 32**9), st.integers(0, 32**9))
def test_no_two_numbers_share_a_code(one: int, other: int) -> None:
    assert (code_for("LEAD", one) == code_for("LEAD", other)) == (one == other)


@given(st.integers(0, 32**9))
def test_every_code_looks_like_one_and_survives_being_typed(n: int) -> None:
    code = code_for("lead", n)
    assert code.startswith("LEAD-")
    assert set(code[5:]) <= set(CODE_LETTERS)
    typed = code.lower().replace("0", "o").replace("1", "l")
    assert looks_like_code(typed)
    assert normalise_code(typed) == code


def test_codes_grow_a_character_when_a_length_is_used_up() -> None:
    assert [len(code_for("L", n)) - 2 for n in (0, 32**4 - 1, 32**4, 32**4 + 32**5 - 1, 32**4 + 32**5)] == [
        4,
        4,
        5,
        5,
        6,
    ]


@pytest.mark.parametrize("typed", ["lead 7q3f", " LEAD-7Q3F ", "Lead‑٧q3f", "lead_7q3f"])
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert normalise_code(typed) == "LEAD-7Q3F"


@pytest.mark.parametrize("typed", ["", "sara", "sara@contoso.com", "LEAD-", "LEAD-7U3F", "Contoso Coffee Ltd", "7Q3F"])
def test_other_text_is_no_code(typed: str) -> None:
    assert not looks_like_code(typed)


def test_a_negative_number_has_no_code() -> None:
    with pytest.raises(ValueError, match="from 0"):
        code_for("LEAD", -1)
