"""A random walk: commands of every kind, undone back to the start and redone to the end, state for state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import null, select

from app.domain.capture.rows import ImportPlan
from app.domain.competitors.records import Competitor, Rivalry
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Refusal
from app.domain.customers.records import Customer
from app.domain.leads.records import Lead
from app.domain.orders.records import SalesOrder
from app.domain.people.records import Account, Contact, User
from app.domain.qualification.rows import QualifyChoice
from app.domain.quotes.records import Quotation
from app.domain.sales.records import Opportunity
from app.domain.stakeholders.records import Stakeholder
from app.domain.store.base import Base, Record
from app.domain.store.log import HOUSEKEEPING
from app.domain.store.unit import table_of
from app.domain.timeline.records import Activity
from app.workspace import Workspace
from tests.history.snapshot import KEPT

Row = tuple[Any, ...]
"""A row, without version and moment of change."""
Delta = dict[tuple[str, str], tuple[Row | None, Row | None]]
"""What a command made of each row, by table and id: before and after."""

_NAMES = ("Contoso", "شركة القهوة", "Zürich Röster", "Café 7", "x" * 300, "N'Djamena & Co", "名前", "Émile Zola")
_WHEN = ("tomorrow 10", "next friday 9", "in 3 days", "today 23:00", "never", None)
_STATUS = ("lead", "open", "open", "replied", "interested", "do_not_contact", "converted")
#: Records of a kind that are at hand: few enough for the same ones to be met again and again.
_AT_HAND = 12
#: One command in so many is followed by undoing and redoing a few.
_BACK_AND_FORTH = 20
#: One look in so many reads every row.
_WHOLE_LOOK = 25
#: Rows asked for by one statement.
_AT_ONCE = 400


#: How often a thing is done, of those that are done more than once where others are done once.
_OFTEN = {"lead add": 8, "contact add": 3, "lead qualify": 3, "task": 3, "several status": 3, "several qualify": 2}


@dataclass
class Walk:
    """A walk through a workspace.

    Attributes:
        space: The workspace of who walks.
        clock: Its clock, which goes on a minute a command.
        dice: What is done, and to whom.
        folder: Where lists to import are written.
        deltas: What each command that stands did, in turn.
        done: How often each thing was done.
        refused: How often each thing was refused, wholly or for some of several.
    """

    space: Workspace
    clock: FixedClock
    dice: Random
    folder: Path
    deltas: list[tuple[str, Delta]] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Look at where the walk begins."""
        kept = [table for name, table in Base.metadata.tables.items() if name not in KEPT and "id" in table.c]
        self._tables = {
            each.name: (
                select(each.c.id, each.c.version if "version" in each.c else null()),
                select(*(column for column in each.c if column.name not in HOUSEKEEPING)),
            )
            for each in kept
        }
        self._now: dict[str, dict[str, Row]] = {each.name: {} for each in kept}
        self._versions: dict[str, dict[str, int]] = {each.name: {} for each in kept}
        self._looks = -1
        self._undone: list[tuple[str, Delta]] = []
        self._look()

    def go(self, commands: int) -> None:
        """Do so many commands that change something, with a little undoing and redoing between them."""
        until = sum(self.done.values()) + commands
        while sum(self.done.values()) < until:
            if self.dice.randrange(_BACK_AND_FORTH) == 0:
                self._back_and_forth()
            (name,) = self.dice.choices(list(DEEDS), [_OFTEN.get(each, 1) for each in DEEDS])
            self.clock.moment += timedelta(minutes=1)
            try:
                outcome = DEEDS[name](self)
            except Refusal:
                self.refused[name] += 1
            else:
                self.refused[name] += bool(getattr(outcome, "refused", None))
            self._step(name)

    def back(self, steps: int) -> None:
        """Undo so many commands; each must leave what was there before it."""
        for _ in range(steps):
            name, delta = self.deltas.pop()
            outcome = self.space.log.undo()
            assert outcome.message.startswith("Undone: "), (name, outcome)
            self._undone.append((name, delta))
            self._expect(name, outcome.message, {row: (after, before) for row, (before, after) in delta.items()})

    def forth(self, steps: int) -> None:
        """Redo so many commands; each must leave what was there after it."""
        for _ in range(steps):
            name, delta = self._undone.pop()
            outcome = self.space.log.redo()
            assert outcome.message.startswith("Redone: "), (name, outcome)
            self.deltas.append((name, delta))
            self._expect(name, outcome.message, delta)

    def _back_and_forth(self) -> None:
        steps = self.dice.randint(0, min(5, len(self.deltas)))
        self.back(steps)
        self.forth(self.dice.randint(0, steps))

    def _step(self, name: str) -> None:
        delta = self._look()
        if delta:
            self.done[name] += 1
            self.deltas.append((name, delta))
            self._undone.clear()

    def _expect(self, name: str, said: str, delta: Delta) -> None:
        found = self._look()
        wrong = {
            row: (delta.get(row), found.get(row))
            for row in delta.keys() | found.keys()
            if delta.get(row) != found.get(row)
        }
        assert not wrong, (name, said, wrong)

    def _look(self) -> Delta:
        """What has become of each row since the last look; most looks read only rows of another version, or of none."""
        self._looks += 1
        whole = self._looks % _WHOLE_LOOK == 0
        delta: Delta = {}
        with self.space.desk.read() as reader:
            for name, (versions, rows) in self._tables.items():
                before, there = self._now[name], dict(reader.connection.execute(versions).fetchall())
                known = self._versions[name]
                moved = [row for row, version in there.items() if whole or version is None or known.get(row) != version]
                gone = [row for row in known if row not in there]
                after: dict[str, Row | None] = dict.fromkeys(gone)
                for start in range(0, len(moved), _AT_ONCE):
                    wanted = rows.where(rows.selected_columns.id.in_(moved[start : start + _AT_ONCE]))
                    after |= {row[0]: tuple(row) for row in reader.connection.execute(wanted)}
                for row, now in after.items():
                    if before.get(row) != now:
                        delta[name, row] = (before.get(row), now)
                    if now is None:
                        del before[row]
                    else:
                        before[row] = now
                self._versions[name] = there
        return delta

    def any(self, kind: type[Record]) -> str:
        """A record of a kind, of the newest ones; one that is not there now and then."""
        refs = self.several(kind)
        return "NONE-0000" if self.dice.random() < 0.05 else self.dice.choice(refs)

    def several(self, kind: type[Record]) -> list[str]:
        """Some records of a kind; those that refuse what is done to them are among them."""
        table = table_of(kind)
        column = table.c.code if "code" in table.c else table.c.id
        with self.space.desk.read() as reader:
            refs = [
                ref
                for (ref,) in reader.rows(select(column).order_by(table.c.created_at.desc(), column).limit(_AT_HAND))
            ]
        refs = refs or ["NONE-0000"]
        return self.dice.sample(refs, self.dice.randint(1, len(refs)))

    def card(self) -> tuple[str, str]:
        """A card of mine with its record, or one that is there no more."""
        cards = self.space.assistant.cards()
        if not cards:
            return "overdue:NONE", "NONE-0000"
        chosen = self.dice.choice(cards)
        return chosen.key, chosen.record_id or ""

    def name(self) -> str:
        """A name, of whatever script and length."""
        return f"{self.dice.choice(_NAMES)} {self.dice.randint(1, 99)}"

    def list_of_leads(self) -> ImportPlan:
        """A small list, with a column that is no field yet now and then, and a line that cannot come in."""
        file = self.folder / f"list-{self.dice.getrandbits(40)}.csv"
        own = self.dice.choice(("City", "City", f"Roast {self.dice.randint(1, 9)}"))
        rows = [f"{self.name()},Sara {number},{self.name()}" for number in range(self.dice.randint(1, 30))]
        file.write_text("\n".join((f"Company,Name,{own}", *rows, "")), encoding="utf-8")
        return self.space.capture.open(file)


def _import(walk: Walk) -> object:
    with walk.list_of_leads() as plan:
        return walk.space.capture.run(plan)


DEEDS: dict[str, Callable[[Walk], object]] = {
    "lead add": lambda w: w.space.leads.add(
        {"company": w.name(), "name": w.name(), "next_contact_at": w.dice.choice(_WHEN), "tags": "a, b"}
    ),
    "lead edit": lambda w: w.space.leads.edit(
        w.any(Lead), {w.dice.choice(("company", "city", "topic", "email", "tags")): w.name()}
    ),
    "lead budget": lambda w: w.space.leads.edit(w.any(Lead), {"budget": f"{w.dice.randint(1, 90)}k AED"}),
    "lead status": lambda w: w.space.leads.set_status(w.any(Lead), w.dice.choice(_STATUS)),
    "lead next": lambda w: w.space.leads.set_next_contact(w.any(Lead), w.dice.choice(_WHEN)),
    "lead assign": lambda w: w.space.leads.assign(w.any(Lead), w.any(User)),
    "lead qualify": lambda w: w.space.qualification.qualify(
        w.any(Lead), QualifyChoice(w.dice.choice(("new", "none")), w.dice.choice(("new", "none")), ("One", "Two"))
    ),
    "lead disqualify": lambda w: w.space.qualification.disqualify(
        w.any(Lead), w.dice.choice(("lost", "canceled", "nonsense")), keep_contact=w.dice.random() < 0.5
    ),
    "lead reactivate": lambda w: w.space.qualification.reactivate(w.any(Lead)),
    "lead delete": lambda w: w.space.qualification.delete(w.any(Lead)),
    "several status": lambda w: w.space.batches.set_status(w.several(Lead), w.dice.choice(_STATUS)),
    "lead assign beside": lambda w: w.space.leads.assign(w.any(Lead), to=[w.any(User), w.any(User)]),
    "opportunity of an open lead": lambda w: w.space.qualification.make_opportunity(w.any(Lead)),
    "several assign": lambda w: w.space.batches.assign(w.several(Lead), w.any(User)),
    "several qualify": lambda w: w.space.batches.qualify(
        w.several(Lead), QualifyChoice(opportunities=("",) if w.dice.random() < 0.5 else ())
    ),
    "several disqualify": lambda w: w.space.batches.disqualify(w.several(Lead), "lost"),
    "several delete": lambda w: w.space.batches.delete(w.several(Lead)),
    "import": _import,
    "contact add": lambda w: w.space.contacts.add({"name": w.name(), "account": w.any(Account)}),
    "contact edit": lambda w: w.space.contacts.edit(w.any(Contact), {"name": w.name(), "city": w.name()}),
    "contact delete": lambda w: w.space.contacts.delete(w.any(Contact)),
    "account add": lambda w: w.space.accounts.add({"name": w.name()}),
    "account edit": lambda w: w.space.accounts.edit(w.any(Account), {"name": w.name()}),
    "account delete": lambda w: w.space.accounts.delete(w.any(Account)),
    "user add": lambda w: w.space.users.add(w.name(), login=f"u{w.dice.getrandbits(30)}"),
    "user edit": lambda w: w.space.users.edit(w.any(User), {"email": f"u{w.dice.randint(1, 99)}@example.com"}),
    "field add": lambda w: w.space.fields.add_custom(
        w.dice.choice(("lead", "contact")), f"Own {w.dice.randint(1, 99)}", "choice", choices=("light",)
    ),
    "field extend": lambda w: w.space.fields.extend("lead", f"own_{w.dice.randint(1, 99)}", ("dark",)),
    "call": lambda w: w.space.timeline.log_call(
        w.any(w.dice.choice((Lead, Opportunity, Contact))), notes=w.name(), override=w.dice.random() < 0.5
    ),
    "email": lambda w: w.space.timeline.log_email(w.any(Lead), direction=w.dice.choice(("in", "out")), body=w.name()),
    "book": lambda w: w.space.timeline.book(w.any(Lead), w.name(), w.dice.choice(_WHEN) or "", people=("Sara",)),
    "task": lambda w: w.space.timeline.add_task(w.any(Lead), w.name(), due=w.dice.choice(_WHEN)),
    "note": lambda w: w.space.timeline.add_note(w.any(Opportunity), w.name()),
    "post": lambda w: w.space.timeline.post(w.any(Lead), f"{w.name()} @omar"),
    "reply": lambda w: w.space.timeline.reply(w.any(Activity), w.name()),
    "complete": lambda w: w.space.timeline.complete(w.any(Activity), outcome=w.name()),
    "cancel": lambda w: w.space.timeline.cancel(w.any(Activity)),
    "reschedule": lambda w: w.space.timeline.reschedule(w.any(Activity), w.dice.choice(_WHEN) or ""),
    "entry edit": lambda w: w.space.timeline.edit(w.any(Activity), {"body": w.name()}),
    "entry delete": lambda w: w.space.timeline.delete(w.any(Activity)),
    "pin": lambda w: w.space.timeline.pin(w.any(Activity), w.dice.random() < 0.5),
    "stakeholder add": lambda w: w.space.stakeholders.add(w.any(Lead), name=w.name(), roles=("champion",)),
    "stakeholder edit": lambda w: w.space.stakeholders.edit(w.any(Stakeholder), {"influence": w.dice.randint(1, 5)}),
    "stakeholder remove": lambda w: w.space.stakeholders.remove(w.any(Stakeholder)),
    "competitor define": lambda w: w.space.competitors.define({"name": w.name()}),
    "competitor revise": lambda w: w.space.competitors.revise(w.any(Competitor), {"name": w.name()}),
    "competitor delete": lambda w: w.space.competitors.delete(w.any(Competitor)),
    "rivalry add": lambda w: w.space.competitors.add(w.any(Lead), w.name()),
    "rivalry edit": lambda w: w.space.competitors.edit(w.any(Rivalry), {"notes": w.name()}),
    "rivalry remove": lambda w: w.space.competitors.remove(w.any(Rivalry)),
    "step": lambda w: w.space.processes.set(w.any(w.dice.choice((Lead, Opportunity))), {"customer_need": w.name()}),
    "stage on": lambda w: w.space.processes.next(w.any(Opportunity)),
    "stage back": lambda w: w.space.processes.back(w.any(Opportunity)),
    "process finish": lambda w: w.space.processes.finish(w.any(Opportunity)),
    "process abandon": lambda w: w.space.processes.abandon(w.any(Lead)),
    "process switch": lambda w: w.space.processes.switch(
        w.any(Lead), w.dice.choice(("quick_sale", "enterprise", "lead_to_opportunity"))
    ),
    "opportunity edit": lambda w: w.space.opportunities.edit(
        w.any(Opportunity), {"amount": f"{w.dice.randint(1, 9)}k USD"}
    ),
    "opportunity won": lambda w: w.space.opportunities.close(w.any(Opportunity), "won", revenue="9k USD"),
    "opportunity lost": lambda w: w.space.opportunities.close(w.any(Opportunity), "lost", competitor=w.name()),
    "opportunity reopen": lambda w: w.space.opportunities.reopen(w.any(Opportunity)),
    "opportunity status": lambda w: w.space.opportunities.set_status(
        w.any(Opportunity), w.dice.choice(("open", "on_hold"))
    ),
    "opportunity delete": lambda w: w.space.opportunities.delete(w.any(Opportunity)),
    "customer add": lambda w: w.space.customers.add("lead", w.any(Lead)),
    "customer delete": lambda w: w.space.customers.delete(w.any(Customer)),
    "quote add": lambda w: w.space.quotes.add(
        w.any(w.dice.choice((Lead, Opportunity, Customer))),
        [{"name": w.name(), "unit_price": "33.33", "quantity": str(w.dice.randint(1, 9))} for _ in range(2)],
        discount=w.dice.choice((None, "10%", "5")),
    ),
    "quote line": lambda w: w.space.quotes.set_line(w.any(Quotation), "1", {"quantity": str(w.dice.randint(1, 9))}),
    "quote line less": lambda w: w.space.quotes.remove_line(w.any(Quotation), "2"),
    "quote submit": lambda w: w.space.quotes.submit(w.any(Quotation)),
    "quote submit one more": lambda w: w.space.quotes.submit(w.any(Quotation)),
    "quote edit": lambda w: w.space.quotes.edit(w.any(Quotation), {"valid_until": "2027-01-31"}),
    "quote lose": lambda w: w.space.quotes.lose(w.any(Quotation), "price"),
    "quote cancel": lambda w: w.space.quotes.cancel(w.any(Quotation)),
    "quote copy": lambda w: w.space.quotes.copy(w.any(Quotation)),
    "quote delete": lambda w: w.space.quotes.delete(w.any(Quotation)),
    "order add": lambda w: w.space.orders.add(w.any(Quotation), w.dice.choice(((), ("1:1",)))),
    "order add one more": lambda w: w.space.orders.add(w.any(Quotation)),
    "order confirm": lambda w: w.space.orders.confirm(w.any(SalesOrder)),
    "order cancel": lambda w: w.space.orders.cancel(w.any(SalesOrder)),
    "order delete": lambda w: w.space.orders.delete(w.any(SalesOrder)),
    "card snooze": lambda w: w.space.assistant.snooze(*w.card()),
    "card dismiss": lambda w: w.space.assistant.dismiss(*w.card()),
    "card restore": lambda w: w.space.assistant.restore(w.card()[0]),
}
