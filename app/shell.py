"""The shell: the full-screen program; it holds the screens together and decides nothing about leads."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from textual.worker import active_worker

from app.commands.register import Register
from app.domain.core.clock import Clock, FixedClock, SystemClock
from app.domain.core.errors import Refusal, opened_for_reading
from app.domain.core.fields import ParseContext
from app.domain.core.text import for_display
from app.ending import Ending
from app.gateway import Gateway
from app.journal import failure_of, open_journal
from app.remembered import Remembered
from app.screens.actions.entries import EntryActions
from app.screens.context import ScreenContext
from app.screens.dialogs import load_dialogs
from app.screens.leads import SPEC as LEADS
from app.screens.leads import LeadListing
from app.screens.look import ScreensWithLook
from app.screens.panels import panels_of, parts_of
from app.screens.record import RecordScreen
from app.screens.registry import screen_for
from app.start import garbage
from app.start.opening import Opening, newest_command, read_opening
from app.widgets.display_context import DisplayContext
from app.widgets.keyed import KeyedScreen
from app.widgets.signs import ASCII, UNICODE
from app.widgets.type_ahead import ASIDE
from app.words import is_rtl, say

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.screen import Screen

    from app.background import Background
    from app.domain.core.changes import Change, News
    from app.domain.search.rows import SearchHit
    from app.settings import Settings
    from app.start.first_frame import FirstFrame
    from app.workspace import Workspace

#: The workers that open the workspace, and that look for what other programs changed.
OPEN = f"{ASIDE}open"
WATCH = f"{ASIDE}watch"
#: How often changes by other programs are looked for, in seconds.
WATCH_EVERY = 1.0
#: Of how many such looks one is taken also where a server tells by itself.
SELDOM = 10
#: Lines of the list that are read before anything else; more than the tallest usual terminal shows.
FIRST_LINES = 60


class LeadlineApp(ScreensWithLook, inherit_bindings=False):
    """The program on the terminal."""

    TITLE = "Leadline"
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { overflow: hidden; }"

    def __init__(
        self,
        settings: Settings,
        *,
        view: str = "",
        clock: Clock | None = None,
        opening: Opening | None = None,
        first_frame: FirstFrame | None = None,
        gateway: Gateway | None = None,
        ending: Ending | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__(clock or (FixedClock(settings.now) if settings.now else SystemClock()))
        self._disable_tooltips = self._disable_notifications = True  # the message line says all; no screen makes them
        self.first_frame = first_frame
        self.ending = ending or Ending()
        self._is_ending = False
        self.settings = settings
        self.register = Register.remapped(settings.keys)
        for key in self.register["quit"].keys:  # whatever else is going on
            self._bindings.bind(key, "quit", show=False, priority=True)
        self.urgent_keys = frozenset(self.register["quit"].keys)
        self.stop_keys = self.register["stop"].keys
        self.gateway = gateway or Gateway()
        self.interrupt = self.gateway.stop
        self.log_file = open_journal(settings.state_folder)
        self._opened: asyncio.Future[Workspace] | None = None
        self._background: Background | None = None
        self._seen = opening.newest if opening else 0
        self._lost = False
        self._looks = 0
        self._notices: News | None = None
        self.context = ScreenContext(
            register=self.register,
            gateway=self.gateway,
            workspace=self.workspace,
            display_context=self.display_context,
            parse_context=self.parse_context,
            user_name=opening.user_name if opening else "",
            user_role=opening.user_role if opening else "",
            database_name=settings.address.name,
            why_only_read=self.why_only_read,
            drafts=_drafts_of(settings),
            state_folder=settings.state_folder,
            log_failure=self.log_failure,
            opening=opening,
            view=view,
            remembered=remembered or Remembered(),
            dial=settings.dial,
        )
        self._user_id = opening.user_id if opening else ""
        self._zone = opening.zone if opening else settings.zone
        self.begin_to_look()

    # what screens are given ------------------------------------------------------------------------------------

    async def workspace(self) -> Workspace:
        """The workspace, once it is open."""
        return await asyncio.shield(self._opening())

    def _opening(self) -> asyncio.Future[Workspace]:
        """What the workspace is waited for by: a screen may ask for it before the program has begun to open it."""
        if self._opened is None:
            self._opened = asyncio.get_running_loop().create_future()
        return self._opened

    def why_only_read(self) -> str:
        """Why nothing may be written, as it is now; empty where it may, or nobody knows yet."""
        if self._opened is not None and self._opened.done() and self._opened.exception() is None:
            return str(self._opened.result().desk.database.why_only_read() or "")
        if self.settings.read_only:
            return str(opened_for_reading(self.settings.address.name))
        return self.context.opening.why_only_read if self.context.opening else ""

    def display_context(self) -> DisplayContext:
        """What panes need to know of the moment and the user."""
        return DisplayContext(self.clock.now(), self._zone, self._user_id, ASCII if self.settings.ascii else UNICODE)

    def parse_context(self) -> ParseContext:
        """In which moment, zone, currency and region text is read."""
        return ParseContext(self.clock.now(), self._zone, self.settings.currency, self.settings.region)

    def log_failure(self, problem: BaseException) -> None:
        """Put a failure into the log: what and where, never anybody's data."""
        logging.getLogger("leadline").error(failure_of(problem))

    def get_driver_class(self) -> type[Driver]:
        """On a terminal of Linux or macOS: the driver that lets no paste press keys."""
        found = super().get_driver_class()
        if found.__module__ != "textual.drivers.linux_driver":
            return found
        from app.widgets.keyboard import SafeDriver

        return SafeDriver

    # life ------------------------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[Any]:
        """The program opens with the leads."""
        return RecordScreen(self.context, LEADS)

    def on_load(self) -> None:
        """Before the terminal is taken over: end by oneself from now on, whatever says so."""
        loop = asyncio.get_running_loop()

        def end(status: int) -> None:
            loop.call_soon_threadsafe(self.exit, status)

        self.ending.ask(end)

    def on_mount(self) -> None:
        """Open the workspace behind the first screen."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """After the first paint: load the rest."""
        garbage.resume()
        self.run_worker(self._open(), group=OPEN, exit_on_error=False)

    async def _open(self) -> None:
        opened = self._opening()
        try:
            space = await self.gateway.ask(_open_workspace, self.settings, self.clock)
        except Refusal as refusal:
            opened.set_exception(refusal)
            opened.exception()
            self.exit(1, message=_sentence(refusal))
            return
        actor = space.desk.actor
        self._user_id, self.context.user_name, self._zone = actor.id, actor.name, space.desk.zone
        self.context.user_role = actor.role
        self.look_at_direction()  # the user may read another language than the settings say
        if self.context.opening is None:
            self._seen = await self.gateway.ask(space.desk.database.last_seq)
        loop = asyncio.get_running_loop()

        def listen(change: Change) -> None:
            loop.call_soon_threadsafe(self._heard, change)

        space.desk.database.listen(listen)
        if space.desk.database.why_only_read() is None:
            from app.background import Background

            self._background = Background(space, self)
            self._background.start()
        opened.set_result(space)
        for screen in self.screen_stack:
            if hasattr(screen, "tell_time"):
                screen.tell_time()
        self._notices = space.desk.database.notices(lambda: loop.call_soon_threadsafe(self._watch))
        if self._notices is not None:
            self._notices.start()
        self.set_interval(WATCH_EVERY, self._look_now_and_then)
        await self.gateway.ask(load_dialogs)

    def _keep_first_frame(self) -> None:
        """Keep the screen for the next start, if it shows what that will begin with and nothing is on its way."""
        try:
            leaving = active_worker.get(None)
            others = (each for each in self.workers if each != leaving and each.group not in (OPEN, WATCH))
            under_way = any(not each.is_finished for each in others)
            screen = self.screen
            listing = screen.list if isinstance(screen, RecordScreen) else None
            as_opened = isinstance(listing, LeadListing) and listing.is_as_opened and self.looks_as_opened
            if self.first_frame and isinstance(screen, RecordScreen) and as_opened and not under_way:
                rows = screen.as_still_opening()
                is_explicit = self.direction.mode == "leadline"
                self.first_frame.keep((row.render(self.console) for row in rows), is_explicit=is_explicit)
        except Exception as problem:  # noqa: BLE001 - a convenience must keep nobody from leaving
            self.log_failure(problem)

    def shows_all(self) -> bool:
        """Whether the last command in the log is one that the screens have heard of."""
        path = self.settings.address.path
        return path is not None and newest_command(path) == self._seen

    def exit(self, result: int | None = None, return_code: int = 0, message: Any | None = None) -> None:
        """End; the next start begins with the screen as it is now, where it begins like this."""
        if self._is_ending:
            return
        self._is_ending = True
        self.ending.see_to_it(result or return_code)
        self.context.remembered.keep()
        if not result and not return_code and self.is_running:
            self._keep_first_frame()
        super().exit(result, return_code, message)

    def _heard(self, change: Change) -> None:
        """Let every screen show what was committed."""
        self._seen = max(self._seen, change.seq)
        if self._background is not None:
            self._background.heard(change)
        self.heard_of_users(change)
        self.heard_of_names(change)
        for screen in self.standing_screens:
            changed = getattr(screen, "changed", None)
            if changed is not None:
                changed(change)

    def _look_now_and_then(self) -> None:
        """Look for what other programs committed, seldom where notices tell of it."""
        self._looks += 1
        if self._notices is None or not self._notices.arrive or self._lost or self._looks % SELDOM == 0:
            self._watch()

    def _watch(self) -> None:
        """Look for what other programs committed."""
        self.run_worker(self._look_for_changes(), group=WATCH, exclusive=True, exit_on_error=False)

    async def _look_for_changes(self) -> None:
        space = await self.workspace()
        try:
            await self.gateway.ask(space.desk.database.look_whether_denied)
            changes = await self.gateway.ask(space.desk.database.changes_since, self._seen)
        except Refusal as refusal:
            screen = self.screen_stack[0]
            if hasattr(screen, "refused"):
                screen.refused(refusal)
            self._lost = True
            return
        if self._lost:
            self._lost = False
            line = getattr(self.screen_stack[0], "message_line", None)
            if line is not None:
                line.say(say("{database} answers again.", database=self.context.database_name), "info", seconds=5)
            self._heard(space.desk.database.everything())
        self.show_mode(self.context.mode)
        for change in changes:
            if change.seq > self._seen:
                self._heard(change)

    async def action_quit(self) -> None:
        """Close the program; everything is saved already."""
        self.exit(0)

    async def on_unmount(self) -> None:
        """Let go of the database."""
        if self._background is not None:
            self._background.stop()
        if self._notices is not None:
            self._notices.stop()
        self.gateway.close()
        if self._opened is not None and self._opened.done() and self._opened.exception() is None:
            self._opened.result().close()

    def _handle_exception(self, error: Exception) -> None:
        """End with a sentence; the log has the rest, and the terminal nobody's data."""
        self.log_failure(error)
        if not self._is_ending:  # what is torn down half-built may stumble; it ends all the same
            self.exit(
                1,
                message=say("Leadline ended because of a fault in itself; {file} has the details.", file=self.log_file),
            )

    # commands of the whole program -------------------------------------------------------------------------------

    async def action_help(self) -> None:
        """Show the keys of this place, and run the one chosen."""
        from app.screens.dialogs.commands import HelpScreen

        screen = self.screen
        if isinstance(screen, KeyedScreen):
            await self._run_chosen(
                HelpScreen(self.register, screen.places(), arabic_too=self.layout_is_arabic or is_rtl()), screen
            )

    async def action_palette(self) -> None:
        """Show every command of this place, and run the one chosen."""
        from app.screens.dialogs.commands import PaletteScreen

        screen = self.commanding
        available = [each.id for each in self.register.palette(screen.places()) if screen.answers(each)]
        await self._run_chosen(PaletteScreen(self.register, screen.places(), available), screen)

    async def _run_chosen(self, dialog: Any, screen: KeyedScreen[Any]) -> None:
        chosen = await self.push_screen_wait(dialog)
        if chosen:
            screen.run_command(self.register[chosen])

    async def action_search_everything(self) -> None:
        """Find any record by any word, and show it."""
        from app.screens.dialogs.search import SearchDialog

        space = await self.workspace()

        async def search(text: str) -> Any:
            return await self.gateway.ask(space.search.everything, text)

        hit = await self.push_screen_wait(SearchDialog(search))
        if hit is not None:
            await self._show_hit(hit)

    async def _show_hit(self, hit: SearchHit) -> None:
        """Show a record found: on its screen, as an entry in full, or, where neither is, in words."""
        entry = screen_for(kind=hit.kind)
        if entry is not None:
            self.show_screen(entry)
        screen = self.commanding
        if not isinstance(screen, RecordScreen):
            return
        if entry is not None:
            screen.go_to(hit.id)
        elif hit.kind == "activity":
            await screen.acting(EntryActions).open_entry(hit.id)
        else:
            detail = f" {hit.detail}." if hit.detail else ""
            screen.message_line.say(f"{hit.title} is a {hit.kind}, {hit.code}.{detail}", "info")


def _drafts_of(settings: Settings) -> Path:
    """The folder for drafts of this database; what is typed into one is not offered in another."""
    path = settings.address.path
    where = str(path.resolve()) if path is not None else settings.address.shown
    return settings.state_folder / "drafts" / f"{crc32(where.encode('utf-8', 'surrogateescape')):08x}"


def _open_workspace(settings: Settings, clock: Clock) -> Workspace:
    from app.bootstrap import open_workspace

    return open_workspace(settings, clock)


def _sentence(refusal: Refusal) -> str:
    return for_display(f"leadline: {refusal}")


def run_workspace(
    settings: Settings,
    view: str = "",
    *,
    clock: Clock | None = None,
    first_frame: FirstFrame | None = None,
    ending: Ending | None = None,
) -> int:
    """Open the workspace on the terminal; returns the exit code.

    Args:
        settings: Which database, user, theme and keys.
        view: The saved view the list begins with; empty for the open leads.
        clock: The time; the machine's, or the settings' fixed moment, without one.
        first_frame: What stands on the terminal meanwhile.
        ending: What ends the program when it is told to.
    """
    garbage.put_off()
    time = clock or (FixedClock(settings.now) if settings.now else SystemClock())
    opening = None
    path = settings.address.path
    if path is not None:
        opening = read_opening(
            path,
            settings.login,
            settings.user,
            time.now(),
            settings.seat,
            FIRST_LINES,
            parts_of(panels_of(LEADS.kind)),
            currency=settings.currency,
        )
    remembered = Remembered(settings.state_folder, _drafts_of(settings).name, settings.theme)
    app = LeadlineApp(
        settings,
        view=view,
        clock=time,
        opening=opening,
        first_frame=first_frame,
        ending=ending,
        remembered=remembered,
    )
    status = app.run()
    if app.return_code:
        return app.return_code
    if first_frame is not None:
        first_frame.save(settings, app.shows_all)
    return status or 0
