"""A file of numbers, read line by line: whatever its size, only a few lines are in memory at a time."""

from __future__ import annotations

import codecs
import csv
import os
import re
import shutil
import stat
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from app.domain.core.errors import Invalid
from app.domain.core.outputs import new_file, reason
from app.domain.core.phones import is_given_out, parse_phone, quick_e164
from app.domain.core.text import for_display
from app.words import Said, say

#: Marks that some programs write first, and the encoding they stand for.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: How other files begin that are no text.
_OTHERS: Final = (b"PK\x03\x04", b"\x1f\x8b", b"%PDF", b"\xd0\xcf\x11\xe0", b"SQLite format 3\x00")
_LONGEST_LINE: Final = 500
_PORTION: Final = 1 << 18
_SHOWN: Final = 60
_CELLS: Final = re.compile(r"[,;\t|]")
_FEWEST_DIGITS: Final = 5
_EXAMPLES: Final = 20


class Line(NamedTuple):
    """A line of a file.

    Attributes:
        at: Its place, from 1.
        text: What stands there.
        number: The number as E.164; empty where it is none.
    """

    at: int
    text: str
    number: str


class BrokenLines:
    """Lines that were no number. Memory does not grow with their number.

    Attributes:
        count: How many.
        first: The first ones: line, text and why.
    """

    def __init__(self) -> None:
        self.count = 0
        self.first: list[tuple[int, str, Said]] = []
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - it lives as long as this does
            max_size=1 << 20, mode="w+", encoding="utf-8", newline=""
        )
        weakref.finalize(self, self._file.close)
        self._writer = csv.writer(self._file)

    def add(self, line: Line, why: Said) -> None:
        """Keep a line."""
        self.count += 1
        text = line.text[:_LONGEST_LINE]
        if len(self.first) < _EXAMPLES:
            self.first.append((line.at, for_display(text)[:_SHOWN], why))
        self._writer.writerow((line.at, f"'{text}" if text.startswith(("=", "@")) else text, why))

    def save(self, path: Path) -> None:
        """Write the lines to a new file that only its owner can read, each with its place and why.

        Raises:
            Invalid: There is something of that name already, or the file cannot be made.
        """
        self._file.seek(0)
        with new_file(path, "broken_to") as fresh, fresh.open("w", encoding="utf-8-sig", newline="") as target:
            shutil.copyfileobj(self._file, target)
        self._file.seek(0, 2)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to be read from its beginning.

    Raises:
        Invalid: There is none, it is no plain file, or it may not be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Invalid(
                    say("{file} is no file with lines.", file=for_display(str(path))),
                    field="file",
                    hint=say("Name a text file, or - for standard input."),
                )
            yield file
    except OSError as problem:
        raise Invalid(
            say("{file} cannot be read: {reason}.", file=for_display(str(path)), reason=reason(problem)), field="file"
        ) from problem
    except ValueError as problem:  # a path with a null character
        raise Invalid(say("{file} cannot be read.", file=for_display(str(path))), field="file") from problem


def lines_of(stream: BinaryIO, region: str) -> Iterator[Line]:
    """The lines of a file that are not empty, each with the number that stands first in it.

    A first line without digits is a heading, and one that begins with ``#`` is a comment.

    Args:
        stream: The file, from its beginning.
        region: The country (ISO 3166, two letters) whose national numbers are meant.

    Raises:
        Invalid: It is no text.
    """
    country, heading = region.upper(), True
    for at, text in enumerate(_texts(stream), start=1):
        text = text.strip()  # noqa: PLW2901 - what is around it does not count
        if not text or text.startswith("#"):
            continue
        number = quick_e164(text, country) or _number_in(text, country)
        if number or not heading or any(map(str.isdecimal, text)):
            yield Line(at, text, number)
        heading = False


def why_broken(line: Line, region: str) -> Said:
    """Why a line is no number."""
    if len(line.text) >= _LONGEST_LINE:
        return say("the line is too long")
    if "\N{REPLACEMENT CHARACTER}" in line.text or "\0" in line.text:
        return say("it is no text")
    if sum(map(str.isdecimal, line.text)) < _FEWEST_DIGITS:
        return say("there is no number in it")
    if not region and "+" not in line.text:
        return say("it names no country; --country says which is meant")
    return say("it is no number that is given out")


def _number_in(text: str, region: str) -> str:
    """The number that stands first in a line, whatever stands around it; empty for none."""
    for cell in (text, *(cell.strip(" \"'") for cell in _CELLS.split(text))):
        if sum(map(str.isdecimal, cell)) >= _FEWEST_DIGITS:
            try:
                found = parse_phone(cell[:_LONGEST_LINE], region).e164
            except Invalid:
                continue
            if found and is_given_out(found):
                return found
    return ""


def _texts(stream: BinaryIO) -> Iterator[str]:
    """The lines of a file as text; one that has no end is cut."""
    portion = stream.read(_PORTION)
    if portion.startswith(_OTHERS):
        raise Invalid(
            say("The file is no text."), field="file", hint=say("Save it as CSV or text, one number on each line.")
        )
    encoding = "utf-8"
    for mark, meant in _MARKS:
        if portion.startswith(mark):
            portion, encoding = portion[len(mark) :], meant
            break
    decoder, rest = codecs.getincrementaldecoder(encoding)(errors="replace"), ""
    while portion:
        text = rest + decoder.decode(portion)
        *whole, rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        yield from (each[:_LONGEST_LINE] for each in whole)
        portion = stream.read(_PORTION)
        while len(rest) >= _LONGEST_LINE and portion and b"\n" not in portion and encoding == "utf-8":
            portion = stream.read(_PORTION)  # a line without an end is not kept
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest[:_LONGEST_LINE]
