"""Searching: the words that a text to look for is made of."""

from __future__ import annotations

from typing import Final

from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.words import Message, formats, say, say_declared

#: The longest search in characters and in words; databases limit the size of a pattern and of an expression.
LONGEST_SEARCH: Final = 30_000
MOST_WORDS: Final = 100

_HINT: Final[Message] = "Name a few words that the record holds."


def search_words(text: str) -> list[str]:
    """The folded words of a search, each once.

    Raises:
        Invalid: They are longer, or more, than a database looks for at once.
    """
    if len(text) > LONGEST_SEARCH:
        raise Invalid(
            say(
                "The search is {length} characters long; at most {most} are looked for.",
                length=formats.number(len(text)),
                most=formats.number(LONGEST_SEARCH),
            ),
            field="search",
            hint=say_declared(_HINT),
        )
    words = list(dict.fromkeys(fold(text).split()))
    if len(words) > MOST_WORDS:
        raise Invalid(
            say(
                "The search has {length} different words; at most {most} are looked for.",
                length=formats.number(len(words)),
                most=MOST_WORDS,
            ),
            field="search",
            hint=say_declared(_HINT),
        )
    return words
