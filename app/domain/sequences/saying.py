"""Sentences about sequences and what became of a record in one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.domain.sequences.definitions import Step
from app.words import Message, Said, in_context, label, listed, say, say_many, small

REASONS: Final[Mapping[str, Message]] = {
    "end": "came to its end",
    "moved": "moved to another sequence",
    "replied": "they replied",
    "disqualified": "the lead was disqualified",
    "closed": "the record was closed",
    "do_not_contact": "they asked not to be contacted",
    "exit": "the condition to leave holds",
    "deleted": "the record was deleted",
    "disconnected": "it was disconnected",
    "loop": "it went in a circle without a wait",
}
"""Why a way through a sequence ended, by its reason."""
WAYS: Final[Mapping[str, Message]] = {
    "active": in_context("way", "under way"),
    "finished": in_context("way", "finished"),
    "stopped": in_context("way", "ended"),
}
"""How a way stands."""
ENDINGS: Final[Mapping[str, Message]] = {
    "done": in_context("step", "done"),
    "skipped": in_context("step", "skipped"),
    "yes": in_context("step", "yes"),
    "no": in_context("step", "no"),
    "stopped": in_context("step", "left"),
    "current": in_context("step", "under way"),
    "ahead": in_context("step", "ahead"),
}
"""How a step on a way stands."""
STATES: Final[Mapping[str, Message]] = {
    "draft": in_context("sequence", "draft"),
    "active": in_context("sequence", "active"),
    "inactive": in_context("sequence", "inactive"),
}
KIND_NAMES: Final[Mapping[str, Message]] = {
    "call": in_context("kind of step", "call"),
    "email": in_context("kind of step", "email"),
    "task": in_context("kind of step", "task"),
    "appointment": in_context("kind of step", "appointment"),
    "post": in_context("kind of step", "post"),
    "wait": in_context("kind of step", "wait"),
    "field": in_context("kind of step", "field"),
    "move": in_context("kind of step", "move"),
    "branch": in_context("kind of step", "branch"),
}
NOTES: Final[Mapping[str, Message]] = {
    "do_not_phone": "they asked not to be phoned",
    "do_not_email": "they asked not to be sent email",
    "do_not_contact": "they asked not to be contacted at all",
    "no_address": "no email address is known",
    "came_back": "mail to this address came back",
    "refused": "it could not be done",
}
"""Why the program skipped a step, by its note."""


def ended_sentence(name: str, reason: str) -> Said:
    """What a timeline says when a record left a sequence."""
    if reason == "end":
        return say("Sequence {name} finished", name=name)
    return say("Sequence {name} ended: {reason}", name=name, reason=label(REASONS[reason]))


def begun_sentence(name: str) -> Said:
    """What a timeline says when a record began a sequence."""
    return say("Sequence {name} begun", name=name)


def step_words(step: Step) -> str:
    """What a person calls a step: its name or the subject of its email, else what it does."""
    if step.name or step.subject:
        return step.name or step.subject
    match step.kind:
        case "wait":
            return _wait_words(step)
        case "branch":
            return _branch_words(step)
        case "field":
            return say("Set {field}", field=step.field)
        case "move":
            return say("Move to {sequence}", sequence=step.sequence)
        case _:
            return step.text.strip().partition("\n")[0] or step.code


def _wait_words(step: Step) -> Said:
    days = say_many("Wait {n} day", "Wait {n} days", step.days)
    hours = say_many("Wait {n} working hour", "Wait {n} working hours", step.working_hours)
    if step.days and step.working_hours:
        return say("{days}, then {hours}", days=days, hours=small(hours))
    return days if step.days else hours


def _branch_words(step: Step) -> Said:  # noqa: PLR0911 - one sentence a question
    match step.ask:
        case "opened":
            return say("Opened?")
        case "replied":
            return say("Replied?")
        case "clicked":
            return say("Link followed?")
        case "outcome":
            return say("Call ended as {outcomes}?", outcomes=listed(step.outcomes))
        case "stage":
            return say("In stage {stage}?", stage=step.stage)
        case "split":
            return say("{percent} of 100 records?", percent=str(step.percent))
        case _:
            return say("Is {condition}?", condition=step.condition)
