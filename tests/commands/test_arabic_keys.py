"""Keys on an Arabic keyboard: each works by its place on the keyboard, wherever it has a meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from app.commands.arabic_keys import arabic_twin, in_latin, tells_layout
from app.commands.chords import Chords
from app.commands.command import Command, Place, around
from app.commands.keys import is_printable, on_both_keyboards
from app.commands.register import Register

REGISTER = Register()
LIGATURES = {"لا": "ﻻ", "لأ": "ﻷ", "لإ": "ﻹ", "لآ": "ﻵ"}


def every_letter_key() -> Iterator[tuple[Place, str]]:
    """Each key that gives a character, with each place in which it does something."""
    for place in sorted({place for command in REGISTER for place in command.places}):
        for key in REGISTER.keys_at((place, *around(place))):
            if is_printable(key) and key != "space":
                yield place, key


def run_by(
    text: str, places: tuple[Place, ...], *, layout_is_arabic: bool = True, register: Register = REGISTER
) -> str:
    """The id of the command that a text runs, typed one character after the other; empty where it runs none."""
    keys: Mapping[str, Command] = register.keys_at(places)
    chords, found = Chords(), ""
    for character in text:
        press = chords.press(character, keys, layout_is_arabic=layout_is_arabic)
        command = press.command or (None if press.used else keys.get(press.key))
        found = command.id if command else ""
    return found


@pytest.mark.parametrize(("place", "key"), [*every_letter_key()])
def test_every_key_works_by_its_arabic_letter(place: Place, key: str) -> None:
    places = (place, *around(place))
    wanted = REGISTER.keys_at(places)[key].id
    given = arabic_twin(key) or key.replace(" ", "")
    assert run_by(given, places) == wanted
    if given in LIGATURES:
        assert run_by(LIGATURES[given], places, layout_is_arabic=False) == wanted
    if not given.isascii():
        assert run_by(given, places, layout_is_arabic=False) == wanted, "the letter itself tells the layout"


def test_a_mark_of_both_layouts_is_the_capital_only_on_an_arabic_one() -> None:
    assert run_by("]", ("lead",), layout_is_arabic=False) == "record.next"
    assert run_by("]", ("lead",)) == "lead.disqualify"
    assert run_by("/", ("list",), layout_is_arabic=False) == "search.here"
    assert run_by("/", ("list",)) == "search.here", "no command has the L of that key there"
    assert run_by("د", ("lead",)) == "record.next"


def test_lam_waits_for_its_alef_and_both_keep_their_own_meaning() -> None:
    assert run_by("لا", ("details",)) == "details.blanks"
    assert run_by("لا", ("list",)) == "move.left", "where the two letters are no key together"
    assert run_by("لل", ("list",)) == "move.first"
    assert run_by("للا", ("details",)) == "move.left"
    assert run_by("لخ", ("lead",)) == "made.go"
    assert run_by("gا", ("details",)) == "move.left", "a Latin g is no lam"


def test_lam_waits_where_no_chord_begins_with_its_key() -> None:
    register = Register.remapped({"move.first": "home", "made.go": []})
    assert run_by("لأ", ("list",), register=register) == "move.last"
    assert run_by("لك", ("list",), register=register) == ""


def test_a_key_of_the_configuration_that_is_an_arabic_letter_is_meant_itself() -> None:
    register = Register.remapped({"lead.note": "ؤ"})
    assert run_by("ؤ", ("lead",), register=register) == "lead.note"
    assert run_by("c", ("lead",), register=register) == "lead.call"
    chord = Register.remapped({"lead.note": "ص ص"})
    assert run_by("صص", ("lead",), register=chord) == "lead.note"


def test_digits_of_every_keyboard_are_digits() -> None:
    assert run_by("٣", ("lead",)) == run_by("۳", ("lead",)) == "screen.pipeline"


@pytest.mark.parametrize(("key", "latin"), [("ctrl+س", "ctrl+s"), ("ctrl+shift+ض", "ctrl+shift+q"), ("f5", "f5")])
def test_keys_with_ctrl_go_by_their_place_too(key: str, latin: str) -> None:
    assert in_latin(key) == latin


def test_letters_tell_the_layout_and_marks_of_both_do_not() -> None:
    assert [tells_layout(each) for each in ("س", "s", "]", "1", "é", "ﻻ")] == [True, False, None, None, None, True]


def test_both_letters_are_shown_where_they_differ() -> None:
    shown = {key: on_both_keyboards(key) for key in ("q", "Q", "g g", "G", "1", "ctrl+s", "enter", "D")}
    assert shown == {
        "q": "q ض",
        "Q": "Q ـَ",
        "g g": "gg لل",
        "G": "G لأ",
        "1": "1",
        "ctrl+s": "ctrl+s",
        "enter": "↵",
        "D": "D ]",
    }
    assert ("undo", "u ع  ctrl+z", "app", REGISTER["undo"].help) in REGISTER.table(arabic_too=True)
