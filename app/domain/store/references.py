"""References: which record a person means by a short code, an id, an email or a name; the caller looks up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.domain.core.errors import Ambiguous, NotFound
from app.domain.core.folding import small_ascii
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.core.text import clean_line
from app.words import Message, label, listed, say


class Found(NamedTuple):
    """A record that answers to a reference."""

    id: str
    code: str


Lookup = Callable[[str, str], Sequence[Found]]
"""Finds id and code of the records whose column, the first argument, holds the second; at most `MOST` by a name."""


#: The most records looked up by one name: one more than a message lists, so that it can say there are more.
MOST = 6
_ID_LENGTH = 32


def find_by(look_up: Lookup, ref: str, *, noun: Message, names: Sequence[str] = (), example: str = "") -> str:
    """The id of the one record that a reference names.

    Args:
        look_up: Where records are looked up.
        ref: A short code (in any case), a full id, or one of ``names``.
        noun: What the kind is called, for the message.
        names: Columns in which the reference may stand, such as email and name, compared without case; those of
            other programs' ids, which end in ``_id``, with it.
        example: A short code, for the message.

    Raises:
        NotFound: Nothing answers to it.
        Ambiguous: Several do, and the message names some.
    """
    wanted = clean_line(ref)
    plain = wanted.replace("-", "").lower()
    if len(plain) == _ID_LENGTH and (found := look_up("id", plain)):
        return found[0].id
    if looks_like_code(wanted) and (found := look_up("code", normalise_code(wanted))):
        return found[0].id
    for name in names:
        spelled = (wanted,) if name.endswith("_id") else dict.fromkeys((wanted.lower(), small_ascii(wanted)))
        found = next(filter(None, (look_up(name, each) for each in spelled)), ())
        if len(found) == 1:
            return found[0].id
        if found:
            codes = listed(code for _, code in found[: MOST - 1])
            raise Ambiguous(
                say("Several records are called “{text}”: {codes}.", text=wanted[:60], codes=codes),
                hint=say("Name one by its code."),
            )
    raise NotFound(
        say("There is no {noun} “{text}”.", noun=label(noun), text=wanted[:60]),
        hint=say("Name it by its code, such as {code}.", code=example)
        if example
        else say("Name it by its code, such as the one its list shows."),
    )
