"""What does not fit, or is refused, in forms: told at its place, with everything typed kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from app.domain.core.errors import Invalid, NotFound
from app.domain.core.fields import ParseContext
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.sales.reasons import reasons_field
from app.screens.dialogs.activity import (
    AppointmentDialog,
    CompleteDialog,
    NextContactDialog,
    NoteDialog,
    RescheduleDialog,
    TaskDialog,
)
from app.screens.dialogs.call import CallDialog
from app.screens.dialogs.lead import LeadForm
from app.screens.dialogs.people import CompetitorDialog, StakeholderDialog
from app.screens.dialogs.qualify import QualifyDialog
from app.screens.dialogs.sales import CloseOpportunityDialog
from app.words import say
from tests.dialogs.stage import CONTEXT, OPEN, played


async def test_a_mistake_is_told_beside_its_field_as_it_is_left() -> None:
    async with played(lambda: LeadForm.quick(LEAD_FIELDS, CONTEXT)) as play:
        await play.press("down", "down", "down", "down")
        await play.type("sara@")
        assert "is not an email" not in play.screen
        await play.press("down")
        await play.sees("“sara@” is not an email address")
        await play.press("ctrl+s")
        still_open: object = play.answer
        assert still_open is OPEN
        await play.type("contoso.example.com")
        assert "is not an email" not in play.screen
        await play.press("ctrl+s")
        assert play.answer["email"] == "sara@contoso.example.com"


async def test_a_refusal_is_read_before_what_was_found_meanwhile() -> None:
    found = asyncio.Event()

    async def look(values: dict[str, Any]) -> str:
        await found.wait()
        return f"Possible duplicate: {values['company']}"

    async with played(lambda: LeadForm.quick(LEAD_FIELDS, CONTEXT, find_duplicates=look, attempt=_refusing())) as play:
        await play.press("tab")
        await play.type("Contoso")
        await play.pilot.pause(0.4)  # the typing pauses
        await play.press("ctrl+s")
        await play.sees("Refused by the domain.")
        found.set()
        await play.still()
        assert "Refused by the domain." in play.screen
        await play.press("up")
        await play.sees("Possible duplicate: Contoso")


async def test_a_refusal_keeps_the_dialog_open_with_everything_typed() -> None:
    async def attempt(values: dict[str, Any]) -> None:
        if values["name"] == "Fabrikam":
            raise Invalid(say("Name: there is a Fabrikam already."), field="name")

    async with played(lambda: CompetitorDialog("Contoso", CONTEXT, attempt=attempt)) as play:
        await play.type("Fabrikam")
        await play.press("ctrl+s")
        await play.sees("there is a Fabrikam already")
        assert play.answer is OPEN
        await play.type(" Espresso")
        await play.press("ctrl+s")
        assert play.answer == {"name": "Fabrikam Espresso", "status": "suspected"}


def _closing(name: str, context: ParseContext, **options: Any) -> CloseOpportunityDialog:
    return CloseOpportunityDialog(name, context, reasons_field(()), **options)


def _refusing(**refusal: Any) -> Callable[[Any], Awaitable[None]]:
    async def attempt(values: Any) -> None:  # noqa: ARG001 - whatever they are
        raise Invalid(say("Refused by the domain."), **refusal)

    return attempt


@pytest.mark.parametrize(
    ("make", "field", "label"),
    [
        (NextContactDialog, "next_contact_at", "When"),
        (NextContactDialog, "next_contact_by", "By"),
        (partial(AppointmentDialog, values={"subject": "Visit", "start": CONTEXT.now}), "start_at", "Start"),
        (partial(AppointmentDialog, values={"subject": "Visit", "start": CONTEXT.now}), "body", "Agenda"),
        (partial(TaskDialog, values={"subject": "Offer"}), "due_at", "Due"),
        (partial(TaskDialog, values={"subject": "Offer"}), "body", "Notes"),
        (partial(NoteDialog, values={"text": "Met"}), "body", "Note"),
        (partial(RescheduleDialog, values={"when": CONTEXT.now}), "next_contact_at", "New time"),
        (partial(CompleteDialog, values={"notes": "Met"}), "body", "Notes"),
        (partial(CallDialog, monotonic=lambda: 0.0), "address", "Number"),
        (partial(StakeholderDialog, values={"person": "Huda"}), "name", "Person"),
        (partial(QualifyDialog, company="Contoso", person="Huda"), "company", "Account"),
        (partial(QualifyDialog, company="Contoso", person="Huda"), "name", "Contact"),
        (partial(_closing, status="won"), "actual_revenue", "Actual revenue"),
        (partial(_closing, status="lost"), "lost_reasons", "Reasons"),
        (partial(_closing, status="lost"), "close_reason", "Comment"),
        (partial(_closing, status="lost"), "closed_on", "Closed on"),
    ],
)
async def test_what_the_domain_refuses_stands_at_its_field(make: Any, field: str, label: str) -> None:
    async with played(lambda: make("Contoso", CONTEXT, attempt=_refusing(field=field))) as play:
        await play.press("ctrl+s")
        await play.sees(f"▸ {label}")
        lines = play.screen.splitlines()
        at = next(number for number, line in enumerate(lines) if f"▸ {label}" in line)
        below = next(number for number, line in enumerate(lines) if "! Refused by the domain." in line)
        assert below > at
        assert not any(mark in line for line in lines[at + 1 : below] for mark in ("▸", "!"))
        await play.press("down", "up")
        await play.sees("! Refused by the domain.")


async def test_a_refusal_of_a_hidden_field_stands_above_the_keys() -> None:
    attempt = _refusing(field="actual_revenue")
    async with played(lambda: _closing("X", CONTEXT, status="lost", attempt=attempt)) as play:
        await play.press("ctrl+s")
        await play.sees("Refused by the domain.")
        assert "! Refused" not in play.screen


async def test_a_refusal_that_quotes_what_was_typed_stands_where_that_was_typed() -> None:
    async def attempt(values: Any) -> None:
        raise NotFound(say("There is no user “{name}”.", name=values["by"]))

    async with played(lambda: NextContactDialog("Contoso", CONTEXT, attempt=attempt)) as play:
        await play.press("tab")
        await play.type("Nobody")
        await play.press("ctrl+s")
        await play.sees("! There is no user “Nobody”.")


async def test_a_required_field_is_asked_for() -> None:
    async with played(lambda: NoteDialog("Contoso", CONTEXT)) as play:
        await play.press("ctrl+s")
        await play.sees("Note is needed")
        assert play.answer is OPEN
