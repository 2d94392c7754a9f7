"""What an earlier import of a list with the same headings was told, for the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.domain.capture.mapping import FileMapping
from app.domain.capture.records import ImportRun
from app.domain.core.folding import letters_of
from app.domain.store.finding import Asked
from app.domain.store.unit import table_of

_RUNS_LOOKED_AT = 200
_RUN = table_of(ImportRun)


def forms_before(asked: Asked, kind: str, headings: Sequence[str]) -> Mapping[str, str]:
    """How the dates and numbers of the last list with these headings were read, by the letters of the heading.

    Args:
        asked: The database.
        kind: The kind of record a row becomes.
        headings: Those of the list at hand; their order does not matter.
    """
    wanted = {letters_of(heading) for heading in headings}
    runs = select(_RUN.c.mapping).where(_RUN.c.record_kind == kind).order_by(_RUN.c.id.desc()).limit(_RUNS_LOOKED_AT)
    for (written,) in asked.execute(runs):
        columns = FileMapping.from_json(written).columns
        if {letters_of(column.heading) for column in columns} == wanted:
            forms = {letters_of(column.heading): column.date_order or column.decimal_mark for column in columns}
            return {heading: form for heading, form in forms.items() if form}
    return {}
