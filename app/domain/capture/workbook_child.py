"""Reads one sheet of a workbook in a process of its own, with limits, and prints it as JSON lines.

Run as ``python -m app.domain.capture.workbook_child PATH [--sheet NAME] [--reader calamine|openpyxl]``.
A hostile workbook may abort a reader's whole process or ask for all the memory there is; here that
costs nothing but this process. It imports nothing of the program, so it can run isolated.

The first line is ``{"sheet", "sheets"}``, each further one a row ``[number, [cells]]`` with text, numbers,
true/false and null as themselves, dates as ``{"d": iso}``, moments as ``{"m": iso}``, times as ``{"t": iso}`` and
amounts as ``{"c": [number, text, currency]}``; the last is ``{"end": rows}``. Instead of any of them
``{"error": code, "message": text}`` may come.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

MAX_COLUMNS = 1000
"""Cells beyond this column are marked by a true third item of the row, not sent."""

MEMORY_BYTES = 2 << 30
CPU_SECONDS = {"calamine": 120, "openpyxl": 600}
OPEN_FILES = 32

_EXACT_INTEGER = 1 << 53
_WORKBOOK = "xl/workbook.xml"
_STYLES = "xl/styles.xml"
_AMBIGUOUS = 3
"""Digits behind a point that could be a group of it; one more is shown then."""


class SheetMissingError(Exception):
    """The workbook has no sheet of that name."""


def limit_resources(cpu_seconds: int) -> None:
    """Bound this process: memory, processor time, open files; no file may be written.

    On systems without such limits (Windows) the separate process is the only fence.
    """
    try:
        import resource
    except ImportError:
        return
    limits = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, amount in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (amount, amount))


def choose_sheet(names: Sequence[str], visible: Sequence[str], wanted: str | None) -> str:
    """The sheet to read: by name in any case, else by number from 1, else the first that is shown.

    Raises:
        SheetMissingError: There is none such.
    """
    if wanted is None:
        if not names:
            raise SheetMissingError
        return (list(visible) or list(names))[0]
    for name in names:
        if name.casefold() == wanted.casefold():
            return name
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    raise SheetMissingError


def encode(value: Any) -> Any:
    """A cell as JSON: numbers without a fraction become whole, moments at midnight become dates."""
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_INTEGER:
        return int(value)
    if isinstance(value, (str, bool, int, float, dict)):
        return value
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return {"m": value.isoformat()}
    if isinstance(value, dt.date):
        return {"d": value.isoformat()[:10]}
    return {"t": value.isoformat()} if isinstance(value, dt.time) else str(value)


def encode_row(number: int, cells: Sequence[Any]) -> list[Any] | None:
    """A row ready to print, without its empty end; None when it is empty."""
    end = len(cells)
    while end and (cells[end - 1] is None or cells[end - 1] == ""):
        end -= 1
    if not end:
        return None
    row = [number, [encode(cell) for cell in cells[: min(end, MAX_COLUMNS)]]]
    return [*row, True] if end > MAX_COLUMNS else row


def from_calamine(path: str, wanted: str | None) -> Iterator[Any]:
    """The sheet through calamine: fast, the whole sheet in memory."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    # Given a path it would trust the name; given a stream it looks at the content.
    with Path(path).open("rb") as stream, CalamineWorkbook.from_filelike(stream) as workbook:
        data = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        names = [sheet.name for sheet in data]
        shown = [sheet.name for sheet in data if sheet.visible == SheetVisibleEnum.Visible]
        name = choose_sheet(names, shown, wanted)
        sheet = workbook.get_sheet_by_name(name)
        yield {"sheet": name, "sheets": names}
        # calamine's rows begin at row 1 of the sheet, but at its first used column.
        _, left = sheet.start or (0, 0)
        indent: list[Any] = [None] * min(left, MAX_COLUMNS)
        merged = MergedDown(sheet.merged_cell_ranges or ())
        styled_cells = shown_otherwise(path, name)
        styled = next(styled_cells, None)
        for number, cells in enumerate(sheet.iter_rows(), 1):
            row = indent + cells if indent else cells
            while styled and styled[0] <= number:
                if styled[0] == number and styled[1] < len(row):
                    row[styled[1]] = as_shown(row[styled[1]], styled[2])
                styled = next(styled_cells, None)
            yield number, merged.filled(number, row)


class MergedDown:
    """Cells merged over several rows: what stands in the first counts for each."""

    def __init__(self, ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        """Take in the merged ranges, in places counted from 0."""
        self._begun: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _right) in ranges:
            if bottom > top:
                self._begun.setdefault(top + 1, []).append((left, bottom + 1))
        self._held: dict[int, tuple[int, Any]] = {}
        """By column: the last row of a range under way, and its value."""

    def filled(self, number: int, row: list[Any]) -> list[Any]:
        """A row with what is merged down into it."""
        for place, (last, value) in list(self._held.items()):
            if number > last:
                del self._held[place]
            elif place < len(row) and (row[place] is None or row[place] == ""):
                row[place] = value
        for place, last in self._begun.get(number, ()):
            if place < len(row):
                self._held[place] = (last, row[place])
        return row


def shown_otherwise(path: str, sheet: str) -> Iterator[tuple[int, int, str]]:
    """The cells of an XLSX sheet whose number format says more than their number: row from 1, place from 0, format.

    Other workbooks, and those that name their cells in an unusual way, give none.
    """
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        parts = set(archive.namelist())
        if not {_STYLES, _WORKBOOK, f"xl/_rels/{_WORKBOOK[3:]}.rels"} <= parts:
            return
        formats = telling_formats(archive.read(_STYLES))
        part = sheet_part(archive, sheet)
        if not formats or part not in parts:
            return
        styles = "|".join(map(str, formats)).encode()
        cell = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\sr="([A-Z]{1,3})(\d{1,7})")(?=[^>]*\ss="(' + styles + rb')")[^>]*>')
        with archive.open(part) as stream:
            rest = b""
            while block := stream.read(1 << 20):
                text = rest + block
                end = text.rfind(b">") + 1
                for found in cell.finditer(text, 0, end):
                    yield int(found[2]), column_place(found[1].decode()), formats[int(found[3])]
                rest = text[end:]


def column_place(letters: str) -> int:
    """The place of a column from its letters, counted from 0."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def sheet_part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of the archive that holds a sheet; empty where none does."""
    relations = parsed(archive.read(f"xl/_rels/{_WORKBOOK[3:]}.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for each in parsed(archive.read(_WORKBOOK)).iter():
        if each.tag.rpartition("}")[2] == "sheet" and each.get("name") == sheet:
            ids = [value for name, value in each.attrib.items() if name.endswith("}id")]
            target = targets.get(ids[0], "") if ids else ""
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return ""


def parsed(part: bytes) -> ET.Element:
    """A part of the archive as a tree."""
    return ET.fromstring(part)  # noqa: S314 - this process has bounds of memory and time


def telling_formats(styles: bytes) -> dict[int, str]:
    """The number formats that say more than the number, by the index of the style that has them."""
    root = parsed(styles)
    codes = {"9": "0%", "10": "0.00%"}
    used: list[str] = []
    for part in root:
        if part.tag.rpartition("}")[2] == "numFmts":
            codes |= {each.get("numFmtId", ""): each.get("formatCode", "") for each in part}
        elif part.tag.rpartition("}")[2] == "cellXfs":
            used = [each.get("numFmtId", "0") for each in part]
    shown = {index: codes[code].split(";")[0] for index, code in enumerate(used) if code in codes}
    return {index: code for index, code in shown.items() if tells(code)}


@cache
def tells(code: str) -> bool:
    """Whether a number format says more than the number."""
    return pads(code) or bool(currency_of(code)) or "%" in code


def bare(code: str) -> str:
    """A format without colours, conditions, padding, escapes and quotation marks."""
    plain = re.sub(r"\[(?!\$)[^\]]*\]|_.|\*.", "", code)
    return re.sub(r"\\(.)", r"\1", plain.replace('"', ""))


def pads(code: str) -> bool:
    """Whether a format shows digits as a code: filled up with zeros, or behind a plus."""
    plain = bare(re.sub(r'"[^"0#]*"', lambda text: "+" if "+" in text[0] else "", code))
    return bool(re.fullmatch(r"[-0#+() /]*", plain)) and (plain.lstrip("(+ ").startswith("00") or "+" in plain)


def currency_of(code: str) -> str:
    """The sign or code of the currency that a format may show; empty for none."""
    named = re.search(r"\[\$([^\]-]+)", code)
    if named:
        return named[1].strip()
    words = re.sub(r"\[[^\]]*\]|[-#0?,/() +_*\s]", "", bare(code))
    signs = re.fullmatch(r"[.]?([^\W\d_]{2,4}|[^\w.]|[A-Z]{1,2}\$)[.]?", words)
    return signs[1] if signs and re.search("[0#]", code) and "%" not in code else ""


def as_shown(value: Any, code: str) -> Any:
    """A number as its format shows it, where that says more than the number.

    An amount comes as ``{"c": [number, text, currency]}``: whether there is such a currency, the parent knows.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    if "%" in code:
        return f"{value * 100:.12g}%"
    if pads(code):
        return padded(value, bare(code))
    currency = currency_of(code)
    behind = re.search(r"[.](0+)", code)
    places = len(behind[1]) if behind else 0
    shown = f"{value:.{places + 1 if places == _AMBIGUOUS else max(places, 2)}f}"
    return {"c": [value, f"{shown} {currency}", currency]}


def padded(value: float, code: str) -> Any:
    """A whole number in the places of a format such as ``00000`` or ``+000-0000``."""
    if value < 0 or value != int(value):
        return value
    places = sum(code.count(place) for place in "0#")
    digits = str(int(value)).zfill(code.count("0")).rjust(places)
    first = min(code.index(place) for place in "0#" if place in code)
    coming = iter(digits[len(digits) - places :])
    shown = "".join(next(coming) if place in "0#" else place for place in code)
    return " ".join((shown[:first] + digits[: len(digits) - places] + shown[first:]).split())


def from_openpyxl(path: str, wanted: str | None) -> Iterator[Any]:
    """The sheet through openpyxl's streaming reader: slow, but row by row."""
    from openpyxl import load_workbook

    workbook = load_workbook(path, read_only=True, data_only=True)
    names = [sheet.title for sheet in workbook.worksheets]
    shown = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    name = choose_sheet(names, shown, wanted)
    sheet = workbook[name]
    # The declared size may be a lie that makes every row 16,384 cells wide.
    sheet.reset_dimensions()
    yield {"sheet": name, "sheets": names}
    for number, cells in enumerate(sheet.iter_rows(), 1):
        yield number, [_shown_by_openpyxl(cell) for cell in cells]


def _shown_by_openpyxl(cell: Any) -> Any:
    """The value of a cell, as its number format shows it."""
    if isinstance(cell.value, (int, float)):
        code = str(cell.number_format or "").split(";")[0]
        return as_shown(cell.value, code) if tells(code) else cell.value
    return cell.value


def print_lines(items: Iterable[Any]) -> int:
    """Print the header, the rows and the end; how many rows there were."""
    out, count = sys.stdout, 0
    for item in items:
        line = item if isinstance(item, dict) else encode_row(*item)
        if line is not None:
            out.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n")
            count += isinstance(item, tuple)
        if isinstance(item, dict):
            out.flush()
    out.write(json.dumps({"end": count}) + "\n")
    out.flush()
    return count


def failure(error: BaseException) -> dict[str, str]:
    """What went wrong, as a code the parent words for people."""
    if isinstance(error, SheetMissingError):
        return {"error": "sheet", "message": ""}
    if isinstance(error, MemoryError):
        return {"error": "memory", "message": ""}
    if type(error).__name__ == "PasswordError" or "password" in str(error).casefold():
        return {"error": "password", "message": ""}
    if isinstance(error, zipfile.BadZipFile):
        return {"error": "incomplete", "message": ""}
    return {"error": "damaged", "message": " ".join(str(error).split())[:200]}


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the workbook named on the command line; 0 when it was read to its end."""
    parser = argparse.ArgumentParser(description="Print one sheet of a workbook as JSON lines.")
    parser.add_argument("path")
    parser.add_argument("--sheet")
    parser.add_argument("--reader", choices=sorted(CPU_SECONDS), default="calamine")
    options = parser.parse_args(arguments)
    limit_resources(CPU_SECONDS[options.reader])
    read = from_calamine if options.reader == "calamine" else from_openpyxl
    try:
        print_lines(read(options.path, options.sheet))
    except BrokenPipeError:
        # The parent has seen enough; there is nobody left to tell.
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - whatever a hostile file raises is one failure to the parent
        sys.stdout.write(json.dumps(failure(error)) + "\n")
        sys.stdout.flush()
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
