"""The timeline's dialogs: an entry in full, and the filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from app.domain.core.fields import Field, ParseContext
from app.domain.core.moments import duration
from app.domain.core.text import for_display, pad
from app.domain.people.wishes import said_of
from app.domain.timeline.rows import TimelineEntry, TimelineFilter
from app.screens.dialogs.base import Dialog, Hint
from app.screens.dialogs.form_dialog import FormDialog, Values
from app.widgets.text import safe_line

if TYPE_CHECKING:
    from app.commands.command import Place

KINDS = (
    ("call", "Calls"),
    ("email", "Emails"),
    ("appointment", "Appointments"),
    ("task", "Tasks"),
    ("note", "Notes"),
    ("post", "Posts"),
    ("system", "System"),
)
STATES = (("open", "Open"), ("overdue", "Overdue"), ("closed", "Closed"))
ORDERS = (("newest", "Newest first"), ("oldest", "Oldest first"))

_NAMES = {
    "call": "Call",
    "email": "Email",
    "appointment": "Appointment",
    "task": "Task",
    "note": "Note",
    "post": "Post",
}
_MOMENT = Field("at", "At", "moment")


class Scroll(VerticalScroll, inherit_bindings=False):
    """What is higher than the dialog, scrolled by the keys that move."""

    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        "move.down": "scroll_down",
        "move.up": "scroll_up",
        "move.page_down": "page_down",
        "move.page_up": "page_up",
        "move.first": "scroll_home",
        "move.last": "scroll_end",
    }


class EntryDialog(Dialog[str]):
    """A timeline entry in full; returns what to do with it.

    That is one of complete, reschedule, cancel, reply, edit, pin, delete, or ``None`` for nothing.

    Args:
        entry: The entry.
        context: The moment and zone in which times are shown.
    """

    DEFAULT_CSS = """
    EntryDialog VerticalScroll {
        height: auto;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $foreground 30%;
    }
    EntryDialog .facts {
        color: $foreground 80%;
    }
    EntryDialog Markdown {
        margin: 1 0 0 0;
        padding: 0;
        background: $background;
    }
    EntryDialog MarkdownH1 {
        content-align: left middle;
        margin: 0 0 1 0;
    }
    EntryDialog MarkdownH2 {
        margin: 0 0 1 0;
        text-style: bold;
    }
    EntryDialog .replies {
        margin: 1 0 0 0;
    }
    """
    PLACES: ClassVar[tuple[Place, ...]] = ("entry", "dialog")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **Dialog.COMMAND_ACTIONS,
        **{
            f"entry.{word}": f"answer('{word}')"
            for word in ("complete", "reschedule", "cancel", "reply", "edit", "pin", "delete")
        },
    }

    def __init__(self, entry: TimelineEntry, context: ParseContext) -> None:
        super().__init__(f"{_NAMES.get(entry.kind, 'Event')} · {entry.subject}")
        self.entry = entry
        self.context = context

    @property
    def offered(self) -> tuple[tuple[str, str], ...]:
        """What can be done with the entry as it is, each with its word."""
        entry = self.entry
        if entry.kind == "system":
            return ()
        open_ = entry.status in {"planned", "open"}
        all_ = (
            *((("complete", "complete"), ("reschedule", "reschedule"), ("cancel", "call off")) if open_ else ()),
            *((("reply", "reply"),) if entry.kind == "post" else ()),
            ("edit", "edit"),
            ("pin", "unpin" if entry.pinned else "pin"),
            ("delete", "delete"),
        )
        return tuple((word, says) for word, says in all_ if not self.refusal_of(self.register[f"entry.{word}"]))

    def compose_body(self) -> Iterable[Widget]:
        """The facts, the text, the replies."""
        from textual.widgets import Markdown

        scroll = Scroll(Static(Content("\n".join(self._facts())), classes="facts"))
        if self.entry.body:
            scroll.compose_add_child(Markdown(for_display(self.entry.body, lines=True), open_links=False))
        if self.entry.replies:
            scroll.compose_add_child(Static(Content("\n".join(self._replies())), classes="replies"))
        scroll.styles.max_height = self.room
        yield scroll

    def hints(self) -> Sequence[Hint]:
        """What can be done with it."""
        return (*((f"entry.{answer}", word) for answer, word in self.offered), ("dialog.close", "close"))

    def on_resize(self) -> None:
        """Stay within the screen."""
        for scroll in self.query(Scroll):
            scroll.styles.max_height = self.room

    def action_answer(self, word: str) -> None:
        """Close with what to do, if the entry allows it."""
        if any(word == answer for answer, _ in self.offered):
            self.dismiss(word)

    def _facts(self) -> list[str]:
        entry = self.entry
        span = f", {duration(entry.duration_seconds)}" if entry.duration_seconds else ""
        priority = f", priority {entry.priority}" if entry.priority else ""
        facts = (
            ("When", self._moment_text(entry.start_at or entry.at) + span),
            ("Due", self._moment_text(entry.due_at)),
            ("Status", safe_line(entry.status).capitalize() + priority),
            ("Direction", {"in": "Incoming", "out": "Outgoing"}.get(entry.direction or "", "")),
            ("Address", safe_line(entry.address)),
            ("Outcome", safe_line(entry.outcome)),
            ("Override", safe_line(said_of(entry.details))),
            ("Place", safe_line(entry.place)),
            ("People", ", ".join(map(safe_line, entry.people))),
            ("By", safe_line(entry.author) or "Leadline"),
        )
        return [f"{pad(label, 12)}{value}" for label, value in facts if value]

    def _replies(self) -> list[str]:
        lines = []
        for reply in self.entry.replies:
            lines.append(f"└ {safe_line(reply.author)}  {self._moment_text(reply.at)}")
            lines += [f"  {line}" for line in for_display(reply.body, lines=True).split("\n")]
        return lines

    def _moment_text(self, moment: Any) -> str:
        return _MOMENT.field_type.preview(_MOMENT, moment, self.context) if moment else ""


class TimelineFilterDialog(FormDialog[TimelineFilter]):
    """Chooses which entries the timeline shows; returns the filter.

    Args:
        current: The filter that holds now.
        context: In which text is read.
        options: As for ``FormDialog``; ``suggest`` completes people.
    """

    verb = "show"

    def __init__(self, current: TimelineFilter, context: ParseContext, **options: Any) -> None:
        fields = (
            Field("kinds", "Kinds", "tags", choices=KINDS, help="All, if left empty; several with commas."),
            Field("status", "Status", "choice", choices=STATES, help="All, if left empty."),
            Field("person", "Person", help="Somebody who wrote it or takes part."),
            Field("since", "From", "moment", help="Such as -30d or 1 nov."),
            Field("until", "Until", "moment", help="Such as today."),
            Field("search", "Words", help="In titles and texts."),
            Field("order", "Order", "choice", choices=ORDERS),
        )
        values: Values = {
            "kinds": current.kinds,
            "status": current.status or None,
            "person": current.person or None,
            "since": current.since,
            "until": current.until,
            "search": current.search or None,
            "order": "newest" if current.newest_first else "oldest",
        }
        super().__init__("Filter the timeline", fields, context, values=values, **options)

    def result(self, values: Values) -> TimelineFilter:
        """The filter."""
        return TimelineFilter(
            kinds=values["kinds"] or (),
            status=values["status"] or "",
            search=values["search"] or "",
            person=values["person"] or "",
            since=values["since"],
            until=values["until"],
            newest_first=values["order"] != "oldest",
        )
