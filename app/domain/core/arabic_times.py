"""Times in Arabic words, put in the English words and digits that everything else reads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.domain.core.moment_words import MONTH_NAMES
from app.domain.core.number_words import number_of
from app.words import Message, say, say_declared

Read = tuple[str, int]
"""What some words say in English, and how many of them; no words for what is none."""

_NOTHING: Final[Read] = ("", 0)

#: Words that stand for others as they are, several of them first.
_PHRASES: Final = {
    tuple(fold(arabic).split()): english
    for english, phrases in {
        "now": ("الآن", "حالا", "دلوقتي"),
        "today": ("اليوم", "النهارده"),
        "tomorrow": ("غدا", "غد", "بكرة", "باكر", "غدوة"),
        "overmorrow": ("بعد غد", "بعد غدا", "بعد بكرة", "بعد باكر"),
        "yesterday": ("أمس", "البارحة", "امبارح", "إمبارح"),
        "day before yesterday": ("أول أمس", "أمس الأول", "أول امبارح", "أول البارحة"),
        "in": ("خلال", "بعد", "في خلال", "في غضون", "من الآن وبعد"),
        "noon": ("الظهر", "ظهرا"),
        "midnight": ("منتصف الليل",),
        "oct": ("تشرين الأول", "تشرين أول", "ت1"),
        "nov": ("تشرين الثاني", "تشرين ثاني", "ت2"),
        "dec": ("كانون الأول", "كانون أول", "ك1"),
        "jan": ("كانون الثاني", "كانون ثاني", "ك2"),
    }.items()
    for arabic in phrases
}
_LONGEST_PHRASE: Final = max(map(len, _PHRASES))
#: The names of two months each; which is meant stands behind them.
_TWO_MONTHS: Final[Mapping[str, Message]] = {
    fold("تشرين"): "“تشرين” is October (تشرين الأول) or November (تشرين الثاني).",
    fold("كانون"): "“كانون” is December (كانون الأول) or January (كانون الثاني).",
}
_WEEKDAYS: Final = {
    fold(form + name): english
    for english, name in {
        "mon": "اثنين",
        "tue": "ثلاثاء",
        "wed": "أربعاء",
        "thu": "خميس",
        "fri": "جمعة",
        "sat": "سبت",
        "sun": "أحد",
    }.items()
    for form in ("ال", "")
}
#: What a day of the week, or a period of the calendar, is told apart by.
_WHICH: Final = {
    fold(form): english
    for english, forms in {
        "next": "القادم القادمة القادمين المقبل المقبلة التالي التالية الجاي الجاية الجايه",
        "last": "الماضي الماضية الماضيين الفائت الفائتة السابق السابقة المنصرم المنصرمة",
        "this": "هذا هذه الحالي الحالية الجاري الجارية",
    }.items()
    for form in forms.split()
}
_WENT_BY: Final = (fold("اللي"), fold("فات"))
_LAST: Final = fold("آخر")

_UNIT_WORDS: Final = {
    "seconds": "ثانية ثواني ثوان ثوانٍ",
    "minutes": "دقيقة دقائق دقايق د",
    "hours": "ساعة ساعات س",
    "days": "يوم يوما أيام",
    "weeks": "أسبوع أسبوعا أسابيع",
    "months": "شهر شهرا أشهر شهور",
    "years": "سنة سنوات سنين عام عاما أعوام",
}
_UNITS: Final = {fold(word): unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
_SINGULAR: Final = frozenset(map(fold, ("ثانية", "دقيقة", "ساعة", "يوم", "أسبوع", "شهر", "سنة", "عام")))
_PAIRS: Final = {
    fold(word): unit
    for unit, words in {
        "seconds": "ثانيتان ثانيتين",
        "minutes": "دقيقتان دقيقتين",
        "hours": "ساعتان ساعتين",
        "days": "يومان يومين",
        "weeks": "أسبوعان أسبوعين",
        "months": "شهران شهرين",
        "years": "سنتان سنتين عامان عامين",
    }.items()
    for word in words.split()
}
_SECONDS: Final = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400, "weeks": 604_800}
_PERIODS: Final = {fold("ال" + word): unit for word, unit in {**_UNITS, fold("ربع"): "quarters"}.items()}
_PARTS: Final = {
    fold(part + ending): Decimal(share) / 60
    for part, share in (("نصف", 30), ("ربع", 15), ("ثلث", 20))
    for ending in ("", "ا")
}
_QUARTERS: Final = (fold("أرباع"), fold("ارباع"))
_ONES: Final = frozenset(map(fold, ("واحد", "واحدة")))
_AND: Final = "و"
_LESS: Final = fold("إلا")
_AT: Final = fold("الساعة")
_DAY: Final = fold("يوم")
_IN: Final = fold("في")
_OF: Final = fold("من")
_BESIDES: Final = frozenset({_DAY, _IN, fold("سنة"), fold("عام")})
_YEAR: Final = re.compile(r"\d{4}م?$")
_HIJRI: Final = fold("هـ")
_TEN: Final = fold("عشر")

_ORDINALS: Final = "الواحدة الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"
_HOURS: Final[dict[tuple[str, ...], int]] = {
    **{(fold(word),): hour for hour, word in enumerate(_ORDINALS.split(), 1)},
    (fold("الحادية"), fold("عشرة")): 11,
    (fold("الثانية"), fold("عشرة")): 12,
}
_HALVES: Final = {
    fold(word): half
    for half, words in {
        "am": "صباحا الصبح فجرا الفجر ص",
        "pm": "مساء المساء عصرا العصر المغرب م",
        "night": "ليلا بالليل",
        "noon": "ظهرا الظهر",
    }.items()
    for word in words.split()
}
_AFTERNOON: Final = tuple(fold("بعد الظهر").split())
_EVENING: Final = frozenset(map(fold, ("مساء", "المساء")))
_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_NOON, _DUSK = 12, 6
_MOST_WORDS: Final = 24
"""No time has more words; a longer text is none."""
#: What counts from today, as :func:`in_english` says it.
_FROM_TODAY: Final = re.compile(
    r"(?:(?:in|قبل|منذ) \d+ [a-z]+|(?:next|last|this) (?:\d+ )?[a-z]+|overmorrow|day before yesterday)"
    r"|(?:(?:next |last )?[a-z]{3}|today|tomorrow|yesterday|overmorrow) (?:at )?\d{1,2}:\d{2}(?: [ap]m)?"
)


def in_english(words: str) -> str:
    """Folded words with times in Arabic, in English; others as they are.

    >>> in_english(fold("الأحد القادم الساعة الثالثة والنصف مساءً")), in_english(fold("بعد ثلاثة أيام"))
    ('next sun at 3:30 pm', 'in 3 days')

    Raises:
        Invalid: A word can mean two times.
    """
    left = words.replace("٫", ".").split()
    if len(left) > _MOST_WORDS:
        return words
    found: list[str] = []
    while left:
        readings = (reading(left) for reading in _READINGS)
        said, count = next((each for each in readings if each[1]), (left[0], 1))
        if said:
            found.append(said)
        left = left[count:]
    return " ".join(found)


def words_of_time(words: Sequence[str]) -> int:
    """How many of these folded words, the first among them, make one time counted from today; none where no two do."""
    for count in range(len(words), 1, -1):
        try:
            said = in_english(" ".join(words[:count]))
        except Invalid:
            continue
        if _FROM_TODAY.fullmatch(said):
            return count
    return 0


def _clock(words: Sequence[str]) -> Read:
    """A time of day: behind ``الساعة``, with its hour in a word, or with what half of the day it is in."""
    begin = 1 if words[0] == _IN and len(words) > 1 else 0
    is_said = words[begin] == _AT
    begin += is_said
    hour, minute, read = _hour(words[begin:])
    if not read or not (is_said or not words[begin][0].isdigit() or _half(words[begin + read :])[1]):
        return _NOTHING
    read += begin
    if is_said or not words[begin][0].isdigit():
        more, count = _minutes(words[read:])
        if count:
            hour, minute = divmod((hour * 60 + minute + more) % 1440, 60)
            read += count
    half, count = _half(words[read:])
    read += count
    if half == "pm" and hour == _NOON and words[read - 1] in _EVENING:
        raise Invalid(
            say("“12 مساء” is noon or midnight."),
            hint=say("Write “12 ظهرا” or “منتصف الليل”, or 12:00 or 00:00."),
        )
    return f"at {hour}:{minute:02d}{_half_of(half, hour)}", read


def _half_of(half: str, hour: int) -> str:
    """The half of the day, as English has it, of an hour in a part of the day; none where the hour tells itself."""
    if (half == "am" and hour == 0) or (half in {"pm", "night"} and hour > _NOON):
        return ""
    if half == "night":
        half = "pm" if _DUSK <= hour < _NOON else "am"
    elif half == "noon":
        half = "am" if hour in {10, 11} else "pm"
    return f" {half}" if half else ""


def _hour(words: Sequence[str]) -> tuple[int, int, int]:
    """Hour and minute, and how many words say them."""
    for count in (2, 1):
        if hour := _HOURS.get(tuple(words[:count])):
            return hour, 0, count
    digits = _CLOCK.fullmatch(words[0]) if words else None
    return (int(digits[1]), int(digits[2] or 0), 1) if digits else (0, 0, 0)


def _minutes(words: Sequence[str]) -> tuple[int, int]:
    """The minutes that follow an hour, or are still lacking to it, and how many words say them."""
    if not words or not (words[0] == _LESS or words[0].startswith(_AND)):
        return 0, 0
    sign = -1 if words[0] == _LESS else 1
    rest = [words[0].removeprefix(_AND), *words[1:]] if sign > 0 else list(words[1:])
    begin = 0 if sign > 0 else 1
    if rest and not rest[0]:
        rest, begin = rest[1:], 1
    if rest and (part := _PARTS.get(rest[0].removeprefix("ال"))):
        return sign * int(part * 60), begin + 1
    number, count = _count(rest)
    if count and len(rest) > count and _UNITS.get(rest[count]) == "minutes":
        return sign * int(number), begin + count + 1
    return 0, 0


def _half(words: Sequence[str]) -> Read:
    if tuple(words[:2]) == _AFTERNOON:
        return "pm", 2
    return (_HALVES[words[0]], 1) if words and words[0] in _HALVES else _NOTHING


def _phrase(words: Sequence[str]) -> Read:
    for count in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        if found := _PHRASES.get(tuple(words[:count])):
            return found, count
    if words[0] in _TWO_MONTHS:
        raise Invalid(
            say_declared(_TWO_MONTHS[words[0]]), hint=say("Write the whole name of the month, or its number.")
        )
    return _NOTHING


def _weekday(words: Sequence[str]) -> Read:
    """A day of the week with what tells which."""
    begin, which = 0, ""
    while begin < len(words) and (words[begin] == _DAY or _WHICH.get(words[begin]) == "this"):
        begin += 1
    day = _WEEKDAYS.get(words[begin]) if begin < len(words) else None
    if day is None or (begin + 1 < len(words) and words[begin + 1].startswith(_TEN)):  # eleven begins like Sunday
        return _NOTHING
    which, count = _which(words[begin + 1 :])
    return f"{which} {day}".strip(), begin + 1 + count


def _which(words: Sequence[str]) -> Read:
    if tuple(words[:2]) == _WENT_BY:
        return "last", 2
    return (_WHICH[words[0]], 1) if words and words[0] in _WHICH else _NOTHING


def _period(words: Sequence[str]) -> Read:
    """A week, month, quarter or year by where today stands in it, and a run of several."""
    if words[0] == _LAST:
        number, count = _count(words[1:])
        unit = _UNITS.get(words[1 + count], "") if len(words) > 1 + count else ""
        return (f"last {number:f} {unit}", count + 2) if count and unit else _NOTHING
    begin = 1 if _WHICH.get(words[0]) == "this" else 0
    unit = _PERIODS.get(words[begin], "") if begin < len(words) else ""
    which, count = ("this", 0) if begin else _which(words[1:])
    return (f"{which} {unit.removesuffix('s')}", begin + 1 + count) if unit and which else _NOTHING


def _length(words: Sequence[str]) -> Read:
    """A length of time, with its parts summed up: ``ساعة ونصف`` is 90 minutes."""
    number, unit, read = _first_of_length(words)
    if not read:
        return _NOTHING
    seconds = number * _SECONDS.get(unit, 0)
    is_one = True
    while seconds and (more := _more_of_length(words[read:], unit))[1]:
        seconds, read, is_one = seconds + more[0], read + more[1], False
    which, count = _which(words[read:]) if is_one else _NOTHING
    if which in {"next", "last"}:
        return f"{which} {number:f} {unit}", read + count
    if unit == "years" and tuple(words[read : read + 1]) == (_AND + fold("نصف"),):
        return f"{number * 12 + 6:f} months", read + 1
    if is_one and number == number.to_integral_value():
        sign = "+" if words[0].startswith("+") else ""
        return f"{sign}{number.to_integral_value():f} {unit}", read
    if not seconds:
        return _NOTHING
    minutes = seconds / 60
    whole = minutes == minutes.to_integral_value()
    return (f"{minutes.normalize():f} minutes" if whole else f"{seconds.normalize():f} seconds"), read


def _first_of_length(words: Sequence[str]) -> tuple[Decimal, str, int]:
    if words[0] in _PAIRS:
        return Decimal(2), _PAIRS[words[0]], 1
    number, count = _share(words)
    if count and len(words) > count and (unit := _UNITS.get(words[count].removeprefix("ال"))):
        return number, unit, count + 1
    number, count = _count(words)
    if count and len(words) > count and (unit := _UNITS.get(words[count])):
        return number, unit, count + 1
    if words[0] not in _SINGULAR:
        return Decimal(0), "", 0
    return Decimal(1), _UNITS[words[0]], 2 if len(words) > 1 and words[1] in _ONES else 1


def _more_of_length(words: Sequence[str], unit: str) -> tuple[Decimal, int]:
    """The seconds that follow a length, or are still lacking to it, and how many words say them."""
    if not words or not (words[0] == _LESS or words[0].startswith(_AND)):
        return Decimal(0), 0
    sign = -1 if words[0] == _LESS else 1
    rest, begin = (list(words[1:]), 1) if words[0] in (_LESS, _AND) else ([words[0][1:], *words[1:]], 0)
    if not rest:
        return Decimal(0), 0
    number, other, count = _first_of_length(rest)
    if count and other in _SECONDS:
        return sign * number * _SECONDS[other], begin + count
    part = _PARTS.get(rest[0])
    return (sign * part * _SECONDS[unit], begin + 1) if part else (Decimal(0), 0)


def _share(words: Sequence[str]) -> tuple[Decimal, int]:
    """A part of a unit, such as three quarters, and how many words say it."""
    if words[0] in _PARTS:
        return _PARTS[words[0]], 1
    number, count = _count(words)
    if count and len(words) > count and words[count] in _QUARTERS:
        return number / 4, count + 1
    return Decimal(0), 0


def _count(words: Sequence[str]) -> tuple[Decimal, int]:
    """The number that words begin with, in digits or words, and how many say it."""
    if words and re.fullmatch(r"[+-]?\d{1,6}(?:\.\d{1,3})?", words[0]):
        return Decimal(words[0]), 1
    return number_of(words)


def _said_besides(words: Sequence[str]) -> Read:
    """Words that only say what the next one is, such as ``يوم`` before a day and ``سنة`` before a year."""
    word, after = words[0], words[1] if len(words) > 1 else ""
    if word.rstrip("م").isdigit() and _YEAR.match(word):
        if after == _HIJRI:
            raise Invalid(
                say("“{year} هـ” is a year of the Hijri calendar.", year=word), hint=say("Write the day as 28/11/2026.")
            )
        return word.rstrip("م"), 2 if after == "م" else 1
    is_besides = word in _BESIDES and (after[:1].isdigit() or (word == _IN and (after == _DAY or after in _WEEKDAYS)))
    return ("", 1) if is_besides or (word == _OF and after in MONTH_NAMES) else _NOTHING


_READINGS: Final = (_said_besides, _clock, _weekday, _period, _length, _phrase)
