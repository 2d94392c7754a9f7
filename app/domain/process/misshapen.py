"""What a table of a definition gets wrong, said in our own words instead of the validator's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from pydantic_core import ErrorDetails

from app.domain.process.mistakes import Found
from app.words import Said, listed, said_by_others, say

_Limits = Mapping[str, Any]
_SAID: Final[Mapping[str, Callable[[_Limits], Said]]] = {
    "model_type": lambda _: say("it is not a table."),
    "control_character": lambda _: say("holds a control character."),
    "form_needs": lambda limits: say('a step of kind "{kind}" needs {key}.', kind=limits["kind"], key=limits["key"]),
    "form_takes_no": lambda limits: say(
        'a step of kind "{kind}" takes no {key}.', kind=limits["kind"], key=limits["key"]
    ),
    "literal_error": lambda limits: say("input should be {expected}.", expected=_one_of(limits["expected"])),
    "string_type": lambda _: say("input should be a valid string."),
    "int_type": lambda _: say("input should be a valid integer."),
    "bool_type": lambda _: say("input should be a valid boolean."),
    "list_type": lambda _: say("input should be a valid list."),
    "string_too_short": lambda limits: say(
        "string should have at least {number} character.", number=limits["min_length"]
    ),
    "string_too_long": lambda limits: say(
        "string should have at most {number} characters.", number=limits["max_length"]
    ),
    "greater_than_equal": lambda limits: say("input should be greater than or equal to {number}.", number=limits["ge"]),
    "less_than_equal": lambda limits: say("input should be less than or equal to {number}.", number=limits["le"]),
}
"""What is said of a mistake, by the validator's name of it."""


def _one_of(expected: str) -> str:
    """The values that may stand somewhere, as the validator lists them."""
    *several, last = re.split(", | or ", expected)
    return say("{several} or {last}", several=listed(several), last=last) if several else last


def _in_our_words(detail: ErrorDetails) -> Said:
    """A mistake in a sentence; one that nobody has words for as the validator says it."""
    known = _SAID.get(detail["type"])
    if known is not None:
        return known(detail.get("ctx", {}))
    message = detail["msg"]
    return said_by_others(f"{message[0].lower()}{message[1:]}.")


def misshapen(detail: ErrorDetails) -> Found:
    """A mistake that the validator found, in our words."""
    at, kind, limits = detail["loc"], detail["type"], detail.get("ctx", {})
    key = at[-1] if at else ""
    if key in ("stages", "steps") and kind in ("missing", "too_short"):
        message = say("it has no stages.") if key == "stages" else say("it has no steps.")
        return Found(at[:-1], message, say("Add at least one."), spot=at)
    if kind == "too_long":
        number, most = limits["actual_length"], limits["max_length"]
        too_many = _TOO_MANY.get(str(key), _too_many_of(str(key)))(number, most)
        return Found(at[:-1], too_many, say("Make several of it."), spot=(*at, most))
    if kind == "missing":
        return Found(at[:-1], say('"{key}" is missing.', key=key))
    if kind == "extra_forbidden":
        message = say("{key} is not known here.", key=repr(str(key)[:40]))
        return Found(at[:-1], message, say("Take it out."), spot=at)
    if kind == "string_pattern_mismatch":
        hint = say("Start with a small letter, then up to 39 of a-z, 0-9 and _.")
        return Found(at, say("it is not a code."), hint)
    return Found(at, _in_our_words(detail))


_TOO_MANY: Final[Mapping[str, Callable[[int, int], Said]]] = {
    "stages": lambda number, most: say("it has {number} stages; {most} are allowed.", number=number, most=most),
    "steps": lambda number, most: say("it has {number} steps; {most} are allowed.", number=number, most=most),
    "next": lambda number, most: say("it has {number} branches; {most} are allowed.", number=number, most=most),
    "roles": lambda number, most: say("it has {number} roles; {most} are allowed.", number=number, most=most),
}
"""What is said of a list that is too long, by its key."""


def _too_many_of(key: str) -> Callable[[int, int], Said]:
    return lambda number, most: say("it has {number} {key}; {most} are allowed.", number=number, key=key, most=most)
