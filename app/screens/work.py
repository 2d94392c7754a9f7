"""The Work list: what is to be done, with the record it is about beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from app.domain.core.windows import ListQuery
from app.domain.core.work import work_sources
from app.screens.actions.activities import LoggingActions
from app.screens.actions.calling import QueueActions
from app.screens.actions.lead import LeadActions
from app.screens.actions.opportunity import OpportunityActions
from app.screens.actions.work import WorkActions
from app.screens.record import RecordScreen
from app.screens.spec import ScreenSpec
from app.screens.window_listing import Lister, WindowListing
from app.widgets.line_pane import Notice
from app.widgets.record_list import RecordList
from app.widgets.work_list import WorkList
from app.words import Words, WordsByCode, in_context

if TYPE_CHECKING:
    from app.commands.command import Place
    from app.domain.core.changes import Change
    from app.domain.worklist.rows import WorkItem
    from app.screens.context import ScreenContext
    from app.workspace import Workspace

VIEWS: Final[WordsByCode] = (
    ("due", in_context("work", "Due")),
    ("overdue", in_context("work", "Overdue")),
    ("next", in_context("work", "Later")),
    ("followed", in_context("work", "Followed")),
    ("unread", in_context("work", "Unread")),
    ("team", in_context("work", "Team")),
    ("all", in_context("work", "Everybody")),
)
"""The saved views as tabs; their conditions are the domain's."""
SORTS: Final[WordsByCode] = (
    ("priority", "Most pressing first"),
    ("due", "First due first"),
    ("kind", "Grouped by kind"),
    ("record", "Grouped by record"),
    ("rating", "By rating"),
    ("owner", "Grouped by owner"),
)
#: The name under which the view shown last is remembered.
REMEMBERED_VIEW: Final = "work.view"


class WorkListing(WindowListing):
    """What is to be done of a view, narrowed by words or a condition."""

    PLACE: ClassVar[Place] = "work"
    VIEWS = VIEWS
    SORTS = SORTS
    KEEPS_MISSING = True
    EXAMPLE: ClassVar[Words] = "words, or kind = call and rating = hot"
    NOTHING_FITS = Notice("Nothing to be done fits the search.", "{back} shows the list again")
    list: WorkList

    def __init__(self, screen: WorkScreen) -> None:
        """List on a screen."""
        super().__init__(screen, WorkList(rule=True, id="list"), ListQuery(view="due", sort=("priority",)))
        self._records = screen
        self._tables = frozenset().union(*(source.tables for source in work_sources()))

    def lister(self, space: Workspace) -> Lister:
        """What is to be done."""
        return space.worklist

    def begin(self) -> None:
        """Fetch what is in the view shown last."""
        remembered = self.screen.context.remembered.shown.get(REMEMBERED_VIEW, "")
        view = remembered if remembered in dict(VIEWS) else "due"
        self.show_views({}, view)
        self.choose_view(view)

    def keep_view(self, code: str) -> None:
        """Remember a view for the next start."""
        self.screen.context.remembered.shown[REMEMBERED_VIEW] = code

    def say_nobody(self) -> None:
        """Say that there is nothing to be done, and what helps."""
        if self.query.view in ("due", "overdue"):
            self.screen.show_nothing("Nothing is due. That is all for now.", "{list.view} shows what comes later")
        else:
            self.screen.show_nothing("Nothing is to be done here.", "{list.view} shows what else there is")

    # lines and their records -----------------------------------------------------------------------------------

    def on_record_list_highlighted(self, event: RecordList.Highlighted) -> None:
        """Show the record that the line under the cursor is about."""
        self._records.show_item(event.line)

    def on_record_list_selected(self, event: RecordList.Selected) -> None:
        """Open that record: with one column it takes the whole width."""
        self._records.show_item(event.line)
        self.screen.enter_record()

    def go_to(self, record_id: str) -> None:
        """Stay: what is shown is what the line under the cursor is about."""

    def chosen(self) -> tuple[WorkItem, ...]:
        """The lines selected, else the one under the cursor, as far as they are still to be done."""
        ids = self.marked() or (self.list.cursor_id,)
        return tuple(line for line in self.list.at_hand(ids) if line.id not in self.list.strays)

    def go_on(self) -> None:
        """Take the cursor to the next line that is still to be done, else to the one before."""
        self.list.to_next_open()

    def changed(self, change: Change) -> None:
        """Something was committed: what it was about keeps its line, as it is now."""
        super(WindowListing, self).changed(change)
        if change.whole & self._tables:
            self.list.reload()
            return
        rows = {each.row: not each.columns for each in change.touched if each.table in self._tables}
        touched = {each.row for each in change.touched}
        named = set().union(*(each.names for each in change.touched)) | touched if change.touched else set()
        rows |= {line.id: False for line in self.list.at_hand(self.list.ids) if line.record_id in named}
        if rows:
            self._touched = dict.fromkeys(rows, False) | self._touched
            self._unread |= rows
            self._read_changed()


class WorkScreen(RecordScreen):
    """The work list, with the record that the line under the cursor is about: a lead, an opportunity, or another."""

    list: WorkListing

    def __init__(self, context: ScreenContext) -> None:
        self._kind = "lead"
        super().__init__(context, _SPEC)

    @property
    def kind(self) -> str:
        """The kind of the record shown."""
        return self._kind

    def show_item(self, item: WorkItem) -> None:
        """Show the record that an item is about."""
        if item.record_kind != self._kind:
            self._kind = item.record_kind
            self.tell_keys()
        self.show_record(item.record_id)

    def places(self) -> tuple[Place, ...]:
        """Where the focus is, with the places of the record shown."""
        places = super().places()
        own = _PLACES.get(self._kind, ())
        return tuple(each for place in places for each in (own if place == _RECORD else (place,)))

    def marked(self) -> tuple[str, ...]:
        """No record: what is selected here is work."""
        return ()

    def unmark(self) -> None:
        """What is selected stays."""


_RECORD: Final = "lead"
_PLACES: Final[Mapping[str, tuple[Place, ...]]] = {
    "lead": ("lead",),
    "opportunity": ("opportunity",),
    "customer": ("customer",),
}
"""The places around the record shown, by its kind; of another kind nothing but its work can be done here."""
_SPEC: Final = ScreenSpec(
    number=2,
    kind="lead",
    listing=WorkListing,  # type: ignore[arg-type] # it stands on its own screen alone
    actions=(WorkActions, QueueActions, LeadActions, OpportunityActions, LoggingActions),
    places=(_RECORD,),
    nothing_chosen="Nothing is chosen here. {screen.leads} goes to the leads.",
    wider=28,
)


def screen(context: ScreenContext) -> WorkScreen:
    """The screen, made anew."""
    return WorkScreen(context)
