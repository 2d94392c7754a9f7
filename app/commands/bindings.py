"""Bindings: the register as Textual wants it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.binding import Binding

from app.commands.keys import arabic_twin, shown

if TYPE_CHECKING:
    from textual.events import Key

    from app.commands.command import Place
    from app.commands.register import Register


def bindings(register: Register, *places: Place) -> list[Binding]:
    """The bindings for a widget, screen or app that stands for these places.

    Each runs the action named after its command (``lead.call`` runs ``action_lead_call``). Keys of two in a row
    are left to ``Chords``; on an Arabic keyboard the same keys work. Fixed keys go before everything.

    Args:
        register: The commands with this user's keys.
        places: Whose commands to bind: those that belong to one of them.
    """
    made = []
    for command in register:
        if not set(places).intersection(command.places):
            continue
        for key in command.keys:
            if " " in key:
                continue
            names = [_name(key), *filter(None, (arabic_twin(key),))]
            made.append(
                Binding(
                    ",".join(names),
                    command.action,
                    command.label,
                    show=False,
                    key_display=shown(key),
                    priority=command.fixed,
                    tooltip=command.help,
                )
            )
    return made


def bind(target: object, register: Register, places: Sequence[Place]) -> None:
    """Give a widget, screen or app the bindings of these places, in place of those it had by the same keys.

    Args:
        target: A Textual node; its class's own bindings for other keys stay.
        register: The commands with this user's keys.
        places: Whose commands to bind.
    """
    from textual.binding import BindingsMap
    from textual.dom import DOMNode

    if isinstance(target, DOMNode):
        target._bindings = BindingsMap.merge([target._bindings, BindingsMap(bindings(register, *places))])  # noqa: SLF001 - Textual has no public way to bind per instance


def key_of(event: Key) -> str:
    """The key of an event as the register spells it."""
    if event.is_printable and event.character and event.character != " ":
        return event.character
    return event.key


def _name(key: str) -> str:
    return "comma" if key == "," else key
