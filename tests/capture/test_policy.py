"""A list that repeats what is here changes it by number or email, closed records excepted, and never itself."""

from __future__ import annotations

from app.domain.leads.records import Lead
from app.domain.people.records import Account, Contact, ContactPoint
from app.domain.qualification.service import QualificationService
from tests.capture.clerk import Clerk


def test_a_number_tells_a_record_and_its_empty_cells_change_nothing(sqlite_clerk: Clerk) -> None:
    heading = "Contact ID,Name,Email,City,Shoe size"
    sqlite_clerk.take(sqlite_clerk.file("a.csv", heading, "C1,Mona,mona@mail.example,Dubai,38", "C2,Noor,,Cairo,39"))
    changed = sqlite_clerk.file("b.csv", heading, "C1,Mona Sample,m@mail.example,,40", "C2,Noor,,Cairo,39")
    taken = sqlite_clerk.take(changed, policy="create-or-update", kind="contact")
    assert (taken.created, taken.updated, taken.skipped) == (0, 1, 1)
    mona = sqlite_clerk.one(Contact, external_id="C1")
    assert (mona.name, mona.email, mona.city) == ("Mona Sample", "m@mail.example", "Dubai")
    assert [*mona.custom.values()] == [40]


def test_accounts_and_further_values_are_updated_too(sqlite_clerk: Clerk) -> None:
    heading = "Account ID,Account Name,Phone"
    sqlite_clerk.take(sqlite_clerk.file("accounts.csv", heading, "A1,Alpha,+97143001100"))
    more = sqlite_clerk.file("accounts2.csv", heading, "A1,Alpha LLC,+97143001100 / +97143001101")
    assert sqlite_clerk.take(more, policy="update").updated == 1
    assert sqlite_clerk.one(Account, external_id="A1").name == "Alpha LLC"
    assert [point.value for point in sqlite_clerk.all(ContactPoint)] == ["+97143001101"]


def test_a_closed_lead_is_left_and_named_and_rows_of_one_list_do_not_repeat_each_other(sqlite_clerk: Clerk) -> None:
    shared = sqlite_clerk.file("a.csv", "Name,Email,Notes", "Mona,one@mail.example,a", "Noor,one@mail.example,b")
    assert sqlite_clerk.take(shared, policy="create-or-update").created == 2
    for lead in sqlite_clerk.all(Lead):
        QualificationService(sqlite_clerk.desk).disqualify(lead.code, "lost")
    newer = sqlite_clerk.file("b.csv", "Name,Email,Notes", "Mona,one@mail.example,c")
    taken = sqlite_clerk.take(newer, policy="update")
    assert (taken.updated, taken.failed) == (0, 1)
    assert "read-only" in taken.failed_rows.reasons[0][1]
