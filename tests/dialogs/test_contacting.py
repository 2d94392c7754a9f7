"""Forms for contacting somebody: a wish is told on the way, and its override and reason are fields of the form."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from app.domain.people.wishes import Unwanted, Wish
from app.screens.dialogs.activity import (
    AppointmentDialog,
    CompleteDialog,
    EmailDialog,
    NextContactDialog,
    RescheduleDialog,
)
from app.screens.dialogs.call import CallDialog
from app.screens.dialogs.contacting import ContactingDialog
from tests.dialogs.stage import CONTEXT, HOSTILE, OPEN, played

WISH = Wish("do_not_phone", f"Sara {HOSTILE}")
DIALOGS: dict[str, Any] = {
    "call": partial(CallDialog, "Contoso", CONTEXT, lambda: 0.0),
    "email": partial(EmailDialog, "Contoso", CONTEXT),
    "appointment": partial(AppointmentDialog, "Contoso", CONTEXT),
    "next contact": partial(NextContactDialog, "Contoso", CONTEXT),
    "complete": partial(CompleteDialog, "Call", CONTEXT),
    "reschedule": partial(RescheduleDialog, "Call", CONTEXT),
}


@pytest.mark.parametrize("name", DIALOGS)
async def test_a_form_says_what_was_asked_before_anything_is_typed(name: str) -> None:
    async with played(lambda: DIALOGS[name](wish=WISH)) as play:
        await play.sees("asked not to be")
        assert "Override" in play.screen
        assert "Reason" in play.screen
    async with played(DIALOGS[name]) as play:
        assert "Override" not in play.screen
        assert "asked not" not in play.screen


async def test_the_override_and_its_reason_are_typed_into_the_form() -> None:
    async with played(lambda: CallDialog("Contoso", CONTEXT, lambda: 0.0, wish=WISH)) as play:
        await play.type("They called back")
        await play.press("shift+tab", "shift+tab", "space", "tab")
        await play.type("Asked by mail")
        await play.press("ctrl+s")
        assert play.answer == {
            "direction": "out",
            "duration_seconds": 0,
            "notes": "They called back",
            "override": True,
            "override_reason": "Asked by mail",
        }


async def test_a_wish_that_came_up_meanwhile_is_shown_where_it_can_be_overridden() -> None:
    async def attempt(answer: dict[str, Any]) -> None:
        if not answer.get("override"):
            raise Unwanted(WISH, "the call was not logged")

    async with played(lambda: CallDialog("Contoso", CONTEXT, lambda: 0.0, attempt=attempt)) as play:
        await play.type("Long talk")
        await play.press("ctrl+s")
        await play.sees("▲ Sara")
        assert play.answer is OPEN
        assert "Long talk" in play.screen
        assert isinstance(play.app.screen, ContactingDialog)
        await play.press("space", "ctrl+s")
        answer: Any = play.answer
        assert answer["override"] is True
