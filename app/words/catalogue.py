"""A language's catalogue as it is read: gettext's ``.mo``, made of the ``.po`` files by ``make words``."""

from __future__ import annotations

import gettext
import struct
from collections.abc import Iterator
from string import Formatter
from typing import Final

from app import __version__
from app.data_files import data_path
from app.words.language import _CONTEXT_END, Catalogue
from app.words.said import places_of

_REMEDY: Final = "English is spoken where it lacks; `make words` makes it anew, or install Leadline again."


class Messages:
    """The messages of a catalogue; of one that cannot be read there are none, and English is spoken."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._unread = ""
        self._read: gettext.NullTranslations = gettext.NullTranslations()
        try:
            with data_path("words", f"{code}.mo").open("rb") as file:
                read = gettext.GNUTranslations(file)
            read.ngettext("", "", 1)  # its rule for plurals may be one that cannot be followed
            self._read = read
        except FileNotFoundError:
            self._unread = f"The catalogue of “{code}” is missing. {_REMEDY}"
        except (OSError, ValueError, LookupError, ArithmeticError, struct.error) as broken:
            self._unread = f"The catalogue of “{code}” is broken ({type(broken).__name__}). {_REMEDY}"
        else:
            made_for = self._read.info().get("project-id-version", "")
            if made_for != f"Leadline {__version__}":
                self._unread = f"The catalogue of “{code}” is of {made_for or 'no version'}. {_REMEDY}"

    @property
    def problem(self) -> str:
        """What is wrong with it; empty where nothing is."""
        if self._unread:
            return self._unread
        wrong = [message for message, further, text in self._translations() if not _fits(f"{message}{further}", text)]
        if not wrong:
            return ""
        return (
            f"The catalogue of “{self._code}” has places that do not fit in {len(wrong):,} messages, such as "
            f"“{wrong[0]:.60}”. {_REMEDY}"
        )

    def message(self, message: str) -> str:
        """A message in the language; its own English where it has none."""
        found = self._read.gettext(message)
        return found.rpartition(_CONTEXT_END)[2] if found is message else found

    def plural(self, one: str, many: str, number: int) -> str:
        """The form of a message for a number; in English where the language's rule fails for it."""
        try:
            return self._read.ngettext(one, many, number)
        except (ArithmeticError, ValueError):
            return one if number == 1 else many

    def _translations(self) -> Iterator[tuple[str, str, str]]:
        """Each message, what its translations may have beside its own places, and one translation."""
        for key, translation in getattr(self._read, "_catalog", {}).items():
            if isinstance(key, tuple):
                yield key[0], "{n}", translation
            elif key:
                yield key.rpartition(_CONTEXT_END)[2], "", translation


def _fits(message: str, translation: str) -> bool:
    """Whether a translation can be filled with what the message has."""
    try:
        [*Formatter().parse(translation)]
    except ValueError:
        return False
    return places_of(translation) <= places_of(message)


def read_catalogue(code: str) -> Catalogue:
    """The catalogue of a language."""
    return Messages(code)
