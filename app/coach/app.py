"""The program with a coach: the workspace above, the coach's strip in the rows below it, dialogs or not."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final

from textual import events
from textual._compositor import LayoutUpdate
from textual.geometry import Size

from app.coach.coach import Coach
from app.coach.player import play
from app.coach.recording import Cast, NoTerminal, recorded
from app.coach.strip import rows_for, strips
from app.coach.turns import TurnTakingApp
from app.screens.panels import every_panel
from app.shell import LeadlineApp
from app.widgets.ink import Ink
from app.widgets.signs import ASCII, UNICODE
from app.widgets.type_ahead import ASIDE
from app.words import in_english, label, say

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.screen import Screen
    from textual.strip import Strip

    from app.domain.core.changes import Change
    from app.screens.base import CommandScreen
    from app.settings import Settings
    from app.walkthrough.plan import Plan

#: The coach's work; no key waits for it.
COACH: Final = f"{ASIDE}coach"
LOOK: Final = f"{ASIDE}look"
#: Where the cursor is kept and found again, around what is written below the workspace.
_KEEP, _AGAIN = "\x1b7", "\x1b8"


class CoachedApp(TurnTakingApp, LeadlineApp, inherit_bindings=False):
    """The program on the terminal, but for the rows of the coach.

    All screens and dialogs are laid out for what is left, so that none of them can hide what is to be done.

    Attributes:
        coach: Who walks somebody through the script.
    """

    def __init__(self, settings: Settings, plan: Plan, *, file: IO[str] | None = None, **how: Any) -> None:
        """Be ready to walk.

        Args:
            settings: Which database, user, theme and keys.
            plan: What is asked for.
            file: Where what the terminal is sent is recorded; ``None`` for nowhere.
            how: As for any workspace.
        """
        self.coach = Coach(self, plan)
        self._file = file
        self._cast: Cast | None = None
        self._whole = Size()
        """The size of the terminal."""
        self._below: list[Strip] = []
        """The rows of the coach as they were written last."""
        LeadlineApp.__init__(self, settings, **how)
        self._own_keys = {key for each in self.register if each.group == "Walkthrough" for key in each.keys}

    def get_driver_class(self) -> type[Driver]:
        """What takes the output: the terminal, or what stands in for one; recorded where that is asked for."""
        plan = self.coach.plan
        found = NoTerminal if plan.headless else super().get_driver_class()
        if self._file is None:
            return found
        size = plan.size if plan.headless else (self.console.width, self.console.height)
        self._cast = Cast(self._file, size, in_english(plan.script.title))
        return recorded(found, self._cast)

    # the rows below ------------------------------------------------------------------------------------------

    @property
    def size(self) -> Size:
        """The size of what the workspace has of the terminal."""
        return self._size if self._size is not None else self._left_of(super().size)

    def _left_of(self, whole: Size) -> Size:
        self._whole = whole
        return Size(whole.width, whole.height - rows_for(whole.height))

    def coach_rows(self) -> list[Strip]:
        """The rows of the coach as they are seen."""
        rows = self._whole.height - self.size.height
        if not rows:
            return []
        ink, signs = Ink.of(self), ASCII if self.settings.ascii else UNICODE
        made = strips(self.coach.shown(), self._whole.width, rows, ink, signs)
        for line_filter in self.get_line_filters():
            made = [each.apply_filter(line_filter, self.screen.background_colors[1]) for each in made]
        return [self.commanding.compositor.as_seen(each) for each in made]

    def show_coach(self) -> None:
        """Write the rows of the coach, where they are others than before."""
        if self.is_running and self._driver is not None and not self._driver.is_headless and not self._batch_count:
            rows = self.coach_rows()
            if rows != self._below:
                self._below = rows
                top = self.size.height + 1
                text = "".join(f"\x1b[{top + at};1H{row.render(self.console)}" for at, row in enumerate(rows))
                self._driver.write(f"{_KEEP}{text}{_AGAIN}")
                self._driver.flush()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        if isinstance(renderable, LayoutUpdate):
            self._below = []
        self.show_coach()

    def panel_title(self, panel: str) -> str:
        """What a panel is called."""
        return next((label(each.title) for each in every_panel() if each.id == panel), "")

    # what is heard -------------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Take an event: a size without the coach's rows, and no key into what the coach types."""
        if isinstance(event, events.Resize):
            left = self._left_of(event.size)
            if self._cast is not None:
                self._cast.resized(*event.size)
            event = events.Resize(left, left, pixel_size=event.pixel_size)
        typed = isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded
        if typed and self.coach.is_typing and not self._is_for_coach(event):
            self.coach.say(self.register.say(say("The coach is typing. {coach.pause} has it pause.")))
            return
        await super().on_event(event)

    def _is_for_coach(self, event: events.Event) -> bool:
        """Whether something typed may come in between: it leaves, ends what hangs, or is one of the coach's keys."""
        if self.coach.is_paused or not isinstance(event, events.Key):
            return self.coach.is_paused
        return event.key in self.urgent_keys or event.key in self.stop_keys or event.key in self._own_keys

    def on_mount(self) -> None:
        """Begin with the walkthrough, once the workspace is there."""
        self._work(self._begin_walking())

    async def _begin_walking(self) -> None:
        plan = self.coach.plan
        if plan.hides:
            self.hides = True
            await self.hide_names()
        await self.coach.begin()
        if plan.goes_on:
            self.run_worker(self._offer_to_go_on(), group="command", exit_on_error=False)
        if plan.auto:
            await self.turn()
            plan.why = await play(self.coach, self.turn)
            self.exit(1 if plan.why else 0)

    async def _offer_to_go_on(self) -> None:
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        standing = self.coach.standing
        if standing is None:
            return
        at = say("{number} of {total}", number=standing.number, total=len(standing.steps))
        goes_on = say("Go on at step {place}", place=at) if standing.current is not None else say("Look at the end")
        options = [Option("go_on", goes_on), Option("restart", say("Start again"))]
        chosen = await self.push_screen_wait(ChoiceDialog(say("Walkthrough"), options, "go_on"))
        if chosen == "restart":
            await self.coach.restart()
        elif standing.record:
            screen: Any = self.commanding
            screen.go_to(standing.record)

    def _heard(self, change: Change) -> None:
        super()._heard(change)
        self.look_again()

    def on_command_screen_began(self, event: CommandScreen.Began) -> None:
        """Hear that a command is carried out."""
        self.coach.began(event.command, event.record)

    def look_again(self) -> None:
        """Have the coach look how the walkthrough stands."""
        if self.coach.standing is not None:
            self.run_worker(self.coach.look(), group=LOOK, exit_on_error=False)

    def _work(self, work: Coroutine[Any, Any, object]) -> None:
        """Let the coach do something, for which no key waits."""
        self.run_worker(work, group=COACH, exit_on_error=False)

    def on_worker_state_changed(self, event: Any) -> None:
        """Say what went wrong with the coach's own work; a walkthrough that plays by itself ends with it."""
        from textual.worker import WorkerState

        if event.state is WorkerState.ERROR and event.worker.group in (COACH, LOOK):
            self.log_failure(event.worker.error)
            problem = say("That did not work: {problem}. The log has the details.", problem=event.worker.error)
            self.coach.say(problem, is_bad=True)
            if self.coach.plan.auto:
                self.coach.plan.why = str(problem)
                self.exit(1)

    def exit(self, result: int | None = None, return_code: int = 0, message: Any | None = None) -> None:
        """End, and tell what became of the steps."""
        self.coach.plan.told = self.coach.told()
        super().exit(result, return_code, message)

    # commands of the walkthrough ---------------------------------------------------------------------------------

    def action_coach_do(self) -> None:
        """Do the open step."""
        self._work(self.coach.do())

    async def action_coach_back(self) -> None:
        """Open the step before again."""
        await self.coach.back()

    async def action_coach_skip(self) -> None:
        """Go past the open step."""
        await self.coach.skip()

    def action_coach_pause(self) -> None:
        """Rest, or go on."""
        self.coach.pause()

    async def action_coach_restart(self) -> None:
        """Ask whether to begin anew, and do so."""
        from app.screens.dialogs.confirm import ConfirmDialog

        question = say("What was done since the walkthrough began is taken back.")
        if await self.push_screen_wait(ConfirmDialog(say("Start again"), question, action=say("Start again"))):
            await self.coach.restart()
