"""From a business card to a won sale: how many keys that takes, besides what is typed into fields, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from app.bootstrap import open_workspace
from app.commands.arabic_keys import arabic_twin
from app.words import is_rtl, label
from tests.typed.desk import Desk, at_desk, logged, settings_of, stored
from tests.typed.sequences import typed

#: So many keys the story of docs/walkthrough.md may take, to a won sale and to a confirmed order.
MOST_KEYS: Final = 65
MOST_KEYS_TO_AN_ORDER: Final = 90
#: What is typed for what, in each language; the keys between are the same.
_TYPED: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "company": "Contoso Coffee", "name": "Sara Nadim", "topic": "Modernise the machines", "source": "Trade show",
        "industry": "Hospitality", "revenue": "2.5m USD", "notes": "Budget 50k, decides in committee",
        "person": "Huda Karim", "roles": "decision maker", "text": "Has anyone worked with Contoso?",
        "visit": "Visit", "start": "today 15:00", "when": "tomorrow 10", "budget": "50k USD", "yes": "Yes",
        "actual": "48k USD",
    },
    "ar": {
        "company": "كونتوسو للقهوة", "name": "سارة نديم", "topic": "تحديث المكائن", "source": "معرض تجاري",
        "industry": "الضيافة", "revenue": "2.5 مليون دولار", "notes": "الميزانية 50 ألفًا، والقرار للجنة",
        "person": "هدى كريم", "roles": "صاحب القرار", "text": "هل سبق لأحد أن عمل مع كونتوسو؟",
        "visit": "زيارة", "start": "اليوم 15:00", "when": "غدًا 10", "budget": "50 ألف دولار", "yes": "نعم",
        "actual": "٤٨ ألف دولار",
    },
}  # fmt: skip
#: Steps of the process, which its definition calls in each language.
_BUDGET: Final = ("Estimated budget", "الميزانية التقديرية")
_DECIDER: Final = ("Decision maker identified", "تحديد صاحب القرار")
#: What a person presses on a screen that is read from the right to go where the English goes.
_SEEN: Final = {"left": "right", "right": "left"}


class Storyteller:
    """Somebody who goes through the story and counts the keys pressed."""

    def __init__(self, desk: Desk, *, arabic_layout: bool) -> None:
        self.desk = desk
        self.pressed = 0
        self._arabic_layout = arabic_layout

    async def press(self, *keys: str) -> None:
        """Press keys that are no text, where the keyboard has them."""
        self.pressed += len(keys)
        for key in keys:
            seen = _SEEN.get(key, key) if is_rtl() else key
            pressed = (arabic_twin(seen) if self._arabic_layout else "") or seen
            await self.desk.type((pressed,) if pressed == seen else tuple(pressed), None)

    async def fill_in(self, values: Mapping[str, str]) -> None:
        """Type values into the fields of the form that is open, from one to the next."""
        for english, value in values.items():
            wanted = label(english)
            for _ in range(40):
                if self._field == wanted:
                    break
                await self.press("tab")
            assert self._field == wanted
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


class Witness(Storyteller):
    """Somebody who keeps in mind what was stored after each change, and takes the whole story back and forth.

    Attributes:
        states: What was stored at the beginning, and after each change.
    """

    def __init__(self, desk: Desk, *, arabic_layout: bool) -> None:
        super().__init__(desk, arabic_layout=arabic_layout)
        self.states = [stored(desk.database)]
        self._told = logged(desk.database)

    async def press(self, *keys: str) -> None:
        """Press keys one by one, and look what each changed."""
        for key in keys:
            await super().press(key)
            if (told := logged(self.desk.database)) != self._told:
                assert told == self._told + 1
                self._told = told
                self.states.append(stored(self.desk.database))

    async def go_back_and_forth(self) -> None:
        """Undo change after change until nothing is left of the story, then do each again."""
        for key, states in (("u", self.states[-2::-1]), ("ctrl+r", self.states[1:])):
            for state in states:
                await self.desk.type((key,), None)
                assert stored(self.desk.database) == state


async def _tell(story: Storyteller, typed: Mapping[str, str]) -> None:
    await story.press("n")
    await story.fill_in(
        {
            "Company": typed["company"],
            "Name": typed["name"],
            "Email": "sara@contoso.example.com",
            "Phone": "+971 50 123 4567",
            "Topic": typed["topic"],
            "Source": typed["source"],
        }
    )
    await story.press("E")
    await story.fill_in({"Industry": typed["industry"], "Employees": "120", "Annual revenue": typed["revenue"]})
    await story.press("c")
    await story.fill_in({"Notes": typed["notes"]})
    if story.screen.size.width < 100:
        await story.press("enter")
    await story.go_to_panel("stakeholders")
    await story.press("+")
    await story.fill_in({"Person": typed["person"], "Roles": typed["roles"]})
    await story.go_to_panel("competitors")
    await story.press("+")
    await story.fill_in({"Competitor": "Fabrikam Espresso"})
    await story.press("p")
    await story.fill_in({"Text": typed["text"]})
    await story.press("a")
    await story.fill_in({"Subject": typed["visit"], "Start": typed["start"]})
    await story.press("r")
    await story.fill_in({"When": typed["when"]})
    await story.press("s", "enter")
    await story.fill_in({_BUDGET[is_rtl()]: typed["budget"], _DECIDER[is_rtl()]: typed["yes"]})
    await story.press("Q", "ctrl+s", "3")


async def _win(story: Storyteller, typed: Mapping[str, str]) -> None:
    await story.press("s", "left", "enter", "escape", "W")
    await story.fill_in({"Actual revenue": typed["actual"]})


async def _order(story: Storyteller) -> None:
    await story.press("q")
    await story.fill_in({"Products": "M2:3", "Discount": "10%"})
    await story.press("s", "o", "ctrl+s", "C")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "language", "arabic_layout"),
    [
        *((size, "en", False) for size in ((160, 48), (120, 36), (80, 24))),
        *((size, "ar", False) for size in ((160, 48), (80, 24))),
        ((120, 36), "ar", True),
    ],
    ids=lambda each: f"{each[0]}x{each[1]}" if isinstance(each, tuple) else str(each),
)
def test_a_sale_takes_no_more_keys_than_before(
    tmp_path: Path, size: tuple[int, int], language: str, *, arabic_layout: bool
) -> None:
    database = tmp_path / "leadline.db"
    open_workspace(settings_of(database)).close()
    story: list[Storyteller] = []

    async def act(desk: Desk) -> None:
        story.append(Storyteller(desk, arabic_layout=arabic_layout))
        await _tell(story[0], _TYPED[language])
        await _win(story[0], _TYPED[language])

    at_desk(database, tmp_path, size, act, spoken=language, bidi="leadline")
    with closing(open_workspace(settings_of(database))) as space:
        (sale,) = space.opportunities.list(space.pipeline.view("won").query)
        people = {_TYPED[language]["person"], _TYPED[language]["name"]}
        assert {each.name for each in space.stakeholders.of(sale.id)} == people
        lead = space.leads.show(_TYPED[language]["company"]).values
        assert (str(lead["annual_revenue"]), str(lead["budget"]), lead["source"]) == (
            "USD 2,500,000",
            "USD 50,000",
            "trade_show",
        )
    assert story[0].pressed <= MOST_KEYS


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_confirmed_order_takes_at_most_ninety_keys(tmp_path: Path, language: str) -> None:
    database = tmp_path / "leadline.db"
    with closing(open_workspace(settings_of(database))) as space:
        space.products.add({"number": "M2", "name": "Espresso machine", "price": "4200 AED", "tax_rate": "5%"})
    story: list[Witness] = []

    async def act(desk: Desk) -> None:
        story.append(Witness(desk, arabic_layout=False))
        await _tell(story[0], _TYPED[language])
        await _order(story[0])
        if language == "en":
            await story[0].go_back_and_forth()

    at_desk(database, tmp_path, (120, 36), act, spoken=language, bidi="leadline")
    with closing(open_workspace(settings_of(database))) as space:
        (order,) = space.orders.list()
        assert (order.status, str(order.total.amount)) == ("confirmed", "11907.00")
        assert space.leads.show(_TYPED[language]["company"]).values["status"] == "converted"
        assert len(space.customers.list()) == 1
    assert story[0].pressed <= MOST_KEYS_TO_AN_ORDER
    assert len(story[0].states) > len(("lead", "qualified", "quotation", "submitted", "order", "confirmed"))
