"""The sales team: colleagues with several roles, those that managers add, and the step that asks for it."""

from __future__ import annotations

import pytest

from app.domain.core.errors import Conflict, Invalid, InvalidFields, NotFound, ReadOnly
from app.workspace import Workspace


@pytest.fixture
def selling(workspace: Workspace) -> Workspace:
    """An opportunity, and Huda, who may be in its team."""
    workspace.users.add("Huda Karim", login="huda", role="rep")
    workspace.leads.add({"company": "Contoso Coffee", "topic": "Machines"})
    workspace.qualification.qualify("Contoso Coffee")
    return workspace


def team(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    return {each.name: each.roles for each in workspace.team.of("Machines")}


def test_a_colleague_holds_several_roles(selling: Workspace) -> None:
    made = selling.team.add("Machines", "huda", roles=["Technical sales"])
    more = selling.team.add("Machines", "Huda Karim", roles="delivery, خبير القطاع", notes="knows roasting")
    assert (made.id, team(selling)) == (more.id, {"Huda Karim": ("technical_sales", "delivery", "industry_expert")})
    selling.log.undo(more.seq)
    assert team(selling) == {"Huda Karim": ("technical_sales",)}
    member = selling.team.member("Machines", "huda")
    selling.team.edit(member.id, {"roles": ("service",)}, version=member.version)
    with pytest.raises(Conflict):
        selling.team.edit(member.id, {"roles": ("delivery",)}, version=member.version)
    selling.team.remove(member.id)
    with pytest.raises(NotFound):
        selling.team.member("Machines", "huda")


def test_managers_add_roles(selling: Workspace) -> None:
    with pytest.raises(InvalidFields, match="account manager"):
        selling.team.add("Machines", "huda", roles="trainer")
    selling.settings.set({"team_roles": "Trainer"})
    selling.team.add("Machines", "huda", roles="trainer")
    assert team(selling) == {"Huda Karim": ("Trainer",)}
    with pytest.raises(Invalid, match="Role is missing"):
        selling.team.add("Machines", "me")
    with pytest.raises(NotFound):
        selling.team.add("Machines", "nobody", roles="service")
    selling.opportunities.close("Machines", "lost")
    with pytest.raises(ReadOnly):
        selling.team.add("Machines", "me", roles="service")


def test_a_team_that_is_there_ticks_the_step_when_its_stage_begins(selling: Workspace) -> None:
    selling.team.add("Machines", "huda", roles="service")
    selling.processes.set("Machines", {"customer_need": "more cups", "proposed_solution": "two machines"})
    selling.processes.next("Machines")
    view = selling.processes.show("Machines")
    assert view is not None
    steps = {step.code: step.done for stage in view.stages for step in stage.steps}
    assert steps["sales_team"]
    assert not steps["internal_review"]
