"""Keys: how they are written in the configuration, and shown to people."""

from __future__ import annotations

from typing import Final
from unicodedata import combining

from app.commands.arabic_keys import arabic_twin
from app.domain.core.errors import Invalid
from app.words import say

_NAMED: Final = {
    "enter": "enter",
    "return": "enter",
    "esc": "escape",
    "escape": "escape",
    "tab": "tab",
    "space": "space",
    "backspace": "backspace",
    "delete": "delete",
    "del": "delete",
    "insert": "insert",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
    "home": "home",
    "end": "end",
    "pageup": "pageup",
    "pgup": "pageup",
    "pagedown": "pagedown",
    "pgdn": "pagedown",
    "comma": ",",
    "plus": "+",
    **{f"f{number}": f"f{number}" for number in range(1, 13)},
}
_SHOWN: Final = {
    "enter": "↵",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "delete": "del",
    "pageup": "pgup",
    "pagedown": "pgdn",
}
#: What a vowel sign is shown on, which has no place of its own.
_CARRIER: Final = "\N{ARABIC TATWEEL}"
_MODIFIERS: Final = ("ctrl", "alt", "super", "shift")


def spelled(key: str) -> str:
    """A key in its one canonical spelling: ``esc`` is ``escape``, ``gg`` is ``g g``, ``Ctrl+R`` is ``ctrl+r``.

    Args:
        key: A key as a person writes it.

    Raises:
        Invalid: No terminal sends such a key.
    """
    parts = key.split()
    if not key.replace(" ", "").isprintable():
        raise _unknown(key)
    if len(parts) == 2:
        return " ".join(_single(part, key) for part in parts)
    if len(parts) != 1:
        raise _unknown(key)
    only = parts[0]
    if len(only) == 2 and only.lower() not in _NAMED:
        return f"{only[0]} {only[1]}"
    return _single(only, key)


def display_key(key: str) -> str:
    """A canonical key as the key line and the help show it: ``ctrl+r``, ``↵``, ``gg``."""
    if " " in key:
        return "".join(display_key(part) for part in key.split())
    *modifiers, last = key.rsplit("+", 1) if len(key) > 1 else [key]
    return "+".join((*modifiers, _SHOWN.get(last, last)))


def on_both_keyboards(key: str) -> str:
    """A canonical key as it is shown to somebody with an Arabic keyboard: both letters where they differ, ``q ض``."""
    twin = arabic_twin(key)
    if len(twin) == 1 and combining(twin):
        twin = f"{_CARRIER}{twin}"
    return f"{display_key(key)} {twin}" if twin else display_key(key)


def is_printable(key: str) -> bool:
    """Whether a text field would take the key as text, so that it runs nothing there."""
    return len(key) == 1 or key == "space" or " " in key


def _single(part: str, whole: str) -> str:
    if len(part) == 1:
        return part
    *modifiers, last = part.lower().rsplit("+") if not part.endswith("++") else [*part[:-2].lower().split("+"), "+"]
    if any(modifier not in _MODIFIERS for modifier in modifiers):
        raise _unknown(whole)
    name = _NAMED.get(last, last if len(last) == 1 and modifiers else "")
    if not name or (modifiers == ["shift"] and len(name) == 1):
        raise _unknown(whole)
    return "+".join((*modifiers, name))


def _unknown(key: str) -> Invalid:
    return Invalid(
        say("“{key}” is not a key.", key=key[:40]),
        hint=say("Write one character, two in a row such as “gg”, or a name such as “ctrl+r”, “enter” or “f5”."),
    )
