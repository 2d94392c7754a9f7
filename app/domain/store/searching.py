"""Searching: what makes a row hold the words of a search, a phone number in whatever spelling."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy import ColumnElement, FromClause, Table, and_, or_, select, true

from app.domain.core.phones import dialled_digits, looks_dialled, sought_digits
from app.domain.core.searching import search_words
from app.domain.store.base import Base, hanging_tables


def found_in(table: FromClause, text: str, region: str = "") -> ColumnElement[bool]:
    """That a record, or a further way to reach it, holds every word of a search; a phone in whatever spelling.

    Args:
        table: The kind's table.
        text: What was typed.
        region: ISO 3166 code for phone numbers without a country.

    Raises:
        Invalid: There are more words, or longer ones, than a database looks for.
    """
    words = and_(true(), *(_word_in(table, word) for word in search_words(text)))
    return or_(words, *_dialled_in(table, text, region)) if looks_dialled(text) else words


def phrase_in(table: FromClause, phrase: str) -> ColumnElement[bool]:
    """That a record, or a further way to reach it, holds a folded phrase as it is; a phone in whatever spelling."""
    held = _holds(table, phrase)
    return or_(held, *_dialled_in(table, phrase, "")) if looks_dialled(phrase) else held


def _word_in(table: FromClause, word: str) -> ColumnElement[bool]:
    held = _holds(table, word)
    digits = dialled_digits(word) if looks_dialled(word) else ""
    return or_(held, _holds(table, digits)) if digits and digits != word else held


def _holds(table: FromClause, part: str) -> ColumnElement[bool]:
    """That a record's own text, or that of a further way to reach it, holds a part."""
    own = (table.c.search_text if "search_text" in table.c else table.c.name_key).contains(part, autoescape=True)
    if "phone_e164" not in table.c:
        return own
    further = (
        select(each.c.record_id).where(each.c.search_text.contains(part, autoescape=True)) for each in _further()
    )
    return or_(own, *(table.c.id.in_(ids) for ids in further))


def _dialled_in(table: FromClause, text: str, region: str) -> Iterator[ColumnElement[bool]]:
    """That it holds the number, or one without a country that is written alike."""
    held, bare = sought_digits(text, region)
    yield from (_holds(table, digits) for digits in held)
    if bare and "phone_digits" in table.c:
        yield and_(table.c.phone_e164.is_(None), table.c.phone_digits.in_(bare))


@cache
def _further() -> tuple[Table, ...]:
    """The tables of what hangs on records and is searched with them."""
    return tuple(each for each in hanging_tables(Base.metadata.tables) if "search_text" in each.c)
