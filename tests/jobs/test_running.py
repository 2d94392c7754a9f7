"""A job is done once, whole, by whoever comes first; what fails is tried again, and given up in the end."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.domain.core.clock import FixedClock
from app.domain.core.errors import NotAllowed, NotFound, ReadOnly
from app.domain.jobs.rules import ATTEMPTS, LEASE, pause_after
from app.domain.jobs.runner import Runner
from app.words import say, speaking
from app.workspace import Workspace
from tests.conftest import SitDown
from tests.jobs.conftest import Counting, counted, endings, later, plan, stored


def test_a_job_is_done_when_its_moment_comes_and_never_again(
    workspace: Workspace, clock: FixedClock, counting: Counting, lead: str
) -> None:
    assert plan(workspace, lead, clock.now() + timedelta(hours=1))
    assert endings(workspace) == []
    later(clock, hours=1)
    (run,) = workspace.jobs.run_due()
    assert (run.ending, run.message, run.title) == ("done", "Contoso counted.", "Counting")
    later(clock, days=400)
    assert endings(workspace) == []
    assert (counting.begun, counted(workspace, lead)) == (1, 1)


def test_a_key_stands_for_one_job_for_ever(
    workspace: Workspace, clock: FixedClock, counting: Counting, lead: str
) -> None:
    assert plan(workspace, lead, clock.now())
    assert not plan(workspace, lead, clock.now())
    assert endings(workspace) == ["done"]
    assert not plan(workspace, lead, clock.now())
    assert endings(workspace) == []
    assert counting.begun == 1


def test_the_effect_is_logged_as_nobodys_command(
    workspace: Workspace, clock: FixedClock, counting: Counting, lead: str
) -> None:
    plan(workspace, lead, clock.now())
    (run,) = workspace.jobs.run_due()
    newest = workspace.log.recent()[0]
    assert (newest.seq, newest.who, newest.command, newest.summary) == (run.seq, None, "test.count", "Contoso counted.")
    assert counting.begun == 1


def test_what_a_failing_job_did_is_taken_back_and_done_whole_the_next_time(
    workspace: Workspace, clock: FixedClock, counting: Counting, lead: str
) -> None:
    counting.failing = [RuntimeError("the cup is broken")]
    plan(workspace, lead, clock.now())
    (run,) = workspace.jobs.run_due()
    assert (run.ending, run.message) == ("retry", "RuntimeError: the cup is broken")
    assert counted(workspace, lead) == 0
    assert endings(workspace) == []
    (line,) = workspace.jobs.list()
    assert (line.state, line.attempts, line.last_error) == ("waiting", 1, "RuntimeError: the cup is broken")
    assert run.retry_at == line.retry_at
    later(clock, seconds=30)
    assert endings(workspace) == ["done"]
    assert (counting.begun, counted(workspace, lead)) == (2, 1)


def test_pauses_grow_and_end_in_giving_up() -> None:
    pauses = [pause_after(attempts) for attempts in range(1, ATTEMPTS + 1)]
    known = [pause for pause in pauses if pause is not None]
    assert known == sorted(known)
    assert (known[0], known[1], known[-1]) == (timedelta(seconds=30), timedelta(minutes=1), timedelta(hours=1))
    assert pauses[-1] is None


def test_what_fails_every_time_is_given_up_shown_and_tried_again_on_demand(
    workspace: Workspace, clock: FixedClock, counting: Counting, lead: str
) -> None:
    counting.failing = [NotAllowed(say("The machine is off."))] * ATTEMPTS
    plan(workspace, lead, clock.now())
    seen = []
    for _ in range(ATTEMPTS):
        seen += endings(workspace)
        later(clock, hours=1)
    assert seen == ["retry"] * (ATTEMPTS - 1) + ["failed"]
    assert endings(workspace) == []
    (line,) = workspace.jobs.list("failed")
    assert line.last_error == "The machine is off."
    assert workspace.jobs.list() == (line,)
    assert workspace.jobs.retry(line.id[-8:]).message == "“Counting” is tried again."
    assert endings(workspace) == ["done"]
    assert counted(workspace, lead) == 1
    assert workspace.jobs.list() == ()
    assert [each.last_error for each in workspace.jobs.list("done")] == [None]


def test_only_what_failed_is_tried_again_on_demand(
    workspace: Workspace, clock: FixedClock, counting: Counting, lead: str
) -> None:
    plan(workspace, lead, clock.now() + timedelta(days=1))
    (line,) = workspace.jobs.list()
    with pytest.raises(NotAllowed, match="has not failed"):
        workspace.jobs.retry(line.id)
    for nothing in ("ffff", "%", "", "0" * 32):
        with pytest.raises(NotFound):
            workspace.jobs.retry(nothing)
    assert counting.begun == 0


def test_the_others_are_done_when_one_fails(
    workspace: Workspace, clock: FixedClock, counting: Counting, lead: str
) -> None:
    for number in range(3):
        plan(workspace, lead, clock.now(), f"count {number}")
    counting.failing = [RuntimeError("the first only")]
    assert endings(workspace) == ["retry", "done", "done"]
    assert counted(workspace, lead) == 2


def test_a_job_that_nothing_does_is_kept_and_says_so(workspace: Workspace, clock: FixedClock, lead: str) -> None:
    plan(workspace, lead, clock.now())
    (run,) = workspace.jobs.run_due()
    assert (run.ending, run.message) == ("retry", "This Leadline has nothing that does “test.count”.")


def test_programs_that_run_at_once_share_the_work_and_do_each_job_once(
    workspace: Workspace, sit_down: SitDown, clock: FixedClock, counting: Counting
) -> None:
    leads = [workspace.leads.add({"company": f"Contoso {number}", "employees": 0}).id for number in range(30)]
    for each in leads:
        plan(workspace, each, clock.now(), each)
    programs = [sit_down() for _ in range(4)]
    ended: list[str] = []
    threads = [threading.Thread(target=lambda at=each: ended.extend(endings(at))) for each in programs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["done"] * len(leads)
    assert counting.begun == len(leads)
    assert [counted(workspace, each) for each in leads] == [1] * len(leads)


def test_what_a_program_claimed_and_died_with_is_done_by_another_when_its_lease_is_over(
    workspace: Workspace, sit_down: SitDown, clock: FixedClock, counting: Counting, lead: str
) -> None:
    plan(workspace, lead, clock.now())
    assert Runner(workspace.desk)._claim(clock.now(), 5)
    other = sit_down()
    assert endings(other) == []
    later(clock, seconds=LEASE.total_seconds())
    assert endings(other) == ["done"]
    assert (counting.begun, counted(workspace, lead)) == (1, 1)


def test_who_comes_back_after_its_lease_was_taken_changes_nothing(
    workspace: Workspace, sit_down: SitDown, clock: FixedClock, counting: Counting, lead: str
) -> None:
    plan(workspace, lead, clock.now())
    slow, other = Runner(workspace.desk), sit_down()
    (claim,) = slow._claim(clock.now(), 5)
    later(clock, minutes=2)
    assert endings(other) == ["done"]
    assert slow._do(claim, clock.now()).ending == "lost"
    assert (counting.begun, counted(workspace, lead)) == (2, 1)


def test_a_runner_holds_on_to_what_it_has_not_come_to_yet(
    workspace: Workspace, sit_down: SitDown, clock: FixedClock, counting: Counting, lead: str
) -> None:
    for number in range(3):
        plan(workspace, lead, clock.now(), f"count {number}")
    other, seen = sit_down(), []
    for run in workspace.jobs.run_due():
        seen.append(run.ending)
        later(clock, seconds=LEASE.total_seconds() - 5)
        assert endings(other) == []
    assert (seen, counting.begun) == (["done"] * 3, 3)
    assert counted(workspace, lead) == 3


def test_who_stops_in_the_middle_gives_the_rest_back_at_once(
    workspace: Workspace, sit_down: SitDown, clock: FixedClock, counting: Counting, lead: str
) -> None:
    for number in range(3):
        plan(workspace, lead, clock.now(), f"count {number}")
    running = workspace.jobs.run_due()
    assert next(iter(running)).ending == "done"
    running.close()  # type: ignore[attr-defined]
    assert [each.attempts for each in stored(workspace)] == [1, 0, 0]
    assert endings(sit_down()) == ["done", "done"]
    assert counting.begun == 3


def test_a_clock_set_back_neither_loses_a_job_nor_does_it_twice(
    workspace: Workspace, clock: FixedClock, counting: Counting, lead: str
) -> None:
    plan(workspace, lead, clock.now() + timedelta(hours=1))
    plan(workspace, lead, clock.now() + timedelta(hours=3), "count later")
    later(clock, hours=2)
    assert endings(workspace) == ["done"]
    later(clock, hours=-2)
    assert endings(workspace) == []
    later(clock, hours=2)
    assert endings(workspace) == []
    later(clock, hours=1)
    assert endings(workspace) == ["done"]
    assert counting.begun == 2


def test_what_was_claimed_or_failed_under_a_clock_that_ran_ahead_is_not_lost_for_years(
    workspace: Workspace, clock: FixedClock, counting: Counting, lead: str
) -> None:
    plan(workspace, lead, clock.now(), "claimed")
    plan(workspace, lead, clock.now(), "failed")
    later(clock, days=3650)
    counting.failing = [RuntimeError("a wrong moment")]
    running = workspace.jobs.run_due()
    assert next(iter(running)).ending == "retry"
    assert Runner(workspace.desk)._claim(clock.now(), 5) == []
    later(clock, days=-3650)
    assert next(iter(Runner(workspace.desk).run(1))).ending == "done"
    running.close()  # type: ignore[attr-defined]
    assert endings(workspace) == ["done"]
    assert counted(workspace, lead) == 2


def test_a_job_that_ends_its_program_every_time_is_given_up(
    workspace: Workspace, clock: FixedClock, counting: Counting, lead: str
) -> None:
    plan(workspace, lead, clock.now())
    for _ in range(ATTEMPTS):
        assert Runner(workspace.desk)._claim(clock.now(), 1)
        later(clock, minutes=2)
    assert endings(workspace) == ["failed"]
    (line,) = workspace.jobs.list()
    assert line.last_error == "Whoever did it ended in the middle, 10 times."
    with speaking("ar"):
        assert workspace.jobs.list()[0].last_error == "انقطع التنفيذ في منتصفه، وعدد المرات 10."
    assert counting.begun == 0


def test_a_session_that_only_reads_runs_nothing(
    workspace: Workspace, sit_down: SitDown, clock: FixedClock, counting: Counting, lead: str
) -> None:
    plan(workspace, lead, clock.now())
    with pytest.raises(ReadOnly):
        endings(sit_down(read_only=True))
    assert counting.begun == 0


def test_the_next_moment_is_known_without_a_claim(
    workspace: Workspace, clock: FixedClock, counting: Counting, lead: str
) -> None:
    assert workspace.jobs.next_due() is None
    first = clock.now() + timedelta(hours=1)
    plan(workspace, lead, first + timedelta(hours=4), "count later")
    plan(workspace, lead, first)
    assert workspace.jobs.next_due() == first
    assert not workspace.jobs.any_due()
    assert counting.begun == 0


# PostgreSQL plans by what it has counted, SQLite by what there is
@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
def test_claiming_walks_the_index_however_many_wait(workspace: Workspace) -> None:
    question = "SELECT id FROM job WHERE state = 'waiting' AND due_at <= '2026' ORDER BY due_at, id LIMIT 20"
    with workspace.desk.read() as reader:
        told = " ".join(str(row[-1]) for row in reader.rows(text(f"EXPLAIN QUERY PLAN {question}")))
    assert "INDEX ix_job_state_due (state=? AND due_at<?)" in told
    assert "TEMP B-TREE" not in told
