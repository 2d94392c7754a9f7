"""Where cards come from besides the assistant's own rules: areas contribute theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from app.domain.assistant.rows import Card
from app.domain.core.area import joined, resolve
from app.domain.core.frozen import frozen

if TYPE_CHECKING:
    from app.domain.assistant.queries import Viewer
    from app.domain.store.named import NamedReader


@frozen
class CardSource:
    """Cards that an area has for whoever looks.

    Attributes:
        kinds: Their kinds, with which their keys begin.
        of_record: Those of one record: given the reader, the record's kind and id, and who looks.
        of_mine: Those of everything that is the user's.
    """

    kinds: tuple[str, ...]
    of_record: Callable[[NamedReader, str, str, Viewer], Iterable[Card]]
    of_mine: Callable[[NamedReader, Viewer], Iterable[Card]]


def card_sources() -> tuple[CardSource, ...]:
    """What the areas contribute."""
    return tuple(resolve(place) for area in joined() for place in area.cards)
