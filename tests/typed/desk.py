"""A workspace at which keys are typed in virtual time, slowly or all at once, and what is there in the end."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import ExitStack, chdir, closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

import pysqlite3.dbapi2 as sqlite
from textual import events
from textual.widgets import Input, TextArea

from app.bootstrap import open_workspace
from app.domain.core import ids
from app.settings import Settings
from app.shell import LeadlineApp
from app.widgets.stillness import moving_part, unpainted
from app.widgets.type_ahead import ASIDE
from tests.conftest import NOW
from tests.history.snapshot import Snapshot, snapshot
from tests.typed.loop import StuckError, VirtualLoop
from tests.typed.pace import Pace, PacedGateway, paced
from tests.typed.sequences import Keys

SIZE = (150, 40)
#: Virtual seconds after which nothing that was said still stands, and every pause in typing is over.
_AFTERWARDS = 45.0
_PAUSE = 1.0
_HOUR = 3600.0
_COMPANIES = (
    "Contoso Coffee", "Northwind Traders", "شركة القهوة العربية", "Fabrikam", "Alpine Roasters", "Fourth Coffee",
    "Adventure Works", "Tailspin Toys", "مقهى النور", "Woodgrove Bank", "Litware", "Proseware", "Coho Winery",
    "Humongous Coffee", "Trey Research",
)  # fmt: skip
_NAMED = {" ": "space"}


class End(NamedTuple):
    """What is there when all is done.

    Attributes:
        screens: The screens, the lowest first, each with what it shows.
        focus: What has the focus.
        fields: What stands in every field that can be typed into.
        records: Every row of the database, as JSON.
        drafts: What is kept of forms that were left.
    """

    screens: tuple[str, ...]
    focus: str
    fields: tuple[str, ...]
    records: tuple[str, ...]
    drafts: tuple[str, ...]


def settings_of(database: Path) -> Settings:
    """Those of Amal, who works in Dubai, at nine on a Monday."""
    return Settings(str(database), user="amal", now=NOW, time_zone="Asia/Dubai", region="AE")


def furnish(database: Path, leads: int = len(_COMPANIES)) -> None:
    """Make a database with some leads, people, colleagues, entries and an opportunity."""
    with closing(open_workspace(settings_of(database))) as space:
        space.users.add("Omar")
        made = []
        for number in range(leads):
            again, place = divmod(number, len(_COMPANIES))
            values = {
                "company": f"{_COMPANIES[place]} {again + 1}" if again else _COMPANIES[place],
                "name": ("Sara Nadim", "Huda Karim", "ليلى حسن")[number % 3],
            }
            values["budget"] = str(1000 * number)
            made.append(space.leads.add(values).id)
        for number in range(40):
            space.timeline.add_note(made[0], f"Note {number}\nكلام كثير")
        space.timeline.add_task(made[1], "Send the offer")
        space.qualification.qualify(made[2])


class Standing:
    """Time by which a call takes none, however long it is open."""

    @staticmethod
    def monotonic() -> float:
        """No second later than ever."""
        return 0.0


class Desk:
    """A running workspace and somebody at its keyboard."""

    def __init__(self, app: LeadlineApp, gateway: PacedGateway, database: Path) -> None:
        self.app, self.gateway, self.database = app, gateway, database

    async def still(self) -> None:
        """Wait until nothing is under way any more, by key or not.

        Raises:
            StuckError: Something is after an hour.
        """
        quiet, begun = 0, asyncio.get_running_loop().time()
        while quiet < 2:
            if asyncio.get_running_loop().time() > begun + _HOUR:
                raise StuckError(f"{_text(self.app.screen)}\nis not at rest, and will never be")
            await asyncio.sleep(0.02)
            quiet = quiet + 1 if self._is_still() else 0

    def _is_still(self) -> bool:
        app = self.app
        asides = (each for each in app.workers if each.group.startswith(ASIDE))
        return not (
            app.keys_wait or self.gateway.busy or moving_part(app) or unpainted(app) or app._key_workers.awaited()
        ) and not any(asides)

    async def type(self, keys: Iterable[str], dice: Random | None) -> None:
        """Type keys: slowly without a die, else in bursts, however far the program has come."""
        for key in keys:
            self.app.post_message(self.key(key))
            if dice is None:
                await self.still()
                await asyncio.sleep(_PAUSE)
                await self.still()
            elif dice.random() < 0.3:
                await asyncio.sleep(dice.uniform(0.0, 0.3))

    @staticmethod
    def key(key: str) -> events.Key:
        """What a terminal tells of a key."""
        return events.Key(key, _character(key))

    async def end(self) -> End:
        """Let everything come to its end, and say what is there."""
        await self.still()
        await asyncio.sleep(_AFTERWARDS)
        await self.still()
        app = self.app
        fields = (each for screen in app.screen_stack for each in (*screen.query(Input), *screen.query(TextArea)))
        return End(
            tuple(f"{type(each).__name__}\n{_text(each)}" for each in app.screen_stack),
            "" if app.focused is None else f"{type(app.focused).__name__} {app.focused.id or ''}",
            tuple(each.value if isinstance(each, Input) else each.text for each in fields),
            tuple(_rows(self.database)),
            tuple(sorted(each.read_text("utf-8") for each in app.context.drafts.rglob("*") if each.is_file())),
        )


def _character(key: str) -> str | None:
    return {"space": " ", "enter": "\r", "tab": "\t"}.get(key, key if len(key) == 1 else None)


def _text(screen: Any) -> str:
    strips = screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def _rows(database: Path) -> list[str]:
    with closing(sqlite.connect(database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return sorted(
            f"{table} {json.dumps(row[table == 'change_log' :], ensure_ascii=False, default=str)}"
            for table in tables
            if not table.startswith("sqlite_")
            and "_fts" not in table
            # the order of one command's changes is nobody's, so neither their place in the log nor its seal counts
            and table != "log_seal"
            for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - names out of the database
        )


def stored(database: Path) -> Snapshot:
    """What a database holds, as :func:`tests.history.snapshot.snapshot` compares it."""
    with closing(open_workspace(settings_of(database))) as space:
        return snapshot(space)


def logged(database: Path) -> int:
    """How many commands the log of a database holds."""
    with closing(sqlite.connect(database)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM command_log").fetchone()
    return int(number)


def at_desk(
    database: Path,
    folder: Path,
    size: tuple[int, int],
    act: Callable[[Desk], Awaitable[None]],
    *,
    read_only: bool = False,
    spoken: str = "en",
    bidi: str = "off",
) -> None:
    """Open the workspace in virtual time, in which nothing takes any, and let somebody act at it.

    Args:
        database: Its file.
        folder: Where drafts are kept, and where it is opened.
        size: Columns and rows.
        act: What is done.
        read_only: Whether nothing may be written.
        spoken: The language that is asked for.
        bidi: Who puts right-to-left text in order.
    """

    async def sit_down(loop: VirtualLoop) -> None:
        pace = Pace(None)
        gateway = PacedGateway(pace)
        settings = replace(settings_of(database), read_only=read_only, spoken=spoken, bidi=bidi)
        settings.speak()
        app = LeadlineApp(settings, gateway=gateway)
        app.context.drafts = folder / "drafts"
        with paced(pace, loop.time):
            async with app.run_test(size=size):
                desk = Desk(app, gateway, database)
                await desk.still()
                await act(desk)

    with ExitStack() as stack:
        stack.enter_context(chdir(folder))  # what is exported stays with the test
        stack.enter_context(patch("app.screens.actions.activities.time", Standing))
        runner = stack.enter_context(asyncio.Runner(loop_factory=VirtualLoop))
        loop = runner.get_loop()
        assert isinstance(loop, VirtualLoop)
        runner.run(sit_down(loop))


def played(furnished: Path, folder: Path, runs: Sequence[Sequence[Keys]], seed: int | None) -> list[End]:
    """Type runs of keys one after the other into a copy of a database; what is there after each.

    Args:
        furnished: The database to begin with.
        folder: Where the copy goes, and what the program keeps beside it.
        runs: The runs, each some gestures.
        seed: Of how long everything takes and of the bursts of keys; ``None`` to type slowly, and nothing takes time.
    """
    folder.mkdir(parents=True)
    database = Path(shutil.copyfile(furnished, folder / "leadline.db"))
    ends: list[End] = []

    async def sit_down(loop: VirtualLoop) -> None:
        pace = Pace(None if seed is None else Random(seed))
        dice = None if seed is None else Random(f"typing {seed}")
        gateway = PacedGateway(pace)
        app = LeadlineApp(settings_of(database), gateway=gateway)
        app.context.drafts = folder / "drafts"
        with paced(pace, loop.time):
            async with app.run_test(size=SIZE):
                desk = Desk(app, gateway, database)
                await desk.still()
                for gestures in runs:
                    for keys in gestures:
                        await desk.type(keys, dice)
                    ends.append(await desk.end())

    with ExitStack() as stack:
        stack.enter_context(patch.object(ids, "_SEQUENCE", ids._Sequence()))
        randomness = Random(1)
        stack.enter_context(patch("secrets.randbits", randomness.getrandbits))
        stack.enter_context(patch("app.screens.actions.activities.time", Standing))
        runner = stack.enter_context(asyncio.Runner(loop_factory=VirtualLoop))
        loop = runner.get_loop()
        assert isinstance(loop, VirtualLoop)
        runner.run(sit_down(loop))
    return ends


def differences(quick: End, slow: End) -> str:
    """In what two ends differ, in lines to read; empty where they are the same."""
    told = []
    for name, one, other in zip(End._fields, quick, slow, strict=True):
        if one == other:
            continue
        mine, theirs = ("\n".join(each).splitlines() if isinstance(each, tuple) else [each] for each in (one, other))
        told.append(f"{name}:")
        told += [f"  quick: {line}" for line in mine if line not in theirs]
        told += [f"  slow:  {line}" for line in theirs if line not in mine]
    return "\n".join(told)
