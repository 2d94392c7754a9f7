"""What can be done with an entry of the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.core.errors import Refusal
from app.domain.timeline.rows import TimelineEntry
from app.screens.host import Actions, Host
from app.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.screens.dialogs.contacting import ContactingDialog


class EntryActions(Actions):
    """The commands of an entry."""

    PREFIXES = ("entry",)

    async def open(self) -> None:
        """Show the entry under the cursor in full."""
        if self.host.pane("timeline").cursor_id:
            await self.open_entry(self.host.pane("timeline").cursor_id)

    async def open_entry(self, entry_id: str) -> None:
        """Show an entry in full, with its record beside it, then do what was chosen there."""
        host = await self._host_of(entry_id)
        if host is self.host:
            await self.show_entry(entry_id)
        else:
            host.start(host.acting(EntryActions).show_entry(entry_id))

    async def _host_of(self, entry_id: str) -> Host:
        """Go to the lead or opportunity of an entry, unless it is the one shown; the screen that shows it."""
        if any(each.id == entry_id for each in self.host.pane("timeline").items):
            return self.host
        space = await self.host.workspace()
        related = await self.host.ask(space.search.related, "activity", entry_id)
        if not related or any(each.id == self.host.wanted for each in related):
            return self.host
        host = self.host.switch_to(related[0].kind)
        host.go_to(related[0].id)
        return host

    async def show_entry(self, entry_id: str) -> None:
        """Show an entry in full beside the record shown, then do what was chosen there."""
        from app.screens.dialogs.timeline import EntryDialog

        await self.host.ready()
        space = await self.host.workspace()
        try:
            entry = await self.host.ask(space.timeline.entry, entry_id)
        except Refusal as refusal:
            self.host.refused(refusal)
            return
        answer = await self.host.show_dialog(EntryDialog(entry, self.host.context.parse_context()))
        if answer:
            await self._do(answer, entry)

    async def complete_at_once(self, entry_id: str) -> None:
        """Mark an entry as done without asking how it ended, unless somebody asked not to be contacted so."""
        space = await self.host.workspace()
        if await self.host.ask(space.timeline.wish_about, entry_id) is None:
            await self.host.carry_out(space.timeline.complete, entry_id)
        else:
            await self._complete(await self.host.ask(space.timeline.entry, entry_id))

    async def complete(self) -> None:
        """Mark a task, call or appointment as done."""
        await self._with_cursor("complete")

    async def reschedule(self) -> None:
        """Move what is planned to another time."""
        await self._with_cursor("reschedule")

    async def cancel(self) -> None:
        """Call off what was planned."""
        await self._with_cursor("cancel")

    async def reply(self) -> None:
        """Answer a post."""
        await self._with_cursor("reply")

    async def pin(self) -> None:
        """Keep an entry at the top, or let it go."""
        await self._with_cursor("pin")

    async def delete(self) -> None:
        """Delete an entry; it can be undone."""
        await self._with_cursor("delete")

    async def _with_cursor(self, what: str) -> None:
        entry = self.host.pane("timeline").cursor_item
        if entry is not None:
            await self._do(what, entry)

    async def _do(self, what: str, entry: TimelineEntry) -> None:
        space = await self.host.workspace()
        if what == "complete":
            await self._complete(entry)
        elif what == "reschedule":
            await self._reschedule(entry)
        elif what == "reply":
            await self._reply(entry)
        elif what == "edit":
            await self._edit(entry)
        elif what == "pin":
            await self.host.carry_out(space.timeline.pin, entry.id, not entry.pinned)
        elif what == "cancel":
            await self.host.carry_out(space.timeline.cancel, entry.id)
        elif what == "delete":
            await self.host.carry_out(space.timeline.delete, entry.id)

    async def _complete(self, entry: TimelineEntry) -> None:
        from app.screens.dialogs.activity import CompleteDialog

        await self._ask_and_do("complete", CompleteDialog, entry)

    async def _reschedule(self, entry: TimelineEntry) -> None:
        from app.screens.dialogs.activity import RescheduleDialog

        await self._ask_and_do("reschedule", RescheduleDialog, entry)

    async def _ask_and_do(self, verb: str, dialog: Callable[..., ContactingDialog], entry: TimelineEntry) -> None:
        """Show a dialog, and what somebody asked not to be contacted by, then do a verb of the timeline."""
        space = await self.host.workspace()
        wish = await self.host.ask(space.timeline.wish_about, entry.id, completing=verb == "complete")
        await self.host.through(
            lambda attempt: dialog(
                entry.subject,
                self.host.context.parse_context(),
                wish=wish,
                draft=self.host.draft(f"{verb}-{entry.code}"),
                attempt=attempt,
            ),
            lambda values: getattr(space.timeline, verb)(entry.id, **values),
        )

    async def _reply(self, entry: TimelineEntry) -> None:
        from app.screens.dialogs.activity import ReplyDialog

        if entry.kind != "post":
            words = self.host.register.say(say("Only a post can be answered. {lead.mail} writes an email."))
            self.host.message_line.say(words, "info")
            return
        space = await self.host.workspace()
        await self.host.through(
            lambda attempt: ReplyDialog(
                self._title_shown(),
                entry.author or "",
                entry.body or entry.subject,
                self.host.context.parse_context(),
                draft=self.host.draft(f"reply-{entry.code}"),
                attempt=attempt,
            ),
            lambda values: space.timeline.reply(entry.id, values.get("text") or ""),
        )

    async def _edit(self, entry: TimelineEntry) -> None:
        from app.domain.timeline.fields import ACTIVITY_FIELDS
        from app.screens.dialogs.lead import LeadForm

        space = await self.host.workspace()
        known = {each.code: each for each in ACTIVITY_FIELDS}
        shown = [known[code] for code in ("subject", "body", "outcome", "place") if code in known]
        await self.host.through(
            lambda attempt: LeadForm(
                say("Edit · {name}", name=entry.subject),
                shown,
                self.host.context.parse_context(),
                values={each.code: getattr(entry, each.code) for each in shown},
                draft=self.host.draft(f"entry-{entry.code}"),
                attempt=attempt,
            ),
            lambda values: space.timeline.edit(entry.id, values, version=entry.version),
        )

    def _title_shown(self) -> str:
        """What the record shown is called."""
        return self.host.overview.card.title if self.host.overview else ""
