"""Typed in one go means typed slowly, however long each step takes: random keys, with every awaited step delayed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.typed.desk import differences, furnish, played
from tests.typed.sequences import sequence, typed

#: Sequences of each test: small enough that a failure is found again in seconds. `make soak` types thousands more.
_EACH = 4
SEEDS = range(0, 8, _EACH)


#: Sequences that ended differently once: the cursor in the row of a list that was passed through while a search was
#: typed, a filter of the timeline that came late and stayed on the next record, a search that kept the line of what was
#: said on the way, the help of a field that a warning had pushed aside for good, the last line of a list as it
#: was, the draft of a form that was emptied again, a search whose words were gone before it was searched, and a dialog
#: that opened while keys waited for the frame of the screen below it, for ever.
FOUND = (1041, 1057, 3018, 3179, 3199, 3287, 21176, 40151, 500057, 500199, 500447, 501179, 501193)


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a few leads, to be copied."""
    database = tmp_path_factory.mktemp("furnished") / "leadline.db"
    furnish(database)
    return database


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [*(range(first, first + _EACH) for first in SEEDS), FOUND], ids=str)
def test_what_is_typed_in_one_go_ends_as_what_is_typed_slowly(
    seeds: Sequence[int], furnished: Path, tmp_path: Path
) -> None:
    for seed in seeds:
        gestures = [sequence(seed)]
        (slowly,) = played(furnished, tmp_path / f"slow-{seed}", gestures, None)
        (quickly,) = played(furnished, tmp_path / f"quick-{seed}", gestures, seed)
        told = differences(quickly, slowly)
        assert not told, f"seed {seed}, keys {gestures[0]}:\n{told}"


#: Choices and links left half-typed, several in one field, a value new to a list, and a call left unlogged.
_HALF_TYPED = (
    ("a", *typed("Visit"), *("tab",) * 4, *typed("sar,hu"), "tab", "ctrl+s"),
    (":", *typed("add stakeholder"), "enter", *typed("hud"), "tab", *typed("cham,dec"), "tab", "5", "ctrl+s", "ctrl+s"),
    (":", *typed("add comp"), "enter", *typed("Lit"), "ctrl+s", ":", *typed("add comp"), "enter", *typed("li"), "tab"),
    ("c", *typed("Rang"), "tab", *typed("left a note"), "ctrl+s", "ctrl+s", "c", "tab", *typed("rea"), "shift+tab"),
    ("c", "escape", "g", *typed("No"), "escape", "t", "u"),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("keys", _HALF_TYPED, ids="".join)
def test_what_is_half_typed_is_taken_alike_however_fast_it_is_left(
    keys: tuple[str, ...], furnished: Path, tmp_path: Path
) -> None:
    (slowly,) = played(furnished, tmp_path / "slow", [[keys]], None)
    for seed in range(2):
        (quickly,) = played(furnished, tmp_path / f"quick-{seed}", [[keys]], seed)
        assert not differences(quickly, slowly)
