"""Days and times in Arabic words, as they are said and written from the Gulf to the Maghreb."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.arabic_times import in_english, words_of_time
from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.domain.core.moments import parse_day, parse_moment
from app.domain.core.periods import parse_period

#: Monday 23 November 2026, 10:20 in Dubai.
NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)
DUBAI = ZoneInfo("Asia/Dubai")


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("غدًا", "2026-11-24 09:00"),
        ("غــداً", "2026-11-24 09:00"),
        ("البارحة", "2026-11-22 09:00"),
        ("أول أمس", "2026-11-21 09:00"),
        ("بعد بكرة", "2026-11-25 09:00"),
        ("الأحد القادم", "2026-11-29 09:00"),
        ("يوم الأحد", "2026-11-29 09:00"),
        ("في يوم الأحد المقبل", "2026-11-29 09:00"),
        ("احد", "2026-11-29 09:00"),
        ("الاحد اللي فات", "2026-11-22 09:00"),
        ("خلال أسبوعين", "2026-12-07 09:00"),
        ("في غضون ٣ أيام", "2026-11-26 09:00"),
        ("بعد أحد عشر يوما", "2026-12-04 09:00"),
        ("بعد نصف ساعة", "2026-11-23 10:50"),
        ("بعد ساعة ونصف", "2026-11-23 11:50"),
        ("قبل ساعتين", "2026-11-23 08:20"),
        ("منذ ثلاثة أشهر", "2026-08-23 09:00"),
        ("+٣ أيام", "2026-11-26 10:20"),
        ("الآن", "2026-11-23 10:20"),
        ("الساعة 3 مساءً", "2026-11-23 15:00"),
        ("الساعة الثالثة والنصف عصرًا", "2026-11-23 15:30"),
        ("الرابعة إلا ربعا", "2026-11-23 03:45"),
        ("غدا الساعة ٤ إلا ربع بعد الظهر", "2026-11-24 15:45"),
        ("غدا الساعة الخامسة وعشر دقائق مساء", "2026-11-24 17:10"),
        ("غدًا في العاشرة صباحًا", "2026-11-24 10:00"),
        ("الثانية عشرة ظهرا", "2026-11-23 12:00"),
        ("الساعة 1 ظهرا", "2026-11-23 13:00"),
        ("الساعة 11 ليلا", "2026-11-23 23:00"),
        ("الساعة 2 ليلا", "2026-11-23 02:00"),
        ("٣:٣٠ م", "2026-11-23 15:30"),
        ("12 ص", "2026-11-23 00:00"),
        ("12 م", "2026-11-23 12:00"),
        ("منتصف الليل", "2026-11-23 00:00"),
        ("غدا 15:00 مساء", "2026-11-24 15:00"),
        ("٢٠٢٦/١١/٢٨", "2026-11-28 09:00"),
        ("۲۸/۱۱/۲۰۲۶", "2026-11-28 09:00"),
        ("٢٠٢٦-١١-٢٨ ١٠:٠٠", "2026-11-28 10:00"),
        ("28 نوفمبر 2026", "2026-11-28 09:00"),
        ("٢٨ من نوفمبر سنة ٢٠٢٦ م", "2026-11-28 09:00"),
        ("28 نوفمبر 2026م الساعة 4:30 م", "2026-11-28 16:30"),
        ("السبت، 28 نوفمبر 2026", "2026-11-28 09:00"),
        ("28 تشرين الثاني", "2026-11-28 09:00"),
        ("28 تشرين ثاني 2026", "2026-11-28 09:00"),
        ("28 ت2 2026", "2026-11-28 09:00"),
        ("5 كانون الثاني", "2027-01-05 09:00"),
        ("5 أيلول", "2027-09-05 09:00"),
        ("28 نونبر", "2026-11-28 09:00"),
        ("3 غشت", "2027-08-03 09:00"),
        ("3 أوت", "2027-08-03 09:00"),
        ("5 جويلية", "2027-07-05 09:00"),
        ("5 ماي", "2027-05-05 09:00"),
        ("الأسبوع القادم", "2026-11-30 09:00"),
        ("الشهر المقبل", "2026-12-23 09:00"),
    ],
)
def test_arabic_words_mean_a_moment(words: str, moment: str) -> None:
    assert f"{parse_moment(words, NOW, DUBAI).astimezone(DUBAI):%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("28 تشرين", "is October (تشرين الأول) or November (تشرين الثاني)"),
        ("كانون 2026", "is December (كانون الأول) or January (كانون الثاني)"),
        ("الساعة 12 مساءً", "is noon or midnight"),
        ("الأحد 28 نوفمبر 2026", "28 Nov 2026 is a Sat"),
        ("10 رمضان 1448 هـ", "is a year of the Hijri calendar"),
        ("10/5/1448", "is outside the years 1971 to 9000"),
        ("غدا صباحا", "is not a time"),
        ("الساعة 15:75", "is not a time"),
        ("قريبا", "is not a time"),
    ],
)
def test_what_can_be_read_two_ways_or_none_is_refused_by_name(words: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_moment(words, NOW, DUBAI)
    assert said in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("هذا الأسبوع", "this week"),
        ("الأسبوع الماضي", "last week"),
        ("الشهر الحالي", "this month"),
        ("الشهر القادم", "next month"),
        ("الربع الماضي", "last quarter"),
        ("هذه السنة", "this year"),
        ("آخر ٣٠ يوما", "last 30 days"),
        ("آخر ثلاثة أشهر", "last 3 months"),
        ("قبل يومين", "2 days ago"),
        ("بعد ساعتين", "in 2 hours"),
        ("الآن", "now"),
        ("غدا الساعة 10:00", "tomorrow 10:00"),
        ("الجمعة القادمة", "next friday"),
    ],
)
def test_a_query_asks_for_the_same_period_in_both_languages(arabic: str, english: str) -> None:
    assert parse_period(arabic, NOW, DUBAI) == parse_period(english, NOW, DUBAI)


def test_a_week_begins_with_the_day_it_does_in_the_country() -> None:
    week = parse_period("هذا الأسبوع", NOW, DUBAI, first_weekday=5)
    assert (week.first, week.after) == (date(2026, 11, 21), date(2026, 11, 28))


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("قبل 3 أيام", 3),
        ("بعد يومين and", 2),
        ("هذا الأسبوع or", 2),
        ("الأحد القادم", 2),
        ("غدا 10:00", 2),
        ("غدا and", 0),
        ("شركة القهوة العربية", 0),
    ],
)
def test_the_words_of_one_time_are_told_from_those_that_follow(words: str, count: int) -> None:
    assert words_of_time([fold(word) for word in words.split()]) == count


def test_a_day_of_the_week_may_stand_before_a_date_in_english_too() -> None:
    assert parse_day("sat 28 nov", date(2026, 11, 23)) == date(2026, 11, 28)


def test_a_text_of_any_length_is_refused_at_once() -> None:
    for words in ("ساعة و" * 50_000, "بعد " * 50_000, "ا" * 500_000):
        with pytest.raises(Invalid):
            parse_moment(words, NOW, DUBAI)


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ 0123456789٠١٢٫/:-مصو", max_size=25))
def test_any_arabic_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    with suppress(Invalid):
        in_english(fold(text))
    with suppress(Invalid):
        assert parse_moment(text, NOW, DUBAI).tzinfo is UTC
