"""The search in a list: a field in place of the views, and what the list is narrowed to."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.widgets import Input

from app.domain.core.errors import Refusal
from app.screens.host import Actions
from app.widgets.keyed import key_of
from app.widgets.list_windows import Spot
from app.widgets.type_ahead import FILL
from app.words import label, say_in

if TYPE_CHECKING:
    from app.commands.command import Place
    from app.domain.core.windows import ListQuery
    from app.screens.record import RecordScreen
    from app.screens.window_listing import WindowListing
    from app.widgets.forms.text_line import TextLine
    from app.widgets.message_line import Tone

#: The worker that searches while words are typed.
FILL_SEARCH: Final = f"{FILL}search"
#: Typing pauses where no key comes for so long, in seconds.
PAUSE: Final = 0.08


class ListSearch(Actions):
    """The words that the records listed have in common.

    Attributes:
        words: What the list is narrowed to; empty for nothing.
        is_open: Whether a search is typed, into a field in place of the line of the views.
    """

    PREFIXES = ("search",)

    def __init__(self, screen: RecordScreen, listing: WindowListing) -> None:
        """Search on a screen."""
        super().__init__(screen)
        self.words = ""
        self.is_open = False
        self._screen = screen
        self._listing = listing
        self._from = Spot()
        """Where the cursor was before words were typed: wherever they lead, it comes back to it."""
        self._asks_anew = False
        """Whether words were typed since the list was last asked for, even if they were taken away again."""

    async def here(self) -> None:
        """Narrow the list by words or a condition, as it is typed."""
        if not self.is_open:
            self.is_open = True
            from app.widgets.forms.text_line import TextLine

            field = TextLine(self.words, placeholder=label(self._listing.EXAMPLE), id="search")
            await self._screen.mount(field)
        self._screen.form(self._screen.size)
        self._screen.query_one("#search").focus()

    @property
    def _field(self) -> TextLine | None:
        """The field that the words are typed into, while it has the focus."""
        field: Any = self._screen.focused
        return field if field is not None and field.id == "search" else None

    def typing_places(self) -> tuple[Place, ...] | None:
        """The places while a search is typed, whose field keeps the keys that do something in it; else ``None``."""
        field = self._field
        return None if field is None else (*field.places(), "search")

    def goes_ahead(self, event: events.Event) -> bool | None:
        """Whether a key that is typed into a search need not wait for what fills the panes; else ``None``."""
        if self._field is None:
            return None
        register, places = self._screen.register, self._screen.places()
        command = register.for_key(places, key_of(event)) if isinstance(event, events.Key) else None
        return command is None or command.group == "Text" or command.id == "search.keep"

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember where the cursor is before words are typed."""
        if event.widget.id == "search":
            self._begin()

    def _begin(self) -> None:
        if (spot := self._listing.list.spot).id:
            self._from = spot

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what stands in the field, when the typing pauses."""
        if event.input.id == "search":
            self._asks_anew |= event.value != self.words
            self._screen.start(self._search(event.value), FILL_SEARCH, "the search")

    async def _search(self, words: str) -> None:
        await asyncio.sleep(PAUSE)
        await self._narrow(words, "info")

    async def _narrow(self, words: str, tone: Tone) -> bool:
        """List what fits some words or a condition, and all where they cannot be read, which is said in that tone."""
        space = await self._screen.workspace()
        query = self._listing.query
        view = self._listing.lister(space).view(query.view or "open").query
        wanted = replace(narrowed(view, words), sort=query.sort)
        try:
            await self._screen.ask(self._listing.lister(space).count, wanted)
        except Refusal as refusal:
            self._screen.message_line.say(str(refusal), tone, seconds=None)
            self._list(replace(narrowed(view, ""), sort=query.sort), "")
            return False
        self._screen.message_line.hush()
        self._list(wanted, words.strip())
        return True

    def _list(self, query: ListQuery, words: str) -> None:
        """List what a query finds, narrowed by these words.

        How many records the cursor passes through depends on where the typing pauses, so none of them is passed, and
        the list comes anew too where the words were taken away before it was asked for what they find.
        """
        self.show_words(words)
        if query != self._listing.query or self._asks_anew:
            self._asks_anew = False
            self._listing.show_query(query, *self._from)
        self._screen.begin_anew()

    def show_words(self, words: str) -> None:
        """Show what the list is narrowed to."""
        self.words = words
        hint = self._screen.register.hint(("search.here", words or say_in("what a key does", "search")))
        self._screen.views.set_hint(hint, stands=bool(words))
        self._listing.list.set_empty(self._listing.NOTHING_FITS if words else None)

    async def narrow(self, words: str) -> None:
        """Narrow the list by words or a condition that nobody typed."""
        self._from = Spot()
        self._asks_anew = True
        await self._narrow(words, "info")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the search, and go to the list; what cannot be read stays to be mended."""
        if event.input.id == "search":
            self._instead(self._keep(event.value))

    async def _keep(self, words: str) -> None:
        if await self._narrow(words, "refused"):
            await self.close()

    def leave(self) -> bool:
        """Leave the search, if the list is narrowed; whether it was."""
        if not (self.is_open or self.words):
            return False
        self._instead(self._leave())
        return True

    async def _leave(self) -> None:
        if self.is_open:
            await self.close()
        else:
            self._begin()
        self.show_words("")
        await self._narrow("", "info")

    def _instead(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something else with the search than to go on with it as it is typed."""
        self._screen.drop(FILL_SEARCH)
        self._screen.start(work, "search", "the search")

    async def close(self) -> None:
        """Take the field away, and go to the list."""
        self.is_open = False
        await self._screen.query("#search").remove()
        self._screen.form(self._screen.size)
        self._listing.pane.focus()


def narrowed(view: ListQuery, words: str) -> ListQuery:
    """A view narrowed by words or a condition."""
    return replace(view, narrowing=words.strip())
