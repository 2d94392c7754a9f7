"""What a lead is called: an organisation by its company, a person by the name, and two of one company apart."""

from __future__ import annotations

from app.domain.core.windows import ListQuery
from app.workspace import Workspace


def test_an_organisation_goes_by_its_company_and_a_person_by_the_name(workspace: Workspace) -> None:
    company = workspace.leads.add({"company": "Contoso Coffee", "name": "Sara Nadim"})
    person = workspace.leads.add({"kind": "person", "name": "Huda Karim", "company": "Contoso Coffee"})
    bare = workspace.leads.add({"kind": "person", "first_name": "Omar"})
    titles = {line.code: line.title for line in workspace.leads.window(ListQuery()).lines}
    assert titles == {company.code: "Contoso Coffee", person.code: "Huda Karim", bare.code: "Omar"}


def test_messages_and_the_agenda_tell_two_people_of_one_company_apart(workspace: Workspace) -> None:
    for name in ("Sara Nadim", "Huda Karim"):
        added = workspace.leads.add({"company": "Contoso Coffee", "name": name})
        assert added.message == f"Contoso Coffee ({name}) added as {added.code}."
        workspace.leads.set_next_contact(added.code, "today 23:00")
    agenda = {line.record_title for line in workspace.timeline.agenda()}
    assert agenda == {"Contoso Coffee (Sara Nadim)", "Contoso Coffee (Huda Karim)"}
