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
from app.screens.dialogs.base import Dialog
from tests.typed.desk import Desk, at_desk, settings_of
from tests.words.pseudo_words import plain_words, process_words, shown_by, unmarked_cuts

_PANELS: Final = ("stages", "timeline", "assistant", "stakeholders", "competitors", "details", "reach")
#: Dates are written as English has them where no language has a way of its own.
_DAYS: Final = (*calendar.day_abbr, *calendar.month_abbr)
#: Columns beyond which every word has room.
_WIDE: Final = 140
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
    return path


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
            for each in (*keys, *shown, *self.app.available_themes, "Amal", "super", "db", *_DAYS)
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

    async def _try(self, screen: str, command: Command) -> None:
        await self.leave(screen)
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
def test_every_word_on_the_screen_passes_the_door(greek: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    database = Path(shutil.copyfile(greek, tmp_path / "βάση.db"))
    found: dict[str, str] = {}

    async def look(desk: Desk) -> None:
        reader = Reader(desk)
        reader.found = found
        await reader.walk()

    at_desk(database, tmp_path, size, look, spoken="qps")
    assert found == {}
