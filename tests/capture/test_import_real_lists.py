"""Real lists: nine thousand leads of an education company, and a small CRM in files that refer to one another."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.core.clock import SystemClock
from app.domain.fields.records import CustomField
from app.domain.history.service import LogService
from app.domain.leads.records import Lead
from app.domain.people.records import Contact
from app.domain.process.records import ProcessInstance
from app.domain.sales.records import Opportunity
from app.domain.timeline.records import Activity, TimelineLink
from tests.capture.clerk import DATA, Clerk, open_desk

EDUCATION = DATA / "xeducation-leads.xlsx"
CRM = DATA / "sales-crm"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="the real lists lie beside the project's own checkout"),
]


def test_the_education_leads_come_in_once_under_any_name_and_go_with_one_undo(sqlite_clerk: Clerk) -> None:
    first = sqlite_clerk.take(EDUCATION)

    assert (first.created, first.failed, first.kept) == (9240, 0, 0)
    lead = sqlite_clerk.one(Lead, external_id="660737")
    assert (lead.title, lead.source) == ("Lead 660737", "Olark Chat")
    assert lead.custom["lead_origin"] == "API"
    assert lead.custom["last_activity"] == "Page Visited on Website"
    assert lead.tags == ["Interested in other courses"]
    assert "olark chat" in lead.search_text
    assert all(len(field.code) <= 40 for field in sqlite_clerk.all(CustomField))

    renamed = sqlite_clerk.folder / "Leads.csv"
    shutil.copyfile(EDUCATION, renamed)
    again = sqlite_clerk.take(renamed)
    assert (again.created, again.skipped, again.seq) == (0, 9240, 0)

    sqlite_clerk.undo(first.seq)
    assert sqlite_clerk.count(Lead) == 0
    assert sqlite_clerk.count(CustomField) == 0


def test_the_four_files_of_a_crm_come_in_linked(clerk: Clerk) -> None:
    results = [clerk.take(CRM / f"{name}.csv") for name in ("Contacts", "Leads", "Activity", "Opportunity")]

    assert [each.created for each in results] == [100, 200, 500, 500]
    assert [each.failed for each in results] == [0, 0, 0, 0]
    contact = clerk.one(Contact, external_id="C052")
    lead = clerk.one(Lead, external_id="L0001")
    assert (lead.contact_id, lead.name, lead.email) == (contact.id, contact.name, contact.email)
    meeting = clerk.one(Activity, external_id="A0001")
    assert (meeting.kind, meeting.status) == ("appointment", "planned")
    its_lead = clerk.one(Lead, external_id="L0033")
    places = [each for each in clerk.all(TimelineLink) if each.activity_id == meeting.id]
    opportunity = clerk.one(Opportunity, external_id="O0001")
    assert {each.record_id for each in places} == {its_lead.id, opportunity.id}
    assert opportunity.lead_id == its_lead.id
    assert (opportunity.amount_minor, opportunity.amount_currency) == (163783, "AED")
    assert clerk.one(ProcessInstance, opportunity_id=opportunity.id).stage == "close"
    lost = clerk.one(Opportunity, external_id="O0002")
    assert (lost.status, str(lost.closed_on)) == ("lost", "2025-07-14")
    assert clerk.one(ProcessInstance, opportunity_id=lost.id).status == "abandoned"


def test_leads_know_when_something_last_happened_with_them(clerk: Clerk) -> None:
    for name in ("Contacts", "Leads", "Activity"):
        clerk.take(CRM / f"{name}.csv")

    with clerk.desk.read() as reader:
        rows = reader.rows(
            select(TimelineLink.record_id, Activity.at)
            .join(Activity, Activity.id == TimelineLink.activity_id)
            .where(Activity.status == "completed")
            .order_by(Activity.at)
        )
    done = dict(tuple(row) for row in rows)
    assert {each.id: each.last_activity_at for each in clerk.all(Lead) if each.last_activity_at} == done


def test_files_in_the_wrong_order_say_which_comes_first(clerk: Clerk) -> None:
    leads = clerk.look(CRM / "Leads.csv")
    assert any("200 references lead to records that are not here yet" in notice for notice in leads.notices)

    result = clerk.take(CRM / "Leads.csv")
    assert result.created == 200
    assert "Contact: C052" in clerk.one(Lead, external_id="L0001").description

    early = clerk.take(CRM / "Activity.csv")
    assert early.created == 500
    nowhere = clerk.take(
        clerk.file("Activity.csv", "ActivityID,LeadID,Subject", "A9001,L9999,Call", "A9002,L0001,Call")
    )
    assert nowhere.failed_rows.reasons == [(2, "There is no lead L9999; import the leads first.")]


def test_undoing_the_last_file_leaves_the_others(clerk: Clerk) -> None:
    clerk.take(CRM / "Contacts.csv")
    leads = clerk.take(CRM / "Leads.csv")
    activities = clerk.take(CRM / "Activity.csv")

    clerk.undo(activities.seq)
    assert (clerk.count(Activity), clerk.count(Lead)) == (0, 200)
    clerk.undo(leads.seq)
    assert (clerk.count(Lead), clerk.count(Contact)) == (0, 100)


_CHILD = """
import sys
from sqlalchemy import event
from tests.capture.clerk import Clerk, open_desk
from pathlib import Path
url, file = sys.argv[1:]
with open_desk(url) as desk:
    def tell(progress):
        print(progress.read, flush=True)
        return True
    clerk = Clerk(desk, Path(file).parent)
    with clerk.capture.open(file) as plan:
        clerk.capture.run(plan, tell)
    print("done", flush=True)
"""


@pytest.mark.parametrize("chunks", [1, 3])
def test_a_list_whose_import_was_killed_comes_in_whole_when_it_is_imported_again(
    sqlite_url: str, tmp_path: Path, chunks: int
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Name,City\n" + "".join(f"Person {number},Dubai\n" for number in range(6000)), encoding="utf-8")
    with open_desk(sqlite_url, SystemClock()) as desk:
        clerk = Clerk(desk, tmp_path)
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, sqlite_url, str(file)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).resolve().parents[2],
        )
        assert child.stdout is not None
        with child.stdout:
            told = [child.stdout.readline().strip() for _ in range(chunks)]
            os.kill(child.pid, signal.SIGKILL)
            child.wait(timeout=30)
        assert len(told) == chunks

        assert 0 < clerk.count(Lead) < 6000
        taken = clerk.take(file)
        assert clerk.count(Lead) == 6000
        LogService(desk).undo(taken.seq)
        assert clerk.count(Lead) == 0
