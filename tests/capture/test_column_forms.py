"""A column's numbers, dates and codes are read in the form that all its values tell; what two can explain is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from app.domain.capture.column_forms import ColumnForm
from app.domain.capture.columns import PROFILED_ROWS
from app.domain.capture.forms import Forms
from app.domain.core.errors import Invalid
from app.domain.core.money import Money
from app.domain.leads.records import Lead
from app.domain.sales.records import Opportunity
from tests.capture.clerk import Clerk


def form_of_all(*texts: str) -> ColumnForm:
    """The form of a column with these values."""
    form = ColumnForm()
    for text in texts:
        form.see(text)
    return form


@pytest.mark.parametrize(
    ("texts", "threes", "mark", "doubtful"),
    [
        ("50,000 60,000 12,5", True, ",", True),
        ("50.000 60.000 12.5", True, ".", True),
        ("50,000 60,000", True, None, False),
        ("50,000 60,000", False, None, True),
        ("1.234,50 1.250", True, ",", False),
        ("1,234.50 1,250", True, ".", False),
        ("12,34,567 1,250", False, ".", False),
        ("1'234.50 1.250", False, ".", True),
        ("0.125 12.500 1.250", False, ".", False),
        ("2.667 1.5", False, ".", False),
        ("2.500 1.5", False, ".", True),
        ("1.234,5 1,234.5", True, None, False),
        ("1.234,5 1,234.5 1.250", False, None, True),
        ("42 1000", False, None, False),
        ("42 1,200", False, None, False),
        ("42 1,234", False, None, True),
        ("١٬٢٣٤٫٥ 1,250", False, ".", False),
    ],
)
def test_the_decimal_mark_is_the_one_that_all_values_agree_on(
    texts: str, threes: bool, mark: str | None, doubtful: bool
) -> None:
    read = form_of_all(*texts.split(" ")).numbers(None, groups_threes=threes)
    assert (read.choice, bool(read.doubt)) == (mark, doubtful)


def test_amounts_that_two_forms_explain_are_refused_by_name_with_the_option_that_answers(sqlite_clerk: Clerk) -> None:
    budgets = sqlite_clerk.file("budgets.csv", "Name,Budget", 'Mona,"50,000"', 'Noor,"60,000"', 'Ali,"12,5"')

    with pytest.raises(Invalid) as refused:
        sqlite_clerk.take(budgets)

    assert "“50,000”" in refused.value.message
    assert "50,000 or 50" in refused.value.message
    assert "--decimal comma" in (refused.value.hint or "")
    assert sqlite_clerk.count(Lead) == 0

    sqlite_clerk.take(budgets, forms=Forms.chosen(marks=["Budget=point"]))
    ali = sqlite_clerk.one(Lead, name="Ali")
    assert sqlite_clerk.one(Lead, name="Mona").budget_minor == 5_000_000
    assert ali.budget_minor is None
    assert "12,5" in ali.description


@pytest.mark.parametrize(
    ("written", "money"),
    [
        ("50,000 USD", Money.of(50_000, "USD")),
        ("1.234,50 EUR", Money.of("1234.50", "EUR")),
        ("CHF 1'234.50", Money.of("1234.50", "CHF")),
        ("1\u202f234,50 €", Money.of("1234.50", "EUR")),
        ("₹12,34,567/-", Money.of(1_234_567, "INR")),
        ("٥ آلاف درهم", Money.of(5000, "AED")),
        ("2.5 lakh INR", Money.of(250_000, "INR")),
        ("50k", Money.of(50_000, "AED")),
        ("1.250 KWD", Money.of("1.250", "KWD")),
    ],
)
def test_an_amount_that_tells_its_own_form_is_read_by_it_whatever_stands_beside_it(
    sqlite_clerk: Clerk, written: str, money: Money
) -> None:
    amounts = sqlite_clerk.file("amounts.csv", "Name;Budget", f"Mona;{written}", "Noor;50,000 USD", "Ali;1.234,50 EUR")

    sqlite_clerk.take(amounts)

    lead = sqlite_clerk.one(Lead, name="Mona")
    assert (lead.budget_minor, lead.budget_currency) == (money.minor, money.currency)


def test_an_amount_has_the_currency_that_stands_beside_it(sqlite_clerk: Clerk) -> None:
    rows = ('Mona,"1,250.50",EUR', "Noor,500,€", "Ali,$70,EUR", "Uma,80,", "Eve,90,Quid")
    sqlite_clerk.take(sqlite_clerk.file("currencies.csv", "Name,Budget,Currency", *rows))
    amounts = {lead.name: (lead.budget_minor, lead.budget_currency) for lead in sqlite_clerk.all(Lead)}
    assert amounts == {
        "Mona": (125_050, "EUR"),
        "Noor": (50_000, "EUR"),
        "Ali": (7_000, "USD"),
        "Uma": (8_000, "AED"),
        "Eve": (9_000, "AED"),
    }
    assert "Quid" in sqlite_clerk.one(Lead, name="Eve").description


def test_amounts_in_thousands_and_lakh_fill_a_budget(sqlite_clerk: Clerk) -> None:
    sqlite_clerk.take(sqlite_clerk.file("words.csv", "Name,Budget", "Mona,50k", "Noor,1.5M", "Ali,2 lakh INR"))
    amounts = [(lead.budget_minor, lead.budget_currency) for lead in sqlite_clerk.all(Lead)]
    assert amounts == [(5_000_000, "AED"), (150_000_000, "AED"), (20_000_000, "INR")]


def test_a_new_field_for_numbers_that_two_forms_explain_holds_them_as_text(sqlite_clerk: Clerk) -> None:
    scores = sqlite_clerk.file("scores.csv", "Name,Depth", "Mona,1.250", "Noor,3.500")

    plan = sqlite_clerk.look(scores).mapping
    sqlite_clerk.take(scores)

    assert any("kept as text" in notice for notice in plan.notices)
    assert [lead.custom["depth"] for lead in sqlite_clerk.all(Lead)] == ["1.250", "3.500"]


def test_a_code_far_below_makes_the_whole_column_text(sqlite_clerk: Clerk) -> None:
    rows = [f"Person {number},{number + 1000}" for number in range(PROFILED_ROWS)]
    column = sqlite_clerk.look(sqlite_clerk.file("far.csv", "Name,Badge", *rows, "Last,00042")).mapping.columns[1]
    assert column.custom_type == "line"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Monday, March 2, 2026", date(2026, 3, 2)),
        ("Mon 2 Mar 2026", date(2026, 3, 2)),
        ("2. März 2026", date(2026, 3, 2)),
        ("2 de marzo de 2026", date(2026, 3, 2)),
        ("02-Mar-26", date(2026, 3, 2)),
        ("3/14/26", date(2026, 3, 14)),
        ("2026-03-02T10:00:00.000+0000", date(2026, 3, 2)),
        ("Mon Mar 02 2026 10:00:00 GMT+0400 (Gulf Standard Time)", date(2026, 3, 2)),
        ("٢/٣/٢٠٢٦", date(2026, 3, 2)),
        ("2 آذار 2026", date(2026, 3, 2)),
        ("46083", date(2026, 3, 2)),
        ("46083.5", date(2026, 3, 2)),
        ("1772452800", date(2026, 3, 2)),
    ],
)
def test_a_date_is_read_as_lists_write_it(sqlite_clerk: Clerk, written: str, day: date) -> None:
    sqlite_clerk.take(sqlite_clerk.file("dates.csv", "Name;Estimated close", f"Mona;{written}"))
    assert sqlite_clerk.one(Lead, name="Mona").estimated_close == day


def test_dates_in_two_orders_are_each_read_as_they_can_be_and_said(sqlite_clerk: Clerk) -> None:
    dates = sqlite_clerk.file("two.csv", "Name,Estimated close", "Mona,25/3/2026", "Noor,3/26/2026", "Ali,1/2/2026")

    notices = sqlite_clerk.look(dates).notices
    sqlite_clerk.take(dates)

    assert any("two orders" in notice for notice in notices)
    closes = [lead.estimated_close for lead in sqlite_clerk.all(Lead)]
    assert closes == [date(2026, 3, 25), date(2026, 3, 26), date(2026, 2, 1)]


def test_a_choice_that_does_not_fit_is_refused_by_name() -> None:
    with pytest.raises(Invalid, match="“dutch” is not dmy, mdy or ymd"):
        Forms.chosen(["dutch"])
    with pytest.raises(Invalid, match="no column “Bugdet”"):
        Forms.chosen(marks=["Bugdet=comma"]).check(["Budget"])


def test_decimals_of_one_column_are_read_with_the_mark_that_another_tells(sqlite_clerk: Clerk) -> None:
    lengths = sqlite_clerk.file("lengths.csv", "Name;Width;Depth", "Mona;1,250;2,5", "Noor;3,500;3,75")

    sqlite_clerk.take(lengths)

    mona = sqlite_clerk.one(Lead, name="Mona")
    assert Decimal(str(mona.custom["width"])) == Decimal("1.25")


def test_what_a_preview_counts_is_exact_or_says_from_how_many_rows(sqlite_clerk: Clerk) -> None:
    few = sqlite_clerk.file("few.csv", "Name,Email", "Mona,m@a.example", "Noor,n@a.example")
    sqlite_clerk.take(few)
    more = sqlite_clerk.file("more.csv", "Name,Email", "Mona,m@a.example", "Ali,a@a.example", "Total,2")
    many = sqlite_clerk.file("many.csv", "Name", *(f"Person {number}" for number in range(PROFILED_ROWS + 2)))

    assert sqlite_clerk.look(more).forecast() == "2 rows: 1 lead to come in, 1 here already, to be skipped."
    assert sqlite_clerk.look(many).forecast() == "10,002 rows. Of the first 10,000: 10,000 leads to come in."


def test_percentages_come_in_as_they_are_shown_and_a_fraction_that_is_rounded_is_said(sqlite_clerk: Clerk) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Deal Name", "Probability", "Win rate"])
    for row, (probability, rate) in enumerate([(0.45, 0.125), (1, 0.5), (0.125, 1.5)], 2):
        sheet.append([f"Shown {row}", probability, rate])
        sheet.cell(row, 2).number_format, sheet.cell(row, 3).number_format = "0%", "0.0%"
    book.save(sqlite_clerk.folder / "deals.xlsx")
    taken = sqlite_clerk.take(sqlite_clerk.folder / "deals.xlsx")
    written = sqlite_clerk.file("b.csv", "Deal Name,Probability", "A,45%", 'B,"12,5 %"', "C,٪٥٠", "D,7.0%")
    sqlite_clerk.take(written, kind="opportunity")
    shares = sqlite_clerk.file("c.csv", "Deal Name,Probability", "E,0.45", "F,1", "G,0")
    assert any("read as shares" in notice for notice in sqlite_clerk.look(shares, kind="opportunity").notices)
    sqlite_clerk.take(shares, kind="opportunity")

    deals = {each.name: each for each in sqlite_clerk.all(Opportunity)}
    assert {name: each.probability for name, each in deals.items()} == {
        "Shown 2": 45,
        "Shown 3": 100,
        "Shown 4": 13,
        "A": 45,
        "B": 13,
        "C": 50,
        "D": 7,
        "E": 45,
        "F": 100,
        "G": 0,
    }
    assert [deals[f"Shown {row}"].custom["win_rate"] for row in (2, 3, 4)] == [12.5, 50, 150]
    assert [each.message for each in taken.warnings] == ["Probability: “12.5%” is rounded to 13 %."]
    assert deals["Shown 4"].description == "Probability: 12.5%"
