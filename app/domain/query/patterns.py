"""Texts compared in SQL as people mean them: without case and, where it is kept, in folded form."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, or_
from sqlalchemy.sql import ColumnElement

from app.domain.core.folding import fold, like_pattern

_ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def one_of(column: ColumnElement[Any], values: Sequence[str]) -> ColumnElement[bool]:
    """Whether a column holds one of the values; a single one is compared plainly, so that indexes keep order."""
    return column == values[0] if len(values) == 1 else column.in_(values)


def spelled(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Whether a column holds the text, in any case."""
    return one_of(func.lower(column), spellings(text))


def holds(column: ColumnElement[Any], text: str, folded: ColumnElement[Any] | None = None) -> ColumnElement[bool]:
    """Whether a column holds the text somewhere, in any case.

    Args:
        column: The column.
        text: What to find; nothing in it is a wildcard.
        folded: The column that holds the folded form, where there is one.
    """
    choices = [func.lower(column).like(f"%{like_pattern(each)}%", escape="\\") for each in spellings(text)]
    if folded is not None and fold(text):
        choices.append(folded.like(f"%{like_pattern(fold(text))}%", escape="\\"))
    return or_(*choices)


def spellings(text: str) -> list[str]:
    """The forms in which a lower-cased column may hold a text.

    SQLite's ``lower`` leaves letters beyond ASCII as they are, PostgreSQL's does not; so the text is
    tried as typed, in lower case, in capitals, with capital initials, and folded.
    """
    plain = " ".join(text.split())
    if plain.isascii():
        return [plain.lower()]
    forms = (plain, plain.lower(), plain.upper(), plain.title(), plain.capitalize(), fold(plain))
    return list(dict.fromkeys(form.translate(_ASCII_LOWER) for form in forms if form))
