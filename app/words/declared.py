"""Words that are declared once and shown often: labels, helps, choices. They are translated when they are read."""

from __future__ import annotations

from typing import Any, TypeAlias, TypeVar

from app.words.said import Own, Said, said_of

T = TypeVar("T")

Words: TypeAlias = str
"""Text for people, declared in English: whatever is given where this stands is a message of the catalogues."""

Message: TypeAlias = str
"""Words that are also what the program knows a thing by: they stay English, and whoever shows them says ``label``."""

WordsByCode: TypeAlias = tuple[tuple[str, str], ...]
"""Codes with their labels, each label a message."""


OwnWords: TypeAlias = str
"""Words that a person gave: never a message, but in the language of the moment where the person said them in it."""


class _InContext(str):
    """A declared message whose English means something else elsewhere."""

    __slots__ = ("context",)

    context: str


def in_context(context: str, message: Words) -> Words:
    """A declared message with what tells it from one of the same English; ``say_in`` for those that are declared."""
    marked = _InContext(message)
    marked.context = context
    return marked


def label(text: str) -> str:
    """A declared word in the language of the moment; words that a person gave as they were given for it."""
    kind = text.__class__
    if kind is str:
        return said_of(text) if text else text
    if isinstance(text, Said | Own):
        return text.again()
    return said_of(str(text), text.context) if isinstance(text, _InContext) else text


def say_declared(message: Words, /, **places: object) -> Said:
    """A sentence that is declared elsewhere, in the language of the moment.

    Args:
        message: The name of what was declared, never a text that is put together here.
        places: What stands in its places.
    """
    if isinstance(message, Said):  # an attribute of words, which was translated as it was read
        return said_of(message.message, message.context, places or message.places)
    return said_of(str(message), message.context if isinstance(message, _InContext) else "", places)


def in_each_language(text: str) -> tuple[str, ...]:
    """A declared word, or one that a person gave, in each language, English first."""
    from app.words.language import LANGUAGES, in_every_language

    if isinstance(text, Own):
        return tuple(dict.fromkeys((text.given, *text.by_language.values())))
    if isinstance(text, Said):
        return tuple(dict.fromkeys(str(text.in_language(code)) for code in LANGUAGES))
    return in_every_language(str(text), text.context if isinstance(text, _InContext) else "")


def as_given(instance: object, name: str) -> Any:
    """What was declared for an attribute that is translated when it is read: a label, labels, or codes with theirs."""
    attribute = getattr(type(instance), name)
    return attribute.stored.__get__(instance) if isinstance(attribute, _Translating) else getattr(instance, name)


def worded(kind: type[T]) -> type[T]:
    """Make the attributes of a class of slots that are annotated as words give them in the language of the moment."""
    from inspect import get_annotations

    for name, meant in get_annotations(kind).items():
        translating = translating_attribute(meant)
        if translating is not None:
            setattr(kind, name, translating(kind.__dict__[name]))
    return kind


def translating_attribute(annotation: object) -> type[_Translating] | None:
    """What an attribute of that annotation is translated by, if it holds words."""
    return _TRANSLATED_BY.get(str(annotation).removesuffix(" | None"))


class _Translating:
    """An attribute of a class of slots that is translated when it is read.

    Attributes:
        stored: The slot, which holds what was declared.
    """

    def __init__(self, stored: Any) -> None:
        self.stored = stored

    def __get__(self, instance: object, kind: type[Any] | None = None) -> Any:
        return self if instance is None else self.translated(self.stored.__get__(instance, kind))

    def __set__(self, instance: object, value: Any) -> None:
        self.stored.__set__(instance, value)

    @staticmethod
    def translated(value: Any) -> Any:
        """One text."""
        return label(value) if isinstance(value, str) else value


class _TranslatingEach(_Translating):
    """Texts in a row."""

    @staticmethod
    def translated(value: Any) -> Any:
        """Each of the texts."""
        return tuple(map(label, value))


class _TranslatingOwn(_Translating):
    """One text that a person gave."""

    @staticmethod
    def translated(value: Any) -> Any:
        """What it is called in the language, where that was said."""
        return label(value) if isinstance(value, Own) else value


class _TranslatingLabels(_Translating):
    """Codes with their labels."""

    @staticmethod
    def translated(value: Any) -> Any:
        """The same codes with each label in the language."""
        return tuple((code, label(text)) for code, text in value)


_TRANSLATED_BY: dict[str, type[_Translating]] = {
    "Words": _Translating,
    "tuple[Words, ...]": _TranslatingEach,
    "WordsByCode": _TranslatingLabels,
    "OwnWords": _TranslatingOwn,
}
