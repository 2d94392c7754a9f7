"""The keyboard: a paste is text, whatever it holds and however it arrives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from app.domain.core.text import clean_prose
from app.widgets.keyboard import SafeParser

BEGIN, END = "\x1b[200~", "\x1b[201~"


def read(*chunks: str) -> list[Message]:
    parser = SafeParser()
    return [event for chunk in chunks for event in parser.feed(chunk)]


def pasted(found: list[Message]) -> list[str]:
    return [event.text for event in found if isinstance(event, events.Paste)]


def pressed(found: list[Message]) -> list[str]:
    return [event.key for event in found if isinstance(event, events.Key)]


def test_an_escape_inside_a_paste_does_not_turn_the_rest_into_keys() -> None:
    found = read(f"{BEGIN}Contoso\x1b[31mQ\x13\x11\rD\x1b{END}")
    assert (pasted(found), pressed(found)) == (["ContosoQ\nD"], [])


def test_keys_before_and_after_a_paste_are_pressed() -> None:
    found = read(f"a{BEGIN}b\x1b{END}c")
    assert (pasted(found), pressed(found)) == (["b"], ["a", "c"])


@given(text=st.text(max_size=40).filter(lambda text: END not in text), at=st.data())
def test_a_paste_is_the_same_wherever_the_reading_cuts_it(text: str, at: st.DataObject) -> None:
    whole = f"x{BEGIN}{text}{END}y"
    cut = at.draw(st.integers(1, len(whole) - 1))
    found = read(whole[:cut], whole[cut:])
    assert "".join(pasted(found)) == clean_prose(text)
    assert pressed(found) == ["x", "y"]


def test_sequences_of_keys_are_left_as_they_are() -> None:
    assert pressed(read("\x1b[A", "\x1b[", "B", "\x1b[1;5C")) == ["up", "down", "ctrl+right"]
