"""The dialogs that log or plan one thing on a record: email, appointment, task, note, post, next contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Final

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from app.domain.core.fields import Field, ParseContext
from app.domain.timeline.fields import PRIORITIES
from app.screens.dialogs.base import Hint
from app.screens.dialogs.contacting import ContactingDialog, Offered, offering
from app.screens.dialogs.form_dialog import Values, ValuesDialog
from app.widgets.text import safe_line, safe_lines
from app.words import Words, WordsByCode, in_context, label, say

DIRECTIONS: Final[WordsByCode] = (("out", "Outgoing"), ("in", "Incoming"))

_EMAIL = (
    Field("direction", "Direction", "choice", choices=DIRECTIONS),
    Field("address", "Address", "email"),
    Field("subject", "Subject"),
    Field("body", "Text", "prose", help="{form.editor} opens your editor."),
    Field("at", "When", "moment", help="Now, if left empty."),
)
_APPOINTMENT = (
    Field("subject", "Subject"),
    Field("start", "Start", "moment", help="Such as tomorrow 10 or next tue 14:00."),
    Field("duration_seconds", "Duration", "duration", help="Such as 45m or 1h30."),
    Field("place", "Place"),
    Field("people", "With", "people", help="Names, separated by commas; contacts are completed."),
    Field("agenda", "Agenda", "prose", help="{form.editor} opens your editor."),
)
_TASK = (
    Field("subject", in_context("form", "Task")),
    Field("due", "Due", "moment", help="Such as fri 17:00; a day alone means 09:00."),
    Field("priority", "Priority", "choice", choices=PRIORITIES),
    Field("owner", "For", "user", help="You, if left empty."),
    Field("notes", "Notes", "prose"),
)
_NOTE = (
    Field("text", in_context("form", "Note"), "prose", help="Markdown is welcome. {form.editor} opens your editor."),
    Field("subject", "Title", help="The first line of the note, if left empty."),
)
_TEXT = (Field("text", "Text", "prose", help="@name tells a colleague."),)
_NEXT_CONTACT = (
    Field("when", "When", "moment", help="Such as tomorrow 10; empty for no date."),
    Field("by", in_context("next contact", "By"), "user", help="The lead's owner, if left empty."),
)


class EmailDialog(ContactingDialog):
    """Keeps an email; returns direction, address, subject, body, at.

    Args:
        record: The record's title.
        context: In which text is read.
        addresses: The addresses there are, the primary one first.
        options: As for ``ContactingDialog``; ``values`` may give the address.
    """

    prose_lines = 8

    def __init__(self, record: str, context: ParseContext, *, addresses: Offered = (), **options: Any) -> None:
        first = {"address": addresses[0][0]} if addresses else {}
        options["values"] = {"direction": "out", **first, **options.get("values", {})}
        fields = offering(_EMAIL, "address", addresses)
        super().__init__(say("Log an email · {name}", name=record), fields, context, required=("subject",), **options)


class AppointmentDialog(ContactingDialog):
    """Books an appointment; returns subject, start, duration_seconds, place, people, agenda."""

    codes = (("start_at", "start"), ("end_at", "duration_seconds"), ("body", "agenda"))

    def __init__(self, record: str, context: ParseContext, **options: Any) -> None:
        options["values"] = {"duration_seconds": 3600, **options.get("values", {})}
        super().__init__(
            say("Book an appointment · {name}", name=record),
            _APPOINTMENT,
            context,
            required=("subject", "start"),
            **options,
        )


class TaskDialog(ValuesDialog):
    """Adds a task; returns subject, due, priority, owner, notes."""

    codes = (("due_at", "due"), ("body", "notes"))

    def __init__(self, record: str, context: ParseContext, **options: Any) -> None:
        options["values"] = {"priority": "normal", **options.get("values", {})}
        super().__init__(say("Add a task · {name}", name=record), _TASK, context, required=("subject",), **options)


class NoteDialog(ValuesDialog):
    """Writes a note; returns text, subject."""

    prose_lines = 9
    codes = (("body", "text"),)

    def __init__(self, record: str, context: ParseContext, **options: Any) -> None:
        super().__init__(say("Write a note · {name}", name=record), _NOTE, context, required=("text",), **options)

    def hints(self) -> Sequence[Hint]:
        """Saving, the editor, leaving."""
        return (
            ("form.save", say("save")),
            ("form.editor", say("your editor")),
            ("dialog.next", say("title")),
            ("dialog.close", say("cancel")),
        )


class PostDialog(ValuesDialog):
    """Posts to colleagues; returns text."""

    verb: ClassVar[Words] = "post"
    prose_lines = 6
    codes = (("body", "text"),)

    def __init__(self, record: str, context: ParseContext, **options: Any) -> None:
        super().__init__(say("Post to colleagues · {name}", name=record), _TEXT, context, required=("text",), **options)

    def hints(self) -> Sequence[Hint]:
        """Saving, the editor, leaving."""
        return (("form.save", label(self.verb)), ("form.editor", say("your editor")), ("dialog.close", say("cancel")))


class ReplyDialog(PostDialog):
    """Answers a post, which is shown above; returns text.

    Args:
        record: The record's title.
        author: Who wrote the post.
        post: The post's text.
        context: In which text is read.
        options: As for ``FormDialog``.
    """

    DEFAULT_CSS = """
    ReplyDialog .quoted {
        padding: 0 1;
        margin: 0 0 1 0;
        color: $foreground 70%;
    }
    """
    verb: ClassVar[Words] = "reply"
    chrome = 15

    def __init__(self, record: str, author: str, post: str, context: ParseContext, **options: Any) -> None:
        super().__init__(record, context, **options)
        self.heading = safe_line(say("Reply to {name}", name=author))
        self._quoted = [f"❝ {author}", *(f"  {line}" for line in safe_lines(post, 4, 300))]

    def compose_body(self) -> Iterable[Widget]:
        """The post, then the answer."""
        yield Static(Content("\n".join(self._quoted)), classes="quoted")
        yield from super().compose_body()


class NextContactDialog(ContactingDialog):
    """Sets when to speak to them next, and who does; returns when and by, either of which may be ``None``."""

    width = "narrow"
    codes = (("next_contact_at", "when"), ("next_contact_by", "by"))

    def __init__(self, record: str, context: ParseContext, **options: Any) -> None:
        super().__init__(say("Next contact · {name}", name=record), _NEXT_CONTACT, context, **options)

    def result(self, values: Values) -> Values:
        """Both values; an empty date takes the next contact away."""
        return values


class RescheduleDialog(ContactingDialog):
    """Moves an entry to another time; returns when."""

    width = "narrow"
    codes = tuple((code, "when") for code in ("at", "start_at", "due_at", "next_contact_at"))

    def __init__(self, entry: str, context: ParseContext, **options: Any) -> None:
        field = Field("when", "New time", "moment", help="Such as tomorrow 10 or +1w.")
        super().__init__(say("Reschedule · {name}", name=entry), (field,), context, required=("when",), **options)


class CompleteDialog(ContactingDialog):
    """Completes an entry; returns outcome, notes."""

    verb: ClassVar[Words] = "complete"
    codes = (("body", "notes"),)

    def __init__(self, entry: str, context: ParseContext, **options: Any) -> None:
        fields = (
            Field("outcome", "Outcome", help="In a few words, if there is one."),
            Field("notes", "Notes", "prose"),
        )
        super().__init__(say("Complete · {name}", name=entry), fields, context, **options)
