"""What can be done with an entry of the timeline, and with the timeline itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.domain.core.errors import Refusal
from app.domain.timeline.rows import TimelineEntry, TimelineFilter
from app.screens.record import RecordScreen

if TYPE_CHECKING:
    from app.widgets.line_pane import LinePane

_SCREENS = {"lead": "screen.leads", "opportunity": "screen.pipeline"}


class EntryActions(RecordScreen):
    """The commands of the timeline."""

    async def on_line_pane_selected(self, event: LinePane.Selected) -> None:
        """Open the entry that was chosen."""
        if event.pane is self.timeline:
            self.run_worker(self.open_entry(event.id), group="command", exit_on_error=False)

    async def action_entry_open(self) -> None:
        """Show the entry under the cursor in full."""
        if self.timeline.cursor_id:
            await self.open_entry(self.timeline.cursor_id)

    async def open_entry(self, entry_id: str) -> None:
        """Show an entry in full, with its record beside it, then do what was chosen there."""
        screen = await self._at_home_of(entry_id)
        if screen is self:
            await self.show_entry(entry_id)
        else:
            screen.run_worker(screen.show_entry(entry_id), group="command", exit_on_error=False)

    async def _at_home_of(self, entry_id: str) -> EntryActions:
        """Go to the lead or opportunity of an entry, unless it is the one shown; the screen that shows it."""
        if any(each.id == entry_id for each in self.timeline.items):
            return self
        space = await self.workspace()
        homes = await self.ask(space.search.homes, entry_id)
        if not homes or any(each.id == self._wanted for each in homes):
            return self
        if homes[0].kind != self.KIND:
            self.run_command(self.register[_SCREENS[homes[0].kind]])
        screen = self.app.screen
        if not isinstance(screen, EntryActions):
            return self
        screen.go_to(homes[0].id)
        return screen

    async def show_entry(self, entry_id: str) -> None:
        """Show an entry in full beside the record shown, then do what was chosen there."""
        from app.screens.dialogs.timeline import EntryDialog

        await self.ready()
        space = await self.workspace()
        try:
            entry = await self.ask(space.timeline.entry, entry_id)
        except Refusal as refusal:
            self.refused(refusal)
            return
        answer = await self.app.push_screen_wait(EntryDialog(entry, self.context.reading()))
        if answer:
            await self._do(answer, entry)

    async def action_entry_complete(self) -> None:
        """Mark a task, call or appointment as done."""
        await self._with_cursor("complete")

    async def action_entry_reschedule(self) -> None:
        """Move what is planned to another time."""
        await self._with_cursor("reschedule")

    async def action_entry_cancel(self) -> None:
        """Call off what was planned."""
        await self._with_cursor("cancel")

    async def action_entry_reply(self) -> None:
        """Answer a post."""
        await self._with_cursor("reply")

    async def action_entry_pin(self) -> None:
        """Keep an entry at the top, or let it go."""
        await self._with_cursor("pin")

    async def action_entry_delete(self) -> None:
        """Delete an entry; it can be undone."""
        await self._with_cursor("delete")

    async def _with_cursor(self, what: str) -> None:
        entry = self.timeline.cursor_item
        if entry is not None:
            await self._do(what, entry)

    async def _do(self, what: str, entry: TimelineEntry) -> None:
        space = await self.workspace()
        if what == "complete":
            await self._complete(entry)
        elif what == "reschedule":
            await self._reschedule(entry)
        elif what == "reply":
            await self._reply(entry)
        elif what == "edit":
            await self._edit(entry)
        elif what == "pin":
            await self.carry_out(space.timeline.pin, entry.id, not entry.pinned)
        elif what == "cancel":
            await self.carry_out(space.timeline.cancel, entry.id)
        elif what == "delete":
            await self.carry_out(space.timeline.delete, entry.id)

    async def _complete(self, entry: TimelineEntry) -> None:
        from app.screens.dialogs.activity import CompleteDialog

        space = await self.workspace()
        await self.through(
            lambda attempt: CompleteDialog(entry.subject, self.context.reading(), attempt=attempt),
            lambda values: space.timeline.complete(entry.id, **values),
        )

    async def _reschedule(self, entry: TimelineEntry) -> None:
        from app.screens.dialogs.activity import RescheduleDialog

        space = await self.workspace()
        await self.through(
            lambda attempt: RescheduleDialog(entry.subject, self.context.reading(), attempt=attempt),
            lambda values: space.timeline.reschedule(entry.id, values["when"]),
        )

    async def _reply(self, entry: TimelineEntry) -> None:
        from app.screens.dialogs.activity import ReplyDialog

        if entry.kind != "post":
            self.message_line.say(
                self.register.say("Only a post can be answered. {lead.mail} writes an email."), "info"
            )
            return
        space = await self.workspace()
        await self.through(
            lambda attempt: ReplyDialog(
                self.title_shown(),
                entry.author or "",
                entry.body or entry.subject,
                self.context.reading(),
                draft=self.draft(f"reply-{entry.code}"),
                attempt=attempt,
            ),
            lambda values: space.timeline.reply(entry.id, values.get("text") or ""),
        )

    async def _edit(self, entry: TimelineEntry) -> None:
        from app.domain.timeline.fields import ACTIVITY_FIELDS
        from app.screens.dialogs.lead import LeadForm

        space = await self.workspace()
        known = {each.code: each for each in ACTIVITY_FIELDS}
        shown = [known[code] for code in ("subject", "body", "outcome", "place") if code in known]
        await self.through(
            lambda attempt: LeadForm(
                f"Edit · {entry.subject}",
                shown,
                self.context.reading(),
                values={each.code: getattr(entry, each.code) for each in shown},
                attempt=attempt,
            ),
            lambda values: space.timeline.edit(entry.id, values, version=entry.version),
        )

    async def action_lead_history(self) -> None:
        """Show who changed what of the record shown."""
        if self.chosen_card() is not None:
            await self.app.run_action("app.lead_history")

    async def action_timeline_filter(self) -> None:
        """Choose which entries are shown."""
        from app.screens.dialogs.timeline import TimelineFilterDialog

        chosen: Any = await self.app.push_screen_wait(TimelineFilterDialog(self.filter, self.context.reading()))
        if chosen is not None:
            self._show_filtered(chosen)

    async def action_timeline_find(self) -> None:
        """Search titles and texts of the timeline."""
        from app.domain.core.fields import Field
        from app.screens.dialogs.form_dialog import ValuesDialog

        answer = await self.app.push_screen_wait(
            ValuesDialog(
                "Find in the timeline",
                [Field("words", "Words", help="Empty shows everything.")],
                self.context.reading(),
                values={"words": self.filter.search},
            )
        )
        if answer is not None:
            self._show_filtered(replace(self.filter, search=answer.get("words") or ""))

    async def action_timeline_order(self) -> None:
        """Newest or oldest first."""
        self._show_filtered(replace(self.filter, newest_first=not self.filter.newest_first))

    def _show_filtered(self, chosen: TimelineFilter) -> None:
        self.filter = chosen
        self.reload_record()

    def title_shown(self) -> str:
        """What the record shown is called."""
        return self.overview.card.title if self.overview else ""
