"""Every word on screens, dialogs and help passes the door: walked through in the pseudo language, at three sizes."""

from __future__ import annotations

import calendar
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from app.bootstrap import open_workspace
from app.commands.command import Command
from app.commands.keys import display_key
from app.domain.attachments.sources import FileSource
from app.screens.dialogs.base import Dialog
from app.workspace import Workspace
from tests.typed.desk import Desk, at_desk, settings_of
from tests.words.pseudo_words import plain_words, process_words, shown_by, unmarked_cuts

_PANELS: Final = ("stages", "timeline", "assistant", "stakeholders", "competitors", "details", "reach")
#: Dates are written as English has them where no language has a way of its own.
_DAYS: Final = (*calendar.day_abbr, *calendar.month_abbr)
#: Columns beyond which every word has room.
_WIDE: Final = 140
#: A unit as the catalogue keeps it, and ends of the names of files that are offered.
_OFFERED: Final = ("piece", "sale.toml", "pdf", "eml")
#: The size at which also the screens are walked that are laid out as those before them.
_WHERE_ALL_IS_READ: Final = (120, 36)
#: What closes the program, or gives the keyboard away to another.
_NOT_TRIED: Final = frozenset({"quit", "repeat", "stop", "text.editor", "form.editor"})


@pytest.fixture(scope="module")
def greek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database whose data has no Latin letter."""
    path = tmp_path_factory.mktemp("greek") / "βάση.db"
    with closing(open_workspace(settings_of(path))) as space:
        space.users.edit("me", {"name": "Αμάλ"})
        space.users.add("Όμαρ", login="όμαρ")
        made = [space.leads.add({"company": f"Εταιρεία {number}", "name": "Σάρα Ναντίμ"}) for number in range(8)]
        first = made[0].code
        space.leads.edit(first, {"budget": "5000", "need": "must_have", "rating": "hot", "phone": "+30 210 1234567"})
        space.timeline.add_note(first, "Σημείωση")
        space.timeline.add_task(first, "Να σταλεί")
        space.stakeholders.add(first, name="Χούντα")
        space.competitors.add(first, "Αντίπαλος")
        space.qualification.qualify(made[2].code)
        space.qualification.disqualify(made[3].code, reason="lost")
        _sell(space, made[4].code, path.parent)
    return path


def _sell(space: Workspace, lead: str, folder: Path) -> None:
    """Offer something to a lead, which is ordered and makes a customer, and fill the sections of Setup."""
    space.unit_groups.add("Μονάδες", [("τεμάχιο", ""), ("κουτί", "12")])
    space.discount_lists.add("Εκπτώσεις", [("10", "5")])
    space.price_lists.add({"name": "Τιμές", "currency": "EUR"})
    space.products.add({"number": "Π1", "name": "Μηχανή", "price": "42 EUR", "unit": "τεμάχιο"})
    for _ in range(2):
        offer = space.quotes.add(lead, [{"product": "Π1", "quantity": "3"}]).code
        space.quotes.submit(offer)
    space.orders.confirm(space.orders.add(offer).code)
    (note := folder / "αρχείο").write_text("1")
    space.attachments.add(offer, [FileSource.at(note)])


class Reader:
    """Reads every screen there is, and notes what is said past the door, by where it stands."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.app = desk.app
        self.data = process_words() | self._names()
        self.found: dict[str, str] = {}

    @property
    def screen(self) -> Any:
        return self.app.screen

    def _names(self) -> frozenset[str]:
        """What is called so in every language: keys, themes, days and months, the file, whoever sits at the desk."""
        keys = {part for command in self.app.register for key in command.keys for part in (key, *key.split("+"))}
        shown = {display_key(key) for key in keys}
        return frozenset(
            each.casefold().replace(" ", "")
            for each in (*keys, *shown, *self.app.available_themes, "Amal", "super", "db", *_DAYS, *_OFFERED)
        )

    def read(self, place: str) -> None:
        """Note the plain words and the unmarked cuts that are in sight."""
        for widget, lines in shown_by(self.screen):
            named = f"{type(widget).__name__}{f'#{widget.id}' if widget.id else ''}"
            for line in lines:
                for word in plain_words(line, self.data):
                    self.found.setdefault(f"{named}: {word}", f"{place}: {line.strip()[:100]}")
            for cut in unmarked_cuts(lines, scrolls=bool(widget.allow_vertical_scroll or widget.can_focus)):
                self.found.setdefault(f"{named}: {cut}", f"{place}: cut")

    async def leave(self, screen: str) -> None:
        """Close every dialog, and show one of the two screens."""
        while isinstance(self.screen, Dialog):
            self.screen.dismiss(None)
            await self.desk.still()
        await self.desk.type(("escape", "escape"), None)
        await self.do(self.app.register[screen])

    async def do(self, command: Command) -> None:
        """Carry a command out."""
        self.screen.run_command(command)
        await self.desk.still()

    async def walk(self) -> None:
        """Every panel, every command of both screens, and what every form says when it is saved as it is."""
        for screen in ("screen.leads", "screen.pipeline"):
            await self.leave(screen)
            self.read(screen)
            for panel in _PANELS:
                self.screen.focus_on(panel)
                await self.desk.still()
                self.read(f"{screen}, {panel}")
            for command in self.app.register:
                await self._try(screen, command)

    async def walk_further(self) -> None:
        """What there is on the other screens alone: their panels, the sections of Setup, and the commands of each."""
        for screen in ("screen.quotations", "screen.orders", "screen.customers"):
            await self.leave(screen)
            for panel in self.screen.panels:
                if panel.column != "head":
                    self.screen.focus_on(panel.id)
                    await self.desk.still()
                    self.read(f"{screen}, {panel.id}")
            own = {self.screen.kind, *(panel.place for panel in self.screen.panels if "lead" not in panel.kinds)} - {""}
            for command in self.app.register:
                if own.intersection(command.places) and "lead" not in command.places:
                    await self._try(screen, command)
        await self.leave("screen.setup")
        for section in self.screen.sections:
            for command in self.app.register:
                if section.place in command.places:
                    await self._try("screen.setup", command, section.id)

    async def _try(self, screen: str, command: Command, section: str = "") -> None:
        await self.leave(screen)
        if section:
            self.screen.focus_on(section)
            await self.desk.still()
            self.read(f"{screen}, {section}")
        if command.id in _NOT_TRIED or self.screen.act_of(command) is None:
            return
        await self.do(command)
        self.read(f"{screen}, {command.id}")
        if isinstance(self.screen, Dialog):
            await self.desk.type(("ctrl+s",), None)
            self.read(f"{screen}, {command.id}, saved")
            if self.app.size.width > _WIDE:  # what helps is the same list at every size
                await self.desk.type(("f1",), None)
                self.read(f"{screen}, {command.id}, help")


@pytest.mark.slow
@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24)], ids=str)
def test_every_word_on_the_screen_passes_the_door(
    greek: Path, tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/οικία")
    database = Path(shutil.copyfile(greek, tmp_path / "βάση.db"))
    found: dict[str, str] = {}

    async def look(desk: Desk) -> None:
        reader = Reader(desk)
        reader.found = found
        await reader.walk()
        if size == _WHERE_ALL_IS_READ:
            await reader.walk_further()

    at_desk(database, tmp_path, size, look, spoken="qps")
    assert found == {}
