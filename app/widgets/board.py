"""Opportunities as a board: a column for each stage, a card for each opportunity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.message import Message

from app.domain.core.text import cell_width
from app.domain.sales.rows import OpportunityLine
from app.domain.sales.saying import total_words
from app.widgets.line_pane import LOADING, MOVES, WHEEL_LINES, Notice
from app.widgets.lines import Line, joined, laid
from app.widgets.opportunity_columns import closes, days_in_stage, health, silent_days
from app.widgets.pane import Pane
from app.widgets.text import safe_line
from app.words import formats, say, say_many

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from app.domain.sales.rows import Board, BoardColumn
    from app.widgets.ink import Token
    from app.widgets.lines import Run

#: The fewest cells of a column, and the most it makes use of.
LEAST, MOST = 26, 56
#: The cells of a column in which a card says for how long it has been silent.
ROOMY: Final = 44
#: The lines of a card, and of what stands above the cards.
CARD: Final = 3
HEAD: Final = 3
#: So many cards before the last one at hand more of them are asked for.
AHEAD: Final = 30
#: By how many more cards.
FURTHER: Final = 500
#: Cells between two columns: a rule with a blank at each side.
_BETWEEN: Final = 3


class BoardPane(Pane, can_focus=True):
    """Columns of cards with one cursor, which stays on its card wherever that is moved."""

    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **MOVES,
        "move.left": "column_before",
        "move.right": "column_after",
    }

    class Highlighted(Message, namespace="board"):
        """The cursor came to another card, or to none."""

        def __init__(self, line: OpportunityLine | None) -> None:
            super().__init__()
            self.line = line

    class Selected(Highlighted, namespace="board"):
        """A card was opened."""

    class CardsNeeded(Message, namespace="board"):
        """A column comes to an end that is not its last card.

        Attributes:
            stage: The column's stage.
            number: How many of its cards are wanted.
        """

        def __init__(self, stage: str | None, number: int) -> None:
            super().__init__()
            self.stage = stage
            self.number = number

    def __init__(self, **options: Any) -> None:
        super().__init__(title="Board", **options)
        self._board: Board | None = None
        self._notice: Notice | None = LOADING
        self._column = 0
        self._cursor = ""
        self._turn = 0
        """The place of the cursor's card in its column."""
        self._left = 0
        """The first column in view."""
        self._tops: dict[str | None, int] = {}
        """The first card in view, by column."""
        self._told: OpportunityLine | None = None
        self._needed: tuple[str | None, int] | None = None

    # data in -----------------------------------------------------------------------------------------------

    def show_board(self, board: Board) -> None:
        """Show opportunities by stage; the cursor stays on its card, or else in its column."""
        before = self._stage
        self._board, self._needed = board, None
        self._notice = None if board.columns else Notice(say("No opportunities here."))
        self.emptiness = "" if board.columns else say("The board is empty.")
        place = self._place_of(self._cursor)
        if place is None:
            stages = [each.stage for each in board.columns]
            filled = next((at for at, each in enumerate(board.columns) if each.cards), 0)
            column = stages.index(before) if before in stages and self._cursor else filled
            place = column, self._turn
        self._go(*place)
        self.redraw()

    def show_error(self, message: str, hint: str) -> None:
        """Say what failed and what helps."""
        self._board, self._notice = None, Notice(safe_line(message), safe_line(hint), bad=True)
        self.redraw()

    def seek(self, id: str) -> None:
        """Take the cursor to a card with the next board, or at once if it is at hand."""
        self._cursor = id
        if (place := self._place_of(id)) is not None:
            self._go(*place)

    def has(self, id: str) -> bool:
        """Whether a card is at hand."""
        return self._place_of(id) is not None

    # where the cursor is -----------------------------------------------------------------------------------

    @property
    def cursor_line(self) -> OpportunityLine | None:
        """The opportunity under the cursor."""
        cards = self._cards
        return cards[self._turn] if 0 <= self._turn < len(cards) else None

    @property
    def _columns(self) -> Sequence[BoardColumn]:
        return self._board.columns if self._board is not None else ()

    @property
    def _stage(self) -> str | None:
        """The stage of the cursor's column."""
        return self._columns[self._column].stage if self._column < len(self._columns) else None

    @property
    def _cards(self) -> Sequence[OpportunityLine]:
        return self._columns[self._column].cards if self._column < len(self._columns) else ()

    def _place_of(self, id: str) -> tuple[int, int] | None:
        """The column and turn of a card that is at hand."""
        for at, column in enumerate(self._columns):
            for turn, each in enumerate(column.cards):
                if each.id == id:
                    return at, turn
        return None

    def _go(self, column: int, turn: int) -> None:
        """Put the cursor on a card, as far as there is one, and bring it into view."""
        self._column = min(max(column, 0), max(len(self._columns) - 1, 0))
        self._turn = min(max(turn, 0), max(len(self._cards) - 1, 0))
        line = self.cursor_line
        self._cursor = line.id if line is not None else ""
        self._bring_into_view()
        self.redraw()
        if line != self._told:
            self._told = line
            self.post_message(self.Highlighted(line))
        self._ask_for_more()

    def _ask_for_more(self) -> None:
        column = self._columns[self._column] if self._columns else None
        if column is None or len(column.cards) >= column.totals.count or self._turn < len(column.cards) - AHEAD:
            return
        wanted = (column.stage, len(column.cards) + FURTHER)
        if wanted != self._needed:
            self._needed = wanted
            self.post_message(self.CardsNeeded(*wanted))

    def _bring_into_view(self) -> None:
        shown = self._shown
        self._left = min(max(self._left, self._column - shown + 1, 0), max(len(self._columns) - shown, 0), self._column)
        top = self._tops.get(self._stage, 0)
        self._tops[self._stage] = min(max(top, self._turn - self._page + 1, 0), self._turn)

    # moving ------------------------------------------------------------------------------------------------

    def action_cursor_down(self) -> None:
        """Go to the next card of the column."""
        self._go(self._column, self._turn + 1)

    def action_cursor_up(self) -> None:
        """Go to the card before."""
        self._go(self._column, self._turn - 1)

    def action_page_down(self) -> None:
        """Go a page further in the column."""
        self._go(self._column, self._turn + self._page)

    def action_page_up(self) -> None:
        """Go a page back in the column."""
        self._go(self._column, self._turn - self._page)

    def action_first(self) -> None:
        """Go to the first card of the column."""
        self._go(self._column, 0)

    def action_last(self) -> None:
        """Go to the last card of the column; where it is not at hand yet, all of them are asked for."""
        column = self._columns[self._column] if self._columns else None
        self._go(self._column, len(self._cards) - 1)
        if column is not None and len(column.cards) < column.totals.count:
            self._turn = column.totals.count - 1
            self._cursor = ""
            self._needed = (column.stage, column.totals.count)
            self.post_message(self.CardsNeeded(*self._needed))

    def action_column_before(self) -> None:
        """Go to the column at the left, to the card beside."""
        self._sideways(-1)

    def action_column_after(self) -> None:
        """Go to the column at the right, to the card beside."""
        self._sideways(1)

    def _sideways(self, step: int) -> None:
        wanted = self._column + step
        if 0 <= wanted < len(self._columns):
            row = self._turn - self._tops.get(self._stage, 0)
            self._go(wanted, self._tops.get(self._columns[wanted].stage, 0) + row)

    def action_choose(self) -> None:
        """Open the opportunity under the cursor."""
        if (line := self.cursor_line) is not None:
            self.post_message(self.Selected(line))

    # the mouse ---------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the card clicked; open the one that has it already."""
        column = self._left + max(event.x - self.edge - 1, 0) // (self._width + _BETWEEN)
        if not 0 <= column < len(self._columns):
            return
        row = event.y - self.rule - HEAD - 1
        turn = self._tops.get(self._columns[column].stage, 0) + row // CARD
        is_there = row >= 0 and turn < len(self._columns[column].cards)
        opened = is_there and (event.chain > 1 or (column, turn) == (self._column, self._turn))
        self._go(column, turn if is_there else 0)
        if opened:
            self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go on in the column of the cursor."""
        event.stop()
        self._go(self._column, self._turn + WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go back in the column of the cursor."""
        event.stop()
        self._go(self._column, self._turn - WHEEL_LINES)

    # drawing -----------------------------------------------------------------------------------------------

    @property
    def _room(self) -> int:
        """The cells of all columns in view."""
        return max(self.outer_size.width - self.edge - 2, 1)

    @property
    def _shown(self) -> int:
        """How many columns are in view."""
        return max(min((self._room + _BETWEEN) // (LEAST + _BETWEEN), len(self._columns)), 1)

    @property
    def _width(self) -> int:
        """The cells of one column."""
        shown = self._shown
        return min((self._room - _BETWEEN * (shown - 1)) // shown, MOST)

    @property
    def _page(self) -> int:
        """The cards there is room for in a column."""
        return max((self.outer_size.height - self.rule - HEAD - 2) // CARD, 1)

    def fit(self) -> None:
        """Keep the cursor in view for another size."""
        super().fit()
        self._bring_into_view()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._bring_into_view()
        self.redraw()

    def draw(self, y: int) -> Strip:
        """The title, the heads of the columns, the cards in view, and how many more there are."""
        if y == 0:
            return self._title_strip()
        if self._notice is not None:
            if y == 1:
                return self.line_strip(y, Line([(self._notice.message, "bad" if self._notice.bad else "dim")]))
            return self.line_strip(y, Line([(self._notice.hint if y == 2 else "", "dim")]))
        runs: list[Run] = [(" ", "text")]
        shown = self._columns[self._left : self._left + self._shown]
        for at, column in enumerate(shown, self._left):
            if at > self._left:
                runs.append((f" {self._display_context.signs.vertical} ", "rule"))
            runs += self._cell(y, at, column)
        used = 1 + len(shown) * self._width + max(len(shown) - 1, 0) * _BETWEEN
        runs.append((" " * max(self.outer_size.width - self.edge - used, 0), "text"))
        return self.exact_strip(y, runs, "plain")

    def _title_strip(self) -> Strip:
        board = self._board
        process = safe_line(board.name) if board is not None and board.process else say("All processes")
        after = len(self._columns) - self._left - self._shown
        more = (
            say_many("{n} stage before", "{n} stages before", self._left) if self._left else "",
            say_many("{n} stage after", "{n} stages after", after) if after > 0 else "",
        )
        dot = self._display_context.signs.dot
        title: list[Run] = [(say("Board"), "focus" if self.has_focus else "title"), (f"  {process}", "dim")]
        return self.line_strip(0, Line(title, [(joined(more, dot), "accent")] if any(more) else []))

    def _cell(self, y: int, at: int, column: BoardColumn) -> list[Run]:
        """The cells of a column on a row."""
        width = self._width
        if y <= HEAD:
            return self._head_cell(y, at, column)
        top = self._tops.get(column.stage, 0)
        if y > HEAD + self._page * CARD:
            below = column.totals.count - top - self._page
            words = say_many("{n} more", "{n} more", below) if below > 0 and y == HEAD + self._page * CARD + 1 else ""
            return laid(Line([(words, "dim")]), width)
        turn, part = divmod(y - HEAD - 1, CARD)
        turn += top
        if turn >= len(column.cards):
            waiting = "…" if turn < column.totals.count and part == 0 else ""
            return laid(Line([(waiting, "dim")]), width)
        on_cursor = at == self._column and turn == self._turn
        return self._card_cell(column.cards[turn], part, width, on_cursor=on_cursor)

    def _head_cell(self, y: int, at: int, column: BoardColumn) -> list[Run]:
        width = self._width
        ink: Token
        if y == HEAD:
            return [(self._display_context.signs.horizontal * width, "rule")]
        if y == 1:
            name = safe_line(column.stage) if column.stage is not None else say("No process")
            ink = "focus" if at == self._column and self.has_focus else "strong"
            return laid(Line([(name, ink)], [(formats.number(column.totals.count), "dim")]), width)
        if not column.totals.amounts:
            return laid(Line([(self._display_context.signs.nothing, "dim")]), width)
        total = safe_line(total_words(column.totals))
        amount = column.totals.weighted.amount
        weighted = safe_line(say("{amount} weighted", amount=amount)) if amount.minor else ""
        fits = cell_width(total) + cell_width(weighted) + 2 <= width
        ink = "warn" if column.totals.without_rate else "text"
        return laid(Line([(total, ink)], [(weighted, "dim")] if fits else []), width)

    def _card_cell(self, card: OpportunityLine, part: int, width: int, *, on_cursor: bool) -> list[Run]:
        context = self._display_context
        signs = context.signs
        cursor = (signs.cursor if self.has_focus else signs.shown) if on_cursor else " "
        if part == CARD - 1:
            return [(" " * width, "text")]
        if part == 0:
            sign, ink = health(card, context)
            left: list[Run] = [(cursor, "accent" if self.has_focus else "dim"), (f"{sign} ", ink)]
            name: Run = (safe_line(card.name), "focus" if on_cursor and self.has_focus else "text")
            return laid(Line([*left, name], [(safe_line(card.amount), "text")] if card.amount else []), width)
        silent = silent_days(card, context)
        close: Run = closes(card, context, 11) if card.expected_close else ("", "dim")
        silence = say("silent {days}d", days=formats.number(silent)) if silent and width >= ROOMY else ""
        said = joined((days_in_stage(card, context), silence), signs.dot)
        right: list[Run] = [(said, "warn" if silence else "dim")]
        if close[0]:
            right.append((f" {signs.dot} {close[0]}" if said else close[0], close[1]))
        return laid(Line([("   ", "text"), (safe_line(card.customer), "dim")], right), width)
