"""Words: the one door through which every word that a person reads goes, in the language of the moment.

A sentence is written in English where it is needed, whole, with named places:
``say("Cannot read {file}.", file=name)``. The English is its id in the catalogues (``data/words``). A word that is
declared once and shown often, such as the label of a field, is an attribute annotated ``Words``: it is translated
whenever it is read.
"""

from __future__ import annotations

from app.words.declared import (
    Message,
    OwnWords,
    Words,
    WordsByCode,
    in_context,
    in_each_language,
    label,
    say_declared,
    worded,
)
from app.words.language import (
    LANGUAGES,
    chosen,
    in_every_language,
    is_rtl,
    keep_speaking,
    language,
    problems,
    speak,
    speaking,
    system_language,
)
from app.words.said import (
    Own,
    Said,
    clauses,
    either,
    in_english,
    listed,
    own,
    said_by_others,
    say,
    say_in,
    say_many,
    sentences,
    small,
    stored,
    together,
    told_again,
)

__all__ = [
    "LANGUAGES",
    "Message",
    "Own",
    "OwnWords",
    "Said",
    "Words",
    "WordsByCode",
    "chosen",
    "clauses",
    "either",
    "in_context",
    "in_each_language",
    "in_english",
    "in_every_language",
    "is_rtl",
    "keep_speaking",
    "label",
    "language",
    "listed",
    "own",
    "problems",
    "said_by_others",
    "say",
    "say_declared",
    "say_in",
    "say_many",
    "sentences",
    "small",
    "speak",
    "speaking",
    "stored",
    "system_language",
    "together",
    "told_again",
    "worded",
]
