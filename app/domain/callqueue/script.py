"""Scripts: what is said, with fields of the lead filled in and parts that depend on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from app.domain.core.field_types.links import Link
from app.domain.core.text import clean_line
from app.words import say

_PLACE: Final = re.compile(r"\{([a-z][a-z0-9_]{0,60})\}")
_IF: Final = re.compile(r"^\s*\[if ([a-z][a-z0-9_]*)(?:\s*=\s*([^\]]*))?\]\s*$")
_ELSE, _END = "[else]", "[end]"


def filled(script: str, values: Mapping[str, Any]) -> str:
    """A script for a lead: places filled in, and of each ``[if field = value] … [else] … [end]`` the part that holds.

    A field that is empty, or that there is none of, leaves a blank to be asked for.

    Args:
        script: As a manager wrote it.
        values: The lead's values, by field code.
    """
    lines: list[str] = []
    holding: list[bool] = []
    for line in script.splitlines():
        branch = _IF.match(line)
        word = line.strip().lower()
        if branch:
            holding.append(_holds(branch, values))
        elif word == _ELSE and holding:
            holding[-1] = not holding[-1]
        elif word == _END and holding:
            holding.pop()
        elif all(holding):
            lines.append(_PLACE.sub(lambda place: _in_words(values.get(place[1])), line))
    return "\n".join(lines).strip()


def _holds(branch: re.Match[str], values: Mapping[str, Any]) -> bool:
    value = _in_words(values.get(branch[1]), blank="")
    wanted = branch[2]
    return bool(value) if wanted is None else value.casefold() == wanted.strip().strip("\"'").casefold()


def _in_words(value: Any, blank: str | None = None) -> str:
    if value is None or value in ("", ()):
        return "…" if blank is None else blank
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return clean_line(str(value.title if isinstance(value, Link) else value))
