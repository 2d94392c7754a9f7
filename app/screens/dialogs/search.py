"""Finding any record by any word."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, Protocol

from textual import events, work

from app.domain.core.text import pad
from app.screens.dialogs.choose import PickDialog
from app.widgets.called import kind_name, widest_kind
from app.widgets.forms.matching import Option
from app.widgets.keyed import types_text
from app.widgets.type_ahead import FILL
from app.words import Words, say, sentences


class Hit(Protocol):
    """A record found."""

    @property
    def kind(self) -> str:
        """The kind of record."""
        ...

    @property
    def code(self) -> str:
        """Its short code."""
        ...

    @property
    def title(self) -> str:
        """What it is called."""
        ...

    @property
    def detail(self) -> str | None:
        """Where the words were found, or what tells it from others."""
        ...

    @property
    def related(self) -> Sequence[Hit]:
        """What a record without a screen of its own has a part in."""
        ...


class SearchDialog(PickDialog):
    """Searches everything as you type; returns the hit picked, or what that has a part in.

    Args:
        search: Finds records by words, the best first.
        text: What is searched at first.
    """

    nothing: ClassVar[Words] = "Type a name, an email, a number, or any word."

    def __init__(self, search: Callable[[str], Awaitable[Sequence[Hit]]], text: str = "") -> None:
        super().__init__(say("Search everything"), say("A name, an email, a number, any word"))
        self._search = search
        self.filter.value = text

    def on_mount(self) -> None:
        """Begin in the filter."""
        self.narrowed(self.filter.value)

    def goes_ahead(self, event: events.Event, group: str) -> bool:  # noqa: ARG002 - there is one
        """Whether a key need not wait for what is searched: one that is typed into the filter."""
        return types_text(self, event)

    def narrowed(self, text: str) -> None:
        """Search for something else; an answer that comes too late is dropped."""
        self._look_up(text)

    def chosen(self, option: Option) -> None:
        """Close with what was picked; of several things it has a part in, one is picked first."""
        related = option.value.related
        if len(related) > 1:
            self.offer([_option(hit) for hit in related])
            part = say("{name} has a part in these.", name=option.label)
            self.say(sentences(part, self.with_keys(say("{picker.choose} goes there."))))
        else:
            self.dismiss(related[0] if related else option.value)

    @work(exclusive=True, group=f"{FILL}search", exit_on_error=False)
    async def _look_up(self, text: str) -> None:
        from app.domain.core.errors import Refusal

        try:
            hits = await self._search(text) if text else ()
        except Refusal as problem:
            self.offer(())
            self.say(str(problem), "bad")
            return
        self.offer([_option(hit) for hit in hits])
        if text and not hits:
            self.say(say("Nothing has “{words}” in it. Try fewer letters.", words=text[:60]))


def _option(hit: Hit) -> Option:
    return Option(
        hit, hit.title, "  ".join(filter(None, (hit.detail, hit.code))), pad(kind_name(hit.kind), widest_kind())
    )
