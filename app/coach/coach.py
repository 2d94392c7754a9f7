"""The coach: knows how the walkthrough stands, and does what the presenter asks of it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from app.coach.performer import NotDone, Performer
from app.coach.saying import Manner, news, shown, summary
from app.coach.strip import Shown
from app.commands.keys import display_key
from app.domain.core.errors import Refusal
from app.screens.record import RecordScreen
from app.walkthrough.plan import StepTold
from app.walkthrough.progress import since
from app.walkthrough.watching import Watch
from app.words import say, say_many, sentences

if TYPE_CHECKING:
    from app.coach.app import CoachedApp
    from app.walkthrough.plan import Plan
    from app.walkthrough.progress import Standing, StepState
    from app.walkthrough.script import Deed

#: How many keys pressed by the coach are shown.
_KEYS_SHOWN: Final = 14
#: Seconds before a key, before a character that is typed, and to look at a form, at the usual speed.
_KEY, _CHARACTER, _LOOK = 0.45, 0.055, 1.5


class Coach:
    """Walks somebody through a script.

    Attributes:
        plan: What is asked of it.
        standing: How the walkthrough stands; ``None`` until it was looked at.
        is_typing: Whether it presses keys itself.
        is_paused: Whether it rests.
        was_paused: Whether somebody had it rest since that was asked for last.
        filled: Called with the id of a step whenever there is something to be seen of it.
    """

    def __init__(self, app: CoachedApp, plan: Plan) -> None:
        self._app = app
        self.plan = plan
        self.standing: Standing | None = None
        self.is_typing = self.is_paused = self.was_paused = False
        self.filled: Callable[[str], None] = lambda _step: None
        self._note: str = ""
        self._is_bad = False
        self._watch: Watch | None = None
        self._looking = asyncio.Lock()
        self._going_on = asyncio.Event()
        self._going_on.set()
        self._pressed: deque[str] = deque(maxlen=_KEYS_SHOWN)
        self._performer = Performer(app, self)
        self._seconds: dict[str, float] = {}
        self._since = time.monotonic()

    # how it stands ---------------------------------------------------------------------------------------------

    async def begin(self) -> Standing:
        """Look at the workspace for the first time."""
        self._watch = Watch(await self._app.workspace(), self.plan.script)
        if not self.plan.goes_on:
            self.plan.marks.start = await self._app.gateway.ask(self._watch.newest)
        return await self.look()

    @property
    def watch(self) -> Watch:
        """What reads how it stands; there from ``begin`` on."""
        if self._watch is None:
            raise RuntimeError("the coach has not begun")
        return self._watch

    @property
    def newest(self) -> int:
        """The place in the log of the newest command it knows of."""
        seen = self.watch.happenings
        return seen[-1].seq if seen else self.plan.marks.start

    async def look(self) -> Standing:
        """Read how it stands, and say what is new."""
        async with self._looking:
            found = await self._app.gateway.ask(self.watch.look, self.plan.marks)
            before, self.standing = self.standing, found
        if before is not None and before != found:
            new = news(before, found, self._app.register)
            if new.words:
                self._note, self._is_bad = new.words, new.is_bad
            if new.moved:
                self._count(before)
            if len(_missing(found)) != len(_missing(before)) or new.moved:
                self._app.call_next(self._open_panel)
        self._app.show_coach()
        return found

    def _count(self, before: Standing) -> None:
        """Count the time for the step that was open until now."""
        now = time.monotonic()
        if before.current is not None:
            id = before.current.step.id
            self._seconds[id] = self._seconds.get(id, 0.0) + now - self._since
        self._since = now

    def say(self, words: str, *, is_bad: bool = False) -> None:
        """Say something until something else is said."""
        self._note, self._is_bad = words, is_bad
        self._app.show_coach()

    @property
    def is_over(self) -> bool:
        """Whether no step is open any more."""
        return self.standing is not None and self.standing.current is None

    @property
    def note(self) -> str:
        """What it said last."""
        return self._note

    def told(self) -> tuple[StepTold, ...]:
        """What became of each step."""
        steps = self.standing.steps if self.standing is not None else ()
        return tuple(
            StepTold(each.step.id, each.step.title, each.state, self._seconds.get(each.step.id, 0.0)) for each in steps
        )

    def shown(self) -> Shown:
        """What the strip shows."""
        if self.standing is None:
            return Shown(self.plan.script.title)
        manner = Manner(
            self.is_typing, self.is_paused, self.plan.marks.ending, self._note, self._is_bad, tuple(self._pressed)
        )
        return shown(self.plan.script, self.standing, manner, self._app.register, self._app.panel_title)

    def began(self, command: str, record_id: str) -> None:
        """Hear that a command is carried out on a record: a deed that changes nothing is done by that."""
        standing = self.standing
        current = standing.current if standing is not None else None
        if standing is None or current is None or record_id not in standing.story:
            return
        for number, deed in enumerate(current.step.deeds):
            if deed.shown and deed.command == command and deed in current.missing:
                self.plan.marks.shown.add((current.step.id, number))
                self._app.look_again()
                return

    def _open_panel(self) -> None:
        """Go to the panel that the open step works in, where its record is shown and no dialog is open."""
        standing, screen = self.standing, self._app.screen
        missing = _missing(standing) if standing is not None else ()
        if not missing or self.is_typing or self.is_paused or not isinstance(screen, RecordScreen):
            return
        is_there = standing is not None and screen.wanted in standing.story
        if missing[0].panel and is_there and screen.kind == (missing[0].record or self.plan.script.kind):
            screen.focus_on(missing[0].panel)

    # what the presenter asks for ----------------------------------------------------------------------------------

    async def do(self) -> bool:
        """Do what is missing of the open step; whether nothing is missing then."""
        current = self.standing.current if self.standing is not None else None
        if current is None or self.is_typing:
            return False
        self.is_typing = True
        self._pressed.clear()
        self.say("")
        problem: Refusal | None = None
        try:
            for deed in current.missing:
                kind, record_id = self._record_of(deed)
                await self._performer.perform(deed, kind, record_id)
        except NotDone as found:
            problem = found
        finally:
            self.is_typing = False
        after = await self.look()
        is_done = all(each.state != "open" for each in after.steps if each.step.id == current.step.id)
        if problem is not None and not is_done:
            self.say(sentences(problem.message, say("The step stays open.")), is_bad=True)
        return is_done

    def _record_of(self, deed: Deed) -> tuple[str, str]:
        """The kind and the id of the record that a deed is about; no id for one that is yet to be made."""
        script, standing = self.plan.script, self.standing
        story = standing.story if standing is not None else ()
        if deed.record and deed.record != script.kind:
            if len(story) < 2:
                raise NotDone(say("There is no record of the story yet."))
            return deed.record, story[1]
        makes = deed is script.steps[0].deeds[0]
        if not (makes or story):
            raise NotDone(say("There is no record of the story yet."))
        return script.kind, "" if makes else story[0]

    async def back(self) -> None:
        """Open the step before again."""
        standing = self.standing
        if standing is None or self.is_typing:
            return
        at = standing.number - 2 if standing.current is not None else len(standing.steps) - 1
        if at < 0:
            self.say(say("This is the first step."))
            return
        self._count(standing)
        step, marks = standing.steps[at].step, self.plan.marks
        marks.skipped.discard(step.id)
        marks.again[step.id] = await self._app.gateway.ask(self.watch.newest)
        marks.shown -= {each for each in marks.shown if each[0] == step.id}
        await self.look()
        self.say(say("“{step}” is open again.", step=step.title))

    async def skip(self) -> None:
        """Go past the open step; it counts as skipped, unless it was done before and only opened again."""
        standing = self.standing
        if standing is None or standing.current is None or self.is_typing:
            return
        step, marks = standing.current.step, self.plan.marks
        marks.again.pop(step.id, None)
        after = await self.look()
        if any(each.step.id == step.id and each.state == "done" for each in after.steps):
            self.say(say("“{step}” was done before.", step=step.title))
            return
        if not after.record:
            self.say(say("The other steps are about the record that this one makes, so it stays open."))
            return
        self._count(standing)
        marks.skipped.add(step.id)
        after = await self.look()
        if after.current is None:
            self.say(summary(after))
        else:
            self.say(say("“{step}” is skipped.", step=step.title))

    def pause(self) -> None:
        """Rest, or go on."""
        self.is_paused = not self.is_paused
        self.was_paused = True
        (self._going_on.clear if self.is_paused else self._going_on.set)()
        self._app.show_coach()

    async def restart(self) -> None:
        """Take back what was done since the walkthrough began, and begin anew."""
        if self.is_typing:
            return
        kept, marks = await self.take_back(self.plan.marks.start), self.plan.marks
        marks.start = await self._app.gateway.ask(self.watch.newest)
        for each in (marks.skipped, marks.again, marks.shown, self._seconds):
            each.clear()
        self.watch.happenings, self.standing, self._since = (), None, time.monotonic()
        await self.look()
        stays = say_many("{n} change rests on another and stays.", "{n} changes rest on others and stay.", kept)
        begins = say("The walkthrough begins again; what was done is taken back.")
        self.say(sentences(begins, stays) if kept else begins)

    async def take_back(self, after: int) -> int:
        """Take back the user's own commands after a place in the log, newest first; how many could not be."""
        space = await self._app.workspace()
        await self.look()
        kept = 0
        for each in reversed(since(self.watch.happenings, after)):
            if each.actor == space.desk.actor.id:
                try:
                    await self._app.gateway.ask(space.log.undo, each.seq)
                except Refusal:
                    kept += 1
        return kept

    # how keys are pressed -----------------------------------------------------------------------------------------

    async def before_key(self, key: str, *, typed: bool) -> None:
        """Rest while paused, show the key, and wait as long as a hand takes."""
        await self.going_on()
        self._pressed.append("␣" if key == "space" else display_key(key))
        self._app.show_coach()
        await self.wait(_CHARACTER if typed else _KEY)

    async def filled_in(self) -> None:
        """Let an audience look at what was typed."""
        current = self.standing.current if self.standing is not None else None
        if current is not None:
            self.filled(current.step.id)
        await self.wait(_LOOK)

    async def going_on(self) -> None:
        """Wait while it rests."""
        await self._going_on.wait()

    async def wait(self, seconds: float) -> None:
        """Wait so many seconds of the usual speed; nothing but what an audience sees depends on it."""
        if not self.plan.headless or self.plan.record is not None:
            await asyncio.sleep(seconds / self.plan.speed)


def _missing(standing: Standing) -> tuple[Deed, ...]:
    """The deeds that are missing of the open step."""
    current: StepState | None = standing.current
    return current.missing if current is not None else ()
