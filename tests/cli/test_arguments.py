"""Global options may stand anywhere; without a command the workspace opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.arguments import Misuse, Opening, hoisted, opening, wants_json

GLOBAL = [["--json"], ["--read-only"], ["--db", "x.db"], ["--as=amal"], ["--now", "2026-11-23T09:00+04:00"]]


@given(
    command=st.lists(st.text(alphabet="abc= ", min_size=1).filter(lambda word: not word.startswith("-"))),
    places=st.lists(st.tuples(st.integers(0, 10), st.sampled_from(GLOBAL))),
)
def test_global_options_mean_the_same_wherever_they_stand(
    command: list[str], places: list[tuple[int, list[str]]]
) -> None:
    mixed: list[list[str]] = [[word] for word in command]
    for place, option in places:
        mixed.insert(place, option)
    words = [word for part in mixed for word in part]
    found = hoisted(words)
    assert found[len(found) - len(command) :] == command
    assert sorted(found) == sorted(words)


def test_words_after_two_dashes_are_never_options() -> None:
    assert hoisted(["search", "--", "--json"]) == ["search", "--", "--json"]
    assert not wants_json(["search", "--", "--json"])
    assert wants_json(["lead", "list", "--json"])


def test_an_option_without_its_value_is_wrong_usage() -> None:
    with pytest.raises(Misuse, match="--db needs a value") as caught:
        hoisted(["lead", "list", "--db"])
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], Opening()),
        (["--view", "hot"], Opening({}, "hot")),
        (["--db", "x.db", "--as=amal"], Opening({"database": "x.db", "user": "amal"})),
        (["--read-only", "--view=today"], Opening({"read_only": True}, "today")),
    ],
)
def test_without_a_command_the_workspace_opens(words: list[str], expected: Opening) -> None:
    assert opening(words) == expected


@pytest.mark.parametrize(
    "words", [["lead"], ["--help"], ["--json"], ["--db"], ["--db", "x.db", "lead", "list"], ["--bogus"]]
)
def test_everything_else_is_for_the_command_line(words: list[str]) -> None:
    assert opening(words) is None
