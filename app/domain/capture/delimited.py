"""Text files of separated values: encoding, delimiter and records, one line at a time."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from app.domain.capture.table import Cell, Problems, Record
from app.domain.core.errors import Invalid
from app.words import formats, say

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
"""The characters that may stand between cells, by the names people give them."""

CANDIDATES = (
    "cp1252",
    "cp1256",
    "iso8859_6",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp932",
    "gb18030",
    "big5",
    "euc_kr",
)
"""Encodings that lists of people really come in; a wider choice guesses worse on short texts."""

MAX_CELL = 8 << 20
"""Characters in one cell; longer is a file that is not a list."""

_MAX_LINE = 2 * MAX_CELL
_BLOCK = 1 << 20
_SAMPLE = 1 << 18
_SNIFFED_RECORDS = 200
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def chosen_encoding(encoding: str) -> str:
    """The codec a person named.

    Raises:
        Invalid: There is no such text encoding.
    """
    try:
        # Decoding tells text encodings from codecs such as base64, which are none.
        b"a".decode(encoding, "ignore")
        return codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        raise Invalid(
            say("There is no text encoding called {name}.", name=encoding),
            field="encoding",
            hint=say("Use a name such as utf-8, cp1252 or cp1256, or leave it out to have it detected."),
        ) from error


def chosen_delimiter(delimiter: str) -> str:
    """The delimiter a person named, as a character.

    Raises:
        Invalid: It is neither one of the known names nor a single usable character.
    """
    character = DELIMITERS.get(delimiter.casefold(), "\t" if delimiter == "\\t" else delimiter)
    if len(character) != 1 or character in '"\r\n\0':
        raise Invalid(
            say("{character} cannot stand between cells.", character=repr(delimiter)),
            field="delimiter",
            hint=say("Use comma, semicolon, tab, bar or one other character."),
        )
    return character


def detect_encoding(path: Path) -> tuple[str, str | None]:
    """The encoding of a text file and, when it was guessed from the letters, a notice saying so.

    In order: a byte order mark, UTF-16 by its pattern of zeros, UTF-8 if the whole file is valid (or all
    but a few stray bytes are), then the likeliest of `CANDIDATES`.
    """
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name, None
    wide = detect_wide(head)
    if wide:
        return wide, None
    stray, sample = _scan_utf8(path)
    if not stray:
        return "utf-8", None
    if stray <= sum(1 for character in sample.decode("utf-8", "ignore") if character > "\x7f") // 50:
        return "utf-8", say("A few bytes of the file are not UTF-8.")
    guessed = _guess_legacy(sample)
    return (
        guessed,
        say(
            "The text is read as {encoding}, by its letters; choose another encoding if names look wrong.",
            encoding=guessed,
        ),
    )


def detect_wide(head: bytes) -> str | None:
    """UTF-16 without a mark: plain letters and line ends leave a zero in every other byte."""
    even, odd = head[0:4096:2].count(0), head[1:4096:2].count(0)
    half = max(len(head[:4096]) // 2, 1)
    if odd > half * 0.3 and even < odd / 10:
        return "utf-16-le"
    if even > half * 0.3 and odd < even / 10:
        return "utf-16-be"
    return None


def _scan_utf8(path: Path) -> tuple[int, bytes]:
    """How many places of the file are no UTF-8, and a sample of the lines with letters beyond ASCII."""
    stray, sample = 0, bytearray()
    with path.open("rb") as stream:
        rest = b""
        while block := stream.read(_BLOCK):
            block = rest + block
            cut = len(block) - _unfinished(block)
            rest = block[cut:]
            whole = block[:cut]
            try:
                whole.decode("utf-8")
            except UnicodeDecodeError:
                stray += whole.decode("utf-8", "replace").count("\ufffd")
            if len(sample) < _SAMPLE and not whole.isascii():
                lines = (line for line in whole.splitlines(keepends=True) if not line.isascii())
                for line in lines:
                    sample += line[: _SAMPLE - len(sample)]
        stray += bool(rest)
    return stray, bytes(sample)


def _unfinished(block: bytes) -> int:
    """How many bytes at the end begin a UTF-8 character that the next block finishes."""
    for back in range(1, min(4, len(block)) + 1):
        byte = block[-back]
        if byte >= 0xC0:  # a leading byte; below it are ASCII and continuations
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return back if back < length else 0
        if byte < 0x80:
            return 0
    return 0


def _guess_legacy(sample: bytes) -> str:
    """The likeliest of `CANDIDATES` for bytes that are not UTF-8."""
    words = re.findall(rb"[A-Za-z\x80-\xff]+", sample)
    mixed = [word for word in words if not word.isascii()]
    foreign = sum(sum(1 for byte in word if byte > 0x7F) for word in mixed)
    if foreign * 2 < sum(map(len, mixed)):
        # Accents inside Latin words; short samples of these mislead any statistic of letters.
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(CANDIDATES)).best()
    name = best.encoding if best else "cp1252"
    if name in {"cp1256", "iso8859_6"}:
        # Both give Arabic letters; only the right one gives the article.
        return max(("cp1256", "iso8859_6"), key=lambda codec: sample.decode(codec, "ignore").count("ال"))
    return name


def detect_delimiter(path: Path, encoding: str) -> str:
    """The delimiter that cuts the first records most evenly; a comma for a single column."""
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        sample = stream.read(_SAMPLE)
        whole = len(sample) < _SAMPLE
    declared = re.match(r"sep=(.)\r?\n", sample.lstrip("\ufeff"), re.IGNORECASE)
    if declared:
        return declared.group(1)
    best, best_score = ",", (0.0, 0.0, 0)
    for delimiter in DELIMITERS.values():
        score = _evenness(sample, delimiter, whole=whole)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _evenness(sample: str, delimiter: str, *, whole: bool) -> tuple[float, float, int]:
    """How evenly a delimiter cuts the sample, as figures to compare.

    First the share of records with the commonest width above one (half of it when the first record
    stays in one piece: headings are cut too), then how seldom a space follows the delimiter, as it
    does a comma in prose, then that width.
    """
    problems = Problems()
    records = records_of(io.StringIO(sample, newline=""), delimiter, problems)
    widths = [len(cells) for _, cells in islice(records, _SNIFFED_RECORDS) if cells]
    if not whole and 1 < len(widths) < _SNIFFED_RECORDS:
        widths.pop()
    wide = Counter(width for width in widths if width > 1).most_common(1)
    if not wide:
        return 0.0, 0.0, 0
    width, count = wide[0]
    share = (count - problems.count("stray_quote")) / len(widths)
    tight = 1 - sample.count(f"{delimiter} ") / sample.count(delimiter)
    return (share if widths[0] > 1 else share / 2), tight, width


def read(path: Path, encoding: str, delimiter: str, problems: Problems) -> Generator[Record, None, None]:
    """The records of a text file with their line numbers.

    Raises:
        Invalid: A line or cell is beyond all measure.
    """
    with path.open(encoding=encoding, errors="replace", newline="", buffering=_BLOCK) as stream:
        yield from records_of(stream, delimiter, problems)


def records_of(stream: TextIO, delimiter: str, problems: Problems) -> Iterator[Record]:
    """The records of a text stream, with the number of the line each one starts on.

    A quotation mark that never closes would swallow the rest of the file: such a line is read
    by itself, its marks as plain text, and reading goes on with the next line.
    """
    csv.field_size_limit(MAX_CELL)
    lines = _Lines(stream, problems)
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    while True:
        lines.begin()
        try:
            cells: list[Cell] = list(next(reader))
        except StopIteration:
            return
        except csv.Error:
            problems.note("stray_quote", lines.number)
            cells = list(_plain_cells(lines.first_alone(), delimiter))
            reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
        if lines.number == 1 and cells and str(cells[0]).casefold() == "sep=":
            continue
        yield lines.number, cells


def _plain_cells(line: str, delimiter: str) -> list[str]:
    """A line cut at every delimiter, quotation marks being ordinary unless they enclose a cell."""
    cells = [cell.strip(" ") for cell in line.rstrip("\r\n").split(delimiter)]
    return [_unquoted(cell) for cell in cells]


def _unquoted(cell: str) -> str:
    """A cell without the quotation marks that enclose it."""
    enclosed = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if enclosed else cell


class _Lines:
    """The lines of a stream, remembering those of the record under way so that they can be given back."""

    def __init__(self, stream: TextIO, problems: Problems) -> None:
        self._stream = stream
        self._problems = problems
        self._given_back: deque[str] = deque()
        self._taken: list[str] = []
        self.number = 1
        """The line on which the record under way begins."""

    def begin(self) -> None:
        """The next line starts a new record."""
        self.number += len(self._taken)
        self._taken.clear()

    def first_alone(self) -> str:
        """Keep the first line of the record; the others are read again."""
        self._given_back.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]
        return self._taken[0]

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._given_back:
            line = self._given_back.popleft()
        else:
            line = self._stream.readline(_MAX_LINE)
            if not line:
                raise StopIteration
            line = self._checked(line)
        self._taken.append(line)
        return line

    def _checked(self, line: str) -> str:
        """The line without a byte order mark or NULs; refused when it has no end."""
        number = self.number + len(self._taken)
        if len(line) >= _MAX_LINE:
            raise Invalid(
                say(
                    "Line {number} is longer than {limit} million characters.",
                    number=formats.number(number),
                    limit=_MAX_LINE >> 20,
                ),
                hint=say("Check that the file is a list with one row a line."),
            )
        if number == 1:
            line = line.lstrip("\ufeff")
        if "\0" in line:
            self._problems.note("nul", number)
            line = line.replace("\0", "")
        if "\ufffd" in line:
            self._problems.note("undecodable", number)
        return line
