"""Choices and links in forms, completed by keys alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from app.domain.core.fields import Field
from app.domain.leads.fields import LEAD_FIELDS
from app.screens.dialogs.activity import (
    AppointmentDialog,
)
from app.screens.dialogs.form_dialog import ValuesDialog
from app.screens.dialogs.lead import LeadForm
from app.screens.dialogs.people import StakeholderDialog
from app.words import speaking
from tests.dialogs.stage import CONTEXT, OPEN, played, suggest


async def test_choices_are_walked_through_and_completed() -> None:
    async with played(lambda: LeadForm.quick(LEAD_FIELDS, CONTEXT)) as play:
        await play.press("right")
        await play.sees("Person")
        for _ in range(7):
            await play.press("down")
        await play.type("trade")
        await play.sees("▸ Trade show")
        await play.press("enter")
        await play.press("ctrl+s")
        assert play.answer == {"kind": "person", "source": "trade_show"}


def _source() -> LeadForm:
    return LeadForm("Edit", [field for field in LEAD_FIELDS if field.code == "source"], CONTEXT)


async def test_an_open_choice_takes_a_new_one_when_asked_once() -> None:
    async with played(_source) as play:
        await play.type("Podcast")
        await play.sees("new")
        await play.press("escape", "ctrl+s")
        await play.sees("“Podcast” is new to Source.")
        assert play.answer is OPEN
        await play.press("ctrl+s")
        assert play.answer == {"source": "Podcast"}


async def test_what_was_typed_otherwise_is_asked_about_anew() -> None:
    async with played(_source) as play:
        await play.type("Podcast")
        await play.press("ctrl+s")
        await play.type("s")
        await play.press("ctrl+s")
        await play.sees("“Podcasts” is new to Source.")
        assert play.answer is OPEN


@pytest.mark.parametrize(
    "keys", [("ctrl+s",), ("enter", "ctrl+s"), ("tab", "ctrl+s"), ("shift+tab", "ctrl+s"), ("pagedown", "ctrl+s")]
)
@pytest.mark.parametrize(
    ("typed", "kept"), [("Tra", "trade_show"), ("word", "word_of_mouth"), ("existing CUS", "existing_customer")]
)
async def test_a_half_typed_choice_is_saved_as_the_one_highlighted(
    keys: tuple[str, ...], typed: str, kept: str
) -> None:
    fields = [field for field in LEAD_FIELDS if field.code in ("source", "topic")]
    async with played(lambda: LeadForm("Edit", fields, CONTEXT, begin="source")) as play:
        await play.type(typed)
        await play.press(*keys)
        assert play.answer == {"source": kept}


async def test_letters_found_here_and_there_do_not_turn_a_new_value_into_another() -> None:
    async with played(_source) as play:
        await play.type("Art")
        await play.sees("▸ Art")
        await play.press("ctrl+s")
        await play.sees("“Art” is new to Source.")


@pytest.mark.parametrize(("language", "roles", "attitude"), [("en", "cham,dec", "sup"), ("ar", "مناص،صاحب ال", "مؤي")])
async def test_tab_takes_a_role_and_goes_on_and_a_comma_takes_one_of_several(
    language: str, roles: str, attitude: str
) -> None:
    with speaking(language):
        async with played(lambda: StakeholderDialog("Huda", CONTEXT, edit=True, values={"roles": ()})) as play:
            await play.type(roles)
            await play.press("tab")
            await play.type("5")
            await play.press("tab")
            await play.type(attitude)
            await play.press("ctrl+s")
            assert play.answer == {"roles": ("champion", "decision_maker"), "influence": 5, "attitude": "supporter"}


async def test_a_new_role_is_asked_about_and_one_that_was_there_is_not() -> None:
    async with played(lambda: StakeholderDialog("Huda", CONTEXT, edit=True, values={"roles": ("auditor",)})) as play:
        await play.press("end")
        await play.type(", gate keeper, cham")
        await play.press("ctrl+s")
        await play.sees("“gate keeper” is new to Roles.")
        assert "“auditor”" not in play.screen
        await play.press("ctrl+s")
        assert play.answer == {"roles": ("auditor", "gate keeper", "champion")}


async def test_a_link_half_typed_is_the_record_highlighted() -> None:
    async with played(lambda: AppointmentDialog("Contoso", CONTEXT, suggest=suggest, begin="people")) as play:
        await play.type("hud,sar")
        await play.press("tab")
        assert "Huda Karim, Sara Nadim" in play.screen


async def test_space_ticks_a_yes_or_no() -> None:
    async with played(lambda: ValuesDialog("Tick", (Field("done", "Done", "yes_no"),), CONTEXT)) as play:
        await play.press("space", "ctrl+s")
        assert play.answer == {"done": True}


async def test_links_are_completed_from_the_records_there_are() -> None:
    async with played(lambda: StakeholderDialog("Contoso", CONTEXT, suggest=suggest)) as play:
        await play.type("hud")
        await play.sees("Huda Karim")
        await play.press("enter")
        await play.until(lambda: "Job title" not in play.screen)
        await play.press("ctrl+s")
        assert play.answer == {"contact": "CONT-1111", "roles": ("stakeholder",)}


async def test_what_was_typed_since_is_not_replaced_by_what_was_offered_for_less() -> None:
    answer = asyncio.Event()

    async def slow(kind: str, text: str) -> Sequence[tuple[str, str, str]]:
        if text == "Lina Berg":
            await answer.wait()
        return await suggest(kind, text)

    async with played(lambda: StakeholderDialog("Contoso", CONTEXT, suggest=slow)) as play:
        await play.press(*"Lina Ber")
        await play.sees("new")
        await play.press("g", "tab")
        await play.sees("▸ Job title")
        answer.set()
        await play.press("ctrl+s")
        assert play.answer is not None
        assert play.answer["name"] == "Lina Berg"


async def test_a_stakeholder_can_be_made_in_place_with_several_roles() -> None:
    async with played(lambda: StakeholderDialog("Contoso", CONTEXT, suggest=suggest)) as play:
        await play.type("Omar Said")
        await play.press("escape", "tab", "tab")
        await play.type("omar@contoso.example.com")
        await play.press("tab", "tab")
        await play.type("champion, dec")
        await play.sees("▸ Decision maker")
        await play.press("enter", "ctrl+s")
        assert play.answer == {
            "name": "Omar Said",
            "email": "omar@contoso.example.com",
            "roles": ("champion", "decision_maker"),
        }


async def test_a_link_nobody_answers_to_is_told() -> None:
    fields = (Field("contact", "Contact", "contact"), Field("x", "X"))
    async with played(lambda: ValuesDialog("Link", fields, CONTEXT, suggest=suggest)) as play:
        await play.type("nobody")
        await play.press("tab")
        await play.sees("No contact answers to “nobody”")


async def test_people_of_an_appointment_are_completed_one_after_the_other() -> None:
    async with played(lambda: AppointmentDialog("Contoso", CONTEXT, suggest=suggest)) as play:
        await play.type("Visit")
        await play.press("tab")
        await play.type("tomorrow 10")
        await play.press("tab", "tab", "tab")
        await play.type("hud")
        await play.sees("▸ Huda Karim")
        await play.press("enter")
        await play.type(", Omar")
        await play.press("escape", "ctrl+s")
        assert play.answer["people"] == ("Huda Karim", "Omar")
        assert play.answer["duration_seconds"] == 3600
