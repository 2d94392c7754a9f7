"""The language of the moment: which there are, which is spoken, and what a message is in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Protocol

#: The languages a person may choose, by their codes, each called as its speakers call it.
LANGUAGES: Final = {"en": "English", "ar": "العربية"}
#: What shows which words are behind the door: every message bracketed, accented and longer.
PSEUDO: Final = "qps"
SOURCE: Final = "en"
#: The locales of machines without a language.
_WITHOUT_ONE: Final = frozenset({"c", "posix"})
_RIGHT_TO_LEFT: Final = frozenset({"ar"})
#: What stands between a message's context and the message in a catalogue, as gettext has it.
_CONTEXT_END: Final = "\x04"


class Catalogue(Protocol):
    """The messages of one language."""

    def message(self, message: str) -> str:
        """A message in the language; its own English where it has none."""

    def plural(self, one: str, many: str, number: int) -> str:
        """The form of a message for a number."""


class _English:
    """The language the messages are written in."""

    def message(self, message: str) -> str:
        return message.rpartition(_CONTEXT_END)[2]

    def plural(self, one: str, many: str, number: int) -> str:
        return one if number == 1 else many


_ENGLISH: Final = _English()


class _Spoken:
    """What is spoken now; one for the whole program, whose user is one person."""

    def __init__(self) -> None:
        self.code = SOURCE
        self.catalogue: Catalogue = _ENGLISH
        self.unknown = ""
        self.is_kept = False


_spoken = _Spoken()
_aside: ContextVar[tuple[str, Catalogue] | None] = ContextVar("_aside", default=None)
"""What is spoken for a while by one thread or task, while the others go on in the language of the moment."""
_catalogues: dict[str, Catalogue] = {SOURCE: _ENGLISH}


def language() -> str:
    """The code of the language that is spoken now."""
    aside = _aside.get()
    return _spoken.code if aside is None else aside[0]


def is_rtl(code: str | None = None) -> bool:
    """Whether a language, or that of the moment, is read from the right."""
    return (code or language()) in _RIGHT_TO_LEFT


def chosen(*wanted: str) -> str:
    """The first language there is among those wanted, in any spelling of a locale, such as ``ar_AE.UTF-8``.

    Args:
        wanted: What the command line, the user, the settings and the system want, the strongest first.
    """
    for each in wanted:
        code = _code_of(each)
        if code in LANGUAGES or code == PSEUDO:
            return code
        if code in _WITHOUT_ONE:
            return SOURCE
    return SOURCE


def system_language() -> str:
    """What language the system is set to, as the environment says it; empty where it says nothing."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, names), "")


def is_known(wanted: str) -> bool:
    """Whether there is a language of that code or locale; those of machines without one, C and POSIX, are English."""
    code = _code_of(wanted)
    return code in LANGUAGES or code == PSEUDO or code in _WITHOUT_ONE


def _code_of(wanted: str) -> str:
    """The code of the language in any spelling of a locale."""
    return re.split("[-_.@]", wanted, maxsplit=1)[0].casefold()


def speak(code: str, *, wanted: str = "") -> None:
    """Speak a language from now on.

    Args:
        code: One of ``LANGUAGES``, or the pseudo language.
        wanted: What was asked for where there is no such language; ``problems`` names it.
    """
    if not _spoken.is_kept:
        _spoken.catalogue = _catalogue(code)
        _spoken.code = code
    _spoken.unknown = wanted if wanted and not is_known(wanted) else ""


def keep_speaking(code: str | None) -> None:
    """Speak one language whatever anybody wants, as data for programs does; ``None`` ends that."""
    _spoken.is_kept = False
    if code is not None:
        speak(code)
        _spoken.is_kept = True


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language for a while, in this thread or task alone."""
    before = _aside.set((code, _catalogue(code)))
    try:
        yield
    finally:
        _aside.reset(before)


def translated(message: str, context: str = "", *, code: str = "") -> str:
    """A message in a language, or in that of the moment; the message itself where it is not translated."""
    catalogue = _catalogue(code) if code else _current()
    return catalogue.message(f"{context}{_CONTEXT_END}{message}" if context else message)


def _current() -> Catalogue:
    aside = _aside.get()
    return _spoken.catalogue if aside is None else aside[1]


def plural_form(one: str, many: str, number: int) -> str:
    """The form of a message for a number, in the language of the moment."""
    return _current().plural(one, many, number)


def in_every_language(message: str, context: str = "") -> tuple[str, ...]:
    """A message in each language there is, English first: what may be meant by words that a person typed."""
    return tuple(dict.fromkeys(translated(message, context, code=code) for code in LANGUAGES))


def problems() -> tuple[str, ...]:
    """What is wrong with the language, in English: a catalogue that is missing, broken or of another version."""
    unknown = (
        [f"There is no language “{_spoken.unknown[:40]}”. There are: {', '.join(LANGUAGES)}."]
        if _spoken.unknown
        else []
    )
    return (*unknown, *(problem for each in _catalogues.values() if (problem := getattr(each, "problem", ""))))


def _catalogue(code: str) -> Catalogue:
    """The catalogue of a language, read when it is first wanted."""
    if code not in _catalogues:
        if code == PSEUDO:
            from app.words.pseudo import Pseudo

            _catalogues[code] = Pseudo()
        else:
            from app.words.catalogue import read_catalogue

            _catalogues[code] = read_catalogue(code)
    return _catalogues[code]
