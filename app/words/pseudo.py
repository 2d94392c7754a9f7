"""The pseudo language: what every word behind the door looks like, so that one that is not is seen.

Letters are accented, so that no word of a message is plain; a message stands in brackets, is longer by four tenths, as
translations are, and holds right-to-left marks.
"""

from __future__ import annotations

import re
from math import ceil
from typing import Final

from app.words.language import _CONTEXT_END

OPENS: Final = "⟦"
CLOSES: Final = "⟧"
_MARK: Final = "\u200f"
_FILLER: Final = "·"
_ACCENTED: Final = str.maketrans(
    "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz",
    "ÀàƁƀÇçÐđÈèƑƒĜĝĤĥÌìĴĵĶķĻļṀṁÑñÒòƤƥɊɋŔŕŠšŢţÙùṼṽŴŵẊẋÝýŽž",
)
_PLACE: Final = re.compile(r"(\{[^{}]*\})")


class Pseudo:
    """Messages of the pseudo language."""

    def message(self, message: str) -> str:
        """A message accented, lengthened and bracketed; its places stay."""
        text = message.rpartition(_CONTEXT_END)[2]
        accented = "".join(part if at % 2 else part.translate(_ACCENTED) for at, part in enumerate(_PLACE.split(text)))
        return f"{OPENS}{_MARK}{accented}{_FILLER * ceil(len(text) * 0.4)}{_MARK}{CLOSES}" if text else ""

    def plural(self, one: str, many: str, number: int) -> str:
        """The form for a number, likewise."""
        return self.message(one if number == 1 else many)
