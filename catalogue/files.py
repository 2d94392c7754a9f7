"""The ``.po`` files of a language, one for each part of the program, and the one ``.mo`` they become."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from app import __version__
from catalogue.messages import WORDS, Key, Message

#: The forms for numbers, in gettext's usual order, where babel has another: none, one, two, 3 to 10, 11 to 99, others.
_PLURALS: Final[Mapping[str, str]] = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
}
_NEVER: Final = datetime(2026, 1, 1, tzinfo=UTC)
_ABOUT: Final = "# What is said in the {area} part of Leadline."


def read(language: str) -> dict[str, Catalog]:
    """The catalogues of a language by area."""
    return {path.stem: _read(path, language) for path in sorted((WORDS / language).glob("*.po"))}


def update(language: str, messages: Iterable[Message], areas: Collection[str] = ()) -> None:
    """Write the catalogues of a language anew: each with the messages of its area and what is known of them.

    Args:
        language: Its code.
        messages: Every message of the code.
        areas: Those to write; none for all.
    """
    known = read(language)
    translations = {key_of(each): each.string for catalog in known.values() for each in catalog if is_translated(each)}
    by_area: dict[str, dict[Key, list[Message]]] = {}
    for each in messages:
        by_area.setdefault(each.area, {}).setdefault(each.key, []).append(each)
    for area, wanted in by_area.items():
        if areas and area not in areas:
            continue
        fresh = _empty(language, area)
        own = {key_of(each): each.string for each in known.get(area, ()) if is_translated(each)}
        for key, found in sorted(wanted.items(), key=lambda pair: (pair[1][0].place, pair[1][0].line)):
            string = own.get(key) or translations.get(key) or ""
            one, many, context = key
            fresh.add(
                (one, many) if many else one,
                string or (("",) * fresh.num_plurals if many else ""),
                locations=[(place, 0) for place in sorted({each.place for each in found})],
                context=context or None,
            )
        _write(WORDS / language / f"{area}.po", fresh)
    for area in known.keys() - by_area.keys():
        (WORDS / language / f"{area}.po").unlink()


def compiled(language: str) -> bytes:
    """All catalogues of a language as one ``.mo``."""
    whole = _empty(language, "whole")
    for catalog in read(language).values():
        for each in catalog:
            if each.id and is_translated(each):
                whole.add(each.id, each.string, context=each.context)
    buffer = BytesIO()
    write_mo(buffer, whole)
    return buffer.getvalue()


def compile_to_file(language: str) -> Path:
    """Write the ``.mo`` of a language, where the program reads it."""
    path = WORDS / f"{language}.mo"
    content = compiled(language)
    if not path.exists() or path.read_bytes() != content:
        fresh = path.with_suffix(".new")
        fresh.write_bytes(content)
        fresh.replace(path)
    return path


def key_of(message: object) -> Key:
    """What tells a message of a catalogue from others."""
    one, many = (message.id if isinstance(message.id, tuple) else (message.id, ""))[:2]  # type: ignore[attr-defined]
    return one, many, message.context or ""  # type: ignore[attr-defined]


def is_translated(message: object) -> bool:
    """Whether a message has its translation, in all its forms."""
    string = message.string  # type: ignore[attr-defined]
    return bool(string) and (isinstance(string, str) or all(string)) and not message.fuzzy  # type: ignore[attr-defined]


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _write(path: Path, catalog: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(buffer, catalog, width=120, include_lineno=False, ignore_obsolete=True)
    content = buffer.getvalue()
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def _empty(language: str, area: str) -> Catalog:
    catalog = Catalog(
        locale=language,
        header_comment=_ABOUT.format(area=area),
        project="Leadline",
        msgid_bugs_address="README.md",
        version=__version__,
        creation_date=_NEVER,
        revision_date=_NEVER,
        last_translator="Leadline",
        language_team="Leadline",
        fuzzy=False,
    )
    if language in _PLURALS:
        catalog.mime_headers = [("Plural-Forms", _PLURALS[language])]
    return catalog
