"""Whatever dies when, and whoever ticks at the same time: a record is in a sequence once, and a step is done once."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.core.clock import FixedClock
from app.domain.core.errors import NotAllowed
from app.domain.leads.records import Lead
from app.domain.outbox.files import into_folder
from app.domain.outbox.records import OutgoingMail
from app.domain.outbox.rows import MailLine
from app.domain.timeline.records import Activity
from app.workspace import Workspace
from tests.conftest import SitDown
from tests.sequences.conftest import add_lead, call, lay, mail, step, tick, way


def test_a_record_is_in_one_sequence_at_a_time(shop: Workspace, clock: FixedClock, lead: str) -> None:
    """S31 a: by hand and by segment in one minute."""
    lay(shop, call())
    lay(shop, call(), code="other")
    shop.sequences.connect("follow_up", [lead])
    clock.moment += timedelta(seconds=30)
    for name in ("follow_up", "other"):
        with pytest.raises(NotAllowed) as refused:
            shop.sequences.connect(name, [lead], way="query")
        assert refused.value.message == "Contoso (Sara) is already in the sequence Follow up since 09:00."
    assert len(shop.sequences.ways(lead)) == 1


def test_two_ticks_at_once_do_every_step_once(workspace: Workspace, sit_down: SitDown, clock: FixedClock) -> None:
    """S31 b: 200 leads have a mail and a task each, whoever ticks at the same time; fewer where a round trip costs."""
    number = 200 if workspace.desk.database.dialect == "sqlite" else 30
    others = [sit_down(), sit_down()]
    lay(workspace, mail() + step("task", "look", name="Look"))
    with workspace.desk.write("test.leads") as unit:
        rows = [_lead(n) for n in range(number)]
        unit.insert_many(Lead, rows)
    workspace.sequences.connect("follow_up", [str(row["id"]) for row in rows])
    while workspace.jobs.any_due():
        threads = [threading.Thread(target=lambda there=each: list(there.jobs.run_due())) for each in others]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        clock.moment += timedelta(minutes=1)
    with workspace.desk.read() as reader:
        mails = reader.scalar(select(func.count(func.distinct(OutgoingMail.recipient))).select_from(OutgoingMail))
        kept = [reader.scalar(select(func.count()).where(Activity.kind == kind)) for kind in ("task", "email")]
    assert (mails, kept) == (number, [number, number])


def _lead(number: int) -> dict[str, object]:
    """A lead as an import makes it."""
    name = f"C{number}"
    kept = {"code": f"LEAD-{number:04d}", "kind": "organisation", "title": name, "title_key": name.lower()}
    return {**kept, "company": name, "email": f"c{number}@c.example.com", "custom": {}, "tags": []}


def test_who_ends_between_sending_and_noting_sends_the_same_mail_again(
    shop: Workspace, clock: FixedClock, lead: str, tmp_path: Path
) -> None:
    """S31 c: one mail with one Message-ID, never two, never none."""
    lay(shop, mail())
    shop.sequences.connect("follow_up", [lead])
    tick(shop, clock)
    folder = tmp_path / "mail"
    folder.mkdir()
    put = into_folder(folder)

    def dies(mail: MailLine) -> None:
        put(mail)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shop.outbox.deliver(dies)
    (waiting,) = shop.outbox.list()
    assert shop.outbox.deliver(put).message == "1 email sent."
    assert shop.outbox.list() == ()
    (file,) = folder.iterdir()
    text = file.read_text()
    assert text.count(f"Message-ID: {waiting.message_id}") == 1
    assert "To: Sara <sara@contoso.example.com>" in text
    assert "Dear Sara," in text


def test_a_lead_that_comes_back_begins_again_only_where_it_may(shop: Workspace) -> None:
    """S31 d: by a rule, without and with re-entry."""
    lay(shop, call(), 'rule = "campaign = spring"', code="once")
    lead = add_lead(shop, campaign="spring")
    assert [each.sequence for each in shop.sequences.ways(lead)] == ["once"]
    shop.sequences.skip(lead)
    for campaign in ("autumn", "spring"):
        shop.leads.edit(lead, {"campaign": campaign})
    assert len(shop.sequences.ways(lead)) == 1
    lay(shop, call(), 'rule = "campaign = autumn"\nreentry = true', code="again")
    for campaign, number in (("autumn", 2), ("spring", 2), ("autumn", 2)):
        shop.leads.edit(lead, {"campaign": campaign})
        assert len(shop.sequences.ways(lead)) == number
    shop.sequences.skip(lead)
    shop.leads.edit(lead, {"source": "web"})
    assert len(shop.sequences.ways(lead)) == 2
    for campaign in ("spring", "autumn"):
        shop.leads.edit(lead, {"campaign": campaign})
    assert len(shop.sequences.ways(lead)) == 3
    assert way(shop, lead) == [("call_1", "current")]
