"""History: who did what to a record, in one line a command, with what it changed."""

from __future__ import annotations

import pytest

from app.domain.core.errors import NotFound
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace
from tests.conftest import SitDown


def test_a_records_history_tells_each_command_once_newest_first(workspace: Workspace, sit_down: SitDown) -> None:
    workspace.users.add("Huda Karim", login="huda")
    lead = workspace.leads.add({"company": "Contoso", "name": "Sara Nadim"}).code
    sit_down("huda").leads.edit(lead, {"city": "Dubai", "name": "Sara Al Nadim"})
    workspace.qualification.qualify(lead, QualifyChoice("new", "new", ("Beans",)))
    lines = workspace.log.history(lead)
    assert [(line.command, line.who) for line in lines] == [
        ("lead.qualify", "Omar"),
        ("lead.edit", "Huda Karim"),
        ("lead.add", "Omar"),
    ]
    changes = {name: sides for name, *sides in lines[1].changes}
    assert changes["city"] == [None, "Dubai"]
    assert changes["name"] == ["Sara Nadim", "Sara Al Nadim"]
    assert lines[2].changes == (("insert", None, None),)


def test_a_line_says_whether_its_command_still_stands(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso"}).code
    workspace.leads.edit(lead, {"city": "Dubai"})
    workspace.log.undo()
    assert [(line.command, line.standing) for line in workspace.log.history(lead)] == [
        ("undo", True),
        ("lead.edit", False),
        ("lead.add", True),
    ]


def test_the_limit_counts_commands(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso"}).code
    for city in ("Dubai", "Doha", "Muscat"):
        workspace.leads.edit(lead, {"city": city})
    assert [line.changes for line in workspace.log.history(lead, limit=2)] == [
        (("city", "Doha", "Muscat"),),
        (("city", "Dubai", "Doha"),),
    ]
    assert [line.summary for line in workspace.log.recent(limit=1)] == ["Contoso: City changed."]


def test_the_history_of_nothing_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="There is no"):
        workspace.log.history("LEAD-0000")
