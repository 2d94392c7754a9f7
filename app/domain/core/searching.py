"""Searching: the words that a text to look for is made of."""

from __future__ import annotations

from typing import Final

from app.domain.core.errors import Invalid
from app.domain.core.folding import fold

#: The longest search in characters and in words; databases limit the size of a pattern and of an expression.
LONGEST_SEARCH: Final = 30_000
MOST_WORDS: Final = 100

_HINT: Final = "Name a few words that the record holds."


def search_words(text: str) -> list[str]:
    """The folded words of a search, each once.

    Raises:
        Invalid: They are longer, or more, than a database looks for at once.
    """
    if len(text) > LONGEST_SEARCH:
        raise Invalid(
            f"The search is {len(text):,} characters long; at most {LONGEST_SEARCH:,} are looked for.",
            field="search",
            hint=_HINT,
        )
    words = list(dict.fromkeys(fold(text).split()))
    if len(words) > MOST_WORDS:
        raise Invalid(
            f"The search has {len(words):,} different words; at most {MOST_WORDS} are looked for.",
            field="search",
            hint=_HINT,
        )
    return words
