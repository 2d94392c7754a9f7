"""A language's catalogue as it is read: gettext's ``.mo``, made of the ``.po`` files by ``make words``."""

from __future__ import annotations

import gettext
import struct
from typing import Final

from app import __version__
from app.data_files import data_path
from app.words.language import _CONTEXT_END, Catalogue

_REMEDY: Final = "English is spoken where it lacks; `make words` makes it anew, or install Leadline again."


class Messages:
    """The messages of a catalogue; of one that cannot be read there are none, and English is spoken.

    Attributes:
        problem: What is wrong with it; empty where nothing is.
    """

    def __init__(self, code: str) -> None:
        self.problem = ""
        self._read: gettext.NullTranslations = gettext.NullTranslations()
        try:
            with data_path("words", f"{code}.mo").open("rb") as file:
                self._read = gettext.GNUTranslations(file)
        except FileNotFoundError:
            self.problem = f"The catalogue of “{code}” is missing. {_REMEDY}"
        except (OSError, ValueError, UnicodeError, struct.error, IndexError, KeyError) as broken:
            self.problem = f"The catalogue of “{code}” is broken ({type(broken).__name__}). {_REMEDY}"
        else:
            made_for = self._read.info().get("project-id-version", "")
            if made_for != f"Leadline {__version__}":
                self.problem = f"The catalogue of “{code}” is of {made_for or 'no version'}. {_REMEDY}"

    def message(self, message: str) -> str:
        """A message in the language; its own English where it has none."""
        found = self._read.gettext(message)
        return found.rpartition(_CONTEXT_END)[2] if found is message else found

    def plural(self, one: str, many: str, number: int) -> str:
        """The form of a message for a number."""
        return self._read.ngettext(one, many, number)


def read_catalogue(code: str) -> Catalogue:
    """The catalogue of a language."""
    return Messages(code)
