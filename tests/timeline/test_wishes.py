"""Wishes: whoever asked not to be contacted is contacted only by an override, whose reason is kept with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.core.errors import Invalid
from app.domain.people.wishes import Unwanted
from app.workspace import Workspace

Contact = Callable[..., Any]

WAYS: dict[str, Callable[[Workspace, str], Contact]] = {
    "call": lambda w, ref: lambda **how: w.timeline.log_call(ref, **how),
    "email": lambda w, ref: lambda **how: w.timeline.log_email(ref, subject="Offer", **how),
    "appointment": lambda w, ref: lambda **how: w.timeline.book(ref, "Visit", "tomorrow 10", **how),
    "next_contact": lambda w, ref: lambda **how: w.leads.set_next_contact(ref, "tomorrow 10", **how),
    "edit": lambda w, ref: lambda **how: w.leads.edit(ref, {"next_contact_at": "tomorrow 10"}, **how),
}
REASON = {"override": True, "override_reason": "They rang"}


def _commands(workspace: Workspace) -> int:
    return workspace.desk.database.last_seq()


@pytest.mark.parametrize("blocked", ["do_not_contact", "status"])
@pytest.mark.parametrize("way", WAYS)
def test_a_lead_that_asked_not_to_be_contacted_at_all_is_contacted_in_no_way(
    workspace: Workspace, way: str, blocked: str
) -> None:
    lead = workspace.leads.add({"company": "Contoso Coffee"}).code
    if blocked == "status":
        workspace.leads.set_status(lead, "do_not_contact")
    else:
        workspace.leads.edit(lead, {"do_not_contact": True})
    contact, before = WAYS[way](workspace, lead), _commands(workspace)
    with pytest.raises(Unwanted, match=r"Contoso Coffee asked not to be contacted at all; the .* not"):
        contact()
    with pytest.raises(Invalid, match="an override needs its reason"):
        contact(override=True)
    assert _commands(workspace) == before
    contact(**REASON)
    kept = [entry.details for entry in workspace.timeline.page(lead).entries if "override" in entry.details]
    assert kept == [{"override": "do_not_contact", "override_reason": "They rang"}]


@pytest.mark.parametrize(
    ("asked", "forbids"), [("do_not_phone", {"call"}), ("do_not_email", {"email"}), ("do_not_mail", set())]
)
def test_a_wish_is_about_its_own_way_alone(workspace: Workspace, asked: str, forbids: set[str]) -> None:
    lead = workspace.leads.add({"company": "Contoso Coffee", asked: True}).code
    kinds = ("call", "email", "appointment", "next_contact", "note")
    assert {kind for kind in kinds if workspace.timeline.wish(kind, lead)} == forbids


def test_somebody_who_takes_part_is_asked_too(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso Coffee"}).code
    workspace.contacts.add({"name": "Huda Karim", "do_not_phone": True, "do_not_email": True})
    with pytest.raises(Unwanted, match="Huda Karim asked not to be phoned"):
        workspace.timeline.log_call(lead, people=("Huda Karim",))
    with pytest.raises(Unwanted, match="Huda Karim asked not to be sent email"):
        workspace.timeline.log_email(lead, subject="Offer", people=("Huda Karim",))
    workspace.timeline.book(lead, "Visit", "tomorrow 10", people=("Huda Karim",))


def test_what_was_planned_before_they_asked_is_not_carried_on_with_unasked(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso Coffee"}).code
    call = workspace.timeline.log_call(lead, at="tomorrow 10").code
    assert workspace.timeline.wish_about(call) is None
    workspace.leads.edit(lead, {"do_not_phone": True})
    assert str(workspace.timeline.wish_about(call)) == "Contoso Coffee asked not to be phoned"
    with pytest.raises(Unwanted, match="the call was not rescheduled"):
        workspace.timeline.reschedule(call, "tomorrow 11")
    with pytest.raises(Unwanted, match="the call was not completed"):
        workspace.timeline.complete(call)
    workspace.timeline.reschedule(call, "tomorrow 11", **REASON)  # type: ignore[arg-type]
    assert workspace.timeline.wish_about(call) is None
    workspace.timeline.complete(call)
    workspace.timeline.cancel(workspace.timeline.log_call(lead, at="tomorrow 12", **REASON).code)  # type: ignore[arg-type]


def test_a_call_they_made_does_not_become_one_that_we_made(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso Coffee", "do_not_phone": True}).code
    call = workspace.timeline.log_call(lead, direction="in").code
    with pytest.raises(Unwanted, match="the call was not changed"):
        workspace.timeline.edit(call, {"direction": "out"})


def test_a_next_contact_that_stands_or_comes_with_the_lead_may_be_kept_and_taken_away(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso Coffee", "next_contact_at": "tomorrow 10"}).code
    workspace.leads.edit(lead, {"do_not_contact": True})
    workspace.leads.edit(lead, {"topic": "Beans"})
    workspace.leads.set_next_contact(lead, None)
    workspace.leads.add({"company": "Litware", "do_not_contact": True, "next_contact_at": "tomorrow 10"})
