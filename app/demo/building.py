"""Building the demo's database: the company's year, step by step, through the workspace's own services."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from app.bootstrap import open_workspace
from app.demo.casting import RATES
from app.demo.content import Catalogue, Colleague, Content, load_content
from app.demo.fates import made_up_steps
from app.demo.opening import DEMO_NOW
from app.demo.performing import Performer
from app.demo.steps import Calendar, Step
from app.domain.core import zones
from app.domain.core.clock import FixedClock
from app.domain.core.outputs import make_folder
from app.domain.store.desk import Actor
from app.settings import Settings
from app.workspace import Workspace

#: The same dice every time, so that the demo always looks the same.
_SEED = 20261123
_YEAR = timedelta(days=370)

Progress = Callable[[int, int], None]
"""Told how many steps are done, of how many."""


def build_demo(path: Path, *, leads: int = 400, language: str = "en", progress: Progress | None = None) -> None:
    """Build the demo's database; a file that is there is replaced once the new one is whole.

    Args:
        path: The SQLite file.
        leads: How many leads, those of the stories included.
        language: The code of the language people speak in it.
        progress: Told now and then how far it is.
    """
    content = load_content(language=language)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    make_folder(path.parent)
    try:
        _build(unfinished, content, leads, progress or (lambda _done, _all: None))
        unfinished.replace(path)
    finally:
        for left in path.parent.glob(f"{unfinished.name}*"):
            left.unlink()


def _build(path: Path, content: Content, leads: int, progress: Progress) -> None:
    zone = zones.zone(content.house.zone)
    dice = Random(_SEED)  # noqa: S311 - made-up people, not secrets
    calendar = Calendar(DEMO_NOW, zone, dice)
    stories = _story_steps(content, calendar)
    made_up = made_up_steps(content, leads - len(content.stories), dice, calendar)
    steps = sorted([*stories, *made_up], key=lambda step: step.at)
    clock = FixedClock(min(steps[0].at, DEMO_NOW - _YEAR) - timedelta(hours=1))
    manager = next(each for each in content.house.colleagues if each.role == "manager")
    settings = Settings(str(path), user=manager.login, time_zone=content.house.zone, region="AE")
    workspace = open_workspace(settings, clock, durable=False)
    try:
        performer = Performer(workspace, clock, calendar, _furnish(workspace, content, manager))
        for number, step in enumerate(steps):
            if number % 50 == 0:
                progress(number, len(steps))
            performer.perform(step)
        performer.wait_until(DEMO_NOW)
        progress(len(steps), len(steps))
        workspace.desk.database.optimise()
    finally:
        workspace.close()


def _furnish(workspace: Workspace, content: Content, sits: Colleague) -> dict[str, Actor]:
    """Add the colleagues, the manager's own fields, competitors and catalogue; returns the colleagues by login.

    Args:
        workspace: Where it is done.
        content: What is added.
        sits: Who sits at the desk, and is there already.
    """
    house, manager = content.house, workspace.desk.actor
    actors = {}
    for each in house.colleagues:
        if each == sits:
            if each.name != manager.name:
                workspace.users.edit("me", {"name": each.name})
            actors[each.login] = replace(manager, name=each.name)
            continue
        address = f"{each.login}@{house.domain}"
        made = workspace.users.add(each.name, login=each.login, role=each.role, email=address, time_zone=each.zone)
        actors[each.login] = Actor(made.id, made.code, each.name, each.role)
    for field in house.fields:
        workspace.fields.add_custom(
            field.kind, field.label, field.type, code=field.code, choices=field.choices, help_=field.help
        )
    for currency, units in RATES.items():
        if currency != workspace.desk.currency:
            workspace.rates.set(currency, f"{1 / units:.4f}")
    for competitor in house.competitors:
        workspace.competitors.define(competitor)
    _fill_catalogue(workspace, content.catalogue)
    return actors


def _fill_catalogue(workspace: Workspace, catalogue: Catalogue) -> None:
    """Add what the company sells, with its price lists."""
    for units in catalogue.units:
        workspace.unit_groups.add(units.name, units.rows)
    for discounts in catalogue.discounts:
        workspace.discount_lists.add(discounts.name, discounts.rows)
    for product in catalogue.products:
        values = {code: value for code, value in product.items() if code != "parts"}
        workspace.products.add(values, product.get("parts"))
    for each in catalogue.price_lists:
        values = {"name": each.name, "currency": each.currency, "valid_from": each.valid_from}
        workspace.price_lists.add({**values, "customer_group": each.customer_group})
        for number, price, unit in each.prices:
            workspace.price_lists.set_price(each.name, number, price, unit_name=unit or None)


def _story_steps(content: Content, calendar: Calendar) -> list[Step]:
    """The steps of the stories, the capture first."""
    steps = []
    for story in content.stories:
        steps.append(Step(calendar.moment(story.at), story.key, story.by, "capture", {"values": story.values}))
        steps += [
            Step(calendar.moment(each.at), story.key, each.by or story.by, each.do, each.model_extra or {})
            for each in story.steps
        ]
    return steps
