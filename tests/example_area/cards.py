"""The assistant's cards about samples that were asked back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from app.domain.assistant.rows import Card
from app.domain.assistant.sources import CardSource
from tests.example_area.named import ASKED_BACK_BY, ASKED_BACK_OF

if TYPE_CHECKING:
    from app.domain.assistant.queries import Viewer
    from app.domain.store.named import NamedReader
    from tests.example_area.rows import AskedBack

KIND: Final = "sample_asked_back"
_URGENCY: Final = 2


def _cards(samples: Iterable[AskedBack]) -> Iterator[Card]:
    for sample in samples:
        about = ("lead", sample.lead_id, sample.lead_title)
        reason = f"{sample.product} was asked back"
        yield Card(
            f"{KIND}:{sample.id}", KIND, _URGENCY, "Sample still out", reason, *about, None, None, sample.at,
            ("samples.open",),
        )  # fmt: skip


def _of_record(reader: NamedReader, _kind: str, record_id: str, _look: Viewer) -> Iterator[Card]:
    return _cards(reader.named(ASKED_BACK_OF, record_id=record_id))


def _of_mine(reader: NamedReader, viewer: Viewer) -> Iterator[Card]:
    return _cards(reader.named(ASKED_BACK_BY, user_id=viewer.user_id))


ASKED_BACK: Final = CardSource((KIND,), _of_record, _of_mine)
