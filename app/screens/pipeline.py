"""The Pipeline screen: opportunities on their way to won, each with its process."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from app.domain.core.errors import Refusal
from app.domain.core.windows import ListQuery
from app.screens.actions.activities import LoggingActions
from app.screens.actions.opportunity import OpportunityActions
from app.screens.actions.reports import ReportActions
from app.screens.pipeline_forms import FormsListing
from app.screens.spec import ScreenSpec
from app.screens.window_listing import Lister
from app.widgets.line_pane import Notice
from app.words import Words, WordsByCode, in_context, say

if TYPE_CHECKING:
    from app.screens.record import RecordScreen
    from app.workspace import Workspace

VIEWS: Final[WordsByCode] = (
    ("open", in_context("opportunities", "Open")),
    ("mine", in_context("opportunities", "Mine")),
    ("due", in_context("opportunities", "Overdue")),
    ("on_hold", in_context("opportunities", "On hold")),
    ("won", in_context("opportunities", "Won")),
    ("lost", in_context("opportunities", "Lost")),
    ("all", in_context("opportunities", "All")),
)
"""The saved views as tabs; their conditions are the domain's."""
SORTS: Final[WordsByCode] = (
    ("expected_close", "Next to close first"),
    ("-amount", "Largest amount first"),
    ("-probability", "Likeliest first"),
    ("-stage", "Furthest along first"),
    ("name", "By name"),
    ("customer", "By customer"),
    ("owner", "By owner"),
    ("status", "By status"),
    ("-updated_at", "Last changed first"),
    ("-created_at", "Newest first"),
    ("-closed_on", "Last closed first"),
    ("last_activity_at", "Silent for longest first"),
)
#: The name under which the view shown last is remembered.
REMEMBERED_VIEW: Final = "opportunity.view"


class OpportunityListing(FormsListing):
    """The opportunities of a view, narrowed by words or a condition, as a list, a board or a chart."""

    VIEWS = VIEWS
    SORTS = SORTS
    TABLE = "opportunity"
    SHOWN = frozenset({"user_account", "account", "process_instance"})
    EXAMPLE: ClassVar[Words] = "words, or stage = Propose and amount > 50k"
    NOTHING_FITS = Notice("No opportunity fits the search.", "{back} shows the list again")

    def __init__(self, screen: RecordScreen) -> None:
        """List on a screen."""
        super().__init__(screen, ListQuery(view="open"))
        self._made, screen.context.made = screen.context.made, ""

    def lister(self, space: Workspace) -> Lister:
        """The opportunities."""
        return space.pipeline

    def begin(self) -> None:
        """Fetch the opportunities of the view shown last."""
        remembered = self.screen.context.remembered.shown.get(REMEMBERED_VIEW, "")
        view = remembered if remembered in dict(VIEWS) and not self._made else "open"
        self.show_views({}, view)
        self.screen.start(self._begin(view), group="view")

    async def _begin(self, view: str) -> None:
        await self.begin_as_remembered()
        await self._choose_view(view, around=await self._made_last())

    def resumed(self) -> None:
        """Go to the opportunity that was made meanwhile."""
        self._made, self.screen.context.made = self.screen.context.made or self._made, ""
        if self._made and self.screen.views.chosen and self.query.sort:
            self.screen.start(self._go_to_made(), group="view")

    async def _go_to_made(self) -> None:
        if not (made := await self._made_last()):
            return
        if await self._lists(made):
            self.list.move_to(made)
        else:
            self.search.show_words("")
            await self._choose_view("open", around=made)

    async def _made_last(self) -> str:
        """The id of the opportunity that was made on another screen just now, if it is still there."""
        made, self._made = self._made, ""
        if not made:
            return ""
        space = await self.screen.workspace()
        try:
            return await self.screen.ask(space.pipeline.find, made)
        except Refusal:
            return ""

    def say_nobody(self) -> None:
        """Say that there is no opportunity, and what helps."""
        hint = say("{screen.leads} goes to the leads, {lead.qualify} qualifies one")
        self.screen.show_nothing("No opportunity here.", hint)

    def keep_view(self, code: str) -> None:
        """Remember a view for the next start."""
        self.screen.context.remembered.shown[REMEMBERED_VIEW] = code


SPEC: Final = ScreenSpec(
    number=3,
    kind="opportunity",
    listing=OpportunityListing,
    actions=(OpportunityActions, LoggingActions, ReportActions),
    places=("opportunity",),
    nothing_chosen="Nothing is chosen here. {screen.leads} goes to the leads.",
    wider=16,
)
