"""Sentences: whole messages with named places, said in the language of the moment and able to be said in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from app.words import formats
from app.words.language import LANGUAGES, SOURCE, language, plural_form, speaking, translated

_PLACE: Final = re.compile(r"\{(\w*)")
_STORED_MESSAGE: Final = "message"
_STORED_OWN: Final = "own"
#: What is done with parts that are no message by themselves: set in a row with commas, or put inside a sentence.
_LISTED: Final = ","
_SMALL: Final = "small"
_CLAUSES: Final = ";"
_OR: Final = "or"
#: What stands between things named, clauses and alternatives, in the languages that have something else.
_MARKS: Final[Mapping[tuple[str, str], str]] = {
    ("ar", _LISTED): "، ",
    ("ar", _CLAUSES): "؛ ",
    ("ar", _OR): " أو ",
}


class Said(str):
    """A sentence or label in the language it was said in, which remembers what was said.

    Attributes:
        message: The English message, its id; empty for several in a row.
        context: What tells it from one of the same English that means something else.
        many: The English message for several, where it counts something.
        number: How many it counts.
        places: What stands in its places; of several in a row, the sentences themselves.
        spoken: The language it is in.
    """

    __slots__ = ("context", "many", "message", "number", "places", "spoken")

    message: str
    context: str
    many: str
    number: int
    places: Mapping[str, Any]
    spoken: str

    def again(self) -> Said:
        """The same in the language of the moment."""
        if self.spoken == language():
            return self
        return _said(self.message, self.context, self.many, self.number, self.places)

    def in_language(self, code: str) -> Said:
        """The same in a language."""
        with speaking(code):
            return self.again()

    def __reduce__(self) -> tuple[Any, ...]:
        return _said, (self.message, self.context, self.many, self.number, dict(self.places))


class Own(str):
    """Words that a person gave, such as a manager's label for a field: never a message, perhaps in several languages.

    Attributes:
        given: The text as it was given.
        by_language: What it is called by the code of a language; the text given in all others.
    """

    __slots__ = ("by_language", "given")

    given: str
    by_language: Mapping[str, str]

    def again(self) -> Own:
        """The same in the language of the moment."""
        words = self.by_language.get(language(), self.given)
        return self if words == self else _own(self.given, self.by_language, words)

    def __reduce__(self) -> tuple[Any, ...]:
        return _own, (self.given, dict(self.by_language), str(self))


class _Places(dict[str, Any]):
    """The places of a message; what is not given stays as it is written, such as a key named by its command."""

    def __missing__(self, name: str) -> str:
        return _Kept(f"{{{name}}}")


class _Kept(str):
    """A place that stays, with what it names of it, such as ``{choice.tick}``."""

    __slots__ = ()

    def __getattr__(self, part: str) -> _Kept:
        return _Kept(f"{self[:-1]}.{part}}}")


def say(message: str, /, **places: object) -> Said:
    """A sentence in the language of the moment.

    Args:
        message: The sentence in English, written out where it is said; ``{name}`` is a place.
        places: What stands in the places; sentences and labels among them are said in the same language.

    >>> say("Cannot read {file}.", file="leads.csv")
    'Cannot read leads.csv.'
    """
    return _said(message, "", "", 0, places)


def say_in(context: str, message: str, /, **places: object) -> Said:
    """A sentence whose English means something else in another context, such as ``Open`` of a state or a command."""
    return _said(message, context, "", 0, places)


def said_of(message: str, context: str = "", places: Mapping[str, Any] | None = None) -> Said:
    """A message that is declared elsewhere, in the language of the moment."""
    return _said(message, context, "", 0, places or {})


def say_many(one: str, many: str, number: int, /, **places: object) -> Said:
    """A sentence about a number of things, in the form that the language has for it; ``{n}`` is the number.

    >>> say_many("{n} lead", "{n} leads", 9240)
    '9,240 leads'
    """
    return _said(one, "", many, number, places)


def sentences(*parts: str) -> Said:
    """Sentences one after the other; empty ones are left out."""
    return _said("", "", "", 0, {str(at): part for at, part in enumerate(part for part in parts if part)})


def listed(parts: Iterable[str]) -> Said:
    """Things named one after the other, with the comma of the language."""
    return _said("", _LISTED, "", 0, {str(at): part for at, part in enumerate(parts)})


def said_by_others(text: str) -> Said:
    """What a library or another program says in its own words: no message, and the same in every language."""
    return _said("", "", "", 0, {"0": text})


def clauses(parts: Iterable[str]) -> Said:
    """What is told one after the other in a single sentence.

    >>> clauses(("9 leads imported", "2 updated"))
    '9 leads imported; 2 updated.'
    """
    return _said("", _CLAUSES, "", 0, {str(at): part for at, part in enumerate(parts)})


def either(parts: Iterable[str]) -> Said:
    """Things of which one is meant.

    >>> either(("lead", "contact"))
    'lead or contact'
    """
    return _said("", _OR, "", 0, {str(at): part for at, part in enumerate(parts)})


def together(parts: Iterable[str]) -> str:
    """Things that all count, named one after the other with “and” before the last.

    >>> together(("need", "budget", "timeframe"))
    'need, budget and timeframe'
    """
    *several, last = parts
    return say("{several} and {last}", several=listed(several), last=last) if several else last


def small(word: str) -> str:
    """A label inside a sentence, without its capitals where the language has them; a text that is no message as it is.

    >>> small(say("Cannot contact"))
    'cannot contact'
    """
    return _said("", _SMALL, "", 0, {"0": word}) if isinstance(word, Said) else word


def own(text: str, **by_language: str) -> str:
    """Words that a person gave, and what they are called in other languages, where the person said so.

    >>> own("Beans", ar="البن")
    'Beans'
    """
    further = {code: words for code, words in by_language.items() if code in LANGUAGES and code != SOURCE and words}
    return _own(text, further, text)


def in_english(sentence: str) -> str:
    """What was said, in English, as logs and other programs read it; a text that is no message as it is."""
    if isinstance(sentence, Own):
        return sentence.given
    return str(sentence.in_language(SOURCE)) if isinstance(sentence, Said) else sentence


def stored(sentence: str) -> str:
    """What was said as text that a database keeps, for ``told_again``; empty for a text that is no message."""
    if not isinstance(sentence, Said):
        return ""
    import json

    return json.dumps(_as_data(sentence), ensure_ascii=False)


def told_again(kept: str | None, otherwise: str) -> str:
    """What ``stored`` kept, in the language of the moment; another text where nothing was kept, or nothing legible."""
    if not kept:
        return otherwise
    import json

    try:
        return _from_data(json.loads(kept))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return otherwise


def _said(message: str, context: str, many: str, number: int, places: Mapping[str, Any]) -> Said:
    """The message with its places, as one text."""
    if not message:
        mark = {_LISTED: ", ", _CLAUSES: "; ", _OR: " or "}.get(context, " ")
        text = _MARKS.get((language(), context), mark).join(str(_now(place)) for place in places.values())
        text = f"{text}." if context == _CLAUSES else text
        text = text.lower() if context == _SMALL and language() == SOURCE else text
    else:
        template = plural_form(message, many, number) if many else translated(message, context)
        fits = template == message or "{" not in template or _has_its_places(template, message, many)
        filled = _filled(template, places, number if many else None) if fits else None
        if filled is None:  # a translation with a place that cannot be; the English has none such
            english = many if many and number != 1 else message
            filled = _filled(english, places, number if many else None) or english
        text = filled
    said = Said(text)
    said.message, said.context, said.many, said.number = message, context, many, number
    said.places, said.spoken = places, language()
    return said


def places_of(template: str) -> frozenset[str]:
    """The names of the places in a message."""
    return frozenset(_PLACE.findall(template))


@cache
def _has_its_places(template: str, message: str, many: str) -> bool:
    """Whether a translation has no other places than its message, each written to its end."""
    there = places_of(f"{message}{many}{{n}}" if many else message)
    return template.count("{") == template.count("}") and places_of(template) <= there


def _filled(template: str, places: Mapping[str, Any], number: int | None) -> str | None:
    """A template with its places filled; ``None`` where one cannot be."""
    if not places and number is None:
        return template
    values = _Places({name: _now(value) for name, value in places.items()})
    if number is not None:
        values.setdefault("n", formats.number(number))
    try:
        return template.format_map(values)
    except (ValueError, LookupError, AttributeError, TypeError):
        return None


def _now(value: Any) -> Any:
    return value.again() if isinstance(value, Said | Own) else formats.shown(value)


def _own(given: str, by_language: Mapping[str, str], words: str) -> Own:
    made = Own(words)
    made.given, made.by_language = given, by_language
    return made


def _as_data(value: Any) -> Any:
    """A sentence as JSON has it; a value in a place as its text."""
    if isinstance(value, Own) and value.by_language:
        return {_STORED_OWN: value.given, "languages": dict(value.by_language)}
    if not isinstance(value, Said):
        return value.given if isinstance(value, Own) else str(value)
    data: dict[str, Any] = {_STORED_MESSAGE: value.message}
    if value.context:
        data["context"] = value.context
    if value.many:
        data |= {"many": value.many, "number": value.number}
    if value.places:
        data["places"] = {name: _as_data(place) for name, place in value.places.items()}
    return data


def _from_data(data: Any) -> str:
    if isinstance(data, str):
        return data
    if _STORED_OWN in data:
        return _own(data[_STORED_OWN], data["languages"], data[_STORED_OWN]).again()
    places = {name: _from_data(place) for name, place in data.get("places", {}).items()}
    return _said(data[_STORED_MESSAGE], data.get("context", ""), data.get("many", ""), data.get("number", 0), places)
