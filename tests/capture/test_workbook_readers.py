"""Workbooks come in typed, whatever they are called, and hostile ones are contained."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from app.domain.capture import workbook_child
from app.domain.capture.files import Cell, Table, open_table
from app.domain.core.errors import Invalid

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
REAL_LIST = SHARED / "xeducation-leads.xlsx"

Rows = Sequence[Sequence[object]]


def workbook(path: Path, rows: Rows, *, sheets: tuple[str, ...] = ("Leads",)) -> Path:
    """A real workbook whose first sheet holds these rows."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows if name == sheets[0] else []):
                for place, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, place, value)
                    else:
                        sheet.write(number, place, value)
    return path


def cells(table: Table) -> list[list[Cell]]:
    """All data rows, without their numbers."""
    return [row for _, row in table.rows()]


def crafted(path: Path, sheet_rows: str) -> Path:
    """A minimal workbook with handwritten rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{content}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{content}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet_rows}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def inline(cell: str, text: str) -> str:
    """A cell of text written in place."""
    return f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_cells_keep_the_type_the_workbook_gave_them(tmp_path: Path) -> None:
    moment, day = datetime(2026, 11, 23, 9, 30), datetime(2026, 11, 23)  # noqa: DTZ001 - as workbooks store them
    rows: Rows = [
        ["Name", "Visits", "Rate", "Joined", "Seen", "Agreed"],
        ["سارة", 3, 2.5, day, moment, True],
    ]
    with open_table(workbook(tmp_path / "a.xlsx", rows)) as table:
        assert (table.format, table.sheet) == ("xlsx", "Leads")
        assert cells(table) == [["سارة", 3, 2.5, date(2026, 11, 23), moment, True]]
        assert [type(cell) for cell in cells(table)[0]][1:] == [int, float, date, datetime, bool]


@pytest.mark.parametrize("reader", ["calamine", "openpyxl"])
def test_a_number_whose_format_says_more_is_read_as_it_is_shown(tmp_path: Path, reader: str) -> None:
    path = tmp_path / "shown.xlsx"
    shown = (
        (2138, "00000", "02138"),
        (971501234567, "+0", "+971501234567"),
        (42, '"INV-"0000', "INV-0042"),
        (123456789, "000-00-0000", "123-45-6789"),
        (0.125, "0.0%", "12.5%"),
        (1234.5, "[$€-407]#,##0.00", {"c": [1234.5, "1234.50 €", "€"]}),
        (500, '_("AED"* #,##0_)', {"c": [500, "500.00 AED", "AED"]}),
        (7, "0", 7),
        (1234.5, "#,##0.00", 1234.5),
    )
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Leads")
        for place, (number, code, _) in enumerate(shown):
            sheet.write(0, place, "heading")
            sheet.write(1, place, number, book.add_format({"num_format": code}))
    read = workbook_child.from_calamine if reader == "calamine" else workbook_child.from_openpyxl

    row = list(read(str(path), None))[2][1]

    assert list(row) == [wanted for _, _, wanted in shown]


def test_a_sign_that_is_no_currency_leaves_a_number(tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Leads")
        sheet.write_row(0, 0, ["Name", "Machines", "Budget"])
        sheet.write_row(1, 0, ["Ann"])
        sheet.write(1, 1, 5, book.add_format({"num_format": '0 "pcs"'}))
        sheet.write(1, 2, 5, book.add_format({"num_format": '0 "EUR"'}))
    with open_table(path) as table:
        assert cells(table) == [["Ann", 5, "5.00 EUR"]]


def test_a_cell_merged_over_rows_counts_for_each(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Leads")
        sheet.write_row(0, 0, ["Company", "Name"])
        sheet.merge_range(1, 0, 2, 0, "Contoso")
        sheet.write_column(1, 1, ["Ann", "Bob", "Cy"])
    with open_table(path) as table:
        assert cells(table) == [["Contoso", "Ann"], ["Contoso", "Bob"], [None, "Cy"]]


def test_rows_keep_their_numbers_below_empty_ones_and_beside_empty_columns(tmp_path: Path) -> None:
    rows: Rows = [
        [],
        [],
        [None, "Name", "City"],
        [],
        [None, "Ann", None],
        [None, "Bob", "Rome"],
    ]
    with open_table(workbook(tmp_path / "a.xlsx", rows)) as table:
        assert table.headings == ("Column 1", "Name", "City")
        assert list(table.rows()) == [(5, [None, "Ann", None]), (6, [None, "Bob", "Rome"])]
        assert not len(table.problems)


def test_formula_like_text_stays_text(tmp_path: Path) -> None:
    rows: Rows = [["Note"], ["=1+1"], ["+971501234567"], ["@SUM(A1)"]]
    with open_table(workbook(tmp_path / "a.xlsx", rows)) as table:
        assert [row[0] for row in cells(table)] == ["=1+1", "+971501234567", "@SUM(A1)"]


def test_a_workbook_called_csv_is_read_as_the_workbook_it_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", [["Name"], ["Ann"]]).rename(tmp_path / "Leads.csv")
    with open_table(path) as table:
        assert table.format == "xlsx"
        assert table.notices == ("Leads.csv is an Excel workbook (XLSX) and is read as one.",)
        assert cells(table) == [["Ann"]]


def test_a_text_called_xlsx_is_read_as_the_text_it_is(tmp_path: Path) -> None:
    path = tmp_path / "Leads.xlsx"
    path.write_text("Name,City\nAnn,Bonn\n")
    with open_table(path) as table:
        assert (table.format, table.notices) == ("csv", ("Leads.xlsx is a text file and is read as one.",))


def test_a_workbook_comes_through_a_stream_too(tmp_path: Path) -> None:
    content = workbook(tmp_path / "a.xlsx", [["Name"], ["Ann"]]).read_bytes()
    with open_table(io.BytesIO(content)) as table:
        assert cells(table) == [["Ann"]]


def test_a_sheet_is_chosen_by_name_or_number_and_the_others_are_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Name"], ["Ann"]], sheets=("Leads", "Old", "Notes"))
    with open_table(path) as table:
        assert table.sheets == ("Leads", "Old", "Notes")
        assert table.notices == ("Sheet Leads is read; the workbook also has Old, Notes.",)
    for wanted in ("leads", "1"):
        with open_table(path, sheet=wanted) as table:
            assert (table.sheet, table.notices) == ("Leads", ())
    with pytest.raises(Invalid, match="has no sheet called Missing"):
        open_table(path, sheet="Missing")
    with pytest.raises(Invalid, match="sheet Old, holds no rows"):
        open_table(path, sheet="Old")


def test_the_first_visible_sheet_is_read(tmp_path: Path) -> None:
    book = Workbook()
    hidden, shown = book.active, book.create_sheet("Shown")
    assert hidden is not None
    hidden.sheet_state = "hidden"
    shown.append(["Name"])
    shown.append(["Ann"])
    book.save(tmp_path / "a.xlsx")
    with open_table(tmp_path / "a.xlsx") as table:
        assert table.sheet == "Shown"


@pytest.mark.parametrize("name", ["list.ods", "list.xlsx", "list.csv"])
def test_an_opendocument_spreadsheet_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    namespace = "urn:oasis:names:tc:opendocument:xmlns"
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in [("Name", "City"), ("سارة", "دبي")]
    )
    content = (
        f'<office:document-content xmlns:office="{namespace}:office:1.0" xmlns:table="{namespace}:table:1.0"'
        f' xmlns:text="{namespace}:text:1.0"><office:body><office:spreadsheet><table:table table:name="L">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{namespace}:manifest:1.0"/>')
        archive.writestr("content.xml", content)
    with open_table(path) as table:
        assert (table.format, table.sheet, cells(table)) == ("ods", "L", [["سارة", "دبي"]])


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.95])
def test_a_workbook_cut_short_is_refused_with_what_to_do(tmp_path: Path, keep: float) -> None:
    rows: Rows = [["Name", "Note"], *[[f"Person {n}", f"note {n * 7919}"] for n in range(500)]]
    content = workbook(tmp_path / "a.xlsx", rows).read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(Invalid, match=r"cut\.xlsx is a damaged workbook") as refusal:
        open_table(path)
    assert refusal.value.hint


def test_a_workbook_with_broken_insides_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"broken\.xlsx is a damaged workbook"):
        open_table(crafted(tmp_path / "broken.xlsx", '<row r="1"><c r="A1" t="inlineStr"><is><t>oh</row>'))


def test_a_bomb_is_refused_before_anything_unpacks_it(tmp_path: Path) -> None:
    path = crafted(tmp_path / "bomb.xlsx", inline("A1", "Name"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/x.xml", "w") as part:
        for _ in range(64):
            part.write(bytes(1 << 20))
    with pytest.raises(Invalid, match="would unpack to 64 MB"):
        open_table(path)


def test_cells_at_both_ends_of_a_sheet_are_contained(tmp_path: Path) -> None:
    last = workbook_child.MAX_COLUMNS
    path = crafted(
        tmp_path / "far.xlsx",
        f'<row r="1">{inline("A1", "Name")}</row><row r="1048576">{inline("XFD1048576", "far")}</row>',
    )
    assert path.stat().st_size < 2000
    with open_table(path) as table:
        assert table.headings == ("Name",)
        rows = list(table.rows())
        assert all(len(row) <= last for _, row in rows)
        assert table.problems.count("far_cell") == 1


def test_the_reading_process_may_write_no_file_and_take_no_more_than_its_memory() -> None:
    pytest.importorskip("resource")
    script = (
        "import runpy, tempfile\n"
        f"child = runpy.run_path({workbook_child.__file__!r})\n"
        "child['limit_resources'](10)\n"
        "try:\n    bytearray(3 << 30)\n"
        "except MemoryError:\n    print('memory held')\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try:\n    f = open(tempfile.gettempdir() + '/leadline-limit', 'wb', 0); f.write(b'x')\n"
        "except OSError:\n    print('files held')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split("\n")[:2] == ["memory held", "files held"]


@pytest.mark.parametrize(("part", "what"), [("word/document.xml", "a Word document"), ("a.txt", "a ZIP archive")])
def test_other_archives_are_refused_by_what_they_are(tmp_path: Path, part: str, what: str) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(Invalid, match=f"is {what}, not a list"):
        open_table(path)


def test_an_old_office_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    with pytest.raises(Invalid, match=r"list\.xls is a damaged workbook"):
        open_table(path)


def test_a_workbook_with_a_password_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(Invalid, match=r"list\.xlsx is protected by a password"):
        open_table(path)


def test_leaving_a_reading_early_ends_its_process(tmp_path: Path) -> None:
    psutil = pytest.importorskip("psutil")
    rows: Rows = [["Name"], *[[f"Person {n}" * 20] for n in range(5000)]]
    with open_table(workbook(tmp_path / "a.xlsx", rows)) as table:
        before = set(psutil.Process(os.getpid()).children())
        reading = table.rows()
        next(reading)
        assert len(set(psutil.Process(os.getpid()).children()) - before) == 1
        reading.close()
        assert set(psutil.Process(os.getpid()).children()) <= before


@pytest.mark.skipif(not REAL_LIST.exists(), reason=f"the real list is not beside the repository: {REAL_LIST}")
def test_a_real_list_of_nine_thousand_leads_reads_the_same_under_any_name(tmp_path: Path) -> None:
    disguised = tmp_path / "Leads.csv"
    disguised.write_bytes(REAL_LIST.read_bytes())
    with open_table(REAL_LIST) as honest, open_table(disguised) as table:
        assert len(table.headings) == 37
        assert table.headings == honest.headings
        assert cells(table) == cells(honest)
        assert len(table.notices) == len(honest.notices) + 1
