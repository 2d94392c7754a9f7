"""What a table of a definition gets wrong, said in our own words instead of the validator's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from pydantic_core import ErrorDetails

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


def in_our_words(detail: ErrorDetails) -> Said:
    """A mistake in a sentence; one that nobody has words for as the validator says it."""
    known = _SAID.get(detail["type"])
    if known is not None:
        return known(detail.get("ctx", {}))
    message = detail["msg"]
    return said_by_others(f"{message[0].lower()}{message[1:]}.")
