"""Papers for customers, read back from their PDF: every figure and word there, each in its order and place."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest

from app.domain.papers.rows import Recipient
from app.words import language, say, speaking
from tests.printing.reading import MACHINE, SENDER, Read, line, made, paper, read, sums

#: What stands on the paper of three machines, in either language.
FIGURES = ("12,600.00", "1,260.00", "567.00", "11,907.00", "4,200.00", "2026-11-24", "2026-10-25", "QUO-7Q3F", "AED")


@pytest.fixture(scope="module", params=["en", "ar"])
def quotation(request: pytest.FixtureRequest) -> Read:
    return read(paper(), request.param)


@pytest.fixture(scope="module")
def arabic() -> Read:
    return read(paper(), "ar")


@pytest.mark.parametrize("value", [*FIGURES, "+971501234567", "sara@contoso.example.com", "100234567890003"])
def test_every_figure_is_read_from_the_left_in_either_language(quotation: Read, value: str) -> None:
    places = [sign.left for sign in quotation.found(value)]
    assert places == sorted(places)


def test_words_of_either_script_are_all_there(quotation: Read) -> None:
    for words in ("كونتوسو للقهوة", "سارة نديم", "الهاتف", "تحديث المكائن", "مطحنة مدمجة", "الشيخ زايد"):
        assert words in quotation.text


def test_a_paper_is_said_in_its_language_whoever_prints_it() -> None:
    words = {
        "en": ("Quotation", "Valid until", "Discount 10 %", "Tax 5 % of 11,340.00", "Page 1 of 1"),
        "ar": ("عرض أسعار", "صالح حتى", "خصم 10%", "الإجمالي", "صفحة 1 من 1"),
    }
    for spoken, expected in words.items():
        text = read(paper(), spoken).text
        assert [each for each in expected if each not in text] == []
    assert language() == "en"


def test_letters_are_joined_and_run_from_the_right(arabic: Read) -> None:
    letters = arabic.found("طحنة")
    for one, other in pairwise(letters):
        assert other.left < one.left
        assert other.right > one.left - 0.3  # no gap between their ink


def test_columns_are_mirrored(arabic: Read) -> None:
    item, price, total = (arabic.found(text)[0] for text in ("آلة", "4,200.00", "12,600.00"))
    three = next(sign for sign in arabic.signs() if sign.text == "3" and abs(sign.bottom - price.bottom) < 1)
    assert item.left > three.left > price.left > total.left
    headings = [arabic.found(text)[0].left for text in ("البند", "الكمية", "سعر الوحدة", "المبلغ")]
    assert headings == sorted(headings, reverse=True)


def test_the_first_words_of_a_long_item_stand_on_the_upper_line() -> None:
    found = read(paper(line(f"{MACHINE} ونظام تنظيف آلي")), "ar")
    first, last = found.found("قهوة")[0], found.found("تنظيف")[0]
    assert first.bottom > last.top


def test_a_product_is_called_as_the_language_of_the_paper_calls_it() -> None:
    both = paper(line("Espresso machine", name_ar=MACHINE))
    assert "Espresso machine" in read(both, "en").text
    assert "مطحنة" in read(both, "ar").text


def test_digits_are_of_one_system_and_nothing_is_an_empty_box(quotation: Read) -> None:
    assert not set("٠١٢٣٤٥٦٧٨٩□�") & set(quotation.text)


@pytest.mark.parametrize(
    ("currency", "price", "shown"),
    [("IQD", "1250.500", "1,250.500"), ("JPY", "1235", "1,235"), ("KWD", "1.115", "1.115"), ("USD", "50", "50.00")],
)
@pytest.mark.parametrize("spoken", ["en", "ar"])
def test_amounts_have_the_digits_of_their_currency(spoken: str, currency: str, price: str, shown: str) -> None:
    one = line(quantity=1, unit_price=price, amount=price, currency=currency)
    words = read(paper(one, sums=sums(price, "0", (), price, currency)), spoken).text.split()
    assert words.count(shown) == 4  # unit price, amount, net, total


def test_a_unit_price_keeps_its_digits() -> None:
    words = read(paper(line(unit_price="1.1111", amount="1.11", currency="EUR"))).text.split()
    assert {"1.1111", "1.11"} <= set(words)


def test_each_rate_of_tax_and_a_draft_are_named() -> None:
    of_two = sums(taxes=(("15", "83.33", "12.50"), ("0.5", "83.34", "0.42")), tax_inclusive=True, reduction="50.00")
    text = read(paper(is_draft=True, sums=of_two, kind="order", valid_until=None)).text
    for expected in ("Order confirmation", "Draft", "Tax 15 % of 83.33", "Tax 0.5 % of 83.34", "include tax"):
        assert expected in text
    assert "Discount -1,260.00" in text
    assert "Valid until" not in text


@pytest.mark.parametrize(("spoken", "heading"), [("en", "Unit price"), ("ar", "سعر الوحدة")])
def test_a_long_list_goes_on_over_pages_with_its_headings(spoken: str, heading: str) -> None:
    number = 1000 if spoken == "en" else 150
    lines = [line(f"Beans {at}", amount=str(at), unit="kg") for at in range(1, number + 1)]
    pages = read(paper(*lines), spoken).pages
    assert len(pages) > number // 50
    words = " ".join(pages).split()
    assert {f"{at:,}.00" for at in range(1, number + 1)} <= set(words)
    for at, page in enumerate(pages, 1):
        assert f"{at}" in page
        assert at == len(pages) or heading in page
    assert "11,907.00" in pages[-1]


def test_a_row_that_is_taller_than_a_page_goes_on_and_nothing_stands_beside_the_paper() -> None:
    long = "كلمات كثيرة and many words " * 400
    what = paper(
        line("W" * 900, description=long, unit="box of very many pieces", unit_price="9" * 60),
        topic="T" * 300, terms="شروط\n" * 120, sender=SENDER, sums=sums(total="9" * 25),
    )  # fmt: skip
    for spoken in ("en", "ar"):
        found = read(what, spoken)
        assert len(found.pages) > 2
        width, height = found.size
        for page in range(len(found.pages)):
            for sign in found.signs(page):
                assert not sign.text.strip() or (0 < sign.left <= sign.right < width and 0 < sign.bottom < height)
        assert found.text.count("W") == 900


def test_what_no_font_has_is_shown_and_told() -> None:
    what = made(paper(line("Yamada 山田\u202egpj.exe\x1b[31m"), recipient=Recipient("Ἀθηνᾶ Шевченко שלום ไทย नमस्ते ☕")))
    text = Read(what).text
    assert what.missing == "山田"
    assert "Yamada ��" in text  # the override counts as one of them, and is not obeyed
    assert "gpj.exe" in text
    for word in ("Шевченко", "שלום", "☕"):
        assert word in text


def test_another_language_for_a_while_is_spoken_by_one_thread_alone() -> None:
    heard = []
    with speaking("ar"):
        other = threading.Thread(target=lambda: heard.append((language(), str(say("Quotation")))))
        other.start()
        other.join()
        assert str(say("Quotation")) == "عرض أسعار"
    assert heard == [("en", "Quotation")]
