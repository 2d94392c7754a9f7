"""The assistant's cards about leads that colleagues gave to whoever looks; several at once are one card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import TYPE_CHECKING, Final

from app.domain.assistant.named import GIVEN_OF_MINE, GIVEN_OF_RECORD
from app.domain.assistant.rows import Card
from app.domain.assistant.rules import URGENCY
from app.domain.assistant.sources import CardSource
from app.words import say, say_many

if TYPE_CHECKING:
    from app.domain.assistant.queries import Viewer
    from app.domain.assistant.rows import Given
    from app.domain.store.named import NamedReader

KIND: Final = "assigned"
_LIMIT: Final = 200


def _cards(given: Iterable[Given]) -> Iterator[Card]:
    """One card for what was given by one person at one moment."""
    together: dict[str, list[Given]] = {}
    for each in given:
        key = f"{KIND}:{each.by_id or ''}:{each.at.astimezone(UTC):%Y%m%dT%H%M%S%f}"
        together.setdefault(key, []).append(each)
    for key, group in together.items():
        first, more = group[0], len({each.lead_id for each in group}) - 1
        name = first.by or say("A colleague")
        if more:
            title = say_many(
                "{name} gave you {lead} and {n} more",
                "{name} gave you {lead} and {n} more",
                more,
                name=name,
                lead=first.lead_title,
            )
        else:
            title = say("{name} gave you {lead}", name=name, lead=first.lead_title)
        own = any(each.role == "owner" for each in group)
        reason = say("you are the owner now") if own else say("to work on beside the owner")
        about = ("lead", first.lead_id, first.lead_title)
        yield Card(key, KIND, URGENCY[KIND], title, reason, *about, None, None, first.at, ("open",))


def _of_record(reader: NamedReader, kind: str, record_id: str, viewer: Viewer) -> Iterator[Card]:
    if kind == "lead":
        yield from _cards(reader.named(GIVEN_OF_RECORD, user_id=viewer.user_id, record_id=record_id, limit=_LIMIT))


def _of_mine(reader: NamedReader, viewer: Viewer) -> Iterator[Card]:
    return _cards(reader.named(GIVEN_OF_MINE, user_id=viewer.user_id, limit=_LIMIT))


GIVEN: Final = CardSource((KIND,), _of_record, _of_mine)
