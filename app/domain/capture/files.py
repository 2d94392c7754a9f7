"""Opens a person's list, whatever it is called: a workbook or a text file, by what is in it."""

from __future__ import annotations

import mmap
import stat
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import ExitStack, closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from app.domain.capture import delimited, spreadsheets
from app.domain.capture.heading_rows import HEAD_RECORDS, lay_out
from app.domain.capture.table import Cell, Problems, Record, Table, Tally
from app.domain.core.errors import Invalid, NotFound
from app.words import Message, Said, WordsByCode, formats, label, listed, say, say_declared

__all__ = ["Cell", "Record", "Table", "Tally", "open_table"]

MAX_TEXT_FILE = 8 << 30
"""Bytes of a text file; it is read a line at a time."""

MAX_PIPED = 1 << 30
"""Bytes of what is piped in: it has no end that could be looked at beforehand."""

MAX_PIPED_LINES = 2_000_000

_HEAD = 8192
_OTHERS_NAMED = 5
"""Sheets that are named beside the one that is read."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_CSV: Final[Message] = "Save the list as CSV or XLSX and import that."
_UNPACK: Final[Message] = "Unpack it and import the list inside."
_STRANGERS: Final[tuple[tuple[bytes, Message], ...]] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM\x00", "a bitmap image"),
    (b"RIFF", "a media file"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
)
_TEXT_STRANGERS: Final[WordsByCode] = (
    ("<!doctype html", "a web page"),
    ("<html", "a web page"),
    ("<table", "a web page"),
    ("<?xml", "an XML document"),
    ("begin:vcard", "a vCard file"),
    ("{", "a JSON file"),
    ("[{", "a JSON file"),
)
_ENDINGS = {"csv": {"csv", "tsv", "tab", "txt", ""}, "xlsx": {"xlsx", "xlsm"}}
_FORMAT_NAMES: Final[Mapping[str, Message]] = {
    "csv": "a text file",
    "xlsx": "an Excel workbook (XLSX)",
    "xlsb": "a binary Excel workbook (XLSB)",
    "ods": "an OpenDocument spreadsheet (ODS)",
    "xls": "an old Excel workbook (XLS)",
}
_CONTROLS = bytes(range(9)) + b"\x0b" + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"


def open_table(
    source: Path | str | BinaryIO,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header: bool | None = None,
) -> Table:
    """Open a list for import, by its content and not by its name.

    Args:
        source: The file; ``-`` or a binary stream is copied to a private temporary file first.
        sheet: The sheet of a workbook by name or number; the first visible one if left out.
        encoding: The text's encoding; detected if left out.
        delimiter: comma, semicolon, tab, bar or a character; detected if left out.
        header: Whether the first row holds headings; judged by its values if left out.

    Raises:
        NotFound: There is no such file.
        Invalid: It is no list, is damaged, or an option does not fit; the message says what to do.
    """
    with ExitStack() as resources:
        path, name = _on_disk(source, resources)
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        if not size:
            raise Invalid(
                say("{file} is empty.", file=name), hint=say("Choose a file with a heading row and data below it.")
            )
        found = _recognise(path, name, head)
        notices = _misnamed(name, found)
        if found == "csv":
            table = _open_text(path, name, size, encoding, delimiter, header=header)
        else:
            if found != "xls":
                spreadsheets.check_archive(path, name)
            table = _open_workbook(path, name, found, sheet, header=header)
        table.notices = (*notices, *table.notices)
        table.resources = resources.pop_all()
        return table


def _standard_input() -> BinaryIO:
    """What is piped in."""
    if sys.stdin is None:  # its reader closed it
        raise Invalid(say("Standard input is closed."), field="path", hint=say("Name a file, or pipe one in."))
    return sys.stdin.buffer


def _on_disk(source: Path | str | BinaryIO, resources: ExitStack) -> tuple[Path, str]:
    """A regular file to read, and what to call it."""
    source = _standard_input() if source == "-" else source
    if not isinstance(source, (str, Path)):
        name = say("standard input").in_language("en")
        return _spooled(source, say("Standard input"), resources), name
    if not str(source).strip() or source == Path():
        raise Invalid(say("No file is named."), field="path", hint=say("Name a file with a list in it."))
    path = Path(source).expanduser()
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise Invalid(
                say("{file} is a folder, not a file.", file=path.name or path), hint=say("Name the file inside it.")
            )
        if stat.S_ISFIFO(mode):
            with path.open("rb") as stream:
                return _spooled(stream, path.name.capitalize(), resources), path.name
        if not stat.S_ISREG(mode):
            raise Invalid(
                say("{file} is a device, not a file.", file=path.name), hint=say("Name a file with a list in it.")
            )
        with path.open("rb"):
            return path, path.name
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(
            say("There is no file {file}.", file=path), hint=say("Check the path and the spelling.")
        ) from error
    except PermissionError as error:
        raise Invalid(
            say("{file} may not be read.", file=path), hint=say("Ask its owner for permission to read it.")
        ) from error
    except (OSError, ValueError) as error:
        raise Invalid(
            say("{file} cannot be opened.", file=repr(str(path))), hint=say("Check the path and the spelling.")
        ) from error


def _spooled(stream: BinaryIO, name: str, resources: ExitStack) -> Path:
    """What a stream holds, in a temporary file only its owner can read.

    Args:
        stream: What is read to its end.
        name: What it is called at the beginning of a sentence.
        resources: What lets go of the file.

    Raises:
        Invalid: It is longer than may be piped in, or there is no room for it.
    """
    kept = resources.enter_context(tempfile.NamedTemporaryFile(prefix="leadline-import-"))  # noqa: SIM115 - the stack closes it
    size = lines = 0
    try:
        while block := stream.read(1 << 20):
            size, lines = size + len(block), lines + block.count(b"\n")
            if size > MAX_PIPED or lines > MAX_PIPED_LINES:
                raise Invalid(
                    say(
                        "{file} holds more than {limit} MB or {lines} lines; nothing was imported.",
                        file=name,
                        limit=formats.number(MAX_PIPED >> 20),
                        lines=formats.number(MAX_PIPED_LINES),
                    ),
                    field="path",
                    hint=say("Save the list to a file and import that, or import it in parts."),
                )
            kept.write(block)
        kept.flush()
    except OSError as problem:
        raise Invalid(
            say("{file} cannot be kept for reading: {why}.", file=name, why=problem.strerror or problem),
            field="path",
            hint=say(
                "Make room in {folder}, or save the list to a file and import that.", folder=Path(kept.name).parent
            ),
        ) from problem
    return Path(kept.name)


def _recognise(path: Path, name: str, head: bytes) -> str:
    """The format by its first bytes: csv, xlsx, xlsb, ods or xls.

    Raises:
        Invalid: It is something else; the message says what.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _recognise_zip(path, name)
    if head.startswith(_OLE):
        if _mentions(path, "EncryptedPackage".encode("utf-16-le")):
            raise Invalid(
                say("{file} is protected by a password.", file=name),
                hint=say("Save a copy without one and import that."),
            )
        return "xls"
    for magic, what in _STRANGERS:
        if head.startswith(magic):
            raise _not_a_list(name, label(what))
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and _is_binary(head):
        raise _not_a_list(name, say("a binary file"))
    start = head[:512].decode("utf-8", "ignore").lstrip("\ufeff \t\r\n").casefold()
    for opening, what in _TEXT_STRANGERS:
        if start.startswith(opening):
            raise _not_a_list(name, label(what))
    return "csv"


def _recognise_zip(path: Path, name: str) -> str:
    """Which workbook a ZIP archive is, by the parts in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = set(archive.namelist())
            kind = b""
            if "mimetype" in parts:
                with archive.open("mimetype") as part:
                    kind = part.read(80)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        raise Invalid(
            say("{file} is a damaged workbook or ZIP archive.", file=name),
            hint=say("Copy or download it again, or save it anew as XLSX or CSV."),
        ) from error
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if any(part.lower() == "xl/workbook.xml" for part in parts):
        return "xlsx"
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    if "word/document.xml" in parts:
        raise _not_a_list(name, say("a Word document"))
    raise _not_a_list(name, say("a ZIP archive"), say_declared(_UNPACK))


def _mentions(path: Path, word: bytes) -> bool:
    """Whether the file holds these bytes anywhere."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(word) >= 0


def _is_binary(head: bytes) -> bool:
    """Whether the bytes are no text: too many control characters, other than UTF-16's zeros."""
    if delimited.detect_wide(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 20 > len(head)


def _not_a_list(name: str, what: str, hint: Said | None = None) -> Invalid:
    return Invalid(say("{file} is {what}, not a list.", file=name, what=what), hint=hint or say_declared(_SAVE_AS_CSV))


def _misnamed(name: str, found: str) -> tuple[str, ...]:
    """A notice when the name promises another format than the content is."""
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if isinstance(name, Said) or not ending or ending in _ENDINGS.get(found, {found}):
        return ()
    known = {"csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods"}
    if ending not in known:
        return ()
    return (say("{file} is {what} and is read as one.", file=name, what=label(_FORMAT_NAMES[found])),)


def _open_text(
    path: Path, name: str, size: int, encoding: str | None, delimiter: str | None, *, header: bool | None
) -> Table:
    """Open a text file of separated values."""
    if size > MAX_TEXT_FILE:
        raise Invalid(
            say("{file} is larger than {limit} GB.", file=name, limit=MAX_TEXT_FILE >> 30),
            hint=say("Cut it into smaller files."),
        )
    guessed: str | None = None
    if encoding is not None:
        encoding = delimited.chosen_encoding(encoding)
    else:
        encoding, guessed = delimited.detect_encoding(path)
    character = delimited.chosen_delimiter(delimiter) if delimiter else delimited.detect_delimiter(path, encoding)
    source = partial(delimited.read, path, encoding, character)
    with closing(source(Problems())) as records:
        first = list(islice(records, HEAD_RECORDS))
    layout = lay_out(name, first, header=header)
    return Table(
        name=name,
        path=path,
        format="csv",
        layout=layout,
        source=source,
        encoding=encoding,
        delimiter=character,
        notices=(*((guessed,) if guessed else ()), *layout.notices),
    )


def _open_workbook(path: Path, name: str, found: str, sheet: str | None, *, header: bool | None) -> Table:
    """Open a sheet of a workbook."""
    opening = spreadsheets.open_sheet(path, name, found, sheet)
    called = say("{file}, sheet {sheet},", file=name, sheet=opening.sheet) if len(opening.sheets) > 1 else name
    layout = lay_out(called, opening.first, header=header)
    others = [other for other in opening.sheets if other != opening.sheet]
    notices = list(layout.notices)
    if others and sheet is None:
        shown = {"sheet": opening.sheet, "others": listed(others[:_OTHERS_NAMED])}
        if len(others) > _OTHERS_NAMED:
            notices.insert(0, say("Sheet {sheet} is read; the workbook also has {others} and more.", **shown))
        else:
            notices.insert(0, say("Sheet {sheet} is read; the workbook also has {others}.", **shown))
    return Table(
        name=name,
        path=path,
        format=found,
        layout=layout,
        source=partial(spreadsheets.read, path, name, opening),
        sheet=opening.sheet,
        sheets=opening.sheets,
        notices=tuple(notices),
    )
