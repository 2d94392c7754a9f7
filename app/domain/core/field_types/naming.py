"""What fields and choices are called: by code, and by label in every language, however the user's own is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from app.domain.core.folding import fold
from app.words import in_english
from app.words.declared import as_given, in_each_language

if TYPE_CHECKING:
    from app.domain.core.field_types.base import Field

_ARTICLE: Final = "ال"
_SHORTEST: Final = 5
"""The letters of a word that may begin with the article; a shorter one is likelier to have them of its own."""


def name_key(text: str) -> str:
    """The form in which names are held against what was typed: folded, in words, and without the Arabic article."""
    folded = fold(text.replace("_", " ").replace("-", " "))
    return folded if folded.isascii() else " ".join(map(_bare, folded.split()))


def label_keys(label: str) -> tuple[str, ...]:
    """A label in each language, as names are held against what was typed."""
    return tuple(map(name_key, in_each_language(label)))


def choices_called(choices: Sequence[tuple[str, str]], text: str) -> tuple[str, ...]:
    """The codes of the choices that a text names: by code or English label, else by a label in another language.

    Args:
        choices: Codes with their labels as they were declared.
        text: What was typed.
    """
    wanted = name_key(text)
    found = tuple(code for code, label in choices if wanted in (name_key(code), name_key(in_english(label))))
    return found or tuple(code for code, label in choices if wanted in label_keys(label))


def choices_like(choices: Iterable[tuple[str, str]], text: str) -> tuple[str, ...]:
    """The codes of the choices whose code or label holds a text, in any language."""
    wanted = name_key(text)
    return tuple(code for code, label in choices if any(wanted in key for key in (name_key(code), *label_keys(label))))


@dataclass(frozen=True)
class FieldIndex:
    """Fields by what they are called.

    Attributes:
        fields: The fields; of two with one English label the first has it.
        aliases: Further names, by name the code; they count before labels.
    """

    fields: Sequence[Field]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def called(self, name: str) -> Sequence[Field]:
        """The field of a name; several where a label stands for each of them in another language than English."""
        key = name_key(name)
        found = self._by_name.get(key)
        return (found,) if found is not None else self._elsewhere.get(key, ())

    def labels_like(self, name: str) -> Sequence[str]:
        """The labels that may be meant by a name that is none: those of other languages, where it is not English."""
        if name.isascii():
            return ()
        labels = (label for each in self.fields for label in in_each_language(as_given(each, "label")))
        return [label for label in labels if not label.isascii()]

    @cached_property
    def _by_name(self) -> Mapping[str, Field]:
        """Codes count before aliases, aliases before labels."""
        by_name: dict[str, Field] = {}
        for each in self.fields:
            by_name.setdefault(name_key(each.code), each)
        for alias, code in self.aliases.items():
            if name_key(code) in by_name:
                by_name.setdefault(name_key(alias), by_name[name_key(code)])
        for each in self.fields:
            by_name.setdefault(name_key(in_english(as_given(each, "label"))), each)
        return by_name

    @cached_property
    def _elsewhere(self) -> Mapping[str, Sequence[Field]]:
        """The fields by their labels in other languages: read when a name is no English one."""
        found: dict[str, list[Field]] = {}
        for each in self.fields:
            for key in dict.fromkeys(label_keys(as_given(each, "label"))):
                found.setdefault(key, []).append(each)
        return found


def _bare(word: str) -> str:
    return word.removeprefix(_ARTICLE) if len(word) >= _SHORTEST else word
