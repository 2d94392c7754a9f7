"""Knows what columns are usually called: in English, in Arabic and in the exports of other CRMs."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.domain.capture.further import WITH_FURTHER, further_targets, numbered_target
from app.domain.capture.permissions import permission_of
from app.domain.capture.values import words_of
from app.domain.core.fields import Field, FieldType, type_named
from app.domain.core.folding import letters_of
from app.domain.fields import kinds
from app.words import Message, label, say
from app.words.declared import as_given, in_each_language

HEADINGS_FOLDER = Path(__file__).resolve().parents[3] / "data" / "headings"
"""Where the lists of headings, fields and values lie, one TOML file an origin."""

KINDS = ("lead", "contact", "account", "activity", "opportunity", "product")

IGNORE = "ignore"
"""The target of a column that is not imported."""

COUNTER = "counter"
"""What a heading such as “S. No.” stands for: the rows' own numbering, which says nothing about a lead."""

_ORIGINS: Mapping[str, Message] = {
    "english": "a usual heading",
    "arabic": "a usual Arabic heading",
    "salesforce": "what Salesforce calls it",
    "hubspot": "what HubSpot calls it",
    "dynamics": "what Dynamics 365 calls it",
    "zoho": "what Zoho calls it",
    "linkedin": "what LinkedIn lead gen forms call it",
    "sales_navigator": "what Sales Navigator calls it",
    "leadline": "what Leadline calls it",
}
_LISTS = tuple(origin for origin in _ORIGINS if origin != "leadline")
"""The origins whose headings are listed in files."""
_KIND_WORDS = {
    "lead": ("lead", "prospect", "enquiry", "inquiry", "leads", "prospects", "محتملين"),
    "contact": ("contact", "person", "contacts", "people"),
    "account": ("account", "accounts", "organisations", "organizations", "companies"),
    "activity": (
        "activity",
        "activities",
        "task",
        "tasks",
        "event",
        "events",
        "meetings",
        "calls",
        "interactions",
    ),
    "opportunity": ("opportunity", "opportunities", "deal", "deals", "potentials", "فرص"),
    "product": ("product", "products", "item", "items", "sku", "inventory", "منتجات"),
}
_IDS_OF_OTHERS: Mapping[str, Message] = {
    "lead": "the id of the lead it belongs to",
    "contact": "the id of the contact it belongs to",
    "account": "the id of the account it belongs to",
    "activity": "the id of the activity it belongs to",
    "opportunity": "the id of the opportunity it belongs to",
    "product": "the id of the product it belongs to",
}
_IDENTITY_WORDS = frozenset({"id", "ids", "key", "guid", "uuid", "identifier"})
_TELLTALE_FIELDS = {
    "lead": ("source", "status", "rating", "campaign"),
    "contact": ("email", "phone", "name", "first_name"),
    "account": ("website", "industry", "employees", "annual_revenue"),
    "activity": ("kind", "due_at", "completed", "subject"),
    "opportunity": ("stage", "amount", "expected_close"),
    "product": ("price", "number", "family"),
}
_IMPORTED_AS = {"extendable": "choice", "id": "line", "reference": "line"}
"""The types of the fields for which ``fields.toml`` says what they are to an import."""
_LEADING_WORDS = frozenset({"lead", "prospect", "contact", "customer", "client", "person", "primary", "your", "main"})
_TYPO_LIKENESS = 0.88
_TYPO_LENGTH = 5
#: Fields that close a record or leave it out; no heading that is only like theirs fills them.
_NEVER_GUESSED = frozenset({"is_converted", "is_deleted"})


@dataclass(frozen=True, slots=True)
class TargetField:
    """A field an import can fill."""

    code: str
    """As the query language names it; custom fields as ``custom:<code>``."""
    type: str
    """The name of its type, as for any field."""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes of a choice with the words that mean them."""
    label: str = ""
    """What people call it, where it is not one of the fields shipped."""
    extendable: bool = False
    """For a choice: whether it takes new ones."""
    identifies: bool = False
    """Whether it tells the file's rows apart."""

    @property
    def field_type(self) -> FieldType:
        """Its type, which answers whatever depends on the type."""
        return type_named(self.type)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a heading is taken for."""

    target: str
    reason: str
    confidence: float
    """From 0 (a guess) to 1 (certain)."""


@cache
def fields_of(kind: str) -> Mapping[str, TargetField]:
    """The fields an import of this kind of record can fill, by code."""
    types = _load("fields").get(kind, {})
    choices = _load("values").get(kind, {})
    shared = _load("values")["lead"] if kind == "contact" else {}
    known = {
        code: TargetField(
            code,
            _IMPORTED_AS.get(type_, type_),
            {c: tuple(words) for c, words in choices.get(code, shared.get(code, {})).items()},
            extendable=type_ == "extendable",
            identifies=type_ == "id",
        )
        for code, type_ in types.items()
    }
    for each in _shipped(kind):
        if each.code in known and known[each.code].choices:
            known[each.code] = replace(known[each.code], choices=_with_labels(each, known[each.code].choices))
    further = further_targets() if kind in WITH_FURTHER else {}
    return MappingProxyType({**known, **{code: TargetField(code, type_) for code, type_ in further.items()}})


def _with_labels(field: Field, choices: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """The choices with the words that mean them, and with their labels in each language behind these."""
    labels = {code: in_each_language(label) for code, label in as_given(field, "choices")}
    taken = {letters_of(word) for words in choices.values() for word in words}
    return {
        code: (*words, *(text for text in labels.get(code, ()) if letters_of(text) not in taken))
        for code, words in choices.items()
    }


def recognise(heading: str, kind: str, fields: Mapping[str, TargetField] | None = None) -> Recognised | None:
    """What a column of this heading holds, judged by the heading alone; None when it says nothing.

    Args:
        heading: As it stands in the file.
        kind: The kind of record the file holds.
        fields: The fields that may be filled; all shipped fields of the kind if left out.
    """
    fields = fields_of(kind) if fields is None else fields
    known = _synonyms(kind)
    words = words_of(heading)
    certain = _certainly(heading, fields)
    if certain is not None:
        return certain
    exact = known.get(_key(words))
    if exact and (exact[0] in fields or exact[0] in {IGNORE, COUNTER}):
        return Recognised(exact[0], label(_ORIGINS[exact[1]]), 1.0 if exact[1] == "english" else 0.95)
    identity = _identity(words, kind)
    if identity and identity.target in fields:
        return identity
    return _in_parts(words, kind, known, fields) or _typo(_key(words), known, fields)


def _certainly(heading: str, fields: Mapping[str, TargetField]) -> Recognised | None:
    """The custom field of that very name, or the permission that the heading is about."""
    for target in fields.values():
        if letters_of(heading) in {letters_of(each) for each in in_each_language(target.label) if each}:
            return Recognised(target.code, say("the same name as this field"), 1.0)
    permission = permission_of(heading)
    if permission is None or permission[0] not in fields:
        return None
    return Recognised(permission[0], say("a permission") if permission[1] else say("a wish not to be contacted"), 1.0)


def _in_parts(
    words: tuple[str, ...], kind: str, known: Mapping[str, tuple[str, str]], fields: Mapping[str, TargetField]
) -> Recognised | None:
    """What a heading stands for that numbers or labels a field, or says first whose it is."""
    if kind in WITH_FURTHER:
        numbered = numbered_target(words, {key: code for key, (code, _) in known.items()})
        if numbered is not None and numbered in fields:
            return Recognised(numbered, say("numbered or labelled, as programs for contacts export it"), 0.9)
    rest = _without_leading(words)
    inner = known.get(_key(rest)) if rest != words else None
    if inner and inner[0] in fields:
        reason = say("“{heading}” is {origin}", heading=" ".join(rest), origin=label(_ORIGINS[inner[1]]))
        return Recognised(inner[0], reason, 0.85)
    return None


def is_usual(heading: str) -> bool:
    """Whether columns of some kind of record are usually called that."""
    key = _key(words_of(heading))
    return bool(key) and any(key in _synonyms(kind) for kind in KINDS)


def guess_kind(headings: Sequence[str], name: str = "") -> str:
    """The kind of record a file holds: lead, contact, activity, opportunity or product.

    The identity in the first column says most, then the file's name, then the headings only one
    kind has. Where nothing speaks for another kind, a list is a list of leads.
    """
    scores = dict.fromkeys(KINDS, 0.0)
    scores["lead"] = 1.0
    named = set(words_of(Path(name).stem))
    for kind, nouns in _KIND_WORDS.items():
        scores[kind] += 4.0 if named.intersection(nouns) else 0.0
        if headings:
            first = _identity(words_of(headings[0]), kind)
            scores[kind] += 4.0 if first and first.target == "external_id" else 0.0
        scores[kind] += _telltales(headings, kind)
    if any(_names_people(heading) for heading in headings):
        scores["account"] -= 4.0
    return max(KINDS, key=lambda kind: scores[kind])


def _names_people(heading: str) -> bool:
    """Whether a heading is that of a person's name."""
    match = _synonyms("lead").get(_key(words_of(heading)))
    return match is not None and match[0] in ("first_name", "last_name", "job_title")


def _telltales(headings: Sequence[str], kind: str) -> float:
    """How many of the fields that mark a kind the headings show, with the kind's own noun counting more."""
    known = _synonyms(kind)
    score = 0.0
    for heading in headings:
        words = words_of(heading)
        match = known.get(_key(words))
        own_noun = len(words) > 1 and words[0] in _KIND_WORDS[kind] and _key(words) in known
        score += 1.5 if own_noun else 0.0
        telltale = match is not None and match[0] in _TELLTALE_FIELDS[kind]
        score += (0.25 if kind == "contact" else 0.5) if telltale else 0.0
    return score


def _identity(words: Sequence[str], kind: str) -> Recognised | None:
    """The record's own id or a reference to another kind's, from headings such as LeadID or Contact Key."""
    if len(words) < 2 or words[-1] not in _IDENTITY_WORDS:  # a noun and the word for id
        return None
    for other, nouns in _KIND_WORDS.items():
        if words[-2] in nouns:
            if other == kind:
                return Recognised("external_id" if kind != "product" else "number", say("the record's own id"), 0.95)
            return Recognised(f"reference:{other}", label(_IDS_OF_OTHERS[other]), 0.95)
    return None


def _typo(key: str, known: Mapping[str, tuple[str, str]], fields: Mapping[str, TargetField]) -> Recognised | None:
    """The field whose name the heading nearly is."""
    if len(key) < _TYPO_LENGTH:
        return None
    guessed = (each for each, (code, _) in known.items() if code not in _NEVER_GUESSED)
    near = difflib.get_close_matches(key, guessed, n=1, cutoff=_TYPO_LIKENESS)
    if near and len(near[0]) >= _TYPO_LENGTH and known[near[0]][0] in fields:
        return Recognised(known[near[0]][0], say("nearly a usual heading"), 0.6)
    return None


def _key(words: Sequence[str]) -> str:
    """Words as one key, Arabic ones without the article."""
    return "".join(
        word[2:] if word.startswith("ال") and len(word) > 3 else word  # the article and two letters
        for word in words
    )


def _without_leading(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words after those that only say whose the value is."""
    start = 0
    while start < len(words) - 1 and words[start] in _LEADING_WORDS:
        start += 1
    return words[start:]


@cache
def _synonyms(kind: str) -> Mapping[str, tuple[str, str]]:
    """Keys of headings with the field and the origin; the earlier origin wins."""
    known: dict[str, tuple[str, str]] = {}
    for origin in _LISTS:
        for code, names in _load(origin).get(kind, {}).items():
            for name in (code, *names):
                if not (name == code and (":" in code or code in {IGNORE, COUNTER})):
                    known.setdefault(_key(words_of(name)), (code, origin))
    if kind in ("contact", "account"):  # what a lead has, too, is called the same
        own = {code for code in fields_of(kind) if kind == "contact" or code != "name"}
        for key, (code, origin) in _synonyms("lead").items():
            if code in own | {IGNORE, COUNTER}:
                known.setdefault(key, (code, origin))
    for key, codes in _labels(kind).items():
        if len(codes) == 1:
            known.setdefault(key, (codes[0], "leadline"))
    return MappingProxyType(known)


def _labels(kind: str) -> Mapping[str, Sequence[str]]:
    """The fields an import can fill by the keys of what Leadline calls them, in each language."""
    labels: dict[str, list[str]] = {}
    fillable = fields_of(kind)
    for each in _shipped(kind):
        if each.code in fillable:
            for name in dict.fromkeys(_key(words_of(text)) for text in in_each_language(as_given(each, "label"))):
                labels.setdefault(name, []).append(each.code)
    return labels


def _shipped(kind: str) -> Sequence[Field]:
    return kinds.KINDS[kind].fields if kind in kinds.KINDS else ()


@cache
def _load(name: str) -> dict[str, Any]:
    """One of the lists in `HEADINGS_FOLDER`."""
    with (HEADINGS_FOLDER / f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)
