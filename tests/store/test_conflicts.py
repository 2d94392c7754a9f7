"""Two people who edit the same record: nothing is overwritten unseen, and a conflict shows both sides."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from app.domain.core.errors import Conflict
from app.domain.leads.records import Lead
from app.domain.store.unit import table_of
from app.workspace import Workspace
from tests.conftest import SitDown


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a lead."""
    return workspace.leads.add({"company": "Contoso", "topic": "Beans", "budget": "USD 500"}).code


def test_the_same_field_changed_meanwhile_is_a_conflict_with_both_sides(
    workspace: Workspace, sit_down: SitDown, lead: str
) -> None:
    version = workspace.leads.show(lead).version
    sit_down().leads.edit(lead, {"topic": "Machines"}, version=version)
    with pytest.raises(Conflict, match="was changed by somebody else while you edited it") as conflict:
        workspace.leads.edit(lead, {"topic": "Training", "city": "Dubai"}, version=version)
    assert conflict.value.mine == {"topic": "Training"}
    assert conflict.value.theirs == {"topic": "Machines"}
    values = workspace.leads.show(lead).values
    assert (values["topic"], values["city"]) == ("Machines", None), "nothing of the refused edit was kept"


def test_saving_again_after_looking_goes_through(workspace: Workspace, sit_down: SitDown, lead: str) -> None:
    version = workspace.leads.show(lead).version
    sit_down().leads.edit(lead, {"topic": "Machines"}, version=version)
    with pytest.raises(Conflict):
        workspace.leads.edit(lead, {"topic": "Training"}, version=version)
    workspace.leads.edit(lead, {"topic": "Training"}, version=workspace.leads.show(lead).version)
    assert workspace.leads.show(lead).values["topic"] == "Training"


def test_different_fields_changed_meanwhile_both_stand(workspace: Workspace, sit_down: SitDown, lead: str) -> None:
    version = workspace.leads.show(lead).version
    sit_down().leads.edit(lead, {"topic": "Machines"}, version=version)
    workspace.leads.edit(lead, {"city": "Dubai"}, version=version)
    values = workspace.leads.show(lead).values
    assert (values["topic"], values["city"]) == ("Machines", "Dubai")


def test_a_field_that_is_stored_in_two_columns_conflicts_as_one(
    workspace: Workspace, sit_down: SitDown, lead: str
) -> None:
    version = workspace.leads.show(lead).version
    sit_down().leads.edit(lead, {"budget": "USD 900"}, version=version)
    with pytest.raises(Conflict) as conflict:
        workspace.leads.edit(lead, {"budget": "EUR 700"}, version=version)
    assert conflict.value.theirs["budget"]["currency"] == "USD"
    assert conflict.value.mine["budget"]["currency"] == "EUR"


def test_an_undo_meanwhile_counts_as_a_change(workspace: Workspace, sit_down: SitDown, lead: str) -> None:
    workspace.leads.edit(lead, {"topic": "Machines"})
    version = workspace.leads.show(lead).version
    sit_down().log.undo()
    with pytest.raises(Conflict) as conflict:
        workspace.leads.edit(lead, {"topic": "Training"}, version=version)
    assert conflict.value.theirs == {"topic": "Beans"}


def test_a_row_written_with_an_older_version_is_refused_by_the_database(workspace: Workspace, lead: str) -> None:
    lead_id = workspace.leads.find(lead)

    def write_late() -> None:
        with workspace.desk.write("late") as unit:
            record = unit.session.get_one(Lead, lead_id)
            unit.session.connection().execute(update(table_of(Lead)).values(version=record.version + 1))
            record.topic = "Late"

    with pytest.raises(Conflict, match="Somebody else changed this record"):
        write_late()
    assert workspace.leads.show(lead).values["topic"] == "Beans"
