"""The Leads screen: the workspace in which a rep spends the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from app.domain.core.windows import ListQuery
from app.screens.actions.activities import LoggingActions
from app.screens.actions.importing import ImportActions
from app.screens.actions.lead import LeadActions
from app.screens.actions.reports import ReportActions
from app.screens.spec import ScreenSpec
from app.screens.window_listing import Lister, WindowListing
from app.widgets.lead_list import LeadList
from app.widgets.line_pane import Notice
from app.widgets.type_ahead import aside
from app.words import Words, WordsByCode, in_context, say

if TYPE_CHECKING:
    from app.screens.record import RecordScreen
    from app.workspace import Workspace

VIEWS: Final[WordsByCode] = (
    ("open", "Open leads"),
    ("mine", in_context("leads", "Mine")),
    ("hot", in_context("leads", "Hot")),
    ("today", "To contact"),
    ("closed", in_context("leads", "Closed")),
    ("all", in_context("leads", "All")),
)
"""The saved views as tabs; their conditions are the domain's."""
SORTS: Final[WordsByCode] = (
    ("-updated_at", "Last changed first"),
    ("-created_at", "Newest first"),
    ("title", "By name"),
    ("next_contact_at", "Next contact first"),
    ("rating", "By rating"),
    ("-budget", "Largest budget first"),
    ("owner", "By owner"),
    ("status", "By status"),
    ("last_activity_at", "Silent for longest first"),
)


class LeadListing(WindowListing):
    """The leads of a view, narrowed by words or a condition."""

    VIEWS = VIEWS
    SORTS = SORTS
    TABLE = "lead"
    SHOWN = frozenset({"user_account"})
    EXAMPLE: ClassVar[Words] = 'words, or source = "Trade show" and budget > 50k'
    NOTHING_FITS = Notice("No lead fits the search.", "{back} shows the list again")

    def __init__(self, screen: RecordScreen) -> None:
        """List on a screen."""
        super().__init__(screen, LeadList(rule=True, id="list"), ListQuery(where="state = open", view="open"))
        self._first_view = screen.context.view or self._remembered_view(screen)

    def lister(self, space: Workspace) -> Lister:
        """The leads."""
        return space.leads

    def say_nobody(self) -> None:
        """Say that there is no lead, and what helps."""
        hint = say("{lead.add} enters one, {import.file} imports a list, {palette} has every command")
        self.screen.show_nothing("There is no lead here yet.", hint)

    def keep_view(self, code: str) -> None:
        """Remember a view for the next start."""
        self.screen.context.remembered.view = code

    @staticmethod
    def _remembered_view(screen: RecordScreen) -> str:
        """The view shown last, if it is still there and none was asked for."""
        view = screen.context.remembered.view
        return view if view in dict(VIEWS) and view != "open" else ""

    @property
    def is_as_opened(self) -> bool:
        """Whether the screen shows what it will begin with at the next start."""
        screen = self.screen
        typed = self.search.words or self.search.is_open
        begins_with = screen.context.view or screen.context.remembered.view or "open"
        listed = ListQuery(where=self.query.where, view=begins_with)
        shown = screen.overview.card.id if screen.overview is not None and not screen.open_record else ""
        at_start = self.list.is_at_start and self.list.cursor_id == shown and screen.focused is self.list
        unchanged = self.query == listed and not self.list.is_stale
        return at_start and not typed and not self.list.marks and unchanged

    def begin(self) -> None:
        """Show what was read already, then the list as the workspace knows it."""
        self.show_views({}, self._first_view)
        self.list.set_sort(self.query.sort)
        opening = self.screen.context.opening
        if opening is not None and self._first_view in ("", "open"):
            self.list.show_window(opening.window)
            if opening.overview is not None:
                self.screen.show_overview(opening.overview)
                with aside():  # what took too long to be read before the workspace is open
                    self.screen.time_passed()
            else:
                self.nobody()
        elif self._first_view:
            self.choose_view(self._first_view)
        else:
            self.list.load()
        self.count()


SPEC: Final = ScreenSpec(
    number=1,
    kind="lead",
    listing=LeadListing,
    actions=(LeadActions, ImportActions, LoggingActions, ReportActions),
    places=("lead",),
    nothing_chosen="Nothing is chosen here. {lead.add} enters a lead, {import.file} imports a list.",
)
