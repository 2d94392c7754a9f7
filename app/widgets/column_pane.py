"""A pane whose lines have columns: which there are, which fit, and how a record looks in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic

from app.domain.core.text import cell_width
from app.widgets.columns import Column, fitted, heading_runs, row_runs
from app.widgets.line_pane import Notice
from app.widgets.list_windows import L
from app.widgets.pane import Pane
from app.words import Words, say

if TYPE_CHECKING:
    from app.widgets.ink import Ground, Token
    from app.widgets.lines import Run

#: Cells before the first column: mark, cursor, sign, and a space.
SIGNS = 4


class ColumnPane(Pane, Generic[L]):
    """Records as rows of columns."""

    TITLE: ClassVar[Words] = ""
    EMPTY: ClassVar[Notice] = Notice("Nothing here yet.")
    COLUMNS: ClassVar[Mapping[str, Column]] = {}
    """Every column there is, by the code of its field."""
    DEFAULT: ClassVar[Sequence[str]] = ()
    """What is shown where nobody chose; as many as fit."""

    def __init__(self, columns: Sequence[str], **options: Any) -> None:
        super().__init__(title=self.TITLE, **options)
        self._codes = tuple(columns) or tuple(self.DEFAULT)
        self._columns: list[tuple[Column, int]] = []

    def fit_columns(self) -> None:
        """Choose the columns that fit."""
        self._columns = fitted(self.COLUMNS, self._codes, max(self.outer_size.width - self.edge - SIGNS - 1, 1))

    def sign(self, line: L) -> Run:  # noqa: ARG002 - each kind of list has its own
        """The sign before a line, of one cell, that tells at a glance what it is worth."""
        return (" ", "text")

    def why_stray(self, line: L, cells: int) -> str:  # noqa: ARG002 - each kind of list may know more
        """Why a record stands in the list although it holds it no more, on so many cells."""
        words = say("fits no more")
        return words if cell_width(words) <= cells else say("no match")

    def heading(self, sort: str, token: Token, anew: str) -> list[Run]:
        """The headings of the columns, with the order of the list, and what is said of one that holds no more."""
        by = self.COLUMNS.get(sort.removeprefix("-"))
        return heading_runs(self._columns, by, sort, self._display_context, token, anew)

    def row(self, line: L, ground: Ground, *, marked: bool, stray: bool) -> list[Run]:
        """A record in its columns."""
        signs = self._display_context.signs
        cursor = {"cursor": signs.cursor, "idle": signs.shown}.get(ground, " ")
        sign, ink = self.sign(line)
        lead_in: list[Run] = [
            (signs.marked if marked else " ", "accent"),
            (cursor, "accent" if ground == "cursor" else "dim"),
            (f"{sign} ", ink),
        ]
        why = partial(self.why_stray, line) if stray else None
        return [*lead_in, *row_runs(line, self._columns, self._display_context, why), (" ", "text")]
