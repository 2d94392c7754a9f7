"""References: which record a person means by a short code, an id, an email or a name; SQL is somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from app.domain.core.errors import Ambiguous, NotFound
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.core.text import clean_line
from app.domain.store.reading import NamedReader

Lookup = Callable[[str, str], Sequence[Sequence[str]]]
"""Finds id and code of the records whose column, the first argument, holds the second; at most `MOST` by a name."""

#: Records of one name that are told apart, and one more.
MOST = 6
_ID_LENGTH = 32


def find_by(look_up: Lookup, ref: str, *, noun: str, names: Sequence[str] = ()) -> str:
    """The id of the one record that a reference names.

    Args:
        look_up: Where records are looked up.
        ref: A short code (in any case), a full id, or one of ``names``.
        noun: What the kind is called, for the message.
        names: Columns in which the reference may stand, such as email and name, compared without case; those of
            other programs' ids, which end in ``_id``, with it.

    Raises:
        NotFound: Nothing answers to it.
        Ambiguous: Several do, and the message names some.
    """
    wanted = clean_line(ref)
    plain = wanted.replace("-", "").lower()
    if len(plain) == _ID_LENGTH and (found := look_up("id", plain)):
        return found[0][0]
    if looks_like_code(wanted) and (found := look_up("code", normalise_code(wanted))):
        return found[0][0]
    for name in names:
        found = look_up(name, wanted if name.endswith("_id") else wanted.lower())
        if len(found) == 1:
            return found[0][0]
        if found:
            codes = ", ".join(code for _, code in found[: MOST - 1])
            raise Ambiguous(f"Several records are called “{wanted[:60]}”: {codes}.", hint="Name one by its code.")
    raise NotFound(f"There is no {noun} “{wanted[:60]}”.", hint=f"Name it by its code, such as {_example(noun)}.")


def find_named(reader: NamedReader, kind: str, ref: str, names: Sequence[str]) -> str:
    """The id of the record of a kind that a reference names, by the kind's named statements."""
    return find_by(partial(_by_statement, reader, kind), ref, noun=kind, names=names)


def lookup_name(kind: str, column: str) -> str:
    """What the statement is called that looks records of a kind up by a column."""
    return f"{kind}.by.{column}"


def _by_statement(reader: NamedReader, kind: str, column: str, wanted: str) -> Sequence[Sequence[str]]:
    return reader.named(lookup_name(kind, column), wanted=wanted)


def _example(noun: str) -> str:
    return {
        "lead": "LEAD-7Q3F",
        "opportunity": "OPP-5K2D",
        "contact": "CONT-2M8X",
        "account": "ACC-9T4B",
    }.get(noun, "the one its list shows")
