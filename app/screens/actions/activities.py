"""Logging on a record: calls, emails, appointments, tasks, notes and posts."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.core.folding import fold
from app.domain.overview.parts import REACH
from app.screens.host import Actions
from app.widgets.forms.matching import Option, is_close
from app.words import listed, say

if TYPE_CHECKING:
    from app.screens.dialogs.contacting import Offered
    from app.widgets.forms.entries import Suggest


class LoggingActions(Actions):
    """The commands that put something on the timeline of the record shown."""

    PREFIXES = ("lead",)

    async def call(self) -> None:
        """Log a call while it goes on: the timer runs, the notes are typed while talking."""
        from app.domain.calling.saying import standing
        from app.screens.dialogs.call import CallDialog

        card = self.host.chosen_card()
        if card is None:
            return
        space = await self.host.workspace()

        wish = await self.host.ask(space.timeline.wish, "call", card.id)
        clocks = standing(await self.host.ask(space.calling.check, card.id))
        numbers = self._ways("phone")

        def write(values: dict[str, Any]) -> Any:
            return space.timeline.log_call(card.id, **values)

        await self.host.through(
            lambda attempt: CallDialog(
                card.title,
                self.host.context.parse_context(),
                time.monotonic,
                wish=wish,
                numbers=numbers,
                clocks=clocks,
                draft=self.host.draft(f"call-{card.code}"),
                attempt=attempt,
            ),
            write,
        )

    async def mail(self) -> None:
        """Keep an email that was sent or received."""
        from app.screens.dialogs.activity import EmailDialog

        await self._log(partial(EmailDialog, addresses=self._ways("email")), "log_email", {}, "email")

    async def appointment(self) -> None:
        """Book an appointment."""
        from app.screens.dialogs.activity import AppointmentDialog

        own = await self._own_people()

        async def suggest(kind: str, text: str) -> list[tuple[str, str, str]]:
            known = await self.host.suggest(kind, text)
            there = {fold(label) for _, label, _ in known}
            return [
                ("", name, say("of this record")) for name in own if _fits(text, name) and fold(name) not in there
            ] + known

        await self._log(AppointmentDialog, "book", {}, "appointment", suggest)

    async def _own_people(self) -> list[str]:
        """The people the record shown is about: its own person, its contact, or those of the lead it came from."""
        shown = [self._value("name"), self._value("contact")] if self.host.kind == "lead" else [self._value("contact")]
        lead = self._value("lead") if self.host.kind != "lead" else None
        if lead is not None:
            space = await self.host.workspace()
            shown.append((await self.host.ask(space.leads.show, lead.id)).values.get("name"))
        return list(dict.fromkeys(str(each) for each in shown if each))

    async def task(self) -> None:
        """Add something to do."""
        from app.screens.dialogs.activity import TaskDialog

        await self._log(TaskDialog, "add_task", {})

    async def note(self) -> None:
        """Write a note."""
        from app.screens.dialogs.activity import NoteDialog

        await self._log(NoteDialog, "add_note", {})

    async def post(self) -> None:
        """Ask or tell colleagues."""
        from app.screens.dialogs.activity import PostDialog

        await self._log(PostDialog, "post", {})

    async def _log(
        self, dialog: Any, verb: str, values: dict[str, Any], contacts: str = "", suggest: Suggest | None = None
    ) -> None:
        """Show a dialog and put its answer on the record's timeline.

        Args:
            dialog: The dialog's class.
            verb: The verb of the timeline.
            values: What the dialog holds to begin with.
            contacts: The kind of activity, if somebody is contacted by it, who may have asked not to be.
            suggest: What finds records while a link is typed; the workspace without it.
        """
        card = self.host.chosen_card()
        if card is None:
            return
        space = await self.host.workspace()
        options = {"wish": await self.host.ask(space.timeline.wish, contacts, card.id)} if contacts else {}
        write = partial(_with_values, getattr(space.timeline, verb), card.id)
        await self.host.through(
            lambda attempt: dialog(
                card.title,
                self.host.context.parse_context(),
                values=values,
                suggest=suggest or self.host.suggest,
                draft=self.host.draft(f"{verb}-{card.code}"),
                attempt=attempt,
                **options,
            ),
            write,
        )

    def _ways(self, medium: str) -> Offered:
        """The emails or phones of the record shown, each with what it is: first the one chosen in its panel."""
        ways = [each for each in (self.host.overview[REACH] if self.host.overview else ()) if each.medium == medium]
        several = len({each.record_id for each in ways}) > 1
        chosen = self.host.pane("reach").cursor_id if self.host.pane("reach").has_focus else ""
        ways.sort(key=lambda each: each.id != chosen)
        said = {way.value: listed((*((way.called,) if several else ()), *way.words)) for way in reversed(ways)}
        return tuple((value, said[value]) for value in dict.fromkeys(way.value for way in ways))

    def _value(self, code: str) -> Any:
        return self.host.overview.card.values.get(code) if self.host.overview else None


def _fits(text: str, name: str) -> bool:
    """Whether a name, or one of its parts, begins with what was typed."""
    return is_close(Option(name, name), text)


def _with_values(verb: Any, ref: str, values: dict[str, Any]) -> Any:
    return verb(ref, **values)
