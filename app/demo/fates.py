"""Fates: the ways a lead of the demo may go, and how many go each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from random import Random
from typing import Any

from app.demo.casting import Casting
from app.demo.content import Content
from app.demo.steps import Calendar, Step
from app.demo.story import Story

Fate = Callable[[Story, int], None]
"""Tells a lead's steps; the number says which of its kind it is, from 0."""

#: Against this competitor three of five decided opportunities were won, as the panel of the first lead shows.
FABRIKAM = "Fabrikam Espresso"
_FABRIKAM_WON, _FABRIKAM_LOST = 3, 2
#: Of the leads whose next contact lies today, how long after nine it is, in minutes.
_TODAY_MINUTES = (90, 150, 330, 420, 45, 240)


def fresh(story: Story, number: int) -> None:
    """New in these days; hardly anything done yet."""
    dice, calendar = story.dice, story.calendar
    story.captured(calendar.workday(1 + number * 9 / 50))
    if dice.random() < 0.35:
        story.miss(calendar.after(story.last, 0.1, 1.5))
    if dice.random() < 0.4:
        story.step(story.last + timedelta(minutes=2), "next_contact", when=calendar.ahead(dice.randint(1, 6)))


def working(story: Story, number: int) -> None:
    """A rep is at it."""
    dice, calendar = story.dice, story.calendar
    story.captured(calendar.workday(dice.randint(16, 150)))
    story.step(calendar.after(story.last, 0.2, 2), "status", status="open")
    if dice.random() < 0.7:
        story.research(**story.judged(dice.choice(("warm", "warm", "cold")), sure=dice.random() < 0.25))
    story.touches(dice.randint(2, 5), calendar.workday(dice.randint(1, 12)))
    if dice.random() < 0.3:
        story.people(dice.randint(1, 2))
    if dice.random() < 0.3:
        story.meet_rival()
    for _ in range(number % 4):
        story.step(story.last + timedelta(minutes=6), "advance", on="lead")
    _tasks(story, number)
    _next_contact(story, number)


def interested(story: Story, number: int) -> None:
    """Wants it; people, competitors and budget are known."""
    dice, calendar = story.dice, story.calendar
    story.captured(calendar.workday(dice.randint(20, 120)))
    story.call(calendar.after(story.last, 0.2, 3))
    story.research(**story.judged("hot" if number % 5 < 3 else "warm", sure=True), tasting_done=dice.random() < 0.5)
    story.people(dice.randint(2, 4))
    if dice.random() < 0.65:
        story.meet_rival(dice.choice(("suspected", "confirmed")))
    if dice.random() < 0.35:
        story.thread(calendar.after(story.last, 0.5, 4))
    start = calendar.after(story.last, 3, 8)
    story.meeting(start - timedelta(days=1.5), start)
    story.touches(dice.randint(1, 3), calendar.workday(dice.randint(1, 9)))
    story.step(story.last + timedelta(minutes=2), "status", status="interested")
    for _ in range(1 + number % 4):
        story.step(story.last + timedelta(minutes=6), "advance", on="lead")
    _tasks(story, number)
    if number % 4 == 0:
        story.meeting(story.last + timedelta(minutes=5), calendar.ahead(dice.randint(1, 8)))
    _next_contact(story, number + 2)


def replied(story: Story, number: int) -> None:
    """Asked something, was answered, and has the word now."""
    dice, calendar = story.dice, story.calendar
    story.captured(calendar.workday(dice.randint(5, 40)))
    story.hear(calendar.after(story.last, 0.2, 2))
    if number % 2:
        story.research(rating="warm")
    story.write(calendar.after(story.last, 0.2, 2))
    story.step(story.last + timedelta(minutes=1), "status", status="replied")


def silent(story: Story, number: int) -> None:
    """Nothing happened for weeks or months."""
    dice, calendar = story.dice, story.calendar
    quiet = dice.randint(19, 110)
    story.captured(calendar.workday(quiet + dice.randint(10, 150)))
    story.touches(dice.randint(1, 3), calendar.workday(quiet))
    story.step(story.last + timedelta(minutes=1), "status", status="open")
    if number % 3 == 0:
        story.step(story.last + timedelta(minutes=3), "edit", values={"rating": dice.choice(("cold", "warm"))})


def blocked(story: Story, number: int) -> None:
    """Does not want to be phoned, written to, or contacted at all."""
    dice, calendar = story.dice, story.calendar
    story.captured(calendar.workday(dice.randint(20, 250)))
    story.call(calendar.after(story.last, 1, 5))
    if number % 3 == 2:
        wish = {"do_not_phone": True} if number % 2 else {"do_not_email": True}
        story.step(story.last + timedelta(minutes=2), "edit", values={**wish, "preferred_contact": "mail"})
        return
    text = story.content.told("Asked not to be contacted again, by anybody. Said it kindly.")
    story.step(story.last + timedelta(minutes=2), "note", text=text)
    story.step(story.last + timedelta(minutes=1), "status", status="do_not_contact")


def disqualified(story: Story, number: int) -> None:
    """Given up, for each of the reasons."""
    dice, calendar = story.dice, story.calendar
    days = dice.randint(12, 320)
    story.captured(calendar.workday(days + dice.randint(5, 40)))
    story.touches(dice.randint(1, 3), calendar.workday(days))
    if number % 5 < 3:
        story.step(story.last + timedelta(minutes=2), "status", status="open")
    if number % 3 == 0:
        story.research(rating="cold")
    reasons = sorted(story.talk.comments)
    reason = reasons[number % len(reasons)]
    comment = story.words(story.talk.comments[reason])
    at = calendar.after(story.last, 0.1, 3)
    story.step(at, "disqualify", reason=reason, comment=comment, keep_contact=number % 6 == 0)
    if number % 20 == 7:
        story.step(calendar.after(story.last, 1, 4), "reactivate")
        story.call(calendar.after(story.last, 0.1, 1))


#: The currencies in which all products have prices.
_PRICED_IN = ("AED", "EUR")
#: What leads ask about together: the number of a product, and how many for each machine they run.
_ASKED_ABOUT = (
    (("WE-2", 1), ("GR-64", 2)),
    (("OF-1", 1), ("WF-5", 1), ("SV-12", 1)),
    (("WE-3", 1), ("BN-H", 20)),
    (("WE-1", 1), ("GR-64", 1), ("TR-1", 1)),
)
#: What a second colleague does in a sales team.
_TEAM_ROLES = (("technical_sales",), ("delivery", "service"), ("industry_expert",), ("territory_manager",))
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


def qualified(story: Story, number: int) -> None:
    """A viable sale; its opportunity is won, lost, or on its way."""
    dice, calendar = story.dice, story.calendar
    how, stages = _standing(number)
    open_still = how in ("open", "on_hold")
    days = dice.randint(20, 150) if open_still else dice.randint(70, 330)
    sure = story.judged("hot" if open_still else dice.choice(("hot", "warm")), sure=True)
    story.captured(
        calendar.workday(days + dice.randint(6, 25)), **sure | _fitting(story, number) | {"decision_maker": True}
    )
    story.call(calendar.after(story.last, 0.2, 3))
    story.people(dice.randint(2, 4))
    _rival(story, how, number)
    story.touches(dice.randint(1, 3), calendar.workday(days))
    if "campaign" in story.steps[0].args["values"] or story.steps[0].args["values"]["source"] == "web":
        story.step(story.last + timedelta(minutes=2), "switch", code="lead_to_opportunity")
    _asks(story, number)
    further = story.content.told("{topic}, second step").format(topic=story.role.wish.topic)
    more = ("", further) if number % 29 == 3 else ("",)
    story.step(calendar.after(story.last, 0.3, 3), "qualify", opportunities=more)
    _team(story, number)
    _pursued(story, how, stages)


def _asks(story: Story, number: int) -> None:
    """The products asked about, where they have prices in the money of the place; every third lead names some."""
    if number % 3 or story.role.place.currency not in _PRICED_IN:
        return
    products = _ASKED_ABOUT[number // 3 % len(_ASKED_ABOUT)]
    for product, of_a_machine in products:
        quantity = str(max(1, story.role.machines * of_a_machine))
        story.step(story.last + timedelta(minutes=1), "interest", product=product, quantity=quantity)


def _team(story: Story, number: int) -> None:
    """The colleagues who sell it; every other opportunity has some."""
    if number % 2:
        return
    colleagues = [each.login for each in story.content.house.colleagues]
    story.step(story.last + timedelta(minutes=2), "team", user=story.owner, roles=["account_manager"])
    other = colleagues[number // 2 % len(colleagues)]
    roles = _TEAM_ROLES[number // 2 % len(_TEAM_ROLES)]
    story.step(story.last + timedelta(minutes=1), "team", user=other, roles=list(roles))


def _fitting(story: Story, number: int) -> dict[str, object]:
    """What makes each process fit some of the qualified leads."""
    if number % 5 == 4:
        return {"timeframe": "immediate", "budget": f"{story.dice.randint(3, 9) * 1000} {story.role.place.currency}"}
    if number % 5 == 1:
        dollars = max(story.role.dollars, story.dice.choice((140_000, 180_000, 310_000)))
        return {
            "purchase_process": "committee",
            "budget": story.role.money(dollars),
            "estimated_value": story.role.money(dollars * 0.95),
        }
    return {"timeframe": "this_quarter", "purchase_process": "individual"}


def _rival(story: Story, how: str, number: int) -> None:
    """The competitor met; Fabrikam only where it keeps to the three of five."""
    others = [each["name"] for each in story.content.house.competitors if each["name"] != FABRIKAM]
    nth = [index for index in range(number + 1) if _standing(index)[0] == how]
    met = {"won": _FABRIKAM_WON, "lost": _FABRIKAM_LOST}.get(how, 0)
    story.rival = FABRIKAM if len(nth) <= met else others[number % len(others)]
    if story.rival == FABRIKAM or number % 4:
        story.meet_rival("confirmed")


def _pursued(story: Story, how: str, stages: int) -> None:
    """What happens with the opportunity."""
    dice, calendar = story.dice, story.calendar
    answers = {"customer_need": story.role.wish.need, "proposed_solution": story.role.wish.solution}
    left = (calendar.now - story.last) / timedelta(days=1)
    count = 5 if stages < 0 else stages
    pace = max(left * 0.8 / (count + 2), 0.2)
    if count:
        story.somebody(calendar.after(story.last, pace * 0.2, pace * 0.4), story.talk.newcomer, "opportunity")
    for _ in range(count):
        story.step(calendar.after(story.last, pace * 0.5, pace * 1.2), "advance", answers=answers)
        if dice.random() < 0.4:
            story.call(story.last + timedelta(minutes=12))
    if how == "on_hold":
        story.step(calendar.after(story.last, 1, 4), "opportunity_status", status="on_hold")
    elif how != "open":
        at = calendar.after(story.last, pace * 0.3, pace)
        texts = {"lost": story.talk.lost, "cancelled": story.talk.cancelled, "out_sold": story.talk.out_sold}
        why = dice.choice(texts[how]) if how in texts else None
        told: dict[str, Any] = {"reasons": why.reasons, "comment": why.words} if why else {}
        to = story.rival if how == "lost" and story.rival == FABRIKAM else None
        story.step(at, "close", how=how, competitor=to, **told)
    elif dice.random() < 0.5:
        step, due = calendar.after(story.last, 0.5, 3), calendar.ahead(dice.randint(-2, 9))
        story.step(step, "task", on="opportunity", subject=story.content.told("Send the final price"), due=due)


def _tasks(story: Story, number: int) -> None:
    """Some have a task: done, ahead, or overdue."""
    dice, calendar = story.dice, story.calendar
    if number % 3 == 0:
        at = story.last - timedelta(days=dice.uniform(0.5, 1))
        if at > story.steps[0].at:
            story.task(at, at + timedelta(days=1), done=story.last + timedelta(minutes=3))
    elif number % 13 == 1:
        story.task(story.last + timedelta(minutes=4), calendar.on_the_hour(dice.randint(1, 3)))
    elif number % 5 == 2:
        story.task(story.last + timedelta(minutes=4), calendar.ahead(dice.randint(1, 12)))


def _next_contact(story: Story, number: int) -> None:
    """Most have a next contact: ahead, today, or missed."""
    dice, calendar = story.dice, story.calendar
    at = story.last + timedelta(minutes=3)
    if number % 12 == 5:
        when = calendar.now + timedelta(minutes=_TODAY_MINUTES[number // 12 % len(_TODAY_MINUTES)])
    elif number % 12 == 7:
        when = calendar.on_the_hour(dice.randint(1, 4))
        at = min(at, when - timedelta(hours=20))
        if at <= story.steps[0].at:
            return
    elif number % 2 == 0:
        when = calendar.ahead(dice.randint(1, 20))
    else:
        return
    story.step(at, "next_contact", when=when)


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
    earlier: list[Story] = []
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
        story = Story(f"lead {index}", owner, role, content, casting, dice, calendar)
        fate(story, number)
        earlier.append(story)
        yield from story.steps
