"""The fields that managers added: by kind of record, and one of them in full."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from app.domain.fields.rows import OwnField
from app.widgets.facts import FactsPane
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line
from app.widgets.text import safe_line
from app.words import Words, label, listed, say


class OwnFields(LinePane[OwnField]):
    """Fields under their kinds of record; the ids are the kind and the code."""

    TITLE: ClassVar[Words] = "Fields"
    EMPTY = Notice("No field was added yet.", "{field.add} adds one")
    IS_LIST = True

    def blocks(self) -> Iterator[Block[OwnField]]:
        """A heading for each kind, and a line for each field."""
        for kind, fields in groupby(self.items, key=lambda each: each.kind_name):
            yield Block("", (Line([(kind, "title")]),))
            for each in fields:
                type_ = label(each.field.field_type.noun)
                yield Block(each.id, (Line([(safe_line(each.field.label), "text")], [(type_, "dim")]),), each)


class OwnFieldFacts(FactsPane):
    """One of them."""

    TITLE: ClassVar[Words] = "Field"

    def facts(self, item: OwnField) -> Iterator[tuple[str, str]]:
        """What is known of a field."""
        yield say("Label"), item.field.label
        yield say("Code"), item.field.code
        yield say("Record"), item.kind_name
        yield say("Type"), label(item.field.field_type.noun)
        yield say("Choices"), listed(name for _, name in item.field.choices)
        yield say("Help"), item.field.help or ""
