"""Identities: time-ordered ids for the database, and short codes for people."""

from __future__ import annotations

import re
import secrets
import threading
import time
import unicodedata
import uuid
from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_COUNTER_BITS: Final = 26
_RANDOM_BITS: Final = 48
# A clock set back by less keeps the order of ids; one set back further was moved on purpose.
_HICCUP_MS: Final = 60_000


class _Sequence:
    """The last moment and counter given out, shared by the threads of the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ms = -1
        self._counter = 0

    def following(self, ms: int) -> tuple[int, int]:
        """The moment in milliseconds and the counter of the next id, above all before it."""
        with self._lock:
            if self._ms - _HICCUP_MS < ms <= self._ms:
                self._counter += 1
                if self._counter >> _COUNTER_BITS:
                    self._ms, self._counter = self._ms + 1, 0
            else:
                # Half the range stays free above the start, so that the counter has room.
                self._ms, self._counter = ms, secrets.randbits(_COUNTER_BITS - 1)
            return self._ms, self._counter


_SEQUENCE: Final = _Sequence()


def new_id(now: datetime | None = None) -> uuid.UUID:
    """A new identity: a UUID of version 7, later ones greater within the process.

    Source: RFC 9562, section 5.7 and, for the counter of 26 bits, section 6.2 method 1.

    Args:
        now: The moment to carry, aware; the system's time without it.

    Raises:
        ValueError: ``now`` has no offset, or lies before 1970.
    """
    if now is None:
        wanted = time.time_ns() // 1_000_000
    elif now.tzinfo is None:
        raise ValueError("an id needs a moment with an offset")
    else:
        wanted = (now - _EPOCH) // timedelta(milliseconds=1)
    if wanted < 0:
        raise ValueError("an id needs a moment after 1970")
    ms, counter = _SEQUENCE.following(wanted)
    high, low = counter >> 14, counter & 0x3FFF
    value = ms << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    return uuid.UUID(int=value)


#: Crockford's base 32: no I, L, O or U.
CODE_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHORTEST_CODE: Final = 4
_CODE: Final = re.compile(rf"[A-Z]{{2,8}}-[{CODE_LETTERS}]{{4,12}}")
_TYPED_CODE: Final = re.compile(r"([A-Z]{2,8})[\s_-]+([0-9A-Z]{4,12})")
_MISREAD: Final = str.maketrans("OIL", "011")


def code_for(kind_prefix: str, n: int) -> str:
    """The short code of the n-th record of a kind, such as ``LEAD-7Q3F``.

    The same number always has the same code and no two share one; neighbours look nothing alike, so a
    misheard code does not name the record beside it. The first 32⁴ numbers have four characters, the
    next 32⁵ five, and so on.

    Args:
        kind_prefix: The kind in two to eight letters.
        n: The record's number, from 0.

    Raises:
        ValueError: ``n`` is negative.
    """
    if n < 0:
        raise ValueError("a code needs a number from 0")
    length = _SHORTEST_CODE
    while n >= 32**length:
        n -= 32**length
        length += 1
    scrambled = _scramble(n, 5 * length)
    letters = (CODE_LETTERS[scrambled >> 5 * place & 31] for place in reversed(range(length)))
    return f"{kind_prefix.upper()}-{''.join(letters)}"


def normalise_code(text: str) -> str:
    """The code as it is stored, of what a person typed: ``lead 7q3f`` and ``LEAD-7Q3F`` are the same.

    Behind the prefix O is read as 0, I and L as 1. What does not look like a code comes back trimmed.
    """
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", plain)
    if not plain.isascii():
        plain = "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in plain)
    typed = _TYPED_CODE.fullmatch(plain)
    return f"{typed[1]}-{typed[2].translate(_MISREAD)}" if typed else text.strip()


def looks_like_code(text: str) -> bool:
    """Whether a person may mean a short code; whether a record has it is another question."""
    return _CODE.fullmatch(normalise_code(text)) is not None


def _scramble(n: int, bits: int) -> int:
    """A one-to-one mixing of the numbers below 2**bits (odd multipliers and shifted xors)."""
    mask = (1 << bits) - 1
    for multiplier, constant in ((0x9E3779B97F4A7C15, 0x2545F491), (0xD1342543DE82EF95, 0x5851F42D)):
        n = (n * multiplier + constant) & mask
        n ^= n >> (bits // 2)
    return n * 0xBF58476D1CE4E5B9 & mask
