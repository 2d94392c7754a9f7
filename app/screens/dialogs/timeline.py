"""The timeline's dialogs: an entry in full, and the filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from app.domain.core.fields import Field, ParseContext
from app.domain.core.spans import duration
from app.domain.core.text import cell_width, for_display, pad
from app.domain.people.wishes import said_of
from app.domain.timeline.fields import PRIORITIES
from app.domain.timeline.rows import TimelineEntry, TimelineFilter
from app.domain.timeline.rules import KIND_NAMES
from app.screens.dialogs.activity import DIRECTIONS
from app.screens.dialogs.base import Dialog, Hint
from app.screens.dialogs.form_dialog import FormDialog, Values
from app.widgets.called import outcome_name
from app.widgets.text import safe_line
from app.words import Words, WordsByCode, in_context, label, listed, say, say_in

if TYPE_CHECKING:
    from app.commands.command import Place

KINDS: Final[WordsByCode] = (
    ("call", "Calls"),
    ("email", in_context("entries", "Emails")),
    ("appointment", "Appointments"),
    ("task", "Tasks"),
    ("note", "Notes"),
    ("post", "Posts"),
    ("system", "System"),
)
STATES: Final[WordsByCode] = (
    ("open", in_context("entries", "Open")),
    ("overdue", in_context("entries", "Overdue")),
    ("closed", in_context("entries", "Closed")),
)
ORDERS: Final[WordsByCode] = (("newest", "Newest first"), ("oldest", "Oldest first"))

_STATUSES: Final[Mapping[str, Words]] = {
    "planned": in_context("entry", "Planned"),
    "open": in_context("entry", "Open"),
    "completed": in_context("entry", "Completed"),
    "cancelled": in_context("entry", "Cancelled"),
}
#: The fewest cells for what a fact is called.
LEAST_LABELS = 12
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
        what = label(KIND_NAMES.get(entry.kind, "")) or say_in("entry", "Event")
        super().__init__(say("{what} · {name}", what=what, name=entry.subject))
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
            *(
                (("complete", say("complete")), ("reschedule", say("reschedule")), ("cancel", say("call off")))
                if open_
                else ()
            ),
            *((("reply", say("reply")),) if entry.kind == "post" else ()),
            ("edit", say("edit")),
            ("pin", say("unpin") if entry.pinned else say("pin")),
            ("delete", say("delete")),
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
        return (*((f"entry.{answer}", word) for answer, word in self.offered), ("dialog.close", say("close")))

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
        span = duration(entry.duration_seconds) if entry.duration_seconds else ""
        priority = dict(PRIORITIES).get(entry.priority or "", "")
        status = label(_STATUSES.get(entry.status, "")) or safe_line(entry.status).capitalize()
        said = say("{status}, priority {priority}", status=status, priority=label(priority).lower())
        facts = (
            (say("When"), listed(filter(None, (self._moment_text(entry.start_at or entry.at), span)))),
            (say("Due"), self._moment_text(entry.due_at)),
            (say("Status"), said if priority else status),
            (say("Direction"), label(dict(DIRECTIONS).get(entry.direction or "", ""))),
            (say("Address"), safe_line(entry.address)),
            (say("Outcome"), safe_line(outcome_name(entry.outcome or ""))),
            (say("Override"), safe_line(said_of(entry.details))),
            (say("Place"), safe_line(entry.place)),
            (say("People"), listed(map(safe_line, entry.people))),
            (say_in("who did it", "By"), safe_line(entry.author) or "Leadline"),
        )
        widest = max(LEAST_LABELS, *(cell_width(name) + 2 for name, value in facts if value))
        return [f"{pad(name, widest)}{value}" for name, value in facts if value]

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

    verb: ClassVar[Words] = "show"

    def __init__(self, current: TimelineFilter, context: ParseContext, **options: Any) -> None:
        fields = (
            Field("kinds", "Kinds", "tags", choices=KINDS, help="All, if left empty; several with commas."),
            Field("status", "Status", "choice", choices=STATES, help="All, if left empty."),
            Field("person", "Person", help="Somebody who wrote it or takes part."),
            Field("since", in_context("time", "From"), "moment", help="Such as -30d or 1 nov."),
            Field("until", in_context("time", "Until"), "moment", help="Such as today."),
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
        super().__init__(say("Filter the timeline"), fields, context, values=values, **options)

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
