"""Several emails, phones and addresses in one row: numbered and labelled columns, and many values in a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from app.domain.people.rows import ADDRESS_PARTS, address_line

WITH_FURTHER: Final = ("lead", "contact", "account")
"""Kinds of record that may have several."""
FURTHER: Final = "further"
LABEL_OF: Final = "label"
ADDRESS: Final = "address"

_LABELS: Final = {
    "business": "business work office company main direct",
    "mobile": "mobile cell cellphone whatsapp gsm handy جوال موبايل محمول",
    "home": "home private personal house المنزل",
    "billing": "billing invoice",
    "shipping": "shipping delivery",
}
_LABEL_OF_WORD: Final = {word: label for label, words in _LABELS.items() for word in words.split()}
_OF_MEDIUM: Final = {
    "email": ("business", "home"),
    "phone": ("business", "mobile", "home"),
    ADDRESS: ("billing", "shipping", "business", "home"),
}
_VALUE_WORDS: Final = frozenset({"value", "formatted"})
_TYPE_WORDS: Final = frozenset({"type", "label"})
#: Words before a part of an address that mean the record's first one.
_FIRST_ADDRESS: Final = frozenset({"business", "work", "mailing", "primary", "office", "main", "billing", "company"})
_OWNERS: Final = frozenset({"organization", "organisation", "company"})
_OF_OWNER: Final = {"name": "company", "title": "job_title", "department": "department"}


@dataclass(frozen=True, slots=True)
class Several:
    """The values of a cell that holds more than one."""

    values: tuple[str, ...]


@dataclass(slots=True)
class FurtherValues:
    """What a row holds beside its first email, phone and address.

    Attributes:
        values: Medium, label and value, in the order of the columns.
        labels: What the row says that the values of a numbered column are, by medium and number.
        addresses: Parts of further addresses, by label.
        more: Label and parts of those that rows below bring.
    """

    values: list[tuple[str, str, str, str]] = field(default_factory=list)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    addresses: dict[str, dict[str, str]] = field(default_factory=dict)
    more: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def take(self, code: str, value: Any) -> None:
        """Take in a cell of a column for further values, or for what they are called."""
        kind, _, rest = code.partition(":")
        medium, _, label = rest.partition(":")
        if kind == LABEL_OF:
            self.labels[medium, label] = _label_in(str(value).casefold().replace("*", " ").split(), medium)
        elif kind == ADDRESS:
            self.addresses.setdefault(medium, {})[label] = str(value)
        else:
            self.add(medium, label, value.values if isinstance(value, Several) else (str(value),))

    def add(self, medium: str, label: str, values: Sequence[str]) -> None:
        """Take in further values of a medium; a label that is a number is told by another column."""
        number = label if label.isdigit() else ""
        self.values += ((medium, "" if number else label, value, number) for value in values)

    def first(self, medium: str) -> str | None:
        """Take out the first value of a medium, to be the record's own."""
        place = next((n for n, each in enumerate(self.values) if each[0] == medium), None)
        if place is None:
            return None
        _, label, value, number = self.values.pop(place)
        self.labels[medium, "1"] = label or self.labels.get((medium, number), "")
        return value

    def label_of_own(self, medium: str) -> str | None:
        """What the row says that the record's own email or phone is."""
        return self.labels.get((medium, "1")) or self.labels.get((medium, "")) or None

    def points(self) -> Iterator[tuple[str, str, str, dict[str, str] | None]]:
        """Medium, label, value and the parts of an address, of each."""
        for medium, label, value, number in self.values:
            yield medium, label or self.labels.get((medium, number), "") or "other", value, None
        for label, parts in (*self.addresses.items(), *self.more):
            yield ADDRESS, label, address_line(parts), parts


@cache
def further_targets() -> Mapping[str, str]:
    """What columns of further values fill, with the types of their fields."""
    found: dict[str, str] = {}
    for medium in ("email", "phone"):
        labels = ("", *_OF_MEDIUM[medium], "other", *map(str, range(1, 10)))
        found.update((f"{FURTHER}:{medium}:{label}".rstrip(":"), medium) for label in labels)
        found.update((f"{LABEL_OF}:{medium}:{number}", "line") for number in range(1, 10))
    labels = ("billing", "shipping", "office", "home", "other")
    found.update((f"{ADDRESS}:{label}:{part}", "line") for label in labels for part in ADDRESS_PARTS)
    return found


def further_of(target: str, heading_words: Sequence[str]) -> str:
    """What a column fills that wants a field which another column fills better."""
    medium = "phone" if target == "mobile" else target.rsplit(":", maxsplit=1)[-1]
    label = "mobile" if target == "mobile" else _label_in(heading_words, medium)
    return f"{FURTHER}:{medium}:{label}".rstrip(":")


def medium_of(target: str) -> str:
    """Email or phone, for what holds one; empty for anything else."""
    medium = target.split(":")[1] if target.startswith(f"{FURTHER}:") else target
    return {"email": "email", "phone": "phone", "mobile": "phone"}.get(medium, "")


def may_repeat(target: str) -> bool:
    """Whether several columns may fill it."""
    return target.startswith((f"{FURTHER}:", f"{LABEL_OF}:"))


def numbered_target(words: Sequence[str], known: Mapping[str, str]) -> str | None:
    """What a numbered or labelled heading stands for, such as “Phone 2 - Value” or “Home Street”.

    Args:
        words: Its folded words.
        known: The fields by the keys of their usual headings.
    """
    number = next((word for word in words if word.isdigit()), "")
    bare = [word for word in words if word != number]
    if number and bare and bare[-1] in _TYPE_WORDS:
        medium = _medium(bare[:-1], known)
        return f"{LABEL_OF}:{medium}:{number}" if medium and len(number) == 1 else None
    if bare and bare[-1] in _VALUE_WORDS:
        bare = bare[:-1]
    if len(bare) > 1 and bare[0] in _OWNERS and bare[-1] in _OF_OWNER and len(bare) == 2:
        return _OF_OWNER[bare[-1]] if number in ("", "1") else None
    return _of_medium(bare, number, known) or _of_address(bare, number, known)


def _of_medium(bare: Sequence[str], number: str, known: Mapping[str, str]) -> str | None:
    medium = _medium(bare, known)
    if medium is None:
        return None
    label = _label_in(bare, medium)
    if number in ("", "1") and label in ("", "business"):
        return medium
    if number and not label:
        return f"{FURTHER}:{medium}:{number}" if len(number) == 1 else f"{FURTHER}:{medium}"
    return "mobile" if label == "mobile" and number in ("", "1") else f"{FURTHER}:{medium}:{label}"


def _medium(bare: Sequence[str], known: Mapping[str, str]) -> str | None:
    """Email or phone, if that is what the words say, apart from a label."""
    for words in (bare, [word for word in bare if word not in _LABEL_OF_WORD and word != "other"]):
        target = known.get("".join(words))
        if target in ("email", "phone", "mobile"):
            return "phone" if target == "mobile" else target
    return None


def _of_address(bare: Sequence[str], number: str, known: Mapping[str, str]) -> str | None:
    words = [word for word in bare if word != "address"]
    whole = known.get("".join(words), "")
    if number and whole in ADDRESS_PARTS:
        return whole if number == "1" else f"{ADDRESS}:other:{whole}"
    if len(words) < 2:
        return None
    part = known.get("".join(words[1:]), "")
    if part not in ADDRESS_PARTS:
        return None
    if words[0] in _FIRST_ADDRESS:
        return part
    label = "other" if words[0] in ("other", "alternate", "secondary") else _LABEL_OF_WORD.get(words[0], "")
    return f"{ADDRESS}:{label}:{part}" if label in ("home", "shipping", "other") else None


def _label_in(words: Sequence[str], medium: str) -> str:
    labels = (_LABEL_OF_WORD.get(word.strip(",.;()")) for word in words)
    return next((label for label in labels if label in _OF_MEDIUM.get(medium, ())), "") or ""
