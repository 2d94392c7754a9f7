"""The panes of the call screen: who is called, notes, script, and how the call may end; by the terminal's size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.geometry import Region

from app.domain.core.fields import Field
from app.screens.layout import PlacedLayout, form_of, is_too_small
from app.screens.unlisted import UnlistedScreen
from app.widgets.calling import CallLead, CallOutcomes, CallScript, CallStatus, NotesTitle, Standing
from app.widgets.forms.entries import ProseEntry
from app.widgets.line_pane import Notice
from app.widgets.pane import join_edges
from app.widgets.type_ahead import TypingAheadApp
from app.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.layout import Layout
    from textual.widget import Widget

    from app.commands.command import Place
    from app.domain.callqueue.rows import AgentLine, HeldLead, QueueCard
    from app.screens.context import ScreenContext

#: The rows of the notes, of who is called where all stand in one column, and of the least script.
_NOTES, _LEAD_ROWS, _LEAST_SCRIPT = 3, 8, 4
#: The rows of the title above the notes, its rule included.
_TITLE: Final = 2
_NOTES_FIELD: Final = Field("notes", "Notes", "prose")


class CallPanes(UnlistedScreen):
    """What is seen of a call.

    Attributes:
        held: The lead that is held and shown; ``None`` where there is none.
        me: The agent, and what they do; ``None`` until that is known.
        card: The queue, and how it stands; ``None`` until that is known.
    """

    def __init__(self, context: ScreenContext, number: int) -> None:
        super().__init__(context, number, "No lead is held here.")
        self.top_bar.id, self.message_line.id, self.key_line.id = "top", "message", "keys"
        self.held: HeldLead | None = None
        self.me: AgentLine | None = None
        self.card: QueueCard | None = None
        self.status = CallStatus(id="status")
        self.who = CallLead(rule=True, id="who")
        self.notes_title = NotesTitle(rule=True, title=_NOTES_FIELD.label, id="notes-title")
        self.notes = ProseEntry(_NOTES_FIELD, "")
        self.notes.id = "notes"
        self.script = CallScript(rule=True, edge=True, id="script")
        self.outcomes = CallOutcomes(rule=True, id="outcomes")
        self._seen_after = 0
        """How many keys had been typed when the lead shown was painted."""
        self._placed = PlacedLayout(self.regions)

    # composition -----------------------------------------------------------------------------------------------

    @property
    def layout(self) -> Layout:
        """Panes go where the size of the terminal puts them."""
        return self._placed

    def compose(self) -> ComposeResult:
        """The panes."""
        yield self.top_bar
        yield self.status
        yield self.who
        yield self.notes_title
        yield self.notes
        yield self.script
        yield self.outcomes
        yield self.message_line
        yield self.key_line

    def on_mount(self) -> None:
        """Begin where outcomes are keys."""
        super().on_mount()
        self.fit_panes()
        self.script.focus()

    def on_resize(self) -> None:
        """Show as much as fits; place and focus stay."""
        self.fit_panes()

    def resized_below(self, size: Size) -> None:  # noqa: ARG002 - it asks for the size itself
        """Lay out for another size while a dialog stands above, which draws what it finds here."""
        self.fit_panes()
        self._refresh_layout(self.app.size)

    def regions(self, size: Size) -> Mapping[str, Region]:
        """The place of every pane that is shown."""
        if is_too_small(size):
            return {"message": Region(0, 0, size.width, 1)}
        outcomes = self.outcomes.rows_for(size.width) + 1
        top, bottom = 2, size.height - 2 - outcomes
        places = {
            "top": Region(0, 0, size.width, 1),
            "status": Region(0, 1, size.width, 1),
            "outcomes": Region(0, bottom, size.width, outcomes),
            "message": Region(0, size.height - 2, size.width, 1),
            "keys": Region(0, size.height - 1, size.width, 1),
        }
        room = max(bottom - top, 0)
        if form_of(size.width) == "one":
            script = min(max(room - _LEAD_ROWS - _NOTES, _LEAST_SCRIPT), room)
            who = min(_LEAD_ROWS, max(room - script - _NOTES, 1))
            notes = max(min(room - script - who, room // 4), min(_NOTES, room))
            script = max(room - who - notes, 0)
            return {
                **places,
                "who": Region(0, top, size.width, who),
                **_notes(Region(0, top + who, size.width, notes)),
                "script": Region(0, top + who + notes, size.width, script),
            }
        left = size.width * 9 // 20
        notes = min(max(room // 3, _NOTES + 1), room)
        return {
            **places,
            "who": Region(0, top, left, room - notes),
            **_notes(Region(0, bottom - notes, left, notes)),
            "script": Region(left, top, size.width - left, room),
        }

    def fit_panes(self) -> None:
        """Show and hide panes for the size of the terminal."""
        size = self.app.size
        if is_too_small(size):
            self.message_line.say(say("Needs {size}.", size="40×10"), "refused", seconds=None)
        places = self.regions(size)
        shown: list[Widget] = [*self.panes(), self.notes]
        for each in shown:
            each.display = each.id in places
        self.who.is_dense = form_of(size.width) == "one"
        self.script.edge = form_of(size.width) != "one"
        join_edges((pane, places[pane.id]) for pane in self.panes() if pane.id and pane.id in places)
        self.top_bar.refresh(layout=True)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        if self.focused is None or not self.focused.display:
            self.script.focus()
        self.tell_keys()

    def places(self) -> tuple[Place, ...]:
        """The notes while they are typed, else the call."""
        if self.focused is self.notes:
            return (*self.notes.places(), "notes")
        return ("calling", "app")

    def goes_ahead(self, event: events.Event, group: str) -> bool:  # noqa: ARG002 - as the app asks every screen
        """No key waits for what fills the lists of other screens: nothing here depends on them."""
        return True

    # what is shown ---------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """The present moment, to the second."""
        return self.context.display_context().now

    @property
    def typed(self) -> int:
        """How many keys were typed so far, those that wait among them."""
        app: TypingAheadApp = self.app  # type: ignore[assignment] # screens stand in no other
        return app.typed

    @property
    def is_unseen(self) -> bool:
        """Whether the key that is dealt with was typed before the lead shown was painted."""
        app: TypingAheadApp = self.app  # type: ignore[assignment] # as above
        return app.handed_on <= self._seen_after

    def show_held(self, held: HeldLead | None, notice: Notice | None = None) -> None:
        """Show the lead that is held now; without one, why there is none."""
        other = held is not None and (self.held is None or self.held.lead != held.lead)
        if held is None or other:
            self._keep_notes()
        self.held = held
        self.wanted = held.lead if held is not None else ""
        self.who.show(held, self._told())
        if notice is not None and held is None:
            self.who.set_notice(notice)
        self.script.show(held)
        self.outcomes.show(held.dispositions if held is not None else ())
        if held is None or other:
            self.notes.put(self._kept_notes(held))
        self._is_painted()
        self.show_standing()
        self.fit_panes()
        self.call_after_refresh(self._is_painted)

    def _is_painted(self) -> None:
        """Note how many keys had been typed when the lead was there to be seen."""
        self._seen_after = self.typed

    def _told(self) -> list[str]:
        """What a manager told, a line each."""
        notes = self.me.notes if self.me is not None else ()
        return [say("{name}: {text}", name=each.by, text=each.text) for each in notes]

    def show_standing(self) -> None:
        """Show how the agent and the queue stand."""
        self.status.show(Standing(self.card, self.me, self.held, self.now.replace(microsecond=0)))

    def tell_time(self) -> None:
        """Let the panes know what time it is."""
        super().tell_time()
        self.show_standing()

    def speak_anew(self) -> None:
        """Say everything in the language of the moment."""
        self.tell_time()
        self.message_line.speak_anew()
        for pane in self.panes():
            pane.redraw()
        self.fit_panes()
        self.refresh(layout=True)

    # notes -----------------------------------------------------------------------------------------------------

    def _keep_notes(self) -> None:
        """Keep what was typed about the lead shown until now, if it was not recorded."""
        if self.held is not None:
            from app.widgets.forms.drafts import FormDraft

            file = self.draft(f"calling-{self.held.code}")
            if self.notes.text.strip():
                file.keep(FormDraft({"notes": self.notes.text}))
            else:
                file.drop()

    def _kept_notes(self, held: HeldLead | None) -> str:
        """What was typed about a lead before and not recorded."""
        kept = self.draft(f"calling-{held.code}").kept() if held is not None else None
        return kept.texts.get("notes", "") if kept is not None else ""

    def forget_notes(self) -> None:
        """The notes were recorded: they are kept no longer."""
        if self.held is not None:
            self.draft(f"calling-{self.held.code}").drop()
        self.notes.put("")

    def on_text_area_changed(self) -> None:
        """Keep what is typed, so that nothing of it is lost whatever ends the program."""
        self._keep_notes()

    @property
    def kind(self) -> str:
        """A lead is called."""
        return "lead"

    def switch_to(self, kind: str) -> Any:
        """The screen for records of a kind, shown from now on."""
        from app.screens.registry import screen_for

        entry = screen_for(kind=kind)
        if entry is not None:
            self.run_command(self.register[entry.command])
        return self.app.screen


def _notes(region: Region) -> dict[str, Region]:
    """The places of the notes and of their title."""
    title, text = region.split_horizontal(min(_TITLE, region.height))
    return {"notes-title": title, "notes": text}
