"""Completion as you type: the fields, operators and values that may stand where the cursor is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.query.ast import ME, Text
from app.domain.query.errors import QueryProblem
from app.domain.query.names import FieldNames
from app.domain.query.parser import LONGEST_QUERY
from app.domain.query.tokens import Token, cleaned, tokens_of
from app.words import say

#: The most completions offered at once.
MOST_OFFERED = 20

_PHRASES = ("in (", "not in (", "is empty", "is not empty")


@dataclass(frozen=True, slots=True)
class Completion:
    """Something that may stand at the cursor.

    Attributes:
        text: What to put into the query, in place of the characters from ``start`` to ``end``.
        label: What it is called, for the list.
        kind: What it is.
        start: Where the part to replace begins, in characters from 0.
        end: Where it ends: the cursor.
    """

    text: str
    label: str
    kind: Literal["field", "operator", "value", "word"]
    start: int
    end: int


Offer = tuple[str, str, Literal["field", "operator", "value", "word"]]


def complete(
    text: str, cursor: int, fields: Sequence[Field], known: Mapping[str, Sequence[str]] | None = None
) -> list[Completion]:
    """What may stand at the cursor, the likeliest first.

    Args:
        text: The query as far as it is written; it may be unfinished or wrong.
        cursor: Where the cursor stands, in characters from 0.
        fields: The fields of the records that are asked for, custom ones included.
        known: Further values to offer, by a field's code or type, such as the names of users under ``user``.
    """
    cursor = max(0, min(cursor, len(text)))
    if cursor > LONGEST_QUERY:
        return []
    before = tokens_of(cleaned(text[:cursor]), forgiving=True)[:-1]
    place = _place_of(before, cursor)
    names = FieldNames(fields)
    offers = _offers(place, names, known or {})
    wanted = fold(place.typed.replace("_", " "))
    found = [each for each in offers if each[0] != place.typed and _matches(wanted, each)]
    found.sort(key=lambda each: not _begins(wanted, each))
    return [Completion(*each, place.start, cursor) for each in found[:MOST_OFFERED]]


@dataclass(frozen=True, slots=True)
class _Cursor:
    """What stands before the cursor: whole tokens, and the part of one that is being typed."""

    whole: Sequence[Token]
    typed: str
    start: int


def _place_of(tokens: Sequence[Token], cursor: int) -> _Cursor:
    last = tokens[-1] if tokens else None
    if last is None or last.place.end < cursor or last.kind not in {"word", "unclosed", "operator"}:
        partial: Sequence[Token] = ()
    else:
        partial = tokens[-1:]
    whole = tokens[: len(tokens) - len(partial)]
    if _listed_field(whole) is not None:  # in a list the words of a value need no quotation marks
        first = len(whole)
        while first and whole[first - 1].kind == "word":
            first -= 1
        partial, whole = [*whole[first:], *partial], whole[:first]
    typed = " ".join(each.text for each in partial)
    return _Cursor(whole, typed, partial[0].place.start if partial else cursor)


def _listed_field(tokens: Sequence[Token]) -> Token | None:
    """The name of the field in whose list of values the tokens end, if they do."""
    for index in range(len(tokens) - 1, 1, -1):
        if tokens[index].kind == "close":
            return None
        if tokens[index].kind == "open":
            named = index - 3 if index > 2 and tokens[index - 2].says("not") else index - 2
            return tokens[named] if tokens[index - 1].says("in") else None
    return None


def _offers(place: _Cursor, names: FieldNames, known: Mapping[str, Sequence[str]]) -> Iterable[Offer]:
    whole = place.whole
    listed = _listed_field(whole)
    if listed is not None:
        return _values(_field(listed, names), known)
    if len(whole) > 1 and whole[-1].kind == "operator":
        return _values(_field(whole[-2], names), known)
    subject = _field(whole[-1], names) if whole and not _is_value(whole) else None
    if subject is not None:
        return _operators(subject)
    if len(whole) > 1 and whole[-1].says("is") and _field(whole[-2], names):
        return [(each, each, "operator") for each in ("empty", "not empty")]
    return [*_words(whole), *((each.code, each.label, "field") for each in names.fields)]


def _field(token: Token, names: FieldNames) -> Field | None:
    if token.kind not in {"word", "quoted"}:
        return None
    try:
        return names.find(token.text, token.place)
    except QueryProblem:
        return None


def _is_value(tokens: Sequence[Token]) -> bool:
    """Whether the last token is the value of a comparison."""
    return len(tokens) > 1 and tokens[-2].kind == "operator"


def _operators(subject: Field) -> list[Offer]:
    signs = (*subject.field_type.comparison.signs, *_PHRASES)
    return [(sign, f"{subject.label} {sign}", "operator") for sign in signs]


def _words(whole: Sequence[Token]) -> Iterator[Offer]:
    ready = bool(whole) and whole[-1].kind not in {"open", "operator"} and not whole[-1].says("and", "or", "not")
    for word in ("and", "or", "not") if ready else ("not",):
        yield word, word, "word"


def _values(subject: Field | None, known: Mapping[str, Sequence[str]]) -> Iterator[Offer]:
    if subject is None:
        return
    if subject.field_type.link == "user":
        yield ME, say("Me"), "value"
    for code, label in subject.choices:
        yield str(Text(code)), label, "value"
    ready = subject.field_type.query_words
    for value in dict.fromkeys((*ready, *known.get(subject.code, ()), *known.get(subject.type, ()))):
        yield str(Text(value)), value, "value"


def _matches(wanted: str, offer: Offer) -> bool:
    return any(wanted in fold(name.replace("_", " ").strip('"')) for name in offer[:2])


def _begins(wanted: str, offer: Offer) -> bool:
    return any(fold(name.replace("_", " ").strip('"')).startswith(wanted) for name in offer[:2])
