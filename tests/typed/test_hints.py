"""Every key in a footer does something from where it is shown, or says why not: walked through place by place."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from app.bootstrap import open_workspace
from app.screens.dialogs.base import Dialog, KeyHints
from tests.typed.desk import Desk, at_desk, furnish, settings_of

_NAMED: Final = {
    "↵": "enter", "esc": "escape", "↑": "up", "↓": "down", "←": "left", "→": "right", "del": "delete", "space": "space",
}  # fmt: skip
_PANELS: Final = ("stages", "timeline", "assistant", "stakeholders", "competitors", "details", "reach", "files")
#: Places around every pane of a record, whose keys mean the same in each.
_AROUND: Final = frozenset({"lead", "opportunity", "quotation", "order", "customer", "app"})
#: The screens of what was sold, by the letter behind g that shows each.
_SOLD: Final = {"quotations": "q", "orders": "s", "customers": "u"}
#: Keys that open a dialog of the leads, and of the pipeline.
_DIALOGS: Final = (
    "n",
    "e",
    "E",
    "c",
    "m",
    "a",
    "t",
    "o",
    "p",
    "Q",
    "D",
    "w",
    "r",
    "S",
    "H",
    "U",
    "O",
    "v",
    "f",
    "colon",
    "I",
    "F",
)
_OF_OPPORTUNITY: Final = ("e", "W", "L")


class Eyes:
    """What somebody at the desk sees of the screen that is shown."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.app = desk.app
        self._tried: set[str] = set()
        """Keys that mean the same wherever they are shown beside a record, and were pressed somewhere."""

    @property
    def screen(self) -> Any:
        return self.app.screen

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in the footer, as they are pressed; of two that belong together the second."""
        screen = self.screen
        if isinstance(screen, Dialog):
            shown = [key for key, _ in screen.query_one(KeyHints).hints]
        else:
            shown = [hint.key for hint in screen.key_line._hints]
        last = [
            key.split()[-1] if len(key) > 1 and " " in key else key[-1] if key in ("↑↓", "←→") else key for key in shown
        ]
        return tuple(_NAMED.get(key, key) for key in last)

    def looks(self) -> tuple[object, ...]:
        """The screens, what has the focus, and every line."""
        strips = self.screen._compositor.render_strips()
        text = "\n".join("".join(segment.text for segment in strip) for strip in strips)
        focused = self.app.focused
        at = (
            focused and focused.id,
            getattr(focused, "cursor_position", None),
            getattr(focused, "cursor_location", None),
        )
        return len(self.app.screen_stack), at, text

    async def dead_keys(self, go: Callable[[], Awaitable[None]]) -> list[str]:
        """The keys shown in a place that change nothing and say nothing."""
        dead: list[str] = []
        tried = {"ctrl+q"}
        while True:
            await self._leave()
            await go()
            await self.desk.still()
            for screen in self.app.screen_stack:
                if hasattr(screen, "message_line"):
                    screen.message_line.hush()
            known = tried if isinstance(self.screen, Dialog) else tried | self._tried
            left = [key for key in self.keys if key not in known]
            if not left:
                return dead
            tried.add(left[0])
            if not isinstance(self.screen, Dialog):
                self._note_common(left[0])
            before = self.looks()
            await self.desk.type(_pressed(left[0]), None)
            if self.app._exit or self.looks() == before:
                dead.append(left[0])

    def _note_common(self, key: str) -> None:
        """Remember a key that belongs to no pane."""
        command = self.app.register.for_key(self.screen.places(), key)
        if command is not None and _AROUND.issuperset(command.places):
            self._tried.add(key)

    async def _leave(self) -> None:
        """Close every dialog, and go back to the list of leads."""
        while isinstance(self.screen, Dialog):
            self.screen.dismiss(None)
            await self.desk.still()
        await self.desk.type(("escape", "escape", "1"), None)


def _places(eyes: Eyes, *, dialogs: bool) -> Iterator[tuple[str, Callable[[], Awaitable[None]]]]:
    """The places there are, and how to go there from the list of leads."""
    type_ = eyes.desk.type

    def keys(*keys: str) -> Callable[[], Awaitable[None]]:
        return lambda: type_(keys, None)

    async def in_panel(panel: str, *before: str) -> None:
        await type_(before, None)
        eyes.screen.focus_on(panel)

    async def closed() -> None:
        eyes.screen.list.choose_view("closed")
        await eyes.desk.still()

    async def in_line(line: str) -> None:
        getattr(eyes.screen, line).focus()

    yield "list", keys()
    yield "search", keys("/", "C")
    yield "nothing found", keys("/", "z", "q", "z", "q", "enter")
    yield "views", lambda: in_line("views")
    for panel in _PANELS:
        yield panel, lambda panel=panel: in_panel(panel)  # type: ignore[misc]
        yield f"pipeline, {panel}", lambda panel=panel: in_panel(panel, "3")  # type: ignore[misc]
    yield "pipeline", keys("3")
    yield "closed", closed
    if not dialogs:
        return
    yield from _further(eyes)
    for key in _DIALOGS:
        yield f"dialog {key}", keys(":" if key == "colon" else key)
    for key in _OF_OPPORTUNITY:
        yield f"pipeline, dialog {key}", keys("3", key)


def _further(eyes: Eyes) -> Iterator[tuple[str, Callable[[], Awaitable[None]]]]:
    """The places of what was sold, and of Setup."""
    type_ = eyes.desk.type

    async def in_panel(panel: str, *before: str) -> None:
        await type_(before, None)
        eyes.screen.focus_on(panel)

    for kind, key in _SOLD.items():
        yield kind, lambda key=key: type_(("g", key), None)  # type: ignore[misc]
        yield f"{kind}, files", lambda key=key: in_panel("files", "g", key)  # type: ignore[misc]
    yield "quotations, lines", lambda: in_panel("lines", "g", "q")
    for section in ("processes", "products", "price_lists", "discount_lists", "unit_groups", "fields", "users"):
        yield f"setup, {section}", lambda section=section: in_panel(section, "6")  # type: ignore[misc]


def _pressed(key: str) -> tuple[str, ...]:
    """The keys that a key of a footer stands for: two letters are pressed one after the other."""
    return tuple(key) if len(key) == 2 and key.isalpha() and key != "up" else (key,)


def walk(
    database: Path, folder: Path, size: tuple[int, int], *, read_only: bool = False, dialogs: bool = False
) -> dict[str, list[str]]:
    """The dead keys of every place."""
    found: dict[str, list[str]] = {}

    async def look(desk: Desk) -> None:
        eyes = Eyes(desk)
        for name, go in _places(eyes, dialogs=dialogs):
            if dead := await eyes.dead_keys(go):
                found[name] = dead

    at_desk(database, folder, size, look, read_only=read_only)
    return found


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hints") / "furnished.db"
    furnish(path)
    with closing(open_workspace(settings_of(path))) as space:
        space.products.add({"number": "M2", "name": "Machine", "price": "4200 AED"})
        space.price_lists.add({"name": "Gulf", "currency": "AED"})
        space.unit_groups.add("Boxes", [("piece", ""), ("box", "12")])
        space.discount_lists.add("Many", [("10", "5%")])
        space.fields.add_custom("lead", "Cups", "integer")
        lead = space.leads.add({"company": "Buyer", "name": "Sara Nadim", "phone": "+971 50 123 4567"}).code
        for _ in range(2):
            offer = space.quotes.add(lead, [{"product": "M2", "quantity": "3"}]).code
            space.quotes.submit(offer)
        space.orders.confirm(space.orders.add(offer).code)
    return path


@pytest.mark.slow
@pytest.mark.parametrize(("size", "dialogs"), [((160, 48), True), ((80, 24), False)])
def test_every_key_in_a_footer_does_something(
    furnished: Path, tmp_path: Path, size: tuple[int, int], *, dialogs: bool
) -> None:
    database = Path(shutil.copyfile(furnished, tmp_path / "leadline.db"))
    assert walk(database, tmp_path, size, dialogs=dialogs) == {}


@pytest.mark.slow
def test_every_key_in_a_footer_does_something_where_nothing_may_be_written(furnished: Path, tmp_path: Path) -> None:
    database = Path(shutil.copyfile(furnished, tmp_path / "leadline.db"))
    assert walk(database, tmp_path, (120, 36), read_only=True) == {}
