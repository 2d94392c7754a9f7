"""The opportunities of the Pipeline screen in three forms: as a list, as a board by stage, and as a chart by month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from app.domain.core.errors import Refusal
from app.domain.process.rules import StepsMissing
from app.screens.beside import BesideListing
from app.screens.host import Actions
from app.screens.listing import Listing
from app.widgets.opportunities import Opportunities
from app.widgets.type_ahead import FILL
from app.words import own, say, sentences

if TYPE_CHECKING:
    from app.domain.core.changes import Change
    from app.domain.core.counts import Count
    from app.domain.core.windows import ListQuery
    from app.screens.record import RecordScreen
    from app.widgets.board import BoardPane
    from app.widgets.line_pane import LinePane
    from app.widgets.pane import Pane
    from app.workspace import Workspace

FORMS: Final = ("list", "board", "chart")
#: The table of competitors, which is shown for a while in place of the form.
RIVALS: Final = "rivals_table"
#: The name under which the form shown last is remembered.
REMEMBERED_FORM: Final = "opportunity.form"
#: The worker that reads the board, or the chart.
FILL_FORM: Final = f"{FILL}form"
#: The tables by which a board or a chart may be another.
_SHOWN: Final = frozenset(
    {"opportunity", "process_instance", "process_definition", "account", "user_account", "competitor", "rivalry"}
)


class FormsListing(BesideListing):
    """Opportunities in the form that is chosen: of the three, only one is read and shown.

    Attributes:
        form: How they are shown.
    """

    PREFIXES = ("list", "pipeline")
    PLACE = "pipeline"

    def __init__(self, screen: RecordScreen, query: ListQuery) -> None:
        """List on a screen what a query finds."""
        self.opportunities = Opportunities(rule=True, id="list")
        super().__init__(screen, self.opportunities, query)
        self.form = "list"
        self._forms: dict[str, Pane] = {"list": self.opportunities}
        self._before = "list"
        """The form to go back to from the competitors."""
        self._process = ""
        """The code of the process whose stages the board shows; empty for all."""
        self._wanted: dict[str | None, int] = {}
        """How many cards are wanted of a column, where they are more than at first."""
        self._missing = ""
        """The opportunity whose stage asks for more before it can be left."""
        self.actions = (*self.actions, BoardMoves(screen, self))

    # the forms -------------------------------------------------------------------------------------------------

    @property
    def is_wide(self) -> bool:
        """A board and a chart take the whole width; beside a list stands the record."""
        return self.form != "list"

    async def begin_as_remembered(self) -> None:
        """Take the form that was shown last."""
        form = self.screen.context.remembered.shown.get(REMEMBERED_FORM, "")
        if form in FORMS[1:]:
            await self._take(form)

    async def cycle(self) -> None:
        """Show them in the next form: list, board, chart."""
        place = FORMS.index(self.form) if self.form in FORMS else -1
        await self.show_as(FORMS[(place + 1) % len(FORMS)])

    async def rivals(self) -> None:
        """Show how we do against each competitor."""
        if self.form != RIVALS:
            self._before = self.form
        await self.show_as(RIVALS)

    def leave(self) -> bool:
        """Leave the search, if there is one, or the competitors; whether there was either."""
        if self.form != RIVALS:
            return super().leave()
        self.screen.start(self.show_as(self._before), group="view")
        return True

    async def show_as(self, form: str, around: str = "") -> None:
        """Show them in a form, with the cursor on an opportunity where it has one."""
        around = around or self.screen.wanted
        await self._take(form)
        if form in FORMS:
            self.screen.context.remembered.shown[REMEMBERED_FORM] = form
        self.show_query(self.query, around)

    async def _take(self, form: str) -> None:
        if form not in self._forms:
            self._forms[form] = _made(form)
            await self.screen.mount(self._forms[form], after=self.opportunities)
            self.screen.tell_time()
        self.form, self.pane = form, self._forms[form]
        self.screen.open_record = False
        self.screen.form(self.screen.size)
        self.pane.focus()
        if form not in ("list", "board"):
            self.screen.show_nothing()  # there is no cursor on an opportunity
        self.screen.tell_keys()

    def show_query(self, query: ListQuery, around: str = "", row: int | None = None) -> None:
        """Show what a query finds, in the form of the moment."""
        if self.form == "list":
            super().show_query(query, around, row)
            return
        self.query = query
        self.list.set_sort(query.sort)
        self._wanted.clear()
        if self.form == "board" and around:
            self._board.seek(around)
        self._fetch()
        self.count()

    @property
    def _board(self) -> BoardPane:
        pane: Any = self._forms["board"]
        return pane  # type: ignore[no-any-return] # it was made by its name

    def _fetch(self) -> None:
        name = {"board": say("the board"), "chart": say("the chart")}.get(self.form, say("the competitors"))
        self.screen.start(self._show(self.form), FILL_FORM, own(name))

    async def _show(self, form: str) -> None:
        pipeline = (await self.screen.workspace()).pipeline
        pane: Any = self._forms[form]
        try:
            if form == "board":
                pane.show_board(await self.screen.ask(pipeline.board, self.query, self._process, dict(self._wanted)))
                if pane.cursor_line is None:
                    self.nobody()
            elif form == "chart":
                months = await self.screen.ask(pipeline.months, self.query)
                pane.totals = await self.screen.ask(pipeline.totals, self.query)
                pane.set_items(months)
            else:
                rivals = await self.screen.ask(pipeline.rivals)
                pane.set_items((*rivals, *await self.screen.ask(pipeline.losses)))
        except Refusal as refusal:
            pane.show_error(refusal.message, refusal.hint or "")

    # what WindowListing does for a list ------------------------------------------------------------------------

    @property
    def is_empty(self) -> bool:
        """Whether nothing is under the cursor."""
        return super().is_empty if self.form == "list" else self.form != "board" or self._board.cursor_line is None

    def marked(self) -> tuple[str, ...]:
        """The opportunities selected in the list; on a board none is."""
        return super().marked() if self.form == "list" else ()

    def again(self) -> None:
        """Ask for everything again."""
        if self.form == "list":
            super().again()
        else:
            self._fetch()
            self.count()

    def changed(self, change: Change) -> None:
        """Something was committed, here or by another program."""
        if self.form == "list":
            super().changed(change)
            return
        Listing.changed(self, change)
        if change.tables & {*_SHOWN, "exchange_rate"}:
            self._fetch()

    def speak_anew(self) -> None:
        """Say what is shown in the language of the moment."""
        if self.form == "list":
            super().speak_anew()
        else:
            self.show_views({})
            self.search.show_words(self.search.words)
            self.again()

    async def _go_to(self, record_id: str) -> None:
        """Show an opportunity on the board if its card is at hand, else in the list."""
        if self.form == "board" and self._board.has(record_id):
            self._board.seek(record_id)
            return
        if self.form != "list":
            await self._take("list")
        await super()._go_to(record_id)

    def on_record_list_highlighted(self, event: Opportunities.Highlighted) -> None:
        """Show the opportunity under the cursor beside the list."""
        if self.form == "list":
            super().on_record_list_highlighted(event)

    async def count_again(
        self, space: Workspace, known: Mapping[ListQuery, Count], changes: Sequence[Change]
    ) -> Mapping[ListQuery, Count]:
        """The counts of the list and of each view, and what the list amounts to."""
        counts = await super().count_again(space, known, changes)
        if self.form == "list":
            self.opportunities.show_totals(await self.screen.ask(space.pipeline.totals, self.query))
        return counts

    # the board -------------------------------------------------------------------------------------------------

    def on_board_highlighted(self, event: BoardPane.Highlighted) -> None:
        """Read the opportunity under the cursor, so that its commands work on it."""
        if event.line is not None and self.form == "board":
            self.screen.show_record(event.line.id)

    def on_board_selected(self, event: BoardPane.Selected) -> None:
        """Open the opportunity; at its stages, where these were what it lacked to go on."""
        if event.line is None:
            return
        self.screen.show_record(event.line.id)
        self.screen.enter_record()
        if event.line.id == self._missing:
            self._missing = ""
            self.screen.call_after_refresh(self.screen.focus_on, "stages")

    def on_board_cards_needed(self, event: BoardPane.CardsNeeded) -> None:
        """Read more cards of a column."""
        self._wanted[event.stage] = event.number
        self._fetch()

    async def process(self) -> None:
        """Choose whose stages the board shows."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        space = await self.screen.workspace()
        known = await self.screen.ask(space.pipeline.processes)
        options = [Option("", say("All processes")), *(Option(code, name) for code, name in known)]
        chosen = await self.screen.show_dialog(ChoiceDialog(say("Stages of"), options, self._process))
        if chosen is not None:
            self._process = chosen
            await self.show_as("board")

    async def move(self, command: str) -> None:
        """Move the opportunity under the cursor to the stage after or before; what is missing is named."""
        line = self._board.cursor_line
        if line is None:
            return
        space = await self.screen.workspace()
        verb = space.processes.next if command == "next" else space.processes.back
        try:
            outcome = await self.screen.ask(verb, line.id)
        except StepsMissing as refusal:
            self._missing = line.id
            words = sentences(str(refusal), self.screen.register.say(say("{open} goes there.")))
            self.screen.say_refused(words)
        except Refusal as refusal:
            self.screen.refused(refusal)
        else:
            self.screen.tell(outcome)

    # the chart -------------------------------------------------------------------------------------------------

    def on_line_pane_selected(self, event: LinePane.Selected) -> None:
        """List the opportunities of the month chosen."""
        if event.pane is self._forms.get("chart"):
            month = event.id.removeprefix("month ")
            self.screen.start(self._list_month(month), group="view")

    async def _list_month(self, month: str) -> None:
        day = "closed_on" if self.query.view in ("won", "lost") else "expected_close"
        words = f"{day} is empty"
        if month:
            year, number = (int(part) for part in month.split("-"))
            words = f"{day} >= {month}-01 and {day} <= {month}-{monthrange(year, number)[1]}"
        await self._take("list")
        await self.search.narrow(words)


class BoardMoves(Actions):
    """Next and previous stage, as a board does them: the card goes to the column beside."""

    PREFIXES = ("process",)

    def __init__(self, screen: RecordScreen, listing: FormsListing) -> None:
        """Act on a board of a screen."""
        super().__init__(screen)
        self._listing = listing

    def of(self, command: str) -> Callable[[], Any] | None:
        """What moves a card, while a board has the focus."""
        listing = self._listing
        on_board = listing.form == "board" and listing.screen.focused is listing.pane
        return super().of(command) if on_board and command in ("process.next", "process.back") else None

    async def next(self) -> None:
        """Move the card to the next stage."""
        await self._listing.move("next")

    async def back(self) -> None:
        """Move the card to the stage before."""
        await self._listing.move("back")


def _made(form: str) -> Pane:
    """The pane of a form, loaded when it is first shown."""
    if form == "board":
        from app.widgets.board import BoardPane

        return BoardPane(rule=True, id="board")
    if form == "chart":
        from app.widgets.forecast import Forecast

        return Forecast(rule=True, id="chart")
    from app.widgets.rival_table import RivalTable

    return RivalTable(rule=True, id=RIVALS)
