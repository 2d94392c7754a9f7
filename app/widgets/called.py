"""What the codes are called that records and cards hold: kinds, roles, outcomes, what is done about a card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.domain.core.text import cell_width
from app.domain.fields.kinds import KINDS
from app.words import Words, WordsByCode, in_context, label

#: How a call can end; the English is what is kept. Any other words are welcome too.
OUTCOMES: Final[tuple[Words, ...]] = (
    "Reached",
    "No answer",
    in_context("call", "Busy"),
    "Voicemail",
    in_context("call", "Call back"),
    "Wrong number",
    "Not interested",
)
#: What is no kind of record with fields of its own.
_OTHER_KINDS: Final[Mapping[str, Words]] = {
    "stakeholder": in_context("kind", "stakeholder"),
    "user": in_context("kind", "user"),
    "file": in_context("kind", "file"),
}
_ROLES: Final[Mapping[str, Words]] = {"agent": "agent", "rep": "rep", "manager": "manager", "admin": "admin"}
_CARD_ACTIONS: Final[Mapping[str, Words]] = {
    "open": in_context("about a card", "open"),
    "snooze": in_context("about a card", "snooze"),
    "dismiss": in_context("about a card", "dismiss"),
    "complete": in_context("about a card", "complete"),
    "reschedule": in_context("about a card", "reschedule"),
    "call": in_context("about a card", "call"),
    "email": in_context("about a card", "email"),
    "mail": in_context("about a card", "mail"),
    "notes": in_context("about a card", "notes"),
    "compare": in_context("about a card", "compare"),
    "close": in_context("about a card", "close"),
    "switch": in_context("about a card", "switch"),
}
_POINTS: Final[Mapping[str, Words]] = {
    "business": in_context("contact point", "business"),
    "mobile": in_context("contact point", "mobile"),
    "home": in_context("contact point", "home"),
    "office": in_context("contact point", "office"),
    "billing": in_context("contact point", "billing"),
    "shipping": in_context("contact point", "shipping"),
    "other": in_context("contact point", "other"),
}


def kind_name(kind: str) -> str:
    """What one record of a kind is called inside a sentence."""
    return KINDS[kind].noun if kind in KINDS else label(_OTHER_KINDS.get(kind, kind))


def widest_kind() -> int:
    """The cells that the longest name of a kind takes."""
    return max(cell_width(kind_name(each)) for each in (*KINDS, *_OTHER_KINDS))


def role_name(role: str) -> str:
    """What a user's role is called."""
    return label(_ROLES.get(role, role))


def card_action(word: str) -> str:
    """What is done about a card by one of its words."""
    return label(_CARD_ACTIONS.get(word, "")) or word.replace("_", " ")


def point_name(code: str) -> str:
    """What an email, a phone or an address is, such as business or mobile."""
    return label(_POINTS.get(code, "")) or code


def outcome_name(outcome: str) -> str:
    """How something ended, in the language of the moment where it is one of ours."""
    return next((label(each) for each in OUTCOMES if each == outcome), outcome)


def in_sentence(code: str, choices: WordsByCode) -> str:
    """The label of a choice as it stands among other words; a word that a person gave, as it is."""
    return next((label(words).lower() for each, words in choices if each == code), code.replace("_", " "))
