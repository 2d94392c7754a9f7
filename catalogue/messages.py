"""What a message is to the catalogues, and where the messages of which part of the program are kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCES: Final = ROOT / "app"
WORDS: Final = ROOT / "data" / "words"
#: The languages there are catalogues of.
TRANSLATED: Final = ("ar",)

Key: TypeAlias = tuple[str, str, str]
"""What tells messages apart: the English, the English for several (or nothing), the context (or nothing)."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message somewhere in the code.

    Attributes:
        key: What tells it from others.
        place: The file it is in, from the root.
        line: Its line there.
    """

    key: Key
    place: str
    line: int

    @property
    def area(self) -> str:
        """The part of the program whose catalogue it is kept in."""
        return area_of(self.place)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a message or a translation.

    Attributes:
        where: A file and a line, or a catalogue.
        what: One sentence, with the fix.
    """

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def area_of(place: str) -> str:
    """The part of the program a file belongs to: an area of the domain, else a floor."""
    parts = Path(place).parts
    if parts[0] != "app":
        return parts[1] if len(parts) > 2 else Path(parts[-1]).stem
    if len(parts) == 2:
        return "app"
    return parts[2] if parts[1] == "domain" and len(parts) > 3 else parts[1]
