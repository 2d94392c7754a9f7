"""Text files come in whatever their encoding, delimiter, line ends and mistakes."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.capture import delimited, files
from app.domain.capture.files import Cell, Table, open_table
from app.domain.capture.table import Problems
from app.domain.core.errors import Invalid, NotFound


def listed(folder: Path, content: bytes | str, name: str = "leads.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cells(table: Table) -> list[list[Cell]]:
    """All data rows, without their numbers."""
    return [row for _, row in table.rows()]


def test_a_plain_list_gives_headings_and_numbered_rows(tmp_path: Path) -> None:
    with open_table(listed(tmp_path, "Name,Email\nAnn,ann@example.com\nBob,bob@example.com\n")) as table:
        assert table.headings == ("Name", "Email")
        assert (table.format, table.encoding, table.delimiter) == ("csv", "utf-8", ",")
        assert list(table.rows()) == [(2, ["Ann", "ann@example.com"]), (3, ["Bob", "bob@example.com"])]


def test_rows_can_be_read_again(tmp_path: Path) -> None:
    with open_table(listed(tmp_path, "a,b\nx\n")) as table:
        assert cells(table) == cells(table)
        assert table.problems.count("short_row") == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_even_beside_quoted_others(tmp_path: Path, delimiter: str) -> None:
    rows = [["Name", '"Note, or; so"'], ['"Doe, J"', '"a;b|c\td"'], ["Ann", '"x, y"']]
    text = "\n".join(delimiter.join(row) for row in rows)
    with open_table(listed(tmp_path, text)) as table:
        assert table.delimiter == delimiter
        assert cells(table)[0] == ["Doe, J", "a;b|c\td"]


def test_a_comma_in_prose_or_in_a_number_is_no_delimiter(tmp_path: Path) -> None:
    text = "Name;Wants, or not;Amount\nAnn;beans, two bags;1,50\nBob;tea, one box;2,75\n"
    with open_table(listed(tmp_path, text)) as table:
        assert table.delimiter == ";"
        assert cells(table)[0] == ["Ann", "beans, two bags", "1,50"]


def test_excels_separator_line_is_obeyed_and_not_read(tmp_path: Path) -> None:
    with open_table(listed(tmp_path, "sep=;\r\nName;Town\r\nAnn;Bonn, Rhein\r\n")) as table:
        assert table.headings == ("Name", "Town")
        assert cells(table) == [["Ann", "Bonn, Rhein"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_a_mark(tmp_path: Path, encoding: str) -> None:
    content = "Name,City\nسارة العلي,دبي\nJosé,Zürich\n".encode(encoding)
    with open_table(listed(tmp_path, content)) as table:
        assert table.headings == ("Name", "City")
        assert cells(table) == [["سارة العلي", "دبي"], ["José", "Zürich"]]


@pytest.mark.parametrize(
    ("encoding", "row"),
    [
        ("cp1256", "عبد الله محمد,الرياض,مهتم بالمنتجات الجديدة والأسعار"),
        ("iso8859_6", "عبد الله محمد,الرياض,مهتم بالمنتجات الجديدة والأسعار"),
        ("cp1252", "José Müller,Málaga,très intéressé"),
        ("cp1251", "Иван Петров,Москва,интересуется новым оборудованием для кофейни"),
        ("gb18030", "李小龙,北京市朝阳区,对我们的新产品感兴趣并希望尽快收到报价单"),
    ],
)
def test_older_encodings_are_told_by_their_letters_and_said_to_be_guessed(
    tmp_path: Path, encoding: str, row: str
) -> None:
    content = ("Name,City,Note\n" + f"{row}\n" * 8).encode(encoding)
    with open_table(listed(tmp_path, content)) as table:
        assert cells(table)[0] == row.split(",")
        assert any("by its letters" in notice for notice in table.notices)


def test_a_named_encoding_is_used_and_its_misfits_are_counted(tmp_path: Path) -> None:
    path = listed(tmp_path, "Name\nJosé\nAnn\n".encode("cp1252"))
    with open_table(path, encoding="utf-8") as table:
        assert cells(table) == [["Jos\ufffd"], ["Ann"]]
        assert table.problems.count("undecodable") == 1
    with pytest.raises(Invalid, match="no text encoding called base64"):
        open_table(path, encoding="base64")


def test_one_stray_byte_does_not_unmake_utf8(tmp_path: Path) -> None:
    content = "Name\n" + "سارة العلي\n" * 50
    with open_table(listed(tmp_path, content.encode() + b"Jos\xe9\n")) as table:
        assert table.encoding == "utf-8"
        assert cells(table)[0] == ["سارة العلي"]
        assert len(cells(table)) == 51


def test_mixed_line_ends_are_all_line_ends(tmp_path: Path) -> None:
    with open_table(listed(tmp_path, b"a,b\r\n1x,2x\n3x,4x\r5x,6x")) as table:
        assert list(table.rows()) == [(2, ["1x", "2x"]), (3, ["3x", "4x"]), (4, ["5x", "6x"])]


def test_a_quoted_cell_may_hold_line_ends_and_the_count_of_lines_goes_on(tmp_path: Path) -> None:
    with open_table(listed(tmp_path, 'Name,Note\nAnn,"one\ntwo ""2"""\nBob,x\n')) as table:
        assert list(table.rows()) == [(2, ["Ann", 'one\ntwo "2"']), (4, ["Bob", "x"])]


def test_a_quotation_mark_that_never_closes_costs_its_own_row_only(tmp_path: Path) -> None:
    lines = ["Name,Note", 'Ann,"never closed', *(f"Person {n},fine" for n in range(200))]
    with open_table(listed(tmp_path, "\n".join(lines))) as table:
        rows = cells(table)
        assert rows[0] == ["Ann", '"never closed']
        assert len(rows) == 201
        assert table.problems.count("stray_quote") == 1
        assert next(iter(table.problems)).lines == [2]


def test_ragged_rows_are_reported_and_nothing_of_them_is_dropped(tmp_path: Path) -> None:
    with open_table(listed(tmp_path, "a,b,c\n1x\n1x,2x,3x,4x\n1x,2x,3x,,\n\n,,\n")) as table:
        assert cells(table) == [["1x", None, None], ["1x", "2x", "3x", "4x"], ["1x", "2x", "3x"]]
        assert {tally.kind: tally.lines for tally in table.problems} == {"short_row": [2], "long_row": [3]}


def test_nul_characters_are_left_out_and_counted(tmp_path: Path) -> None:
    with open_table(listed(tmp_path, b"Name,City\nAn\0n,Bonn\n" + b"Bob,Rome\n" * 20)) as table:
        assert cells(table)[0] == ["Ann", "Bonn"]
        assert table.problems.count("nul") == 1


def test_headings_that_are_blank_or_repeated_get_names_of_their_own(tmp_path: Path) -> None:
    with open_table(listed(tmp_path, "Phone,,phone,Phone\na,b,c,d\n")) as table:
        assert table.headings == ("Phone", "Column 2", "phone (2)", "Phone (3)")
        assert len(table.notices) == 2


def test_a_title_above_the_headings_is_passed_over_and_said_so(tmp_path: Path) -> None:
    text = "Quarterly report\n\nName,Email,City,Country\nAnn,ann@example.com,Bonn,Germany\n" * 1
    with open_table(listed(tmp_path, text + "Bob,bob@example.com,Rome,Italy\n")) as table:
        assert table.headings == ("Name", "Email", "City", "Country")
        assert len(cells(table)) == 2
        assert "row 3" in table.notices[0]


def test_a_first_row_of_values_is_data(tmp_path: Path) -> None:
    path = listed(tmp_path, "Ann,ann@example.com\nBob,bob@example.com\n")
    with open_table(path) as table:
        assert table.headings == ("Column 1", "Column 2")
        assert len(cells(table)) == 2
    with open_table(path, header=True) as table:
        assert table.headings[0] == "Ann"


def test_a_single_column_and_two_hundred_columns_are_lists_too(tmp_path: Path) -> None:
    with open_table(listed(tmp_path, "Email\nann@example.com\n")) as table:
        assert cells(table) == [["ann@example.com"]]
    wide = ",".join(f"Field {n}x" for n in range(200)) + "\n" + ",".join(f"v{n}" for n in range(200))
    with open_table(listed(tmp_path, wide)) as table:
        assert len(table.headings) == len(cells(table)[0]) == 200


def test_a_cell_of_a_megabyte_is_read_whole(tmp_path: Path) -> None:
    with open_table(listed(tmp_path, f'Name,Note\nAnn,"{"long " * 200_000}"\nBob,x\n')) as table:
        rows = cells(table)
        assert len(str(rows[0][1])) == 1_000_000
        assert rows[1] == ["Bob", "x"]


def test_a_heading_row_alone_is_a_list_without_rows(tmp_path: Path) -> None:
    with open_table(listed(tmp_path, "Name,Email")) as table:
        assert (table.headings, cells(table)) == (("Name", "Email"), [])


def test_formula_like_cells_stay_the_text_they_are(tmp_path: Path) -> None:
    dangerous = ["=1+1", "+971 50 123 4567", "-2", "@SUM(A1)", "=HYPERLINK(1)"]
    with open_table(listed(tmp_path, "Note\n" + "\n".join(dangerous))) as table:
        assert [row[0] for row in cells(table)] == dangerous


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b",,,\n,,,\n", b"\xef\xbb\xbf"])
def test_a_file_without_rows_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Invalid, match=r"leads\.csv (is empty|holds no rows)"):
        open_table(listed(tmp_path, content))


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="1,500 columns"):
        open_table(listed(tmp_path, ",".join(f"c{n}x" for n in range(1500)) + "\n"))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "a PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(60), "a JPEG image"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"\x1f\x8b\x08" + bytes(30), "a gzip archive"),
        (b"SQLite format 3\x00" + bytes(80), "an SQLite database"),
        (b"\n<!DOCTYPE html><table>", "a web page"),
        (b'{"name": "Ann"}', "a JSON file"),
        (b"BEGIN:VCARD\nVERSION:4.0", "a vCard file"),
        (bytes(range(256)) * 20, "a binary file"),
    ],
)
def test_what_is_no_list_is_refused_by_what_it_is(tmp_path: Path, content: bytes, what: str) -> None:
    with pytest.raises(Invalid, match=f"leads.csv is {what}, not a list"):
        open_table(listed(tmp_path, content))


def test_missing_files_folders_and_devices_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        open_table(tmp_path / "none.csv")
    with pytest.raises(Invalid, match="is a folder"):
        open_table(tmp_path)
    with pytest.raises(Invalid, match=r"^\. is a folder, not a file\."):
        open_table(".")
    with pytest.raises(Invalid, match=r"^/ is a folder"):
        open_table("/")
    with pytest.raises(Invalid, match="is a device"):
        open_table("/dev/null")
    with pytest.raises(Invalid, match="cannot be opened"):
        open_table("a\0b")


@pytest.mark.parametrize("source", ["", "  ", Path()])
def test_an_empty_path_asks_for_a_file(source: Path | str) -> None:
    with pytest.raises(Invalid, match=r"^No file is named\. Name a file with a list in it\.$"):
        open_table(source)


@pytest.mark.parametrize(("limit", "most"), [("MAX_PIPED", 8), ("MAX_PIPED_LINES", 1)])
def test_a_stream_without_end_is_refused(limit: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, limit, most)
    with pytest.raises(Invalid, match="Standard input holds more than") as refused:
        open_table(io.BytesIO(b"Name;City\nAnn;Bonn\n"))
    assert "Save the list to a file" in (refused.value.hint or "")


def test_a_stream_is_read_like_a_file_and_its_copy_is_removed() -> None:
    table = open_table(io.BytesIO(b"Name;City\nAnn;Bonn\n"))
    with table:
        assert (table.name, cells(table)) == ("standard input", [["Ann", "Bonn"]])
    with pytest.raises(FileNotFoundError):
        cells(table)


@pytest.mark.parametrize(("given_name", "character"), [("semicolon", ";"), ("tab", "\t"), ("\\t", "\t"), ("~", "~")])
def test_a_delimiter_can_be_named(tmp_path: Path, given_name: str, character: str) -> None:
    path = listed(tmp_path, f"a,1{character}b,2\nx{character}y\n")
    with open_table(path, delimiter=given_name) as table:
        assert (table.delimiter, cells(table)) == (character, [["x", "y"]])


@pytest.mark.parametrize("wrong", ["ab", '"', "\n"])
def test_what_cannot_be_a_delimiter_is_refused(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(Invalid, match="cannot stand between cells"):
        open_table(listed(tmp_path, "a,b\n"), delimiter=wrong)


def test_a_long_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = listed(tmp_path, "Name,Email\n" + "Ann Example,ann@example.com\n" * 100_000)
    with open_table(path) as table:
        tracemalloc.start()
        count = sum(1 for _ in table.rows())
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert count == 100_000
    assert peak < path.stat().st_size * 2
    assert peak < 8 << 20


@given(st.text(max_size=300), st.sampled_from(list(delimited.DELIMITERS.values())))
def test_no_text_stops_the_reader_or_loses_a_line(text: str, delimiter: str) -> None:
    stream = io.StringIO(text, newline="")
    records = list(delimited.records_of(stream, delimiter, Problems()))
    numbers = [line for line, _ in records]
    assert numbers == sorted(set(numbers))
    read = "".join(str(cell) for _, row in records for cell in row)
    letters = {letter for letter in text if letter.isalpha()}
    assert text.casefold().startswith("sep=") or letters <= set(read)


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = listed(tmp_path_factory.mktemp("bytes"), content)
    try:
        table = open_table(path)
    except Invalid as refusal:
        message = str(refusal)
    else:
        message = table.name
        with table:
            assert all(len(row) >= len(table.headings) for row in cells(table))
    assert "leads.csv" in message
