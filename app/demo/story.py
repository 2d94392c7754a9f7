"""A story: the steps of one made-up lead, from its capture to where it stands today."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from app.demo.casting import Casting, Role
from app.demo.content import Content, Person
from app.demo.steps import Calendar, Step

_SOURCES = (
    *("trade_show", "exhibition", "web", "web", "linkedin_form", "cold_call", "cold_call", "customer_referral"),
    *("campaign", "partner", "walk_in", "word_of_mouth", "employee_referral", "seminar", "advertisement", "event"),
    *("mass_mailing", "external_referral", "public_relations", "existing_customer"),
)
_CAMPAIGNS = {
    "campaign": "Ramadan evenings",
    "mass_mailing": "Spring letter",
    "advertisement": "Airport posters",
    "linkedin_form": "Office coffee, autumn",
    "trade_show": "Gulf Coffee Week",
    "exhibition": "Hotel Expo",
    "seminar": "Water and taste",
}
_TIMEFRAMES = ("immediate", "this_quarter", "next_quarter", "this_year", "unknown")


class Story:
    """Writes down what happens with one lead."""

    def __init__(
        self, key: str, owner: str, role: Role, content: Content, casting: Casting, dice: Random, calendar: Calendar
    ) -> None:
        """Begin the story of a lead.

        Args:
            key: What the lead is called among the steps.
            owner: The login of who works on it.
            role: Who and what the lead is.
            content: What is said and written.
            casting: Where further people come from.
            dice: Every choice is theirs.
            calendar: Where moments come from.
        """
        self.key, self.owner, self.role = key, owner, role
        self.content, self.talk, self.casting = content, content.talk, casting
        self.dice, self.calendar = dice, calendar
        self.rival = dice.choice(content.house.competitors)["name"]
        self.steps: list[Step] = []

    @property
    def last(self) -> datetime:
        """When the last step so far was done."""
        return max(step.at for step in self.steps)

    def step(self, at: datetime, do: str, *, by: str = "", **args: Any) -> None:
        """Have something done."""
        self.steps.append(Step(at, self.key, by or self.owner, do, args))

    def words(self, text: str) -> str:
        """A text with its braces filled in."""
        role = self.role
        return text.format(
            first=role.person.first,
            company=role.company or role.person.name,
            city=(role.place.city_ar if role.arabic else None) or role.place.city,
            machines=role.machines,
            cups=role.cups,
            rival=self.rival,
            month=(self.calendar.now + timedelta(days=60)).strftime("%B"),
        )

    def captured(self, at: datetime, **more: Any) -> None:
        """The lead is entered."""
        role, dice = self.role, self.dice
        place, arabic = role.place, role.arabic
        source = dice.choice(_SOURCES)
        values: dict[str, Any] = {
            "kind": "organisation" if role.company else "person",
            "company": role.company,
            "name": role.person.name,
            "job_title": role.person.title if role.company else None,
            "email": role.person.email,
            "phone": role.phone if dice.random() < 0.85 else None,
            "topic": role.wish.topic_ar if arabic else role.wish.topic,
            "source": source,
            "campaign": self.content.told(_CAMPAIGNS.get(source, "")),
            "city": place.city_ar if arabic else place.city,
            "country": place.country_ar if arabic else place.country,
            "time_zone": place.zone,
            "language": "ar" if arabic else None,
            "lead_type": "client" if dice.random() < 0.8 else None,
        }
        self.step(at, "capture", values={**{code: value for code, value in values.items() if value}, **more})

    def research(self, **more: Any) -> None:
        """What is known of the business is looked up and filled in."""
        role, dice = self.role, self.dice
        values: dict[str, Any] = {
            "cups_a_day": role.cups,
            "machines_today": role.machines,
            "milk": self.content.told(dice.choice(("Fresh milk", "Fresh milk", "Milk powder", "Plant-based", "None"))),
        }
        if role.company:
            values |= {
                "industry": role.kind.industry,
                "market_segment": role.kind.segment,
                "employees": dice.randint(*role.kind.employees),
                "annual_revenue": role.money(dice.randint(*role.kind.revenue)),
                "website": f"www.{role.domain}",
            }
        if dice.random() < 0.3:
            values["contract_ends"] = self.calendar.day_of(self.calendar.ahead(dice.randint(20, 300)))
        self.step(self.calendar.after(self.last, 0.2, 2), "edit", values={**values, **more})

    def judged(self, rating: str, *, sure: bool) -> dict[str, Any]:
        """What the rep thinks of the lead's chances; one that is sure knows budget and decision."""
        role, dice = self.role, self.dice
        values: dict[str, Any] = {"rating": rating, "timeframe": dice.choice(_TIMEFRAMES)}
        if sure:
            values |= {
                "budget": role.money(role.dollars),
                "budget_status": dice.choice(("can_buy", "will_buy", "may_buy")),
                "need": dice.choice(("must_have", "should_have")),
                "purchase_process": dice.choice(("individual", "individual", "committee")),
                "decision_maker": dice.random() < 0.75,
                "initial_communication": "contacted",
                "estimated_value": role.money(role.dollars * dice.uniform(0.85, 1.1)),
                "estimated_close": self.calendar.day_of(self.calendar.ahead(dice.randint(14, 150))),
                "qualification_comments": self.words(dice.choice(self.talk.summaries)),
            }
        return values

    def touch(self, at: datetime) -> None:
        """A call, an email or a note."""
        kind = self.dice.choices(("call", "missed", "email", "in", "note"), (38, 16, 22, 14, 10))[0]
        {"call": self.call, "missed": self.miss, "email": self.write, "in": self.hear, "note": self.note}[kind](at)

    def call(self, at: datetime) -> None:
        """A call that reaches the person."""
        dice, calls = self.dice, self.talk.calls
        if self.role.arabic and dice.random() < 0.7:
            notes = " ".join(dice.sample(calls.arabic, 2))
        elif dice.random() < 0.15:
            notes = dice.choice(calls.inbound)
        else:
            said = [dice.choice(part) for part in (calls.opening, calls.decision, calls.next)]
            notes = " ".join(said if dice.random() < 0.6 else said[:1] + said[2:])
        self.step(at, "call", minutes=dice.randint(3, 24), outcome=dice.choice(calls.reached), notes=self.words(notes))

    def miss(self, at: datetime) -> None:
        """A call that reaches nobody."""
        outcome, notes = self.dice.choice(self.talk.calls.missed)
        self.step(at, "call", outcome=outcome, notes=self.words(notes) or None)

    def write(self, at: datetime) -> None:
        """An email to the person."""
        letters = self.talk.emails.out_ar if self.role.arabic else self.talk.emails.out
        self._email(at, "out", *self.dice.choice(letters))

    def hear(self, at: datetime) -> None:
        """An email from the person."""
        letters = self.talk.emails.in_ar if self.role.arabic else self.talk.emails.in_
        self._email(at, "in", *self.dice.choice(letters))

    def _email(self, at: datetime, direction: str, subject: str, body: str) -> None:
        texts = {"subject": self.words(subject), "body": self.words(body)}
        self.step(at, "email", direction=direction, address=self.role.person.email, **texts)

    def note(self, at: datetime) -> None:
        """A note."""
        texts = self.talk.notes_ar if self.role.arabic else self.talk.notes
        self.step(at, "note", text=self.words(self.dice.choice(texts)))

    def touches(self, count: int, until: datetime) -> None:
        """Several of them, the last one about when it is said."""
        begin = self.last
        for number in range(1, count + 1):
            moment = begin + (until - begin) * number / count
            days_ago = (self.calendar.now - moment) / timedelta(days=1)
            at = self.calendar.workday(days_ago)
            self.touch(at if at > self.last else self.last + timedelta(minutes=self.dice.randint(3, 40)))

    def people(self, count: int) -> None:
        """The people with a say, the lead's own first."""
        at = self.last + timedelta(minutes=4)
        champion: dict[str, Any] = {"roles": ["champion"], "influence": 3, "attitude": "supporter"}
        self.step(at, "stakeholder", contact_name=self.role.person.name, email=self.role.person.email, **champion)
        for each in self.dice.sample(self.talk.stakeholders, count - 1):
            self.somebody(at + timedelta(minutes=2), each)

    def somebody(self, at: datetime, each: Person, on: str = "lead") -> None:
        """A further person turns up, at the lead or at the opportunity."""
        arabic = self.role.arabic
        titles = each.title_ar if arabic else (each.title, each.title)
        person = self.casting.person(self.role.place, self.role.domain, titles, arabic=arabic)
        self.step(
            at,
            "stakeholder",
            on=on,
            contact_name=person.name,
            email=person.email,
            job_title=person.title,
            roles=[each.role],
            influence=each.influence,
            attitude=each.attitude,
            notes=each.notes_ar if arabic else each.notes,
        )

    def meet_rival(self, status: str = "suspected") -> None:
        """The competitor turns up."""
        self.step(self.last + timedelta(minutes=3), "competitor", name=self.rival, status=status)

    def thread(self, at: datetime) -> None:
        """A question to colleagues, and their answers."""
        question, answers = self.dice.choice(self.talk.threads)
        self.step(at, "post", key=f"post {at}", text=self.words(question))
        for number, answer in enumerate(answers, 1):
            who = self.dice.choice([each.login for each in self.content.house.colleagues if each.login != self.owner])
            when = at + timedelta(minutes=self.dice.randint(7, 60) * number)
            self.step(when, "reply", by=who, to=f"post {at}", text=self.words(answer))
        if (self.calendar.now - at).days > 12:
            self.step(self.last + timedelta(hours=1), "seen")

    def meeting(self, booked: datetime, start: datetime) -> None:
        """An appointment; one that is over was held."""
        dice = self.dice
        key = f"meeting {start}"
        self.step(
            booked,
            "book",
            key=key,
            subject=dice.choice(self.talk.meetings),
            start=start,
            minutes=dice.choice((30, 45, 60, 90)),
            place=dice.choice(self.role.place.districts),
            people=[self.role.person.name],
            agenda=dice.choice(self.talk.agendas),
        )
        if start < self.calendar.now - timedelta(hours=2):
            self.step(start + timedelta(minutes=95), "complete", key=key, outcome=dice.choice(self.talk.held))

    def task(self, at: datetime, due: datetime, done: datetime | None = None) -> None:
        """Something to do, and when it was done."""
        key = f"task {at}"
        subjects = self.talk.tasks_ar if self.role.arabic else self.talk.tasks
        priority = self.dice.choice(("normal", "normal", "high", "low"))
        self.step(at, "task", key=key, subject=self.words(self.dice.choice(subjects)), due=due, priority=priority)
        if done is not None:
            self.step(done, "complete", key=key)
