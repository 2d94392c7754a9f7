"""What managers decide for everybody: declared by areas, changed by managers alone, in force everywhere at once."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.core import area
from app.domain.core.errors import Invalid, InvalidFields, NotAllowed, NotFound
from app.domain.settings.queries import setting
from app.domain.settings.records import KeptSetting
from app.workspace import Workspace
from tests.conftest import SitDown

ON_SQLITE = pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """An area with settings has joined for as long as a test lasts."""
    tried = area.Area("tried", settings=("tests.example_area.settings:SETTINGS",))
    monkeypatch.setattr(area, "_joined", [*area.joined(), tried])


def _holds(workspace: Workspace, code: str) -> Any:
    """What a transaction begun now sees."""
    with workspace.desk.write("lead.edit") as unit:
        return setting(unit.session, code)


def test_what_is_decided_holds_in_every_program_at_once_and_is_undone_like_anything(sit_down: SitDown) -> None:
    here, there = sit_down(), sit_down()
    assert (_holds(here, "sample_limit"), _holds(here, "sample_return"), _holds(here, "sample_sender")) == (
        3,
        "ask",
        None,
    )
    outcome = here.settings.set({"sample_limit": "5", "sample-return": "always send ANEW", "sample_sender": "عمر"})
    assert outcome.changed == ("sample_limit", "sample_return", "sample_sender")
    assert [_holds(there, code) for code in outcome.changed] == [5, "always", "عمر"]
    assert there.settings.reset("sample_limit").message == "Samples of a lead: now 3."
    assert [_holds(here, code) for code in outcome.changed] == [3, "always", "عمر"]
    here.log.undo()
    assert _holds(there, "sample_limit") == 5
    here.log.undo(outcome.seq)
    assert [_holds(there, code) for code in outcome.changed] == [3, "ask", None]
    assert not any(line.decided for line in there.settings.list() if line.field.code in outcome.changed)


@ON_SQLITE
def test_only_a_manager_decides_and_everybody_may_look(workspace: Workspace, sit_down: SitDown) -> None:
    workspace.users.add("Huda", login="huda", role="rep")
    rep = sit_down("huda")
    with pytest.raises(NotAllowed, match="Only a manager may change settings of the workspace"):
        rep.settings.set({"sample_limit": 5})
    with pytest.raises(NotAllowed, match="Only a manager may change settings of the workspace"):
        rep.settings.reset("sample_limit")
    line = rep.settings.show("sample_limit")
    assert (line.value, line.may, line.as_json()["type"]) == (3, False, "integer")


@ON_SQLITE
def test_all_that_does_not_fit_is_said_together_and_nothing_is_kept(workspace: Workspace) -> None:
    with pytest.raises(InvalidFields) as refused:
        workspace.settings.set({"sample_limit": "0", "sample_return": "never", "sample_sender": "Omar"})
    assert [each.field for each in refused.value.problems] == ["sample_limit", "sample_return"]
    with pytest.raises(Invalid, match="at most 500"):
        workspace.settings.set({"sample_sender": "م" * 501})
    with pytest.raises(NotFound, match="no setting “sample_limits”"):
        workspace.settings.set({"sample_limits": "4"})
    assert _holds(workspace, "sample_sender") is None


@ON_SQLITE
def test_saying_what_holds_already_changes_nothing_and_empty_is_kept_too(workspace: Workspace) -> None:
    outcome = workspace.settings.set({"sample_limit": 3})
    assert (outcome.changed, outcome.seq, outcome.message) == ((), 0, "Nothing changed: it was so already.")
    assert workspace.settings.set({"sample_limit": ""}).message == "Samples of a lead: nothing is set now."
    assert _holds(workspace, "sample_limit") is None
    assert workspace.settings.show("sample_limit").decided


@ON_SQLITE
@pytest.mark.parametrize(("code", "kept"), [("sample_return", "never"), ("sample_limit", "many")])
def test_what_an_older_program_kept_and_none_takes_any_more_is_the_default(
    workspace: Workspace, code: str, kept: object
) -> None:
    with workspace.desk.write("setting.set") as unit:
        unit.add(KeptSetting(code=code, body={"value": kept}))
    assert _holds(workspace, code) == workspace.settings.show(code).default
