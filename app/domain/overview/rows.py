"""What the faces see of one record at a glance: parts, each read by its area."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from app.domain.core.frozen import frozen

if TYPE_CHECKING:
    from app.domain.assistant.queries import Viewer
    from app.domain.core.columns import RecordCard
    from app.domain.core.fields import Field
    from app.domain.store.named import Answer, NamedReader

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@frozen
class Part(Generic[T_co]):
    """Something that is read of a record for a panel that shows it.

    Attributes:
        name: What it is kept by, unlike any other part's.
        read: Reads it by named statements: given the reader, the record's kind and id, and who looks.
    """

    name: str
    read: Callable[[NamedReader, str, str, Viewer], T_co]


@frozen
class RecordOverview:
    """Everything that the panels of a workspace show of a lead or an opportunity, as of one moment.

    Attributes:
        card: The record itself.
        parts: What the panels show, by the names of the parts.
        answers: What was read for each of them.
    """

    card: RecordCard
    parts: Mapping[str, Any]
    answers: Mapping[str, Sequence[Answer[Any]]]

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of its kind, a manager's own last."""
        return self.card.fields

    def __getitem__(self, part: Part[T]) -> T:
        """What was read of a part."""
        return cast("T", self.parts[part.name])

    def every_answer(self) -> Iterator[Answer[Any]]:
        """All that was read."""
        for answers in self.answers.values():
            yield from answers
