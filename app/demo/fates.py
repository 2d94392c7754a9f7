"""Fates: the ways a lead of the demo may go, and how many go each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from random import Random

from app.demo.casting import Casting
from app.demo.content import Content
from app.demo.steps import Calendar, Step
from app.demo.telling import Telling

Fate = Callable[[Telling, int], None]
"""Tells a lead's steps; the number says which of its kind it is, from 0."""

#: Against this competitor three of five decided opportunities were won, as the panel of the first lead shows.
FABRIKAM = "Fabrikam Espresso"
_FABRIKAM_WON, _FABRIKAM_LOST = 3, 2
#: Of the leads whose next contact lies today, how long after nine it is, in minutes.
_TODAY_MINUTES = (90, 150, 330, 420, 45, 240)


def fresh(tale: Telling, number: int) -> None:
    """New in these days; hardly anything done yet."""
    dice, calendar = tale.dice, tale.calendar
    tale.captured(calendar.workday(1 + number * 9 / 50))
    if dice.random() < 0.35:
        tale.miss(calendar.after(tale.last, 0.1, 1.5))
    if dice.random() < 0.4:
        tale.step(tale.last + timedelta(minutes=2), "next_contact", when=calendar.ahead(dice.randint(1, 6)))


def working(tale: Telling, number: int) -> None:
    """A rep is at it."""
    dice, calendar = tale.dice, tale.calendar
    tale.captured(calendar.workday(dice.randint(16, 150)))
    tale.step(calendar.after(tale.last, 0.2, 2), "status", status="open")
    if dice.random() < 0.7:
        tale.research(**tale.judged(dice.choice(("warm", "warm", "cold")), sure=dice.random() < 0.25))
    tale.touches(dice.randint(2, 5), calendar.workday(dice.randint(1, 12)))
    if dice.random() < 0.3:
        tale.people(dice.randint(1, 2))
    if dice.random() < 0.3:
        tale.meet_rival()
    for _ in range(number % 4):
        tale.step(tale.last + timedelta(minutes=6), "advance", on="lead")
    _tasks(tale, number)
    _next_contact(tale, number)


def interested(tale: Telling, number: int) -> None:
    """Wants it; people, competitors and budget are known."""
    dice, calendar = tale.dice, tale.calendar
    tale.captured(calendar.workday(dice.randint(20, 120)))
    tale.call(calendar.after(tale.last, 0.2, 3))
    tale.research(**tale.judged("hot" if number % 5 < 3 else "warm", sure=True), tasting_done=dice.random() < 0.5)
    tale.people(dice.randint(2, 4))
    if dice.random() < 0.65:
        tale.meet_rival(dice.choice(("suspected", "confirmed")))
    if dice.random() < 0.35:
        tale.thread(calendar.after(tale.last, 0.5, 4))
    start = calendar.after(tale.last, 3, 8)
    tale.meeting(start - timedelta(days=1.5), start)
    tale.touches(dice.randint(1, 3), calendar.workday(dice.randint(1, 9)))
    tale.step(tale.last + timedelta(minutes=2), "status", status="interested")
    for _ in range(1 + number % 4):
        tale.step(tale.last + timedelta(minutes=6), "advance", on="lead")
    _tasks(tale, number)
    if number % 4 == 0:
        tale.meeting(tale.last + timedelta(minutes=5), calendar.ahead(dice.randint(1, 8)))
    _next_contact(tale, number + 2)


def replied(tale: Telling, number: int) -> None:
    """Asked something, was answered, and has the word now."""
    dice, calendar = tale.dice, tale.calendar
    tale.captured(calendar.workday(dice.randint(5, 40)))
    tale.hear(calendar.after(tale.last, 0.2, 2))
    if number % 2:
        tale.research(rating="warm")
    tale.write(calendar.after(tale.last, 0.2, 2))
    tale.step(tale.last + timedelta(minutes=1), "status", status="replied")


def silent(tale: Telling, number: int) -> None:
    """Nothing happened for weeks or months."""
    dice, calendar = tale.dice, tale.calendar
    quiet = dice.randint(19, 110)
    tale.captured(calendar.workday(quiet + dice.randint(10, 150)))
    tale.touches(dice.randint(1, 3), calendar.workday(quiet))
    tale.step(tale.last + timedelta(minutes=1), "status", status="open")
    if number % 3 == 0:
        tale.step(tale.last + timedelta(minutes=3), "edit", values={"rating": dice.choice(("cold", "warm"))})


def blocked(tale: Telling, number: int) -> None:
    """Does not want to be phoned, written to, or contacted at all."""
    dice, calendar = tale.dice, tale.calendar
    tale.captured(calendar.workday(dice.randint(20, 250)))
    tale.call(calendar.after(tale.last, 1, 5))
    if number % 3 == 2:
        wish = {"do_not_phone": True} if number % 2 else {"do_not_email": True}
        tale.step(tale.last + timedelta(minutes=2), "edit", values={**wish, "preferred_contact": "mail"})
        return
    text = "Asked not to be contacted again, by anybody. Said it kindly."
    tale.step(tale.last + timedelta(minutes=2), "note", text=text)
    tale.step(tale.last + timedelta(minutes=1), "status", status="do_not_contact")


def disqualified(tale: Telling, number: int) -> None:
    """Given up, for each of the reasons."""
    dice, calendar = tale.dice, tale.calendar
    days = dice.randint(12, 320)
    tale.captured(calendar.workday(days + dice.randint(5, 40)))
    tale.touches(dice.randint(1, 3), calendar.workday(days))
    if number % 5 < 3:
        tale.step(tale.last + timedelta(minutes=2), "status", status="open")
    if number % 3 == 0:
        tale.research(rating="cold")
    reasons = sorted(tale.talk.comments)
    reason = reasons[number % len(reasons)]
    comment = tale.words(tale.talk.comments[reason])
    at = calendar.after(tale.last, 0.1, 3)
    tale.step(at, "disqualify", reason=reason, comment=comment, keep_contact=number % 6 == 0)
    if number % 20 == 7:
        tale.step(calendar.after(tale.last, 1, 4), "reactivate")
        tale.call(calendar.after(tale.last, 0.1, 1))


#: How the opportunities stand: how they ended, and how many stages they went on; -1 is all the way.
_PIPELINE = (
    *((("won", -1),) * 16),
    *((("lost", 0), ("lost", 1)) * 5),
    ("cancelled", 0),
    ("cancelled", 1),
    ("cancelled", 0),
    ("out_sold", 1),
    ("out_sold", 0),
    ("on_hold", 0),
    ("on_hold", 1),
    ("on_hold", 1),
    ("on_hold", 2),
    *((("open", 0), ("open", 1), ("open", 2), ("open", 3), ("open", 1), ("open", 0), ("open", 4)) * 4),
)


def _standing(number: int) -> tuple[str, int]:
    """How the opportunity of a qualified lead stands; in steps, so that a short demo has something of everything."""
    return _PIPELINE[number * 11 % len(_PIPELINE)]


def qualified(tale: Telling, number: int) -> None:
    """A viable sale; its opportunity is won, lost, or on its way."""
    dice, calendar = tale.dice, tale.calendar
    how, stages = _standing(number)
    open_still = how in ("open", "on_hold")
    days = dice.randint(20, 150) if open_still else dice.randint(70, 330)
    sure = tale.judged("hot" if open_still else dice.choice(("hot", "warm")), sure=True)
    tale.captured(
        calendar.workday(days + dice.randint(6, 25)), **sure | _fitting(tale, number) | {"decision_maker": True}
    )
    tale.call(calendar.after(tale.last, 0.2, 3))
    tale.people(dice.randint(2, 4))
    _rival(tale, how, number)
    tale.touches(dice.randint(1, 3), calendar.workday(days))
    if "campaign" in tale.steps[0].args["values"] or tale.steps[0].args["values"]["source"] == "web":
        tale.step(tale.last + timedelta(minutes=2), "switch", code="lead_to_opportunity")
    more = ("", f"{tale.role.wish.topic}, second step") if number % 29 == 3 else ("",)
    tale.step(calendar.after(tale.last, 0.3, 3), "qualify", opportunities=more)
    _pursued(tale, how, stages)


def _fitting(tale: Telling, number: int) -> dict[str, object]:
    """What makes each process fit some of the qualified leads."""
    if number % 5 == 4:
        return {"timeframe": "immediate", "budget": f"{tale.dice.randint(3, 9) * 1000} {tale.role.place.currency}"}
    if number % 5 == 1:
        dollars = max(tale.role.dollars, tale.dice.choice((140_000, 180_000, 310_000)))
        return {
            "purchase_process": "committee",
            "budget": tale.role.money(dollars),
            "estimated_value": tale.role.money(dollars * 0.95),
        }
    return {"timeframe": "this_quarter", "purchase_process": "individual"}


def _rival(tale: Telling, how: str, number: int) -> None:
    """The competitor met; Fabrikam only where it keeps to the three of five."""
    others = [each["name"] for each in tale.content.house.competitors if each["name"] != FABRIKAM]
    nth = [index for index in range(number + 1) if _standing(index)[0] == how]
    met = {"won": _FABRIKAM_WON, "lost": _FABRIKAM_LOST}.get(how, 0)
    tale.rival = FABRIKAM if len(nth) <= met else others[number % len(others)]
    if tale.rival == FABRIKAM or number % 4:
        tale.meet_rival("confirmed")


def _pursued(tale: Telling, how: str, stages: int) -> None:
    """What happens with the opportunity."""
    dice, calendar = tale.dice, tale.calendar
    answers = {"customer_need": tale.role.wish.need, "proposed_solution": tale.role.wish.solution}
    left = (calendar.now - tale.last) / timedelta(days=1)
    count = 5 if stages < 0 else stages
    pace = max(left * 0.8 / (count + 2), 0.2)
    if count:
        tale.somebody(calendar.after(tale.last, pace * 0.2, pace * 0.4), tale.talk.newcomer, "opportunity")
    for _ in range(count):
        tale.step(calendar.after(tale.last, pace * 0.5, pace * 1.2), "advance", answers=answers)
        if dice.random() < 0.4:
            tale.call(tale.last + timedelta(minutes=12))
    if how == "on_hold":
        tale.step(calendar.after(tale.last, 1, 4), "opportunity_status", status="on_hold")
    elif how != "open":
        at = calendar.after(tale.last, pace * 0.3, pace)
        texts = {"lost": tale.talk.lost, "cancelled": tale.talk.cancelled, "out_sold": tale.talk.out_sold}
        reason = dice.choice(texts[how]) if how in texts else None
        to = tale.rival if how == "lost" and tale.rival == FABRIKAM else None
        tale.step(at, "close", how=how, reason=reason, competitor=to)
    elif dice.random() < 0.5:
        step = calendar.after(tale.last, 0.5, 3)
        tale.step(
            step, "task", on="opportunity", subject="Send the final price", due=calendar.ahead(dice.randint(-2, 9))
        )


def _tasks(tale: Telling, number: int) -> None:
    """Some have a task: done, ahead, or overdue."""
    dice, calendar = tale.dice, tale.calendar
    if number % 3 == 0:
        at = tale.last - timedelta(days=dice.uniform(0.5, 1))
        if at > tale.steps[0].at:
            tale.task(at, at + timedelta(days=1), done=tale.last + timedelta(minutes=3))
    elif number % 13 == 1:
        tale.task(tale.last + timedelta(minutes=4), calendar.on_the_hour(dice.randint(1, 3)))
    elif number % 5 == 2:
        tale.task(tale.last + timedelta(minutes=4), calendar.ahead(dice.randint(1, 12)))


def _next_contact(tale: Telling, number: int) -> None:
    """Most have a next contact: ahead, today, or missed."""
    dice, calendar = tale.dice, tale.calendar
    at = tale.last + timedelta(minutes=3)
    if number % 12 == 5:
        when = calendar.now + timedelta(minutes=_TODAY_MINUTES[number // 12 % len(_TODAY_MINUTES)])
    elif number % 12 == 7:
        when = calendar.on_the_hour(dice.randint(1, 4))
        at = min(at, when - timedelta(hours=20))
        if at <= tale.steps[0].at:
            return
    elif number % 2 == 0:
        when = calendar.ahead(dice.randint(1, 20))
    else:
        return
    tale.step(at, "next_contact", when=when)


#: How many of a hundred leads go which way.
SHARES: tuple[tuple[Fate, int], ...] = (
    (blocked, 2),
    (working, 25),
    (qualified, 15),
    (disqualified, 15),
    (interested, 14),
    (fresh, 12),
    (silent, 10),
    (replied, 7),
)


def fates(count: int) -> list[tuple[Fate, int]]:
    """The fates of so many leads, each with its number among its kind."""
    wanted = [(fate, max(1, round(count * share / 100))) for fate, share in SHARES]
    return [(fate, number) for fate, many in wanted for number in range(many)][:count]


def made_up_steps(content: Content, count: int, dice: Random, calendar: Calendar) -> Iterator[Step]:
    """The steps of so many made-up leads."""
    casting = Casting(content, dice)
    twins = iter(cycle((9, 31, 52, 77)))
    twin = next(twins)
    earlier: list[Telling] = []
    for index, (fate, number) in enumerate(fates(count)):
        private = fate in (fresh, working, silent, replied) and number % 6 == 5
        role = casting.private_person() if private else casting.role()
        if fate is fresh and number % 15 == 4 and earlier:
            # the same house once more, by somebody else who works there
            house = earlier[twin % len(earlier)].role
            if house.company:
                titles = casting.titles(house.kind, arabic=house.arabic)
                person = casting.person(house.place, house.domain, titles, arabic=house.arabic)
                role = replace(house, person=person, phone=casting.phone(house.place))
            twin = next(twins)
        owner = dice.choice(role.place.owners)
        tale = Telling(f"lead {index}", owner, role, content, casting, dice, calendar)
        fate(tale, number)
        earlier.append(tale)
        yield from tale.steps
