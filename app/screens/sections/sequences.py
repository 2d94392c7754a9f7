"""The section of sequences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.core.roles import DEFINE_SEQUENCES
from app.domain.sequences.rows import CountedSequence
from app.screens.actions.sequences import SequenceDefinitionActions
from app.screens.spec import Section
from app.widgets.sequences import SequenceDetail, SequencesPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.workspace import Workspace


def _read(space: Workspace) -> Sequence[CountedSequence]:
    lines = space.sequence_definitions.list()
    return [CountedSequence(line, space.sequences.stats(line.key)) for line in lines]


SEQUENCES: Final = Section(
    "sequences",
    "Sequences",
    SequencesPane,
    SequenceDetail,
    _read,
    frozenset({"sequence", "sequence_version", "sequence_instance", "sequence_step"}),
    "setup_sequences",
    (SequenceDefinitionActions,),
    DEFINE_SEQUENCES,
    turn=12,
)
