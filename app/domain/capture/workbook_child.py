"""Reads one sheet of a workbook in a process of its own, with limits, and prints it as JSON lines.

Run as ``python -m app.domain.capture.workbook_child PATH [--sheet NAME] [--reader calamine|openpyxl]``.
A hostile workbook may abort a reader's whole process or ask for all the memory there is; here that
costs nothing but this process. It imports nothing of the program, so it can run isolated.

The first line is ``{"sheet", "sheets"}``, each further one a row
``[number, [cells]]`` with text, numbers, true/false and null as themselves, dates as ``{"d": iso}``,
moments as ``{"m": iso}`` and times as ``{"t": iso}``; the last is ``{"end": rows}``. Instead of any of
them ``{"error": code, "message": text}`` may come.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

MAX_COLUMNS = 1000
"""Cells beyond this column are marked by a true third item of the row, not sent."""

MEMORY_BYTES = 2 << 30
CPU_SECONDS = {"calamine": 120, "openpyxl": 600}
OPEN_FILES = 32

_EXACT_INTEGER = 1 << 53


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
    if isinstance(value, (str, bool, int, float)):
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
        for number, cells in enumerate(sheet.iter_rows(), 1):
            yield number, indent + cells if indent else cells


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
    yield from enumerate(sheet.iter_rows(values_only=True), 1)


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
        return {"error": "damaged", "message": "the archive inside is incomplete"}
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
