"""Takes the pictures of this folder: the real program on the demo's year, its screens saved as SVG.

``make screens`` runs it; pictures change only where the program does.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from app.cli.walking import known
from app.coach.app import CoachedApp
from app.coach.recording import picture
from app.demo.opening import DEMO_NOW, demo_database, demo_settings
from app.domain.core.clock import FixedClock
from app.screens.panels import panels_of, parts_of
from app.settings import load_settings
from app.shell import LeadlineApp
from app.start.opening import read_opening
from app.walkthrough.files import find_script
from app.walkthrough.plan import Plan
from app.words import LANGUAGES, speak

PARTS = parts_of(panels_of("lead"))
FOLDER = Path(__file__).parent / "screens"
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "leads": ((160, 44), ()),
    "call": ((120, 36), ("c", *"Budget 50k, decides in committee")),
    "qualify": ((120, 36), ("Q",)),
    "stage": ((120, 36), ("s", "enter")),
    "pipeline": ((160, 44), ("3",)),
    "board": ((160, 44), ("3", "b")),
    "everything": ((120, 36), ("Y",)),
    "setup": ((120, 36), ("6",)),
    "small": ((80, 24), ("enter",)),
}
"""Each picture's size and the keys pressed before it is taken."""
TYPED = {"ar": {"call": ("c", *"الميزانية 50 ألف، والقرار للجنة")}}
"""What is pressed instead where another language is spoken."""

COACHED = {"en": "Contoso", "ar": "كونتوسو"}
"""What is typed into the first form of the walkthrough."""


async def take(name: str, size: tuple[int, int], keys: tuple[str, ...], language: str) -> None:
    """Open the demo in a language, press the keys, and save what is seen."""
    speak(language)
    database = demo_database()
    settings = demo_settings(load_settings(spoken=language, bidi="leadline"), database)
    opening = read_opening(database, settings.login, settings.user, DEMO_NOW, settings.seat, size[1], PARTS)
    app = LeadlineApp(settings, clock=FixedClock(DEMO_NOW), opening=opening)
    async with app.run_test(size=size) as pilot:
        await app.workspace()
        await _quiet(app)
        for key in keys:
            await pilot.press(key)
            await _quiet(app)
        picture = app.export_screenshot(title="Leadline")
        name = name if language == "en" else f"{name}.{language}"
        (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")


async def take_coached(language: str) -> None:
    """Open the walkthrough in a language, begin its first step, and save what is seen."""
    speak(language)
    settings = demo_settings(load_settings(spoken=language, bidi="leadline"), demo_database())
    app = CoachedApp(settings, Plan(find_script("story", known())), clock=FixedClock(DEMO_NOW))
    async with app.run_test(size=(120, 36)) as pilot:
        await app.workspace()
        await _quiet(app)
        for key in ("n", *COACHED[language]):
            await pilot.press(key)
            await _quiet(app)
        name = "coach" if language == "en" else f"coach.{language}"
        (FOLDER / f"{name}.svg").write_text(picture(app, "Leadline"), encoding="utf-8")


async def _quiet(app: LeadlineApp) -> None:
    """Wait until nothing is under way any more."""
    calm = 0
    while calm < 3:
        await asyncio.sleep(0.1)
        calm = 0 if app.gateway.busy else calm + 1


async def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        for name, (size, keys) in PICTURES.items():
            await take(name, size, TYPED.get(language, {}).get(name, keys), language)
        await take_coached(language)


if __name__ == "__main__":
    asyncio.run(main())
