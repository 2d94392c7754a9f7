"""The words for days and lengths of time, and the names of months in both languages, folded as texts are compared."""

from __future__ import annotations

from typing import Final

from app.domain.core.folding import fold

NEAR_DAYS: Final = {
    fold(words): days
    for days, names in {
        -1: ("yesterday", "yest"),
        0: ("today", "tod"),
        1: ("tomorrow", "tom", "tmr", "tmrw"),
        2: ("day after tomorrow", "the day after tomorrow", "overmorrow"),
        -7: ("last week",),
        -2: ("day before yesterday", "the day before yesterday"),
        7: ("next week",),
    }.items()
    for words in names
}
NEAR_MONTHS: Final = {
    fold(words): months
    for months, names in {
        -12: ("last year",),
        -1: ("last month",),
        1: ("next month",),
        12: ("next year",),
    }.items()
    for words in names
}
WEEKDAY_NAMES: Final = {
    fold(name): weekday
    for weekday, names in enumerate(
        (
            ("mon", "monday"),
            ("tue", "tues", "tuesday"),
            ("wed", "weds", "wednesday"),
            ("thu", "thur", "thurs", "thursday"),
            ("fri", "friday"),
            ("sat", "saturday"),
            ("sun", "sunday"),
        )
    )
    for name in names
}
#: Months by their folded names, from 1: in Arabic those of the Gulf and Egypt, of the Maghreb, and of the Levant.
MONTH_NAMES: Final = {
    fold(name): month
    for month, names in enumerate(
        (
            ("jan", "january", "يناير", "جانفي", "كانون الثاني"),
            ("feb", "february", "فبراير", "فيفري", "شباط"),
            ("mar", "march", "مارس", "آذار"),
            ("apr", "april", "أبريل", "ابريل", "أفريل", "نيسان"),
            ("may", "مايو", "ماي", "مايس", "أيار"),
            ("jun", "june", "يونيو", "جوان", "يونيه", "حزيران"),
            ("jul", "july", "يوليو", "جويلية", "يوليوز", "يوليه", "تموز"),
            ("aug", "august", "أغسطس", "أوت", "غشت", "أغشت", "آب"),
            ("sep", "sept", "september", "سبتمبر", "شتنبر", "شتمبر", "أيلول"),
            ("oct", "october", "أكتوبر", "تشرين الأول"),
            ("nov", "november", "نوفمبر", "نونبر", "تشرين الثاني"),
            ("dec", "december", "ديسمبر", "دجنبر", "دجمبر", "كانون الأول"),
        ),
        start=1,
    )
    for name in names
}
UNITS: Final = {
    fold(name): unit
    for unit, names in {
        "s": ("s", "sec", "secs", "second", "seconds"),
        "m": ("m", "min", "mins", "minute", "minutes"),
        "h": ("h", "hr", "hrs", "hour", "hours"),
        "d": ("d", "day", "days"),
        "w": ("w", "wk", "wks", "week", "weeks"),
        "mo": ("mo", "month", "months"),
        "y": ("y", "yr", "yrs", "year", "years"),
    }.items()
    for name in names
}
