"""Two who switch the process of one record at the same moment: it follows one process afterwards, on each database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from app.domain.core.errors import Refusal
from app.domain.process.records import ProcessInstance
from app.workspace import Workspace
from tests.conftest import SitDown

ROUNDS = 4


def switched(space: Workspace, ref: str, code: str, start: Barrier) -> bool:
    """Whether a process was switched to, with the other racer."""
    start.wait()
    try:
        space.processes.switch(ref, code)
    except Refusal:
        return False
    return True


def current(space: Workspace, record_id: str) -> list[str]:
    """The instances that a record follows now."""
    wanted = select(ProcessInstance.id).where(
        ProcessInstance.current.is_(True),
        (ProcessInstance.opportunity_id == record_id)
        | ((ProcessInstance.lead_id == record_id) & ProcessInstance.opportunity_id.is_(None)),
    )
    with space.desk.read() as reader:
        return [id_ for (id_,) in reader.rows(wanted)]


def test_one_record_follows_one_process_however_many_switch_at_once(sit_down: SitDown) -> None:
    racers = (sit_down(), sit_down())
    space = racers[0]
    start = Barrier(len(racers))
    with ThreadPoolExecutor(len(racers)) as pool:
        for number in range(ROUNDS):
            lead = space.leads.add({"company": f"Company {number}"})
            first, second = "enterprise", ("enterprise", "quick_sale")[number % 2]
            won = list(pool.map(switched, racers, (lead.code,) * 2, (first, second), (start,) * 2))
            assert any(won)
            assert len(current(space, lead.id)) == 1
            deal = space.qualification.qualify(lead.code).made["opportunity"][0]
            to = ("quick_sale", "lead_to_opportunity", "enterprise")
            refs = (lead.code, deal) if number % 2 else (deal, deal)
            won = list(pool.map(switched, racers, refs, (to[number % 3], to[(number + 1) % 3]), (start,) * 2))
            assert any(won)
            assert len(current(space, space.opportunities.find(deal))) == 1
            assert current(space, lead.id) == []
