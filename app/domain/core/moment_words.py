"""The words for days, months and lengths of time, in English and Arabic, folded as texts are compared."""

from __future__ import annotations

from typing import Final

from app.domain.core.folding import fold

NEAR_DAYS: Final = {
    fold(words): days
    for days, names in {
        -1: ("yesterday", "yest", "أمس", "امبارح"),
        0: ("today", "tod", "اليوم", "النهارده"),
        1: ("tomorrow", "tom", "tmr", "tmrw", "غدا", "غد", "بكرة", "بكره", "باكر"),
        2: ("day after tomorrow", "the day after tomorrow", "overmorrow", "بعد غد", "بعد غدا", "بعد بكرة"),
        -7: ("last week", "الأسبوع الماضي"),
        -2: ("day before yesterday", "the day before yesterday", "أول أمس", "أمس الأول"),
        7: ("next week", "الأسبوع القادم", "الاسبوع المقبل"),
    }.items()
    for words in names
}
NEAR_MONTHS: Final = {
    fold(words): months
    for months, names in {
        -12: ("last year", "السنة الماضية", "العام الماضي"),
        -1: ("last month", "الشهر الماضي"),
        1: ("next month", "الشهر القادم", "الشهر المقبل"),
        12: ("next year", "السنة القادمة", "العام القادم", "السنة المقبلة"),
    }.items()
    for words in names
}
WEEKDAY_NAMES: Final = {
    fold(name): weekday
    for weekday, names in enumerate(
        (
            ("mon", "monday", "الاثنين", "الإثنين", "اثنين"),
            ("tue", "tues", "tuesday", "الثلاثاء", "ثلاثاء"),
            ("wed", "weds", "wednesday", "الأربعاء", "اربعاء"),
            ("thu", "thur", "thurs", "thursday", "الخميس", "خميس"),
            ("fri", "friday", "الجمعة", "جمعة"),
            ("sat", "saturday", "السبت", "سبت"),
            ("sun", "sunday", "الأحد", "احد"),
        )
    )
    for name in names
}
#: Months by their folded names, from 1.
MONTH_NAMES: Final = {
    fold(name): month
    for month, names in enumerate(
        (
            ("jan", "january", "يناير"),
            ("feb", "february", "فبراير"),
            ("mar", "march", "مارس"),
            ("apr", "april", "أبريل", "ابريل"),
            ("may", "مايو"),
            ("jun", "june", "يونيو"),
            ("jul", "july", "يوليو"),
            ("aug", "august", "أغسطس"),
            ("sep", "sept", "september", "سبتمبر"),
            ("oct", "october", "أكتوبر"),
            ("nov", "november", "نوفمبر"),
            ("dec", "december", "ديسمبر"),
        ),
        start=1,
    )
    for name in names
}
UNITS: Final = {
    fold(name): unit
    for unit, names in {
        "s": ("s", "sec", "secs", "second", "seconds", "ثانية", "ثوان"),
        "m": ("m", "min", "mins", "minute", "minutes", "دقيقة", "دقائق", "د"),
        "h": ("h", "hr", "hrs", "hour", "hours", "ساعة", "ساعات", "س"),
        "d": ("d", "day", "days", "يوم", "يوما", "أيام"),
        "w": ("w", "wk", "wks", "week", "weeks", "أسبوع", "أسابيع"),
        "mo": ("mo", "month", "months", "شهر", "أشهر", "شهور"),
        "y": ("y", "yr", "yrs", "year", "years", "سنة", "سنوات", "سنين", "عام", "أعوام"),
    }.items()
    for name in names
}
ARABIC_PAIRS: Final = {
    fold(pair): f"2 {unit}"
    for pair, unit in (
        ("دقيقتين", "m"),
        ("ساعتين", "h"),
        ("يومين", "d"),
        ("أسبوعين", "w"),
        ("شهرين", "mo"),
        ("سنتين", "y"),
        ("عامين", "y"),
    )
}
UNIT_WORDS: Final = {"m": "minute", "h": "hour", "d": "day", "mo": "month", "y": "year"}
ARABIC_PARTS: Final = {
    fold(part): minutes
    for part, minutes in (("ربع ساعة", "15m"), ("نصف ساعة", "30m"), ("ساعة", "1h"), ("ساعة ونصف", "90m"))
}
