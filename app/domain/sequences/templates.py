"""Texts with places, as emails and posts of a sequence have them, filled in for one record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_PLACE: Final = re.compile(r"\{([^{}\n]*)\}")
_WITH_BLANK: Final = re.compile(r"([ \t]?)\{([^{}\n]*)\}")

PLACES: Final = (
    "first_name",
    "last_name",
    "name",
    "company",
    "topic",
    "job_title",
    "city",
    "country",
    "owner",
    "owner_email",
    "owner_phone",
)
"""What may stand in braces."""


def places_in(text: str) -> tuple[str, ...]:
    """The names in a text's braces, in order."""
    return tuple(_PLACE.findall(text))


def filled(text: str, values: Mapping[str, Any]) -> str:
    """A text with its places filled; one that nothing is known for is left out, with the blank before it."""

    def fill(found: re.Match[str]) -> str:
        value = str(values.get(found[2]) or "").strip()
        return f"{found[1]}{value}" if value else ""

    return _WITH_BLANK.sub(fill, text)
