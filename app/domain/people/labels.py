"""What an email, a phone or an address may be called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.words import Message, in_context, label

LABELS: Final = {
    "email": ("business", "home", "other"),
    "phone": ("business", "mobile", "home", "other"),
    "address": ("billing", "shipping", "office", "home", "other"),
}
"""The labels by medium; other says nothing."""
_WORDS: Final[Mapping[str, Message]] = {
    "business": in_context("label", "business"),
    "mobile": in_context("label", "mobile"),
    "home": in_context("label", "home"),
    "billing": in_context("label", "billing"),
    "shipping": in_context("label", "shipping"),
    "office": in_context("label", "office"),
    "other": in_context("label", "other"),
}
_MEDIA: Final[Mapping[str, Message]] = {
    "email": in_context("medium", "email"),
    "phone": in_context("medium", "phone"),
    "address": in_context("medium", "address"),
}


def label_in_words(code: str) -> str:
    """What a label is inside a sentence, such as mobile."""
    return label(_WORDS.get(code, code)) if code else ""


def medium_in_words(code: str) -> str:
    """What a medium is inside a sentence, such as phone."""
    return label(_MEDIA[code])


def label_named(text: str) -> str:
    """The code of the label that a word means in any language; the word itself where it is none."""
    from app.words.declared import in_each_language

    return next((code for code, word in _WORDS.items() if text in in_each_language(word)), text)
