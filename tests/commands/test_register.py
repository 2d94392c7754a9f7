"""The register of commands: one declaration gives keys, key line, palette, help and remapping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key

from app.commands.catalogue import every_command
from app.commands.chords import Chords, Press
from app.commands.command import Command, around
from app.commands.keys import display_key, spelled
from app.commands.register import Register
from app.domain.core.errors import Invalid
from app.widgets.keyed import key_of


@pytest.fixture
def register() -> Register:
    return Register()


def test_no_key_means_two_things_in_one_place(register: Register) -> None:
    assert len({command.id for command in register}) == len(register.commands)


def test_every_command_says_in_one_sentence_what_it_does() -> None:
    for command in every_command():
        assert command.help.endswith("."), command.id
        assert "!" not in command.help
        assert all(key == spelled(key) for key in command.keys), command.id


def test_what_a_command_takes_over_is_a_command_whose_key_it_has() -> None:
    by_id = {command.id: command for command in every_command()}
    for command in every_command():
        for other in command.over:
            assert set(command.keys) & set(by_id[other].keys), f"{command.id} takes nothing over from {other}"


@pytest.mark.parametrize(
    ("key", "id"),
    [("c", "lead.call"), ("m", "lead.mail"), ("a", "lead.appointment"), ("t", "lead.task"), ("o", "lead.note"),
     ("p", "lead.post"), ("s", "stages.open"), ("Q", "lead.qualify"), ("D", "lead.disqualify"), ("w", "lead.assign"),
     ("r", "lead.next_contact"), ("k", "move.up"), ("u", "undo"), ("ctrl+r", "redo"), (".", "repeat"),
     ("]", "record.next"),
     ("ctrl+q", "quit"), ("n", "lead.add"), ("e", "lead.edit"), ("/", "search.here"), ("?", "help"), (":", "palette")],
)  # fmt: skip
def test_a_lead_answers_to_the_keys_of_the_specification(register: Register, key: str, id: str) -> None:
    command = register.for_key(["list", "lead"], key)
    assert command is not None
    assert command.id == id


def test_the_innermost_place_has_the_key_first(register: Register) -> None:
    def runs(place: str, key: str) -> str:
        command = register.keys_at([place, "lead"])[key]
        return command.id

    assert runs("timeline", "/") == "timeline.find"
    assert runs("timeline", "enter") == "entry.open"
    assert runs("stakeholders", "e") == "stakeholder.edit"
    assert runs("stakeholders", "c") == "lead.call"
    assert runs("competitors", "n") == "competitor.add"
    assert runs("assistant", "x") == "assistant.dismiss"


def test_the_key_line_begins_with_the_commands_of_the_place(register: Register) -> None:
    words = [f"{hint.key} {hint.word}" for hint in register.key_line(["timeline", "lead"])]
    assert words[0] == "↵ open"
    assert "c call" in words
    assert words[-2:] == [": commands", "? keys"]


def test_help_shows_only_keys_that_work_here(register: Register) -> None:
    ids = {command.id for _, commands in register.help(["timeline", "lead"]) for command in commands}
    assert "timeline.find" in ids
    assert "search.here" not in ids, "the timeline has taken its only key"
    assert "stakeholder.add" not in ids


def test_under_its_heading_the_help_begins_with_what_takes_back_and_ends_with_leaving(register: Register) -> None:
    own = [command.id for command in register.commands if command.group == "Leadline"]
    assert own == [
        "undo",
        "redo",
        "history",
        "repeat",
        "theme.switch",
        "language.switch",
        "import.file",
        "direction.ask",
        "stop",
        "quit",
    ]


def test_the_palette_offers_also_what_has_no_key(register: Register) -> None:
    ids = [command.id for command in register.palette(["lead"])]
    assert "theme.switch" in ids
    assert "move.down" not in ids


def test_keys_can_be_remapped_and_everything_follows() -> None:
    register = Register.remapped({"lead.call": ["Ctrl+G", "gx"], "theme.switch": "f9"})
    assert register["lead.call"].keys == ("ctrl+g", "g x")
    assert [hint.key for hint in register.key_line(["lead"]) if hint.word == "call"] == ["ctrl+g"]
    assert ("theme.switch", "f9", "app", "Chooses the colours.") in register.table()


def test_a_clash_is_refused_with_both_names() -> None:
    with pytest.raises(Invalid) as refused:
        Register.remapped({"lead.note": "c"})
    assert "Log a call" in str(refused.value)
    assert "Write a note" in str(refused.value)


def test_a_clash_with_a_place_around_is_refused_too() -> None:
    with pytest.raises(Invalid, match=r"lead\.call.*timeline\.filter|timeline\.filter.*lead\.call"):
        Register.remapped({"timeline.filter": "c"})


def test_a_key_that_begins_a_chord_is_taken() -> None:
    with pytest.raises(Invalid, match=r"move\.first"):
        Register.remapped({"lead.call": "g"})


def test_two_places_that_are_never_open_together_may_share_a_key() -> None:
    assert Register.remapped({"assistant.snooze": "f5", "stakeholder.add": "f5"})["assistant.snooze"].keys == ("f5",)


def test_an_unknown_command_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(Invalid, match=r"Did you mean “lead\.call”"):
        Register.remapped({"lead.cal": "c"})


@pytest.mark.parametrize("key", ["hyper+x", "", "ctrl", "three keys here", "shift+a"])
def test_a_key_no_terminal_sends_is_refused(key: str) -> None:
    with pytest.raises(Invalid, match="is not a key"):
        Register.remapped({"lead.call": key})


def test_quit_cannot_be_remapped_away() -> None:
    assert Register.remapped({"quit": ["f10"]})["quit"].keys == ("ctrl+q", "f10")
    assert Register.remapped({"quit": []})["quit"].keys == ("ctrl+q",)
    with pytest.raises(Invalid, match="quit"):
        Register.remapped({"lead.call": "ctrl+q"})


def test_an_event_is_spelled_as_the_register_spells_keys() -> None:
    assert key_of(Key("G", "G")) == "G"
    assert key_of(Key("greater_than_sign", ">")) == ">"
    assert key_of(Key("space", " ")) == "space"
    assert key_of(Key("ctrl+r", None)) == "ctrl+r"


def test_a_chord_waits_for_its_second_key(register: Register) -> None:
    keys, chords = register.keys_at(["list", "lead"]), Chords()
    assert chords.press("g", keys) == Press("g", used=True)
    assert chords.press("g", keys) == Press("g g", used=True, command=register["move.first"])
    assert chords.press("g", keys) == Press("g", used=True)
    assert chords.press("m", keys) == Press("m"), "the second key keeps its own meaning"
    assert chords.press("m", keys) == Press("m")


def test_places_around_a_place_are_places() -> None:
    outermost = {"app", "dialog", "search", "notes"}
    for place in {place for command in every_command() for place in command.places}:
        assert outermost.intersection((place, *around(place))), place


@given(st.text(max_size=12))
def test_any_spelling_is_understood_or_refused(key: str) -> None:
    try:
        canonical = spelled(key)
    except Invalid:
        return
    assert spelled(canonical) == canonical
    assert display_key(canonical)


def test_a_command_names_its_action_and_its_word() -> None:
    command = Command("lead.next_contact", "Next contact", ("r",), "Sets it.", "Lead")
    assert command.action == "lead_next_contact"
    assert command.word == "next"
