"""The details of a record: every field with its value, by group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from app.domain.core.fields import Field
from app.domain.core.text import cell_width, pad
from app.domain.core.zones import zone
from app.domain.leads.fields import GROUPS
from app.domain.leads.kinds import LEAD
from app.widgets.called import point_name
from app.widgets.keyed import with_keys
from app.widgets.line_pane import MOVES, Block, LinePane, Notice
from app.widgets.lines import Line, Run, most_at_right
from app.widgets.text import safe_line, safe_lines
from app.widgets.values import value_text
from app.words import Words, formats, label, say

if TYPE_CHECKING:
    from app.domain.core.columns import RecordCard
    from app.domain.people.rows import ContactPointLine
    from app.widgets.ink import Token

#: The widest a label's column becomes where a pane is narrow.
LABEL_CELLS = 26
#: The lines of long prose shown.
PROSE_LINES = 4


class Details(LinePane[Field]):
    """The fields of a record; the ids are field codes. Blank ones are hidden until asked for."""

    TITLE: ClassVar[Words] = "Details"
    EMPTY = Notice("Nothing is known yet.")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {**MOVES, "details.blanks": "toggle_blanks"}

    _card: RecordCard | None = None
    _fields: tuple[Field, ...] = ()
    _groups: Sequence[tuple[str, str]] = GROUPS
    _further: tuple[ContactPointLine, ...] = ()
    _blanks = False

    def show_record(
        self,
        card: RecordCard,
        fields: Sequence[Field],
        groups: Sequence[tuple[str, str]] = GROUPS,
        further: Sequence[ContactPointLine] = (),
    ) -> None:
        """Show a record's fields.

        Args:
            card: The record.
            fields: Its kind's fields, custom ones too, in the order of the form.
            groups: The code and heading of each group in order; groups without heading follow.
            further: The further ways to reach it, which stand below the primary ones.
        """
        self._further = tuple(further)
        self._card, self._fields, self._groups = card, tuple(fields), groups
        hint = say("{edit} edits · {details.blanks} shows blank fields", edit=f"{{{card.kind}.edit}}")
        self._empty = Notice(self.EMPTY.message, hint)
        self._show_fields()

    def show_nothing(self) -> None:
        """Show that there is no record."""
        self._card, self._fields, self._empty = None, (), self.EMPTY
        self._show_fields()

    def action_toggle_blanks(self) -> None:
        """Show blank fields, or hide them."""
        self._blanks = not self._blanks
        self._show_fields()

    def title_right(self) -> list[Run]:
        """The record's code, and the key for what is hidden where there is room for it."""
        if self._card is None:
            return []
        blanks = say("{details.blanks} hides blank") if self._blanks else say("{details.blanks} shows blank")
        code = f"  {safe_line(self._card.code)}"
        hint = with_keys(self, blanks)
        fits = cell_width(hint) + cell_width(code) <= most_at_right(self.cells)
        return [(hint, "dim"), (code, "dim")] if fits else [(code, "dim")]

    def blocks(self) -> Iterator[Block[Field]]:
        """A heading a group, then a line a field."""
        widest = max((cell_width(safe_line(field.label)) for field in self.items), default=0)
        label_cells = min(widest, max(LABEL_CELLS, self.cells * 2 // 5), self.cells // 2)
        headings = {code: label(words) for code, words in self._groups}
        order = list(headings)
        groups = sorted({field.group for field in self.items}, key=lambda code: _place(order, code))
        for number, group in enumerate(groups):
            heading = Line([(headings.get(group, group.replace("_", " ").capitalize()), "dim")])
            yield Block("", (Line(), heading) if number else (heading,))
            for field in self.items:
                if field.group == group:
                    lines = (*self._lines(field, label_cells), *self._further_lines(field, label_cells))
                    yield Block(field.code, lines, field)

    def _show_fields(self) -> None:
        values = {} if self._card is None else self._card.values
        further = {each.medium for each in self._further}
        self.set_items(
            field
            for field in self._fields
            if self._blanks or values.get(field.code) not in (None, "", ()) or field.code in further
        )

    def _lines(self, field: Field, label_cells: int) -> Iterator[Line]:
        value = None if self._card is None else self._card.values.get(field.code)
        called: Run = (pad(safe_line(field.label), label_cells) + "  ", "dim")
        if field.field_type.is_prose and value:
            first, *others = safe_lines(value, PROSE_LINES) or [""]
            yield Line([called, (first, "text")])
            for text in others:
                yield Line([(" " * (label_cells + 2), "text"), (text, "text")])
            return
        text = value_text(value, self._display_context, field)
        token: Token = "text" if text else "dim"
        late = self._late(field)
        said: list[Run] = [(f" {self._display_context.signs.dot} {late}", "bad")] if late else []
        there = self._clock_there(value) if field.code == "time_zone" and text else ""
        beside: list[Run] = [(f"  {there}", "dim")] if there else []
        yield Line([called, (text or self._display_context.signs.nothing, token), *said, *beside])

    def _clock_there(self, name: object) -> str:
        """What the clock of a zone shows now."""
        try:
            return say("{clock} there", clock=formats.clock(self._display_context.now.astimezone(zone(str(name)))))
        except (LookupError, ValueError, OSError):  # a zone that this machine does not know
            return ""

    def _late(self, field: Field) -> str:
        """How overdue the next contact of an open lead is."""
        if self._card is None or field.code != "next_contact_at" or not LEAD.is_open(self._card.values):
            return ""
        moment = self._card.values.get(field.code)
        return self._display_context.late(moment) if isinstance(moment, datetime) else ""

    def _further_lines(self, field: Field, label_cells: int) -> Iterator[Line]:
        """Further emails below the email, phones below the phone, addresses below the last line of the address."""
        of_address = [each.code for each in self.items if each.group == "address"]
        for each in self._further:
            below = of_address[-1:] if each.medium == "address" else [each.medium]
            if field.code in below:
                called = say("and") if each.label == "other" else point_name(each.label)
                yield Line(
                    [(pad(f"  {safe_line(called)}", label_cells) + "  ", "dim"), (safe_line(each.value), "text")]
                )


def _place(order: list[str], code: str) -> int:
    return order.index(code) if code in order else len(order)
