"""The dialogs, played by keys alone."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.commands.register import Register
from app.domain.core.errors import Refusal
from app.domain.core.fields import Field
from app.domain.leads.fields import BY_CODE
from app.domain.process.rows import StageView, StepView
from app.domain.sales.reasons import reasons_field
from app.domain.timeline.rows import TimelineEntry, TimelineFilter
from app.screens.dialogs.activity import EmailDialog, PostDialog, ReplyDialog, TaskDialog
from app.screens.dialogs.assign import AssignDialog, Assigned, Colleague
from app.screens.dialogs.call import CallDialog
from app.screens.dialogs.choose import ChoiceDialog
from app.screens.dialogs.commands import HelpScreen, PaletteScreen
from app.screens.dialogs.confirm import ConfirmDialog, UnsavedDialog
from app.screens.dialogs.conflict import ConflictDialog
from app.screens.dialogs.history import HistoryDialog
from app.screens.dialogs.import_file import ImportDialog, ImportPreview, ImportReport, Progress
from app.screens.dialogs.qualify import DisqualifyDialog, QualifyDialog, QualifySeveralDialog
from app.screens.dialogs.sales import CloseOpportunityDialog
from app.screens.dialogs.search import SearchDialog
from app.screens.dialogs.stage import StageAnswer, StageDialog
from app.screens.dialogs.timeline import EntryDialog, TimelineFilterDialog
from app.widgets.forms.matching import Option
from app.words import say, speaking
from tests.dialogs.stage import ARABIC, CONTEXT, HOSTILE, OPEN, played, suggest

NOW = CONTEXT.now


async def test_a_call_is_timed_from_the_moment_it_opens() -> None:
    seconds = [100.0]
    async with played(lambda: CallDialog("Contoso", CONTEXT, lambda: seconds[0])) as play:
        seconds[0] = 234
        await play.type("Budget 50k")
        await play.press("ctrl+t")
        seconds[0] = 900
        await play.sees("02:14")
        await play.press("tab", "right", "ctrl+s")
        assert play.answer == {
            "direction": "out",
            "outcome": "Reached",
            "notes": "Budget 50k",
            "duration_seconds": 134,
        }


async def test_a_typed_duration_is_stronger_than_the_timer() -> None:
    async with played(lambda: CallDialog("Contoso", CONTEXT, lambda: 0.0)) as play:
        await play.press("tab", "tab", "tab", "tab")
        await play.type("12m")
        await play.press("ctrl+s")
        assert play.answer["duration_seconds"] == 720


async def test_an_email_a_task_a_post_and_a_reply_return_what_was_written() -> None:
    async with played(lambda: EmailDialog("Contoso", CONTEXT, values={"address": "sara@contoso.example.com"})) as play:
        await play.press("tab", "tab")
        await play.type("Brochure")
        await play.press("ctrl+s")
        assert play.answer == {"direction": "out", "address": "sara@contoso.example.com", "subject": "Brochure"}
    async with played(lambda: TaskDialog("Contoso", CONTEXT)) as play:
        await play.type("Send offer")
        await play.press("tab")
        await play.type("fri 17:00")
        await play.press("ctrl+s")
        assert play.answer["due"] == datetime(2026, 11, 27, 13, 0, tzinfo=UTC)
    async with played(lambda: PostDialog("Contoso", CONTEXT)) as play:
        await play.type("Anyone?")
        await play.press("enter")
        await play.type("Please")
        await play.press("ctrl+s")
        assert play.answer == {"text": "Anyone?\nPlease"}
    async with played(lambda: ReplyDialog("Contoso", "Omar", HOSTILE, CONTEXT)) as play:
        await play.sees("[@click=app.quit]")
        await play.type("Yes")
        await play.press("ctrl+s")
        assert play.answer == {"text": "Yes"}


async def test_qualifying_shows_what_follows_before_anything_happens() -> None:
    def make() -> QualifyDialog:
        return QualifyDialog(
            "Contoso Coffee", CONTEXT, company="Contoso Coffee", person="Sara Nadim", topic="Modernise",
            accounts=[("ACC-1A2B", f"Contoso {HOSTILE}", "same domain")],
        )  # fmt: skip

    async with played(make) as play:
        await play.sees("[@click=app.quit]x[/] [b (ACC-1A2B,")
        await play.sees("Contact “Sara Nadim” is made.")
        await play.press("right")
        await play.sees("Account “Contoso Coffee” is made.")
        await play.press("tab", "tab", "right")
        await play.sees("The process stays where it is.")
        await play.press("right")
        await play.sees("2 opportunities are made.")
        await play.press("ctrl+s")
        assert play.answer == {"account": "new", "contact": "new", "opportunities": ("Modernise", "Modernise (2)")}


async def test_an_existing_account_is_proposed_first_and_none_is_possible() -> None:
    def make() -> QualifyDialog:
        return QualifyDialog("X", CONTEXT, company=None, person=None, accounts=[("ACC-1", "A_b-c", "same phone")])

    async with played(make) as play:
        await play.press("ctrl+s")
        assert play.answer == {"account": "ACC-1", "contact": "none", "opportunities": ("X",)}


async def test_missing_steps_are_named_with_their_keys_and_the_reason_is_asked() -> None:
    def make() -> QualifyDialog:
        steps = [("budget", HOSTILE), ("decision_maker", "Decision maker")]
        return QualifyDialog(
            "Contoso", CONTEXT, company="Contoso", person=None, missing=steps, asks_reason=True, stage="Develop",
            always=("account",), before=[("OPP-1", ARABIC)],
        )  # fmt: skip

    async with played(make) as play:
        await play.sees("f3 Decision maker")
        await play.sees("OPP-1")
        await play.press("ctrl+s")
        await play.sees("Why all the same is needed")
        await play.type("Fair")
        await play.press("ctrl+s")
        assert play.answer == {"account": "new", "contact": "none", "opportunities": (), "missing_reason": "Fair"}
    async with played(make) as play:
        await play.press("tab", "tab", "right", "f3")
        assert (play.answer.step, play.answer.chosen["count"]) == ("decision_maker", "2")


async def test_one_is_made_the_owner_or_several_are_ticked_beside_the_owner() -> None:
    people = [Colleague(name, f"{name} {HOSTILE}", "rep", name == "huda") for name in ("amal", "huda", "omar")]

    def make() -> AssignDialog:
        return AssignDialog("Assign · Contoso", people, "omar")

    for keys, answer in (
        (("enter",), Assigned("omar", None)),
        (("up", "up", "ctrl+t", "enter"), Assigned(None, ("amal", "huda"))),
        (("ctrl+t", "ctrl+t", "up", "ctrl+t", "enter"), Assigned(None, ())),
        (("a", "m", "ctrl+t", "enter"), Assigned(None, ("amal", "huda"))),
        (("escape",), None),
    ):
        async with played(make) as play:
            await play.sees("rep · owner")
            await play.press(*keys)
            assert play.answer == answer


async def test_several_are_asked_about_once() -> None:
    def make() -> QualifySeveralDialog:
        return QualifySeveralDialog(12, CONTEXT, closed=2, missing=3, asks_reason=True)

    async with played(make) as play:
        await play.sees("2 are closed and stay as they are.")
        await play.press("tab", "right", "tab", "right", "tab")
        await play.type("Fair")
        await play.press("ctrl+s")
        assert play.answer == {"account": "new", "contact": "none", "opportunities": (), "missing_reason": "Fair"}


async def test_disqualifying_needs_a_reason_and_other_needs_a_comment() -> None:
    async with played(lambda: DisqualifyDialog("Contoso", CONTEXT)) as play:
        await play.press("ctrl+s")
        await play.sees("Reason is needed")
        await play.press("left", "ctrl+s")
        await play.sees("A comment is needed")
        await play.type("Moved abroad")
        await play.press("ctrl+s")
        assert play.answer == {"reason": "other", "comment": "Moved abroad", "keep_contact": False}


async def test_the_question_changes_nothing_unless_the_answer_is_yes() -> None:
    def make() -> ConfirmDialog:
        return ConfirmDialog("Delete lead", f"Delete {HOSTILE}?", action="Delete", details=["12 entries"])

    for keys, answer in ((("enter",), None), (("escape",), None), (("right", "enter"), True), (("y",), True)):
        async with played(make) as play:
            await play.sees(HOSTILE)
            await play.press(*keys)
            assert play.answer is answer


async def test_other_answers_than_yes_and_no_have_letters_of_their_own() -> None:
    def make() -> ConfirmDialog:
        return UnsavedDialog("Not saved", "Not saved.")

    for key, answer in (("g", None), ("t", True)):
        async with played(make) as play:
            await play.sees("t throw away   g go on typing")
            await play.press("y", "n")
            assert play.answer is OPEN
            await play.press(key)
            assert play.answer is answer


async def test_a_call_is_not_left_unlogged_unasked() -> None:
    async with played(lambda: CallDialog("Contoso", CONTEXT, lambda: 0.0)) as play:
        await play.press("escape")
        await play.sees("is not logged yet")
        await play.press("escape")
        assert play.answer is OPEN
        await play.press("escape", "t")
        assert play.answer is None


async def test_a_lost_opportunity_names_reason_and_competitor() -> None:
    async with played(
        lambda: CloseOpportunityDialog("Machines", CONTEXT, reasons_field(("Lease",)), status="lost", suggest=suggest)
    ) as play:
        await play.until(lambda: "revenue" not in play.screen)
        await play.press("tab")
        await play.type("Price, lease")
        await play.press("tab")
        await play.type("A third off")
        await play.press("ctrl+s")
        day = date(2026, 11, 23)
        assert play.answer == {"status": "lost", "on": day, "reasons": ("price", "Lease"), "comment": "A third off"}


def _stage(status: str = "current") -> StageView:
    def step(code: str, kind: str, field: str | None = None, action: str | None = None, done: bool = False) -> StepView:
        return StepView(code, code.replace("_", " ").capitalize(), kind, field, action, True, done, None, None)

    steps = (
        step("budget", "field", "budget"),
        step("debrief_filed", "box"),
        step("log_call", "action", action="log_call"),
    )
    return StageView("qualify", "Qualify", "lead", status, 3, NOW - timedelta(days=3), None, steps)


async def test_the_steps_of_a_stage_are_filled_in_and_ticked() -> None:
    async with played(lambda: StageDialog(_stage(), BY_CODE, CONTEXT)) as play:
        await play.type("50k")
        await play.press("tab", "space", "ctrl+n")
        assert isinstance(play.answer, StageAnswer)
        assert play.answer.then == "next"
        assert str(play.answer.values["budget"]) == "USD 50,000"
        assert play.answer.values["debrief_filed"] is True


async def test_a_step_that_is_an_action_is_started_by_its_key() -> None:
    async with played(lambda: StageDialog(_stage(), BY_CODE, CONTEXT)) as play:
        await play.press("f2")
        assert play.answer == StageAnswer({}, "lead.call")


async def test_a_closed_stage_can_be_read_and_not_changed() -> None:
    async with played(lambda: StageDialog(_stage(), BY_CODE, CONTEXT, read_only=True)) as play:
        await play.type("50k")
        await play.press("ctrl+s")
        assert play.answer is OPEN
        assert "50k" not in play.screen
        await play.press("escape")
        assert play.answer is None


async def test_what_is_empty_in_a_closed_stage_is_a_dash_and_takes_no_cursor() -> None:
    fields = {"need": Field("need", "Need", "prose", help="What they need."), "budget": BY_CODE["budget"]}
    steps = tuple(StepView(code, code, "field", code, None, False, False, None, None) for code in fields)
    stage = StageView("qualify", "Qualify", "lead", "done", 3, NOW, None, steps)
    async with played(lambda: StageDialog(stage, fields, CONTEXT, read_only=True)) as play:
        await play.until(lambda: play.screen.count(" – ") == 2)
        assert "What they need" not in play.screen
        assert "▸" not in play.screen


async def test_a_long_text_in_a_closed_stage_is_scrolled_to_its_end() -> None:
    fields = {"need": Field("need", "Need", "prose")}
    text = "\n".join(f"Line {number}" for number in range(40))
    steps = (StepView("need", "Need", "field", "need", None, False, True, text, None),)
    stage = StageView("qualify", "Qualify", "lead", "done", 3, NOW, None, steps)
    async with played(lambda: StageDialog(stage, fields, CONTEXT, read_only=True)) as play:
        await play.sees("Line 3")
        assert "Line 39" not in play.screen
        await play.press(*["pagedown"] * 5)
        await play.sees("Line 39")


def _entry(kind: str = "appointment", status: str = "planned", body: str = "") -> TimelineEntry:
    return TimelineEntry(
        id="1", code="ACT-1", kind=kind, status=status, subject=f"Visit {HOSTILE}", body=body, at=NOW, author="Amal",
        author_id="u", owner_id="u", direction=None, address=None, outcome=None, duration_seconds=3600, start_at=NOW,
        end_at=NOW, due_at=None, priority=None, place=ARABIC, pinned=False, event=None, details={},
        people=("Sara",), replies=(), is_new=False, version=1,
    )  # fmt: skip


async def test_an_entry_is_shown_in_full_and_returns_what_to_do() -> None:
    body = f"# Agenda\n\n- {HOSTILE}\n\n" + "\n\n".join(f"Line {n}" for n in range(40))
    async with played(lambda: EntryDialog(_entry(body=body), CONTEXT)) as play:
        await play.sees("Mon 23 Nov 09:00, 1 h 00 min")
        await play.sees("[@click=app.quit]x[/]")
        await play.press("end")
        await play.sees("Line 39")
        await play.press("x")
        assert play.answer == "complete"


async def test_an_entry_offers_only_what_it_allows() -> None:
    async with played(lambda: EntryDialog(_entry(kind="note", status="completed"), CONTEXT)) as play:
        await play.press("x", "R")
        assert play.answer is OPEN
        await play.press("P")
        assert play.answer == "pin"


async def test_the_filter_of_the_timeline_is_chosen_in_words() -> None:
    async with played(lambda: TimelineFilterDialog(TimelineFilter(kinds=("note",)), CONTEXT)) as play:
        await play.type("calls, em")
        await play.sees("▸ Emails")
        await play.press("enter", "tab", "right", "ctrl+s")
        assert play.answer == TimelineFilter(kinds=("call", "email"), status="open")


async def test_a_choice_is_found_by_a_part_of_its_name() -> None:
    options = [Option(code, label) for code, label in (("a", "Open"), ("b", f"Lost {HOSTILE}"), ("c", ARABIC))]
    async with played(lambda: ChoiceDialog("Status", options, "a")) as play:
        await play.sees("▸ ✓ Open")
        await play.type("قهوه")
        await play.sees(f"▸   {ARABIC}")
        await play.press("enter")
        assert play.answer == "c"


async def test_the_palette_runs_what_it_finds() -> None:
    async with played(lambda: PaletteScreen(Register(), ["timeline", "lead"])) as play:
        await play.type("disq")
        await play.sees("Closes the lead with a reason.")
        await play.press("enter")
        assert play.answer == "lead.disqualify"


@pytest.mark.parametrize("typed", ["disqualify", "استبعاد"])
async def test_the_palette_finds_by_the_words_of_the_language_and_by_the_english_ones(typed: str) -> None:
    with speaking("ar"):
        async with played(lambda: PaletteScreen(Register(), ["timeline", "lead"])) as play:
            await play.type(typed)
            await play.press("enter")
            assert play.answer == "lead.disqualify"


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24)])
async def test_help_shows_the_keys_of_the_place_with_a_sentence_each(size: tuple[int, int]) -> None:
    async with played(lambda: HelpScreen(Register(), ["timeline", "lead"], "timeline"), size) as play:
        await play.sees("Find in timeline")
        await play.sees("Searches titles and texts.")
        await play.press("escape")
        assert play.answer is None


async def test_a_search_shows_the_answer_to_the_last_words_only() -> None:
    async def search(text: str) -> list[Any]:
        return [SimpleNamespace(kind="lead", code="LEAD-7Q3F", title=f"{text} {HOSTILE}", detail=ARABIC, related=())]

    async with played(lambda: SearchDialog(search)) as play:
        await play.type("con")
        await play.sees(f"con {HOSTILE[:16]}")
        await play.press("enter")
        assert play.answer.code == "LEAD-7Q3F"


async def test_a_search_looks_the_same_whatever_was_found_on_the_way() -> None:
    hit = SimpleNamespace(kind="lead", code="LEAD-7Q3F", title="Contoso", detail=None, related=())

    async def search(text: str) -> list[Any]:
        return [] if text == "c" else [hit]

    async with played(lambda: SearchDialog(search, "co")) as at_once, played(lambda: SearchDialog(search)) as typed:
        await typed.type("c")
        await typed.sees("Nothing has “c” in it.")
        await typed.type("o")
        for each in (at_once, typed):
            await each.sees("Contoso")
            await each.still()
        assert at_once.screen == typed.screen


async def test_a_change_is_picked_from_the_history() -> None:
    lines = [Option(n, f"Budget {n}", "Amal", heading="Today") for n in (9, 8, 7)]
    async with played(lambda: HistoryDialog("History", lines)) as play:
        await play.press("down", "enter")
        assert play.answer == 8


async def test_a_conflict_shows_both_sides() -> None:
    for key, answer in (("m", "mine"), ("t", "theirs"), ("escape", None)):
        async with played(lambda: ConflictDialog("Omar changed it.", [("Budget", "1", HOSTILE)])) as play:
            await play.sees(HOSTILE[:20])
            await play.press(key)
            assert play.answer == answer


async def test_a_file_is_looked_at_then_imported_with_its_progress() -> None:
    told: list[int] = []

    async def open_file(path: str) -> ImportPreview:
        if path != "fair.csv":
            raise Refusal(say("There is no file {path}.", path=path), hint=say("Check the path."))
        return ImportPreview(path, 2, [("Firma", "Company", HOSTILE)], ["1 row has no email."])

    async def run(preview: ImportPreview, progress: Progress) -> ImportReport:
        assert progress(1, preview.rows)
        told.append(progress.done)
        return ImportReport(["2 leads were added."], "outcome")

    async with played(lambda: ImportDialog(open_file, run)) as play:
        await play.type("fai")
        await play.press("enter")
        await play.sees("There is no file fai.")
        await play.type("r.csv")
        await play.press("enter")
        await play.sees("1 row has no email.")
        assert not told, "nothing is imported before it is confirmed"
        await play.press("enter")
        await play.sees("2 leads were added.")
        await play.press("enter")
        assert play.answer == "outcome"


def test_no_dialog_is_loaded_before_it_is_opened() -> None:
    code = "import sys, app.screens.dialogs; print([m for m in sys.modules if m.startswith('app.screens.dialogs.')])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
