"""Workbooks (XLSX, XLSB, ODS, XLS), checked for bombs and read by a process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

from app.domain.capture import workbook_child
from app.domain.capture.heading_rows import HEAD_RECORDS
from app.domain.capture.table import Cell, Problems, Record
from app.domain.core.amounts import parse_currency
from app.domain.core.errors import Invalid
from app.words import Message, formats, say, say_declared

MAX_FILE = 256 << 20
"""Bytes of a workbook as it lies on the disk."""

MAX_UNPACKED = 1536 << 20
"""Bytes of all its parts unpacked."""

MAX_RATIO = 250
"""Unpacked to packed size of one part; real sheets, however repetitive, stay well below."""

MAX_PARTS = 5000

_SMALL_PART = 16 << 20
_MAX_MESSAGE = 64 << 20
_SAVE_AGAIN: Final[Message] = "Open it in a spreadsheet program and save it again as XLSX or as CSV."


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known of a workbook before its rows."""

    sheet: str
    sheets: tuple[str, ...]
    reader: str
    first: tuple[Record, ...]
    """Its first rows, to find the headings in."""


class ReaderStoppedError(Exception):
    """The reading process ended without an answer: it ran into a limit or crashed."""


class UnreadableError(Exception):
    """The reading process said why it could not read the workbook; `code` as the child gives it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def check_archive(path: Path, name: str) -> None:
    """Refuse a zipped workbook that would unpack to far more than it is, before anything unpacks it.

    Raises:
        Invalid: Too large, too many parts, a suspicious ratio, or no whole archive at all.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Invalid(
            say("{file} is a damaged workbook: its archive is incomplete.", file=name), hint=say_declared(_SAVE_AGAIN)
        ) from error
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > _SMALL_PART and part.file_size > MAX_RATIO * max(part.compress_size, 1) for part in parts
    )
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS or swollen:
        raise Invalid(
            say(
                "{file} would unpack to {unpacked} MB from {packed} KB; that is no ordinary workbook and it is not "
                "opened.",
                file=name,
                unpacked=formats.number(unpacked >> 20),
                packed=formats.number(path.stat().st_size >> 10),
            ),
            hint=say("If you trust it, save its sheet as CSV and import that."),
        )


def open_sheet(path: Path, name: str, workbook_format: str, sheet: str | None) -> Opening:
    """Find the sheet to read and a reader that can read it.

    Raises:
        Invalid: No reader could, or there is no such sheet; the message says what can be done.
    """
    if path.stat().st_size > MAX_FILE:
        raise Invalid(
            say("{file} is larger than {limit} MB, the most a workbook may be.", file=name, limit=MAX_FILE >> 20),
            hint=say("Save its sheet as CSV and import that; a CSV file may be much larger."),
        )
    failures: list[Exception] = []
    for reader in ("calamine", "openpyxl") if workbook_format == "xlsx" else ("calamine",):
        try:
            with closing(_messages(path, sheet, reader)) as messages:
                head = next(messages)
                first = tuple(islice(_records(messages, Problems()), HEAD_RECORDS))
        except (ReaderStoppedError, UnreadableError) as error:
            failures.append(error)
            if isinstance(error, UnreadableError) and error.code in {"sheet", "password"}:
                break
            continue
        return Opening(head["sheet"], tuple(head["sheets"]), reader, first)
    raise _refusal(name, sheet, failures[-1])


def read(path: Path, name: str, opening: Opening, problems: Problems) -> Generator[Record, None, None]:
    """The rows of an opened sheet with their row numbers; the process ends with the iteration.

    Raises:
        Invalid: The workbook turned out unreadable part of the way.
    """
    with closing(_messages(path, opening.sheet, opening.reader)) as messages:
        try:
            next(messages)
            yield from _records(messages, problems)
        except (ReaderStoppedError, UnreadableError) as error:
            raise _refusal(name, opening.sheet, error) from error


def _records(messages: Iterator[Any], problems: Problems) -> Iterator[Record]:
    """The rows among the messages after the first."""
    for number, row, *far in messages:
        if far:
            problems.note("far_cell", number)
        yield number, [_decode(cell) if isinstance(cell, dict) else cell for cell in row]


def _messages(path: Path, sheet: str | None, reader: str) -> Generator[Any, None, None]:
    """What the reading process says, message by message, up to and without its end mark."""
    command = [sys.executable, "-I", workbook_child.__file__, "--reader", reader]
    if sheet is not None:
        command += [f"--sheet={sheet}"]
    with subprocess.Popen(  # noqa: S603 - our own reader; the path is one argument, no shell
        [*command, "--", str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None  # noqa: S101 - it was asked for as a pipe
        try:
            while line := process.stdout.readline(_MAX_MESSAGE):
                try:
                    message = json.loads(line)
                except ValueError as error:
                    raise ReaderStoppedError from error
                if isinstance(message, dict) and "error" in message:
                    raise UnreadableError(message["error"], message["message"])
                if isinstance(message, dict) and "end" in message:
                    return
                yield message
            raise ReaderStoppedError
        finally:
            process.kill()


def _decode(cell: dict[str, Any]) -> Cell:
    """A date, moment, time or amount as the child wrote it."""
    kind, text = next(iter(cell.items()))
    if kind == "c":
        number, shown, currency = text
        return str(shown) if _is_currency(currency) else number
    if kind == "d":
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if kind == "m" else time.fromisoformat(text)


@cache
def _is_currency(name: str) -> bool:
    try:
        return bool(parse_currency(name))
    except Invalid:
        return False


def _refusal(name: str, sheet: str | None, error: Exception) -> Invalid:
    """The refusal in words a person can act on."""
    if isinstance(error, ReaderStoppedError) or (isinstance(error, UnreadableError) and error.code == "memory"):
        return Invalid(
            say("{file} asks for more memory or time than a workbook may, and was not read.", file=name),
            hint=say("If you trust it, save its sheet as CSV and import that."),
        )
    code, message = (error.code, error.message) if isinstance(error, UnreadableError) else ("damaged", "")
    if code == "sheet":
        what = (
            say("{file} has no sheet called {sheet}.", file=name, sheet=sheet)
            if sheet
            else say("{file} has no sheet with cells.", file=name)
        )
        return Invalid(what, field="sheet", hint=say("Leave the sheet out to read the first one."))
    if code == "password":
        return Invalid(
            say("{file} is protected by a password.", file=name),
            hint=say("Save a copy without the password and import that."),
        )
    why = say("the archive inside is incomplete") if code == "incomplete" else message
    if why:
        return Invalid(say("{file} is a damaged workbook: {why}.", file=name, why=why), hint=say_declared(_SAVE_AGAIN))
    return Invalid(say("{file} is a damaged workbook.", file=name), hint=say_declared(_SAVE_AGAIN))
