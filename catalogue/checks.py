"""What may be wrong with translations: missing ones, other places, too few forms, one English with two meanings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from babel.messages import Catalog

from catalogue.files import is_translated, key_of
from catalogue.messages import Fault, Key, Message

_PLACE: Final = re.compile(r"\{[^{}]*\}")
#: What stands in a place of these names is a number, which gives a sentence no direction.
_NUMBERS: Final = frozenset(
    {
        *("{n}", "{number}", "{count}", "{total}", "{shown}", "{at}"),
        *("{seconds}", "{minutes}", "{hours}", "{days}", "{months}", "{years}"),
    }
)
#: How many of the forms for few things may leave the number out: none, one and two of them.
_WITHOUT_NUMBER: Final = 3


def faults(language: str, catalogs: Mapping[str, Catalog], messages: Iterable[Message]) -> list[Fault]:
    """Everything that is wrong with the catalogues of a language for the messages of the code."""
    wanted: dict[str, set[Key]] = {}
    for each in messages:
        wanted.setdefault(each.area, set()).add(each.key)
    found = [fault for area, catalog in catalogs.items() for fault in _of_area(f"{language}/{area}.po", catalog)]
    for area, keys in wanted.items():
        known = {key_of(each) for each in catalogs.get(area, ()) if each.id and is_translated(each)}
        found += [Fault(f"{language}/{area}.po", f"“{key[0]}” is not translated.") for key in sorted(keys - known)]
    for area, catalog in catalogs.items():
        unused = {key_of(each) for each in catalog if each.id} - wanted.get(area, set())
        found += [
            Fault(f"{language}/{area}.po", f"“{key[0]}” is said nowhere. `make words` takes it out.")
            for key in sorted(unused)
        ]
    return [*found, *_contradictions(language, catalogs)]


def _of_area(where: str, catalog: Catalog) -> Iterator[Fault]:
    for each in catalog:
        if not each.id or not is_translated(each):
            continue
        one, many, _ = key_of(each)
        forms = (each.string,) if isinstance(each.string, str) else tuple(each.string or ())
        if many and len(forms) != catalog.num_plurals:
            yield Fault(where, f"“{one}” has {len(forms)} forms for numbers; {catalog.num_plurals} are needed.")
        for at, form in enumerate(forms):
            wrong = _wrong_places(one, many, form, may_omit=bool(many) and at < _WITHOUT_NUMBER)
            if wrong:
                yield Fault(where, f"“{form}” has other places than “{one}”: {', '.join(sorted(wrong))}.")
            if _begins_foreign(form):
                yield Fault(where, f"“{form}” begins with what may be Latin, which turns it around. Begin with a word.")


def _wrong_places(one: str, many: str, form: str, *, may_omit: bool) -> set[str]:
    """The places that only one of English and translation has."""
    english, own = set(_PLACE.findall(f"{one} {many}")), set(_PLACE.findall(form))
    return (own - english) | ((english - own) - ({"{n}"} if may_omit else set()))


def _begins_foreign(form: str) -> bool:
    """Whether a text with right-to-left letters begins with a Latin letter, or a place that may hold one."""
    if not any(unicodedata.bidirectional(character) in {"R", "AL"} for character in form):
        return False
    for part in re.findall(r"\{[^{}]*\}|.", form, re.DOTALL):
        if part.startswith("{"):
            if part not in _NUMBERS:
                return True
        elif unicodedata.bidirectional(part) in {"R", "AL"}:
            return False
        elif unicodedata.bidirectional(part) == "L":
            return True
    return False


def _contradictions(language: str, catalogs: Mapping[str, Catalog]) -> Iterator[Fault]:
    """Messages that are translated in two ways: one of them means something else, and needs a context."""
    said: dict[Key, dict[object, str]] = {}
    for area, catalog in catalogs.items():
        for each in catalog:
            if each.id and is_translated(each):
                said.setdefault(key_of(each), {}).setdefault(_plain(each.string), area)
    for key, forms in said.items():
        if len(forms) > 1:
            ways = "; ".join(f"{area}: {_shown(form)}" for form, area in forms.items())
            yield Fault(
                language,
                f"“{key[0]}” is said in two ways ({ways}). Agree, or tell them apart with in_context or say_in.",
            )


def _plain(string: object) -> object:
    return string if isinstance(string, str) else tuple(string)  # type: ignore[arg-type]


def _shown(form: object) -> str:
    return form if isinstance(form, str) else " | ".join(form)  # type: ignore[arg-type]
