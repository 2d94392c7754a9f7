"""What is kept of an overview over a change is what the database would say if it were asked for everything again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from random import Random
from typing import Any

import pytest

from app.domain.core.changes import Change
from app.domain.core.errors import Refusal
from app.domain.core.windows import ListQuery
from app.domain.overview.parts import CARDS
from app.domain.overview.rows import RecordOverview
from app.domain.people.reaching import ReachService
from app.workspace import Workspace
from tests.conftest import SitDown

_WORDS = ("Coffee", "قهوة", "Machines", "Contoso", "Zürich", "Fabrikam", "Beans", "Northwind")
_PEOPLE = ("Sara Nadim", "Huda Karim", "Dana Ketbi", "Omar Aziz", "ليلى حسن")
_ROLES = ("champion", "decision_maker", "influencer")
_MOMENTS = ("today 17:00", "tomorrow 09:00", "friday 10:00", "yesterday 12:00")


class Office:
    """Some records that know each other, and somebody who does whatever comes to mind."""

    def __init__(self, space: Workspace, dice: Random) -> None:
        self.space = space
        self.dice = dice
        self._numbers: Iterator[int] = cycle(range(10_000))
        for number, company in enumerate(("Contoso Coffee", "Northwind Traders", "Fabrikam", "Contoso Coffee")):
            name = _PEOPLE[number]
            email = f"{name.split()[0].lower()}@contoso.example"
            space.leads.add({"company": company, "name": name, "email": email, "next_contact_at": "tomorrow 10:00"})
        for code in self.leads[:2]:
            space.qualification.qualify(code)
        for company in ("Litware", "Contoso Coffee"):
            space.leads.add({"company": company, "name": self.one(_PEOPLE), "phone": "+971 50 123 4567"})

    def one(self, choices: Sequence[str]) -> str:
        """Any of them; a name that nothing has where there are none."""
        return self.dice.choice(choices or ("nothing",))

    @property
    def leads(self) -> list[str]:
        """The codes of all leads."""
        return [each.code for each in self.space.leads.window(ListQuery()).lines]

    @property
    def opportunities(self) -> list[str]:
        """The codes of all opportunities."""
        return [each.code for each in self.space.opportunities.list()]

    @property
    def record(self) -> str:
        """Any lead or opportunity."""
        return self.one([*self.leads, *self.opportunities])

    @property
    def entry(self) -> str:
        """Any entry of any timeline."""
        page = self.space.timeline.page(self.record)
        return self.one([each.code for each in page.entries])

    @property
    def contact(self) -> str:
        """Any contact."""
        return self.one([each.code for each in self.space.contacts.list()])

    @property
    def account(self) -> str:
        """Any account."""
        return self.one([each.code for each in self.space.accounts.list()])

    @property
    def competitor(self) -> str:
        """Any competitor."""
        return self.one([each.code for each in self.space.competitors.list()])

    @property
    def rivalry(self) -> str:
        """Any competitor met somewhere."""
        return self.one([each.id for each in self.space.competitors.of(self.record)])

    @property
    def stakeholder(self) -> str:
        """Any person who has a part in a decision."""
        return self.one([each.id for each in self.space.stakeholders.of(self.record)])

    def words(self) -> str:
        """Words not used before."""
        return f"{self.one(_WORDS)} {next(self._numbers)}"

    def step(self) -> dict[str, str]:
        """A step of a record's process, with a value for it."""
        return {self.one(("budget", "timeframe", "need", "topic")): self.one(("1000", "this quarter", "Beans"))}

    def deeds(self) -> tuple[Callable[[], object], ...]:
        """All that can be done."""
        space, one = self.space, self.one
        return (
            lambda: space.leads.add({"company": one(_WORDS), "name": one(_PEOPLE), "email": "sara@contoso.example"}),
            lambda: space.leads.edit(one(self.leads), {"topic": self.words()}),
            lambda: space.leads.edit(
                one(self.leads), {"company": one(_WORDS), "email": f"{next(self._numbers)}@x.example"}
            ),
            lambda: space.leads.edit(one(self.leads), {"phone": one(("+971 50 123 4567", "+971 4 555 0100", ""))}),
            lambda: space.leads.set_status(one(self.leads), one(("open", "replied", "do_not_contact"))),
            lambda: space.leads.set_next_contact(one(self.leads), one((*_MOMENTS, ""))),
            lambda: space.leads.assign(one(self.leads), one(("omar", "huda"))),
            lambda: space.opportunities.edit(one(self.opportunities), {"name": self.words(), "probability": "40"}),
            lambda: space.opportunities.set_status(one(self.opportunities), one(("open", "on_hold"))),
            lambda: space.opportunities.close(one(self.opportunities), one(("won", "lost")), reasons="price"),
            lambda: space.opportunities.reopen(one(self.opportunities)),
            lambda: space.opportunities.delete(one(self.opportunities)),
            lambda: space.qualification.qualify(one(self.leads)),
            lambda: space.qualification.disqualify(one(self.leads), "lost"),
            lambda: space.qualification.reactivate(one(self.leads)),
            lambda: space.qualification.delete(one(self.leads)),
            lambda: space.contacts.edit(
                self.contact, {"name": one(_PEOPLE), "email": f"{next(self._numbers)}@y.example"}
            ),
            lambda: space.contacts.add({"name": one(_PEOPLE), "email": "sara@contoso.example"}),
            lambda: space.contacts.delete(self.contact),
            lambda: space.accounts.edit(self.account, {"name": one(_WORDS)}),
            lambda: space.accounts.delete(self.account),
            lambda: space.users.edit(one(("omar", "huda")), {"name": self.words()}),
            lambda: space.timeline.log_call(self.record, outcome=one(("answered", "no_answer")), notes=self.words()),
            lambda: space.timeline.log_email(self.record, subject=self.words()),
            lambda: space.timeline.add_task(self.record, self.words(), due=one(_MOMENTS)),
            lambda: space.timeline.book(self.record, self.words(), one(_MOMENTS)),
            lambda: space.timeline.add_note(self.record, self.words()),
            lambda: space.timeline.post(self.record, f"@huda {self.words()}"),
            lambda: space.timeline.reply(self.entry, self.words()),
            lambda: space.timeline.complete(self.entry),
            lambda: space.timeline.reschedule(self.entry, one(_MOMENTS)),
            lambda: space.timeline.pin(self.entry, one(("", "pinned")) == ""),
            lambda: space.timeline.delete(self.entry),
            lambda: space.stakeholders.add(self.record, name=one(_PEOPLE), roles=(one(_ROLES),)),
            lambda: space.stakeholders.edit(self.stakeholder, {"roles": one(_ROLES)}),
            lambda: space.stakeholders.remove(self.stakeholder),
            lambda: space.competitors.add(self.record, one(_WORDS)),
            lambda: space.competitors.edit(self.rivalry, {"notes": self.words()}),
            lambda: space.competitors.remove(self.rivalry),
            lambda: space.competitors.revise(self.competitor, {"name": self.words()}),
            lambda: space.processes.set(self.record, self.step()),
            lambda: space.processes.next(self.record),
            lambda: space.processes.back(self.record),
            lambda: space.processes.abandon(self.record),
            lambda: space.processes.reopen(self.record),
            lambda: space.processes.switch(self.record, one(("enterprise", "quick_sale"))),
            lambda: space.leads.edit(one(self.leads), {"budget": one(("500k USD", "5k USD", ""))}),
            lambda: self._dismiss(one(self.leads)),
            space.log.undo,
            space.log.undo,
            space.log.redo,
        )

    def _dismiss(self, code: str) -> None:
        for card in _cards(self.space, code)[:1]:
            self.space.assistant.dismiss(card.key, card.record_id)


def _cards(space: Workspace, code: str) -> Sequence[Any]:
    """The assistant's cards on a record."""
    return space.assistant.cards(code)


def _watched(space: Workspace, office: Office) -> dict[str, RecordOverview]:
    leads = {code: space.overviews.of(code) for code in office.leads}
    return leads | {code: space.overviews.of(code) for code in office.opportunities}


@pytest.mark.parametrize(
    "workspace_url", ["sqlite"], indirect=True
)  # which of many likenesses come is PostgreSQL's whim
@pytest.mark.parametrize("seed", [0, *(pytest.param(each, marks=pytest.mark.slow) for each in (3,))])
@pytest.mark.parametrize("elsewhere", [False, True], ids=["told of it", "by another program"])
def test_an_overview_kept_over_changes_is_one_read_anew(sit_down: SitDown, seed: int, *, elsewhere: bool) -> None:
    space, watching = sit_down(), sit_down()
    space.users.add("Huda")
    office = Office(space, Random(seed))
    shown = _watched(watching, office)
    told: list[Change] = []
    space.desk.database.listen(told.append)
    seen = watching.desk.database.last_seq()
    kept = 0
    deeds = office.deeds()
    for _ in range(120):
        told.clear()
        deed = office.dice.choice(deeds)
        try:
            deed()
        except Refusal:
            continue
        changes = watching.desk.database.changes_since(seen) if elsewhere else told
        seen = max((each.seq for each in changes), default=seen)
        for code, before in list(shown.items()):
            kind, identity = before.card.kind, before.card.id
            try:
                anew = watching.overviews.read(kind, identity)
            except Refusal:
                del shown[code]
                continue
            after = watching.overviews.read(kind, identity, before=before, changes=changes)
            differing = [name for name in anew.parts if after.parts[name] != anew.parts[name]]
            assert not differing, (code, before.card.title, changes)
            kept += after is before
            shown[code] = after
    assert kept > 100  # what has nothing to do with a change was not read again


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
def test_a_new_likeness_is_seen_by_whatever_is_the_same(sit_down: SitDown) -> None:
    space = sit_down()
    name, other = "A very long name of a company " * 5, "somebody@contoso.example"
    shown = [space.overviews.of(space.leads.add({"company": name}).code)]
    shown.append(space.overviews.of(space.leads.add({"name": "Sara Nadim", "email": other}).code))
    shown.append(space.overviews.of(space.leads.add({"name": "Huda Karim", "phone": "+971 50 123 4567"}).code))
    changes: list[Change] = []
    space.desk.database.listen(changes.append)
    space.leads.add({"company": name.upper(), "phone": "00971501234567"})
    space.accounts.add({"name": "Contoso", "email": "Somebody@Contoso.example"})
    for before in shown:
        after = space.overviews.read("lead", before.card.id, before=before, changes=changes)
        assert [card.kind for card in after[CARDS]] == ["possible_duplicate"]


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
def test_a_likeness_by_a_further_number_is_seen_too(sit_down: SitDown) -> None:
    space = sit_down()
    reach = space.service(ReachService)
    mine = space.leads.add({"name": "Sara Nadim"}).code
    reach.add(mine, "phone", "050 123 4567")
    reach.add(mine, "phone", "00971 4 300 1100")
    before = space.overviews.of(mine)
    changes: list[Change] = []
    space.desk.database.listen(changes.append)
    other = space.contacts.add({"name": "Huda Karim"}).code
    reach.add(other, "phone", "+971 2 333 4444")
    reach.add(other, "phone", "+971 4 300 1100")
    after = space.overviews.read("lead", before.card.id, before=before, changes=changes)
    assert [card.kind for card in after[CARDS]] == ["possible_duplicate"]
