"""What is typed behind a save: it waits until the form is closed or refused, however long that takes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual import events
from textual.screen import ModalScreen

from app.domain.core.errors import Conflict, Invalid
from app.screens.dialogs.activity import NoteDialog
from app.screens.dialogs.conflict import ConflictDialog
from app.widgets.message_line import MessageLine
from app.widgets.type_ahead import TypingAheadApp
from app.words import say
from tests.dialogs.stage import CONTEXT
from tests.widgets.showing import shown, text_of

_KEYS = {"^": ("ctrl+s", None), "\n": ("enter", "\r"), " ": ("space", " ")}


class Desk(TypingAheadApp):
    """Opens a dialog, and then notes what arrives where a workspace would be."""

    def __init__(self, make: Callable[[], ModalScreen[Any]]) -> None:
        super().__init__()
        self.make = make
        self.answer: Any = None
        self.heard = ""
        self.is_done = False

    def on_mount(self) -> None:
        self.run_worker(self.ask(), exit_on_error=False)

    async def ask(self) -> None:
        self.answer = await self.push_screen_wait(self.make())
        await asyncio.sleep(0.2)
        self.is_done = True

    def on_key(self, event: events.Key) -> None:
        if len(self.screen_stack) == 1:
            self.heard += event.character or "?"
            assert self.is_done, "what follows from the answer comes first"

    def types(self, text: str) -> None:
        for character in text:
            key, printed = _KEYS.get(character, (character, character))
            self.post_message(events.Key(key, printed))


async def _until(pilot: Any, condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came to this")


async def test_keys_wait_for_a_save_and_for_what_follows_from_it() -> None:
    saved = []

    async def attempt(values: Any) -> None:
        await asyncio.sleep(0.7)
        saved.append(values)

    app = Desk(lambda: NoteDialog("Contoso", CONTEXT, attempt=attempt))
    async with app.run_test() as pilot:
        await _until(pilot, lambda: app.focused is not None)
        app.types("Note^uuu")
        await _until(pilot, lambda: app.heard == "uuu")
        assert saved == [app.answer] == [{"text": "Note"}]


async def test_keys_behind_a_refused_save_stay_in_the_form() -> None:
    async def attempt(values: Any) -> None:  # noqa: ARG001 - whatever they are
        await asyncio.sleep(0.2)
        raise Invalid(say("Too short."), field="body")

    app = Desk(lambda: NoteDialog("Contoso", CONTEXT, attempt=attempt))
    async with app.run_test() as pilot:
        await _until(pilot, lambda: app.focused is not None)
        app.types("Note^uuu")
        dialog = app.screen
        assert isinstance(dialog, NoteDialog)
        await _until(pilot, lambda: dialog.form.contents.kept().texts["text"] == "Noteuuu")
        assert app.heard == ""


async def test_keys_behind_a_save_answer_no_question_that_nobody_has_read() -> None:
    answers = []

    async def attempt(values: Any) -> None:  # noqa: ARG001 - whatever they are
        await asyncio.sleep(0.2)
        answers.append(await app.push_screen_wait(ConflictDialog("Omar changed it.", [("Note", "1", "2")])))
        if answers[-1] is None:
            raise Conflict(say("Omar changed it."))

    app = Desk(lambda: NoteDialog("Contoso", CONTEXT, attempt=attempt))
    async with app.run_test() as pilot:
        await _until(pilot, lambda: app.focused is not None)
        app.types("Note^mt")
        await _until(pilot, lambda: isinstance(app.screen, ConflictDialog))
        await pilot.pause(0.5)
        assert answers == []
        app.types("m")
        await _until(pilot, lambda: app.is_done)
        assert answers == ["mine"]


async def test_a_refusal_that_does_not_fit_keeps_what_helps() -> None:
    line = MessageLine()
    async with shown(line, size=(80, 3)):
        refusal = "Coffee corner for the lounge cannot be closed: its stage Develop is still ahead. s opens the stage."
        line.say(refusal, "refused", seconds=None)
        assert text_of(line)[0].startswith(
            " ▲ Coffee corner for the lounge cannot be closed: its sta… s opens the stage. "
        )
        line.say(f"It was refused. {'Do this and that ' * 20}", "refused", seconds=None)
        assert text_of(line)[0].startswith(" ▲ It was refused. Do this")
