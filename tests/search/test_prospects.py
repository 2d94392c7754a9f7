"""One view of a prospect: all that belongs to a person or organisation, why, and nothing that was deleted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid, NotFound
from app.domain.timeline.records import Activity, TimelineLink
from app.workspace import Workspace
from tests.conftest import settings_for


@pytest.fixture
def space(sqlite_template: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """Omar's workspace, with Sara of Contoso as a qualified lead, and others beside her."""
    path = shutil.copy(sqlite_template, tmp_path / "leadline.db")
    with closing(open_workspace(settings_for(f"sqlite:///{path}"), clock)) as opened:
        sara = {"name": "Sara Nadim", "email": "Sara@Contoso.example.com", "phone": "+971 50 123 4567"}
        lead = opened.leads.add({"company": "Contoso Coffee", **sara}).code
        opened.timeline.log_call(lead, subject="First call")
        opened.qualification.qualify(lead)
        opened.leads.add({"company": "Contoso Branch", "name": "Huda Karim", "email": "huda@contoso.example.com"})
        opened.leads.add({"kind": "person", "name": "Sara N.", "phone": "050 123 4567"})
        for name in ("Omar A", "Omar B"):
            opened.leads.add({"kind": "person", "name": name, "email": f"{name[-1]}@gmail.com"})
        gone = opened.leads.add({"company": "Contoso Old", "email": "old@contoso.example.com"}).code
        opened.qualification.delete(gone)
        law = opened.leads.add({"company": "Northwind", "name": "Ana"}).code
        opened.stakeholders.add(law, name="Me Laurent", email="laurent@law.example.com")
        opened.stakeholders.add(lead.replace("LEAD", "OPP"), name="Me Laurent", email="laurent@law.example.com")
        yield opened


def told(space: Workspace, whom: str) -> dict[str, dict[str, str]]:
    """Why each record is there, by kind and title."""
    found = space.prospects.everything(whom)
    return {group.kind: {each.title: ", ".join(each.why) for each in group.records} for group in found.groups}


def test_a_person_is_found_however_they_are_named(space: Workspace) -> None:
    for whom in ("SARA@contoso.example.com", "+971501234567", "٠٥٠ ١٢٣ ٤٥٦٧", "Sara Nadim"):
        check_sara(space, whom)


def check_sara(space: Workspace, whom: str) -> None:
    """That everything of Sara is found by a name of hers."""
    found = told(space, whom)
    assert set(found) == {"contact", "account", "lead", "opportunity", "activity"}
    assert set(found["lead"]) == {"Contoso Coffee", "Contoso Branch", "Sara N."}
    assert set(found["contact"]) == {"Sara Nadim", "Me Laurent"}
    assert "same phone" in found["lead"]["Sara N."]
    assert found["lead"]["Contoso Branch"] == "same domain"
    assert found["contact"]["Me Laurent"] == "stakeholder"
    assert list(found["activity"]) == ["First call"]
    states = {each.title: each.state for group in space.prospects.everything(whom).groups for each in group.records}
    assert (states["Contoso Coffee"], states["Contoso Branch"]) in {("qualified", "open"), ("open", "open")}


def test_an_organisation_is_found_by_its_domain_and_by_every_record_of_it(space: Workspace) -> None:
    by_domain = told(space, "https://www.contoso.example.com/about")
    assert set(by_domain["lead"]) == {"Contoso Coffee", "Contoso Branch"}
    codes = {each.kind: each.records[0].code for each in space.prospects.everything("contoso.example.com").groups}
    for kind in ("account", "opportunity"):
        by_record = told(space, codes[kind])
        assert all(set(titles) <= set(by_record[name]) for name, titles in by_domain.items())
        assert "Contoso Old" not in by_record["lead"]


def test_who_is_only_in_a_lead_is_found_by_name(space: Workspace) -> None:
    assert "same name" in told(space, "huda KARIM")["lead"]["Contoso Branch"]


def test_whoever_only_has_a_part_in_the_business_brings_nothing_of_theirs(space: Workspace) -> None:
    assert "Northwind" not in told(space, "Contoso Coffee")["lead"]
    his = told(space, "laurent@law.example.com")
    assert (his["lead"], his["opportunity"]) == (
        {"Northwind": "has a part in it"},
        {"Contoso Coffee": "has a part in it"},
    )
    assert "activity" not in his


def test_mail_providers_tell_nobody_from_another(space: Workspace) -> None:
    with pytest.raises(Invalid, match="mail provider"):
        space.prospects.everything("gmail.com")
    assert set(told(space, "a@gmail.com")["lead"]) == {"Omar A"}


def test_nothing_known_is_said(space: Workspace) -> None:
    for whom in ("", "%", "nobody@nowhere.example.com", "LEAD-ZZZZ", "1234567", "\u202e", "x" * 5000, "'; --"):
        with pytest.raises(NotFound):
            space.prospects.everything(whom)


def test_a_prospect_of_ten_thousand_activities_is_counted_and_shown_by_the_newest(space: Workspace) -> None:
    code = space.leads.add({"company": "Woodgrove", "email": "info@woodgrove.example.com"}).code
    lead = space.leads.show(code).id
    now = space.desk.now()
    with space.desk.write("import") as unit:
        same = {"kind": "note", "status": "completed", "details": {}, "pinned": False, "search_text": ""}
        rows = [{"code": f"ACT-X{n}", "subject": f"Note {n}", "at": now + timedelta(n), **same} for n in range(10_000)]
        unit.insert_many(Activity, rows)
        unit.insert_many(
            TimelineLink,
            [{"record_kind": "lead", "record_id": lead, "activity_id": row["id"], "at": row["at"]} for row in rows],
        )
    group = next(each for each in space.prospects.everything(code).groups if each.kind == "activity")
    assert (group.total, len(group.records)) == (10_000, 50)
    assert [each.title for each in group.records[:2]] == ["Note 9999", "Note 9998"]
    assert group.records[0].why == (f"on the timeline of {code}",)


def test_what_was_offered_and_sold_to_them_is_theirs(space: Workspace) -> None:
    space.products.add({"number": "M2", "name": "Machine", "price": "4200 USD"})
    lead = space.leads.add({"company": "Woodgrove", "email": "info@woodgrove.example.com"}).code
    quotation = space.quotes.add(lead, [{"product": "M2", "quantity": "3"}]).code
    space.quotes.submit(quotation)
    order = space.orders.add(quotation).code
    space.orders.confirm(order)
    for whom in ("woodgrove.example.com", lead, quotation, order):
        assert {"lead", "quotation", "order", "customer"} <= set(told(space, whom)), whom
