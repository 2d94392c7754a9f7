"""Users: colleagues are added with a login of their own, and sit down at their own desk."""

from __future__ import annotations

from contextlib import closing

import pytest

from app.bootstrap import open_workspace
from app.domain.core.errors import Ambiguous, Invalid, NotAllowed, NotFound, Refusal
from app.settings import Settings
from app.workspace import Workspace
from tests.conftest import SitDown


def test_the_first_start_makes_the_user_who_started(workspace: Workspace) -> None:
    (user,) = workspace.users.list()
    assert (user.login, user.name, user.role, user.time_zone, user.active) == (
        "omar",
        "Omar",
        "manager",
        "Asia/Dubai",
        True,
    )


def test_a_colleague_gets_a_login_from_the_name(workspace: Workspace) -> None:
    workspace.users.add("Huda  Karim", email="huda@contoso.example.com", time_zone="Asia/Riyadh")
    workspace.users.add("أحمد الزيّاني", role="manager")
    assert {(user.login, user.role, user.time_zone) for user in workspace.users.list()} >= {
        ("huda.karim", "rep", "Asia/Riyadh"),
        ("احمد.الزياني", "manager", ""),
    }


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " \x1b[31m "}, "name"),
        ({"name": "x" * 501}, "name"),
        ({"name": "Huda", "role": "king"}, "role"),
        ({"name": "Huda", "email": "none"}, "email"),
        ({"name": "Huda", "time_zone": "Mars/Olympus"}, "time_zone"),
        ({"name": "Huda", "time_zone": "../../etc/passwd"}, "time_zone"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(workspace: Workspace, values: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        workspace.users.add(**values)
    assert refused.value.field == field


def test_no_two_users_share_a_login_and_none_has_an_empty_one(workspace: Workspace) -> None:
    with pytest.raises(NotAllowed, match="There is a user “omar” already"):
        workspace.users.add("Omar")
    workspace.users.add("ـــ", login="  ")
    assert all(user.login for user in workspace.users.list())


def test_each_sits_down_by_login_name_or_code(workspace: Workspace, sit_down: SitDown) -> None:
    huda = workspace.users.add("Huda Karim", login="huda")
    for name in ("huda", "HUDA KARIM", huda.code.lower()):
        assert sit_down(name).desk.actor.id == huda.id
    with pytest.raises(NotFound, match="There is no user “nobody”"):
        sit_down("nobody")


def test_times_are_in_the_settings_zone_else_the_users_else_the_machines(
    workspace: Workspace, workspace_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.users.add("Huda Karim", login="huda", time_zone="Asia/Riyadh")
    workspace.users.add("Sara Nadim", login="sara")
    monkeypatch.setenv("TZ", "Europe/Paris")

    def zone(user: str, time_zone: str = "") -> str:
        with closing(open_workspace(Settings(workspace_url, user=user, time_zone=time_zone))) as there:
            return there.desk.zone.key

    assert zone("huda", "Asia/Tokyo") == "Asia/Tokyo"
    assert zone("huda") == "Asia/Riyadh"
    assert zone("sara") == "Europe/Paris"
    workspace.users.edit("sara", {"time_zone": "Africa/Cairo"})
    assert zone("sara") == "Africa/Cairo"


def test_who_has_left_neither_sits_down_nor_is_given_anything(workspace: Workspace, sit_down: SitDown) -> None:
    huda = workspace.users.add("Huda Karim", login="huda").code
    workspace.leads.add({"company": "Contoso Coffee", "owner": "huda"})
    left = workspace.users.edit(huda, {"active": "no"})
    assert left.message == "Huda Karim: Active changed."
    for name in ("huda", "Huda Karim", huda):
        with pytest.raises(NotFound, match="Huda Karim no longer works here"):
            sit_down(name)
    assert workspace.suggest("user", "huda") == []
    with pytest.raises(NotFound, match="Huda Karim no longer works here"):
        workspace.leads.assign("Contoso Coffee", "huda")
    with pytest.raises(Invalid, match="Owner: Huda Karim no longer works here"):
        workspace.leads.add({"company": "Fourth Coffee", "owner": huda})
    assert workspace.leads.edit("Contoso Coffee", {"city": "Dubai"}).changed == ("city",)
    workspace.log.undo()
    workspace.log.undo()
    workspace.leads.assign("Contoso Coffee", "huda")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"login": ""}, "login"),
        ({"login": "HUDA"}, "login"),
        ({"login": "me"}, "login"),
        ({"name": "Me"}, "name"),
        ({"role": "king"}, "role"),
        ({"role": ""}, "role"),
        ({"active": ""}, "active"),
        ({"active": "no"}, "active"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"shoe_size": "38"}, "shoe_size"),
    ],
)
def test_an_edit_that_does_not_fit_changes_nothing(workspace: Workspace, values: dict[str, str], field: str) -> None:
    workspace.users.add("Huda Karim", login="huda")
    before = workspace.users.list()
    with pytest.raises(Refusal) as refused:
        workspace.users.edit("me", {"email": "omar@contoso.example.com", **values})
    assert refused.value.field == field
    assert workspace.users.list() == before


def test_an_account_whose_user_has_left_is_not_taken_for_somebody_else(
    workspace: Workspace, workspace_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.users.add("Huda Karim", login="huda")
    monkeypatch.setattr(Settings, "login", "HUDA")
    with closing(open_workspace(Settings(workspace_url))) as there:
        assert there.desk.actor.name == "Huda Karim"
    workspace.users.edit("huda", {"active": False})
    with pytest.raises(NotFound, match="Huda Karim no longer works here"):
        open_workspace(Settings(workspace_url))


def test_one_of_several_users_of_a_name_is_named_by_login_or_code(workspace: Workspace, sit_down: SitDown) -> None:
    first = workspace.users.add("Huda Karim")
    second = workspace.users.add("Huda Karim", login="huda.k")
    with pytest.raises(Ambiguous, match="Several users are called “huda karim”"):
        sit_down("huda karim")
    assert sit_down("huda.karim").desk.actor.id == first.id
    assert sit_down(second.code).desk.actor.id == second.id
    workspace.users.edit("huda.k", {"name": "Omar"})
    assert sit_down("Omar").desk.actor.id == workspace.desk.actor.id


def test_suggestions_while_a_link_is_typed(workspace: Workspace) -> None:
    huda = workspace.users.add("Huda Karim").code
    contact = workspace.contacts.add({"name": "Huda Nasser", "job_title": "Buyer"}).code
    assert workspace.suggest("user", "HUD") == [(huda, "Huda Karim", "rep")]
    assert workspace.suggest("contact", "huda") == [(contact, "Huda Nasser", "Buyer")]
    assert workspace.suggest("account", "huda") == []
