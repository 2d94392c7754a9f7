"""From a business card to a won sale: how many keys that takes, besides what is typed into fields."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from app.bootstrap import open_workspace
from tests.typed.desk import Desk, at_desk, settings_of
from tests.typed.sequences import typed

#: So many keys the story of docs/walkthrough.md may take.
MOST_KEYS: Final = 65
_CARD: Final = {
    "Company": "Contoso Coffee", "Name": "Sara Nadim", "Email": "sara@contoso.example.com",
    "Phone": "+971 50 123 4567", "Topic": "Modernise the machines", "Source": "Trade show",
}  # fmt: skip


class Storyteller:
    """Somebody who goes through the story and counts the keys pressed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.pressed = 0

    async def press(self, *keys: str) -> None:
        """Press keys that are no text."""
        self.pressed += len(keys)
        await self.desk.type(keys, None)

    async def fill_in(self, values: Mapping[str, str]) -> None:
        """Type values into the fields of the form that is open, from one to the next."""
        for label, value in values.items():
            for _ in range(40):
                if self._field == label:
                    break
                await self.press("tab")
            assert self._field == label
            for key in typed(value):
                self.desk.app.post_message(self.desk.key(key))
            await self.desk.still()
        await self.press("ctrl+s")
        assert len(self.desk.app.screen_stack) == self.depth

    @property
    def depth(self) -> int:
        """How many screens there are while no dialog is open."""
        return 1 if self.screen.spec.number == 1 else 2

    @property
    def screen(self) -> Any:
        """The screen below the dialogs."""
        return next(each for each in reversed(self.desk.app.screen_stack) if hasattr(each, "spec"))

    @property
    def _field(self) -> str:
        field = getattr(self.desk.app.focused, "field", None)
        return field.label if field is not None else ""

    async def go_to_panel(self, panel: str) -> None:
        """Go to a panel of the record by tab, through the row of tabs where it shares its place."""
        for _ in range(30):
            focused = self.desk.app.focused
            at = focused.id if focused is not None else ""
            if at == panel:
                return
            if at == "panels" and self.screen.tabs.chosen != panel:
                await self.press("right")
            else:
                await self.press("tab")
        raise AssertionError(panel)


async def _tell(story: Storyteller) -> None:
    await story.press("n")
    await story.fill_in(_CARD)
    await story.press("E")
    await story.fill_in({"Industry": "Hospitality", "Employees": "120", "Annual revenue": "2.5m USD"})
    await story.press("c")
    await story.fill_in({"Notes": "Budget 50k, decides in committee"})
    if story.screen.size.width < 100:
        await story.press("enter")
    await story.go_to_panel("stakeholders")
    await story.press("+")
    await story.fill_in({"Person": "Huda Karim", "Roles": "decision maker"})
    await story.go_to_panel("competitors")
    await story.press("+")
    await story.fill_in({"Competitor": "Fabrikam Espresso"})
    await story.press("p")
    await story.fill_in({"Text": "Has anyone worked with Contoso?"})
    await story.press("a")
    await story.fill_in({"Subject": "Visit", "Start": "today 15:00"})
    await story.press("r")
    await story.fill_in({"When": "tomorrow 10"})
    await story.press("s", "enter")
    await story.fill_in({"Estimated budget": "50k USD", "Decision maker identified": "Yes"})
    await story.press("Q", "ctrl+s", "3", "s", "left", "enter", "escape", "W")
    await story.fill_in({"Actual revenue": "48k USD"})


@pytest.mark.slow
@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_sale_takes_no_more_keys_than_before(tmp_path: Path, size: tuple[int, int]) -> None:
    database = tmp_path / "leadline.db"
    open_workspace(settings_of(database)).close()
    story: list[Storyteller] = []

    async def act(desk: Desk) -> None:
        story.append(Storyteller(desk))
        await _tell(story[0])

    at_desk(database, tmp_path, size, act)
    with closing(open_workspace(settings_of(database))) as space:
        (sale,) = space.opportunities.list("won")
        assert [each.name for each in space.stakeholders.of(sale.id)] == ["Huda Karim", "Sara Nadim"]
    assert story[0].pressed <= MOST_KEYS
