"""Knows columns that say whether somebody may be contacted, in whichever sense and words a program writes them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from app.data_files import data_path
from app.domain.capture.values import words_of
from app.domain.core.amounts import yes_or_no
from app.domain.core.folding import letters_of

PERMISSIONS: Final = frozenset({"do_not_phone", "do_not_email", "do_not_mail", "do_not_contact"})
"""The fields that such columns fill; several columns may fill one, and one of them that forbids is enough."""

#: Headings that may be about a permission, in letters alone; whatever else they fill, a person should know.
_SMELL: Final = re.compile(
    r"opt(?:ed)?(?:in|out)|consent|unsubscri|subscri(?:bed|ption)|donot|dontcall|nocall|nomail|noemail|nocontact|dnc$"
    r"|^dnc|gdpr|permission|permitted|blacklist|suppress|maycontact|maycall|mayemail|cancontact|allow(?:ed)?(?:call"
    r"|email|mail|phone|contact|marketing)|marketingallowed|einwilligung|werbung|موافق|عدمالاتصال|لاتتصل"
)


def permission_of(heading: str) -> tuple[str, bool] | None:
    """The field a heading is about, and whether a yes below it allows; ``None`` where it is about no permission."""
    return _catalogue().get("".join(words_of(heading)))


def smells(heading: str) -> bool:
    """Whether a heading sounds like a permission."""
    return bool(_SMELL.search(letters_of(heading)))


def forbids(text: str, *, allows: bool) -> bool | None:
    """Whether a value below such a heading forbids; ``None`` where nobody can tell.

    Args:
        text: The cell.
        allows: Whether a plain yes allows, as below “Email opt in”.
    """
    letters = letters_of(text)
    said = _words().get(letters)
    if said is not None:
        return said
    plain = yes_or_no(text.strip())
    if plain is None:
        return True if not allows and letters == "x" else None
    return plain is not allows


@cache
def _catalogue() -> Mapping[str, tuple[str, bool]]:
    known: dict[str, tuple[str, bool]] = {}
    for sense, fields in _load().items():
        if sense != "words":
            for code, headings in fields.items():
                known.update({"".join(words_of(each)): (code, sense == "allows") for each in headings})
    return known


@cache
def _words() -> Mapping[str, bool]:
    words = _load()["words"]
    return {letters_of(each): sense == "forbid" for sense, listed in words.items() for each in listed}


@cache
def _load() -> dict[str, Any]:
    with data_path("permissions.toml").open("rb") as stream:
        return tomllib.load(stream)
