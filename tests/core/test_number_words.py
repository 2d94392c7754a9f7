"""Amounts and times in Arabic words mean what they say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.core.amounts import parse_integer, parse_money, parse_percent, parse_yes_no
from app.domain.core.errors import Invalid
from app.domain.core.moments import parse_day, parse_duration, parse_moment
from app.domain.core.periods import parse_period

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
DUBAI = ZoneInfo("Asia/Dubai")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("٥ آلاف درهم", "AED 5,000"),
        ("خمسة آلاف درهم", "AED 5,000"),
        ("خمسة وعشرون ألف درهم", "AED 25,000"),
        ("مئة ألف درهم", "AED 100,000"),
        ("ألف درهم", "AED 1,000"),
        ("ألفين درهم", "AED 2,000"),
        ("نصف مليون درهم", "AED 500,000"),
        ("مليون ونصف درهم", "AED 1,500,000"),
        ("١٠ آلاف ريال سعودي", "SAR 10,000"),
        ("مليون دولار", "USD 1,000,000"),
        ("٥٠ ألف", "USD 50,000"),
        ("۵۰ الفاً", "USD 50,000"),
        ("1.5 مليون درهم", "AED 1,500,000"),
        ("خمسة وعشرون ألفًا", "USD 25,000"),
        ("ألفا درهم", "AED 2,000"),
        ("مئتا درهم", "AED 200"),
        ("١٬٢٣٤٫٥٦ د.إ", "AED 1,234.56"),
        ("د.إ.\u200f ٥٠٠", "AED 500"),
        ("٥٠٠ ر.س.", "SAR 500"),
        ("ج.م 20", "EGP 20"),
        ("100 جنيهات", "EGP 100"),
        ("٣ دنانير كويتية", "KWD 3"),
        ("50 درهمًا إماراتيًا", "AED 50"),
        ("50 درهما مغربيا", "MAD 50"),
        ("الدينار الأردني 7", "JOD 7"),
        ("ليرة سورية 100", "SYP 100"),
        ("−٥٠ $", "USD -50"),
    ],
)
def test_an_amount_in_words(typed: str, amount: str) -> None:
    assert str(parse_money(typed, "USD")) == amount


@pytest.mark.parametrize("typed", ["درهم", "وعد", "آلاف من الدراهم", "خمسة تفاحات", "ألفا"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        parse_money(typed, "USD")


@pytest.mark.parametrize(
    ("typed", "code"), [("50 دينار", "BHD"), ("100 ليرة", "TRY"), ("20 د.ا", "JOD"), ("20 درهم", "MAD"), ("٥ $", "CAD")]
)
def test_a_currency_of_several_countries_is_the_users_own_or_asked_for(typed: str, code: str) -> None:
    assert parse_money(typed, code).currency == code
    if "درهم" not in typed and "$" not in typed:
        with pytest.raises(Invalid, match="the currency of several countries"):
            parse_money(typed, "USD")


@pytest.mark.parametrize("typed", ["٥٠٪", "٪ 50", "خمسون بالمئة", "50 في المائة", "۵۰"])
def test_a_percentage_in_words_and_signs(typed: str) -> None:
    assert parse_percent(typed) == 50


def test_a_half_is_no_percentage() -> None:
    with pytest.raises(Invalid, match="“نصف” is not a percentage"):
        parse_percent("نصف")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("50000.0", 50_000),
        ("1,200.0", 1200),
        ("خمسة آلاف", 5000),
        ("اثنا عشر", 12),
        ("إحدى عشرة", 11),
        ("واحد وعشرون", 21),
        ("ألف ومئتان وخمسة", 1205),
        ("صفر", 0),
    ],
)
def test_a_whole_number_however_it_is_written(typed: str, number: int) -> None:
    assert parse_integer(typed) == number


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("قبل يومين", -2),
        ("منذ يومين", -2),
        ("قبل ٣ أيام", -3),
        ("قبل ثلاثة أيام", -3),
        ("بعد يومين", 2),
        ("قبل أسبوع", -7),
        ("الأسبوع الماضي", -7),
        ("أول أمس", -2),
        ("الأحد الماضي", -1),
        ("last friday", -3),
        ("قبل سنة", -365),
        ("a year ago", -365),
    ],
)
def test_a_day_in_words(typed: str, days: int) -> None:
    wanted = date(2026, 11, 23) + timedelta(days=days)
    assert parse_day(typed, date(2026, 11, 23)) == wanted
    assert parse_moment(typed, NOW, DUBAI).astimezone(DUBAI).date() == wanted
    if typed != "last friday":
        assert parse_period(typed, NOW, DUBAI).first == wanted


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("ساعة ونصف", 90),
        ("ساعة و نصف", 90),
        ("نصف ساعة", 30),
        ("ربع ساعة", 15),
        ("ثلث ساعة", 20),
        ("ثلاثة أرباع الساعة", 45),
        ("ساعة إلا ربع", 45),
        ("ساعة وربع", 75),
        ("ساعتان ونصف", 150),
        ("ساعة وعشرون دقيقة", 80),
        ("ساعة و٥ دقائق", 65),
        ("ساعة", 60),
        ("ساعة واحدة", 60),
        ("ساعتين", 120),
        ("ثلاث ساعات", 180),
        ("١٢ دقيقة", 12),
        ("١٢ د", 12),
        ("خمس عشرة دقيقة", 15),
        ("أحد عشر يوما", 15_840),
        ("١٫٥ ساعة", 90),
        ("يومان", 2880),
        ("نصف يوم", 720),
        ("يوم ونصف", 2160),
        ("أسبوع", 10_080),
        ("ثلاثون ثانية", 0.5),
        ("۹۰", 90),
    ],
)
def test_a_length_in_words(typed: str, minutes: float) -> None:
    assert parse_duration(typed) == timedelta(minutes=minutes)


@pytest.mark.parametrize("typed", ["نصف", "ساعة إلا", "ونصف", "دقائق", "ساعات", "الساعة 3", "شهر ونصف"])
def test_what_is_no_length_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        parse_duration(typed)


@pytest.mark.parametrize("typed", ["لأ", "كلا", "لا", "خطأ"])
def test_no_in_words(typed: str) -> None:
    assert parse_yes_no(typed) is False
    assert all(parse_yes_no(word) for word in ("نعم", "نَعَم", "أيوه", "أجل", "صحيح"))
