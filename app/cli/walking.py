"""Walkthroughs on the command line: finding and checking a script, showing it, and telling how it went."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from app.cli.answers import Column
from app.cli.arguments import Misuse
from app.cli.demo import fresh_database
from app.domain.core.errors import Invalid, Refusal
from app.domain.core.outputs import check_free, make_folder, reason
from app.walkthrough.files import USUAL, find_script
from app.words import Message, formats, in_context, label, language, listed, said_by_others, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.cli.session import Session
    from app.domain.core.clock import Clock
    from app.settings import Settings
    from app.walkthrough.drafts import Known
    from app.walkthrough.plan import Plan
    from app.walkthrough.script import Script

_COLUMNS: Final = (
    Column("number", in_context("heading", "Step"), align="right"),
    Column("title", in_context("heading", "What")),
    Column("state", in_context("heading", "State")),
    Column("time", in_context("heading", "Time"), align="right"),
)
_STATES: Final[Mapping[str, Message]] = {
    "done": in_context("a step", "done"),
    "skipped": in_context("a step", "skipped"),
    "open": in_context("a step", "open"),
}


class Asked(NamedTuple):
    """What the command line asks of a walkthrough."""

    name: str | None
    auto: bool
    speed: float
    ending: str | None
    record: Path | None
    frames: Path | None
    hide: bool
    has_terminal: bool


def known() -> Known:
    """What a script may name: the commands and the panels there are."""
    from app.commands.catalogue import every_command
    from app.domain import areas
    from app.domain.core.area import resolve
    from app.walkthrough.drafts import Known

    panels = [resolve(place).id for area in areas.every() for place in area.panels]
    return Known({each.id: each.logged for each in every_command()}, panels)


def check_script(session: Session, file: Path) -> None:
    """Say what is wrong with a script, each mistake with its place; or how many steps it has."""
    script = find_script(str(file), known())
    steps = [{"id": each.id, "title": each.title} for each in script.every_step()]
    if session.answers.as_json:
        session.answers.json({"title": script.title, "steps": steps})
        return
    session.answers.text(
        say("{title}: {steps}. Nothing is wrong.", title=script.title, steps=listed(each["id"] for each in steps))
    )


def walk(session: Session, asked: Asked) -> int:
    """Show a walkthrough, and tell what became of its steps; answers the exit code.

    Raises:
        Refusal: It cannot be shown so, or stopped before its end.
    """
    from app.demo.opening import DEMO_NOW, DemoClock, demo_settings
    from app.walkthrough.keeping import Kept
    from app.walkthrough.plan import Plan

    if not asked.has_terminal and not asked.auto:
        raise Refusal(
            say("A walkthrough needs a terminal, and there is none."), hint=say("With --auto it plays without one.")
        )
    script = find_script(asked.name or USUAL, known())
    plan = Plan(script, asked.auto, asked.speed, not asked.has_terminal, hides=asked.hide)
    plan.marks.ending = _ending(script, asked.ending)
    plan.record, plan.frames = _free(asked.record), _new_folder(asked.frames)
    database = fresh_database(session)
    settings = demo_settings(session.settings, database)
    clock = DemoClock()
    if not asked.auto:
        plan.kept = Kept(session.settings.state_folder, repr(script), language(), _content_of(database))
        unfinished = plan.kept.unfinished()
        if unfinished is not None:
            unfinished.take_up(database)
            plan.marks, plan.goes_on, clock = unfinished.marks, True, DemoClock(unfinished.now)
            plan.marks.ending = plan.marks.ending if asked.ending is None else _ending(script, asked.ending)
    if not plan.goes_on and script.without is not None:
        _leave_out(settings, script.without, DemoClock(DEMO_NOW))
    code = session.launch(settings, clock=None if session.settings.now else clock, plan=plan)
    _tell(session, plan)
    if plan.why:
        hint = say("leadline demo --walkthrough shows the step to be done by hand.")
        raise Refusal(said_by_others(plan.why), hint=hint)
    return code


def _ending(script: Script, named: str | None) -> str:
    """The ending that is asked for.

    Raises:
        Misuse: The script has none of that name.
    """
    if named is None:
        return ""
    ids = [each.id for each in script.endings]
    if named not in ids:
        hint = say("Its endings are {names}.", names=listed(ids)) if ids else say("Leave --ending out.")
        raise Misuse(say("The walkthrough has no ending “{name}”.", name=named[:60]), field="ending", hint=hint)
    return named


def _free(record: Path | None) -> Path | None:
    """The recording to be made, refused where something is there already."""
    if record is not None:
        check_free(record, "record")
    return record


def _new_folder(frames: Path | None) -> Path | None:
    """The folder for pictures, made anew or empty."""
    if frames is None:
        return None
    try:
        make_folder(frames)
        taken = next(frames.iterdir(), None)
    except OSError as problem:
        raise Invalid(
            say("{path} cannot be made: {reason}.", path=frames, reason=reason(problem)),
            field="frames",
            hint=say("Name another folder."),
        ) from problem
    if taken is not None:
        raise Invalid(
            say("{path} is not empty, and stays as it is.", path=frames), field="frames", hint=say("Name a new folder.")
        )
    return frames


def _content_of(database: Path) -> str:
    """What tells the demo's database from one of another content or another version."""
    import hashlib

    with database.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _leave_out(settings: Settings, condition: str, clock: Clock) -> None:
    """Put away the leads that the walkthrough is to enter itself; a manager does it, so the user's own log is clean."""
    from app.bootstrap import open_workspace
    from app.domain.core.windows import ListQuery

    with closing(open_workspace(settings, clock, durable=False)) as space:
        manager = next((each.login for each in space.users.list() if each.role == "manager"), settings.user)
        found = [each.code for each in space.leads.window(ListQuery(where=condition)).lines]
    if found:
        with closing(open_workspace(replace(settings, user=manager), clock, durable=False)) as space:
            for code in found:
                space.qualification.delete(code)


def _tell(session: Session, plan: Plan) -> None:
    """Print what became of the steps, where nobody saw it, or it played by itself."""
    if not plan.auto:
        return
    done, skipped = (sum(each.state == state for each in plan.told) for state in ("done", "skipped"))
    if session.answers.as_json:
        steps = [{"id": each.id, "state": each.state, "seconds": round(each.seconds, 3)} for each in plan.told]
        session.answers.json({"steps": steps, "done": done, "skipped": skipped, "of": len(plan.told)})
        return
    rows = [
        {
            "number": formats.number(number),
            "title": each.title,
            "state": label(_STATES[each.state]),
            "time": say("{seconds} s", seconds=formats.number(round(each.seconds, 1), ",.1f")),
        }
        for number, each in enumerate(plan.told, 1)
    ]
    session.answers.rows(rows, _COLUMNS, empty="No steps.")
    words = (
        say("{done} done, {skipped} skipped.", done=done, skipped=skipped)
        if skipped
        else say("{done} of {total} done.", done=done, total=len(plan.told))
    )
    session.answers.text(words)
