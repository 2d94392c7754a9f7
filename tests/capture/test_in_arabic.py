"""Importing in Arabic: what is told of a list, and that what is kept of it is the same as in English."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from app.domain.capture.records import ImportRun
from app.domain.core.errors import Invalid
from app.domain.leads.records import Lead
from app.domain.store.log import CommandEntry
from app.words import speaking, told_again
from tests.capture.clerk import Clerk

BROKEN = (
    "Name,Company,Email,Phone,Budget,Do Not Call,Created On,Mystery",
    "Huda,Acme,huda@acme.com,0501234567,9.71E+11,maybe,01/02/2024,x",
    "Ali,Beta,bad-email,123,abc,yes,03/04/2024,y",
    ",,,,12,,,",
    "Total,,,,12,,,",
    "Sara,Acme,huda@acme.com,+971501234567,5000,no,05/06/2024,w,extra",
)
LATIN_WORD = re.compile(r"(?<![\w.@+-])[A-Za-z]{3,}(?![\w.@])")
#: Words of the list, of options and of the fields' codes, which stay as they are in any language.
AS_THEY_ARE = {
    *("Name", "Company", "Email", "Phone", "Budget", "Call", "Not", "Created", "Mystery", "maybe", "abc", "Total"),
    *("Beta", "Acme", "Leadline", "region", "continuing", "apart", "csv", "broken", "bad", "email", "Created On"),
}


def words_left(*told: str) -> set[str]:
    """The Latin words in what was told that are no part of the list."""
    return {word for each in told for word in LATIN_WORD.findall(each)} - AS_THEY_ARE


def test_all_that_is_told_of_a_broken_list_is_arabic(sqlite_clerk: Clerk) -> None:
    path = sqlite_clerk.file("broken.csv", *BROKEN)
    with speaking("ar"), sqlite_clerk.capture.open(path) as plan:
        told = (
            plan.forecast(),
            *plan.notices,
            *(column.reason for column in plan.mapping.columns),
            *(problem.message for problem in plan.problems),
        )
        result = sqlite_clerk.capture.run(plan)
    rows = (
        *(row.message for row in result.warnings),
        *(reason for _, reason in result.failed_rows.reasons),
    )
    assert not words_left(*told, result.message, *rows)
    assert result.failed_rows.text().splitlines()[0].endswith(",السبب")


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "عميل متوقع واحد"), (2, "عميلان متوقعان"), (3, "3 عملاء متوقعين"), (11, "11 عميلًا متوقعًا")],
)
def test_what_came_in_is_counted_as_arabic_counts(sqlite_clerk: Clerk, count: int, said: str) -> None:
    path = sqlite_clerk.file("list.csv", "Name,Company", *(f"Person {each},Company {each}" for each in range(count)))
    with speaking("ar"):
        assert sqlite_clerk.take(path).message == f"اكتمل الاستيراد من list.csv: {said}."


def test_the_log_tells_of_an_import_in_the_language_of_who_reads_it(clerk: Clerk) -> None:
    with speaking("ar"):
        clerk.take(clerk.file("list.csv", "Name,Company", "Huda,Acme"))
    with clerk.desk.read() as reader:
        kept = reader.rows(select(CommandEntry.summary, CommandEntry.said).where(CommandEntry.part_of.is_(None)))
    summary, said = list(kept)[-1]
    assert (summary, told_again(said, "")) == ("1 lead imported from list.csv.",) * 2


def test_what_is_kept_and_what_programs_read_has_no_language(clerk: Clerk) -> None:
    path = clerk.file("broken.csv", *BROKEN)
    english = json.dumps(clerk.look(path).mapping.as_json())
    with speaking("ar"):
        assert json.dumps(clerk.look(path).mapping.as_json()) == english
        clerk.take(path)
    assert not re.search(r"[\u0600-\u06ff]", json.dumps(clerk.all(ImportRun)[0].mapping, ensure_ascii=False))
    with speaking("en"):
        assert clerk.take(path).created == 0, "the same list is known again in another language"


def test_columns_without_a_heading_are_called_by_their_number_in_any_language(sqlite_clerk: Clerk) -> None:
    path = sqlite_clerk.file("bare.csv", "huda@acme.com,+971501234567,x", "sara@acme.com,+971501234568,y")
    with speaking("ar"):
        plan = sqlite_clerk.look(path, mapping_edits={"العمود 3": "company"})
        assert plan.notices[0] == "لا صف عناوين في bare.csv؛ رُقّمت أعمدته."
    assert [column.heading for column in plan.mapping.columns] == ["Column 1", "Column 2", "Column 3"]
    assert plan.mapping.columns[2].target == "company"


def test_rows_that_nothing_names_are_called_in_the_language_of_who_imports_them(sqlite_clerk: Clerk) -> None:
    with speaking("ar"):
        sqlite_clerk.take(sqlite_clerk.file("list.csv", "City,Budget", "Dubai,100"))
    assert sqlite_clerk.one(Lead).topic == "الصف 2 من list.csv"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "الملف a.csv فارغ. المطلوب ملف فيه صف عناوين وتحته البيانات."),
        ("a.csv", b"%PDF-1.4", "الملف a.csv ليس قائمة، بل مستند PDF. الحل: حفظ القائمة بصيغة CSV أو XLSX واستيرادها."),
        ("a.xlsx", b"PK\x03\x04rest", "الملف a.xlsx مصنف تالف أو أرشيف ZIP تالف."),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_arabic(sqlite_clerk: Clerk, name: str, content: bytes, said: str) -> None:
    path = sqlite_clerk.folder / name
    path.write_bytes(content)
    with speaking("ar"), pytest.raises(Invalid) as refused:
        sqlite_clerk.look(path)
    with speaking("ar"):
        assert str(refused.value).startswith(said)


def test_what_the_process_that_reads_workbooks_meets_is_told_in_arabic(sqlite_clerk: Clerk, tmp_path: Path) -> None:
    book, path = Workbook(), tmp_path / "book.xlsx"
    book.save(path)
    with speaking("ar"), pytest.raises(Invalid) as refused:
        sqlite_clerk.look(path, sheet="Nothing")
    with speaking("ar"):
        assert str(refused.value) == "لا ورقة باسم Nothing في book.xlsx. عند ترك اسم الورقة تُقرأ الأولى."
