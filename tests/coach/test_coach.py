"""The coach goes by what was done, not by where somebody is, and never skips in silence."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from app.bootstrap import open_workspace
from app.domain.core.windows import ListQuery
from app.walkthrough.keeping import Kept
from tests.coach.stage import Presenter, shipped_plan, short_plan, walked
from tests.conftest import NOW
from tests.typed.desk import settings_of
from tests.typed.sequences import sequence


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """An empty database but for one lead, which no story is about."""
    path = tmp_path / "leadline.db"
    with closing(open_workspace(settings_of(path))) as space:
        space.leads.add({"company": "Fabrikam"})
    return path


def test_a_step_is_done_by_its_deed_on_the_record_of_the_story(database: Path, tmp_path: Path) -> None:
    async def act(presenter: Presenter) -> None:
        assert "1 of 3" in presenter.strip
        assert "▸ Enter  n  Enter a lead." in presenter.strip
        await presenter.press("n", *"Zed", "ctrl+s")
        assert presenter.states == ("done", "open", "open")
        # the deed of the step on another lead
        await presenter.press("down", "o", *"Hi", "ctrl+s")
        assert presenter.states == ("done", "open", "open")
        assert "The story is about Zed, so the step stays open." in presenter.strip
        # by another program, on the right one
        with closing(open_workspace(settings_of(database))) as space:
            space.timeline.add_note("Zed", "Hi")
        await presenter.still()
        await presenter.coach.look()
        assert "Still to do: Add competitor." in presenter.strip
        await presenter.press("f7")
        assert presenter.states == ("done", "done", "open")
        await presenter.press("H")
        assert presenter.states == ("done", "done", "done")
        assert "3 of 3 done." in presenter.strip

    walked(database, tmp_path, short_plan(), act)


def test_a_stage_that_was_looked_at_meanwhile_is_not_the_one_a_step_fills_in(database: Path, tmp_path: Path) -> None:
    async def act(presenter: Presenter) -> None:
        await presenter.press("f7", "f7", "s", "right")
        assert presenter.app.screen.pane("stages").chosen == "develop"
        await presenter.press("f7")
        assert presenter.states[:3] == ("done", "done", "done"), presenter.strip

    walked(database, tmp_path, shipped_plan("story"), act)


def test_what_is_taken_back_is_open_again_and_what_is_skipped_is_not_done(database: Path, tmp_path: Path) -> None:
    async def act(presenter: Presenter) -> None:
        await presenter.press("f7", "f7")
        assert presenter.states == ("done", "done", "open")
        await presenter.press("u")
        assert presenter.states == ("done", "open", "open")
        assert "“Note” was taken back, so it is open again." in presenter.strip
        await presenter.press("f9")
        assert presenter.states == ("done", "skipped", "open")
        await presenter.press("f7")
        assert "2 done, 1 skipped." in presenter.strip
        await presenter.press("escape", "f8")
        assert presenter.states == ("done", "skipped", "open")
        await presenter.press("f8")
        assert presenter.states == ("done", "open", "open")
        await presenter.press("f8", "f9")  # opened again, but it was done
        assert presenter.states == ("done", "open", "open")
        await presenter.press("f11", "y")
        assert presenter.states == ("open", "open", "open")
        space = await presenter.app.workspace()
        assert [each.company for each in space.leads.window(ListQuery()).lines] == ["Fabrikam"]

    walked(database, tmp_path, short_plan(), act)


def test_the_panel_of_a_step_is_opened_where_it_is_not_seen(database: Path, tmp_path: Path) -> None:
    async def act(presenter: Presenter) -> None:
        await presenter.press("f7", "o", *"Hi", "ctrl+s")
        assert "+ in “Competitors”" in presenter.strip or "n in “Competitors”" in presenter.strip
        assert presenter.app.focused.id == "competitors"
        assert presenter.states == ("done", "open", "open")

    walked(database, tmp_path, short_plan(), act, size=(80, 24))


def test_an_unfinished_walkthrough_goes_on_where_it_was_left(database: Path, tmp_path: Path) -> None:
    first = short_plan()

    async def begin(presenter: Presenter) -> None:
        await presenter.press("f7", "f9")

    walked(database, tmp_path, first, begin)
    kept = Kept(tmp_path / "state", "short")
    kept.keep(str(database), first.marks, NOW, is_over=False)
    unfinished = kept.unfinished()
    assert unfinished is not None
    again = tmp_path / "again.db"
    unfinished.take_up(again)
    second = short_plan(marks=unfinished.marks, goes_on=True)

    async def go_on(presenter: Presenter) -> None:
        await presenter.still()
        assert "Go on at step 3 of 3" in "\n".join(
            strip.text for strip in presenter.app.screen._compositor.render_strips()
        )
        await presenter.press("enter")
        assert presenter.states == ("done", "skipped", "open")
        await presenter.press("f7")
        assert "2 done, 1 skipped." in presenter.strip

    walked(again, tmp_path, second, go_on)
    kept.keep(str(again), second.marks, NOW, is_over=True)
    assert kept.unfinished() is None


def _any_keys(dice: Random, number: int) -> list[str]:
    """Keys as somebody may press them, but none that leaves, or is the coach's."""
    keys: list[str] = []
    while len(keys) < number:
        keys += [key for gesture in sequence(dice.randrange(10**6)) for key in gesture]
    return keys[:number]


def test_wrong_keys_between_steps_do_not_keep_it_from_its_end(database: Path, tmp_path: Path) -> None:
    plan = short_plan(auto=True)
    dice = Random(23)

    async def act(presenter: Presenter) -> None:
        before = 0
        while presenter.app.return_value is None:
            if not presenter.coach.is_typing and presenter.coach.standing.number != before:
                before = presenter.coach.standing.number
                for key in _any_keys(dice, 100):
                    presenter.app.post_message(presenter.key(key))
            await asyncio.sleep(0.05)

    assert walked(database, tmp_path, plan, act) == 0
    assert {each.state for each in plan.told} <= {"done", "skipped"}
    with closing(open_workspace(settings_of(database))) as space:
        assert {space.leads.show(each).values["company"] for each in ("Zed", "Fabrikam")} == {"Zed", "Fabrikam"}
