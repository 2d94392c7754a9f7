"""Settings of the workspace: what holds now, by heading, and one in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import ClassVar

from app.domain.core.fields import in_words
from app.domain.settings.rows import SettingLine
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run
from app.widgets.text import safe_line, safe_lines
from app.words import Words, say

_MOST_LINES = 12


class SettingsPane(LinePane[SettingLine]):
    """The settings under their headings; the ids are their codes."""

    TITLE: ClassVar[Words] = "Settings"
    EMPTY = Notice("Nothing can be decided here.")
    IS_LIST = True

    def blocks(self) -> Iterator[Block[SettingLine]]:
        """A heading for each group, and a line for each setting: what it is, and what holds."""
        for group, lines in groupby(self.items, key=lambda each: each.group):
            yield Block("", (Line([(safe_line(group), "title")]),))
            for each in lines:
                value = safe_line(in_words(each.field, each.value, self.display_context)) or say("nothing")
                shown = (value, "text" if each.decided else "dim")
                yield Block(each.field.code, (Line([(safe_line(each.field.label), "text")], [shown]),), each)  # type: ignore[list-item]


class SettingDetail(LinePane[SettingLine]):
    """A setting in full: its help, what it may be, and what holds where nobody has decided."""

    TITLE: ClassVar[Words] = "Setting"
    EMPTY = Notice("No setting is chosen.")

    def title_right(self) -> Sequence[Run]:
        """Nothing: it is one thing."""
        return []

    def show(self, line: SettingLine | None) -> None:
        """Show a setting; ``None`` for none."""
        self.begin_anew()
        self.set_items([line] if line is not None else [])

    def blocks(self) -> Iterator[Block[SettingLine]]:
        """Everything of it, in lines."""
        for each in self.items:
            yield Block(each.field.code, tuple(self._lines(each)), each)

    def _lines(self, each: SettingLine) -> Iterator[Line]:
        room = max(self.cells, 10)
        yield Line([(safe_line(each.field.label), "strong")])
        yield from (Line([(text, "dim")]) for text in wrap(safe_line(each.field.help or ""), room))
        yield Line()
        value = in_words(each.field, each.value, self.display_context) or say("nothing")
        for text in safe_lines(value, _MOST_LINES):
            yield from (Line([(part, "text")]) for part in wrap(text, room) or [""])
        yield Line()
        default = safe_line(in_words(each.field, each.default, self.display_context)) or say("nothing")
        if each.decided:
            yield Line([(say("Without a decision: {value}", value=default), "dim")])
        else:
            yield Line([(say("Nobody has decided; this is the default."), "dim")])
        for code, label in each.field.choices:
            mark = self.display_context.signs.done if code == each.value else " "
            yield Line([(f"{mark} {safe_line(label)}", "text" if code == each.value else "dim")])
