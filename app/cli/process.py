"""Commands of process flows: the guided path of a lead or an opportunity."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app.cli import defining
from app.cli.answers import Column
from app.cli.called import field_value, process_status
from app.cli.data import plain
from app.cli.options import Deal, noun
from app.cli.session import here, pairs
from app.domain.core.errors import NotFound
from app.domain.process.rows import ProcessView, StageView, StepView
from app.words import in_context, language, listed, say, say_many
from app.words.language import SOURCE

app = noun("Processes: the stages of a lead or an opportunity, and their steps.")

_LIST = (
    Column("code", "Code"),
    Column("name", "Name"),
    Column("version", "Version", "right"),
    Column("running", "Running", "right"),
    Column("active", "In use"),
    Column("stages", "Stages"),
)
_STEPS = (
    Column("mark", " "),
    Column("code", "Step"),
    Column("label", in_context("heading", "What")),
    Column("value", "Value"),
    Column("required", "Required"),
)
_MARKS = {"done": "✓", "current": "▸", "ahead": "·"}


@app.command("list")
def list_(
    context: typer.Context, *, all_: Annotated[bool, typer.Option("--all", help="Also those out of use.")] = False
) -> None:
    """List the processes there are, in the order in which they are tried on a new record."""
    session = here(context)
    lines = [line for line in session.workspace.definitions.list() if line.active or all_]
    if session.answers.as_json:
        session.answers.json([line.as_json() for line in lines])
        return
    rows = [
        {
            "code": line.code,
            "name": line.name,
            "version": line.version,
            "running": line.running,
            "active": line.active if all_ else None,
            "stages": " → ".join(stage.name for stage in line.definition.stages),
        }
        for line in lines
    ]
    session.answers.rows(rows, _LIST, empty="No processes.")


@app.command()
def show(
    context: typer.Context,
    record: Deal,
    stage: Annotated[str | None, typer.Option(metavar="STAGE", help="Only this stage, with its steps.")] = None,
) -> None:
    """Show where a record stands, with every stage and step; closed stages can be read too."""
    session = here(context)
    view = session.workspace.processes.show(record)
    if view is None:
        raise NotFound(
            say("This record has no process."),
            hint=say("Start one with: {command}", command="leadline process switch RECORD NAME"),
        )
    shown = [_stage(view, stage)] if stage else list(view.stages)
    if session.answers.as_json and stage:
        session.answers.json(_stage_data(shown[0]))
        return
    better = session.workspace.processes.better(record)
    if session.answers.as_json:
        session.answers.json({**_data(view), "better": better.code if better else None})
        return
    status = view.status if language() == SOURCE else process_status(view.status)
    session.answers.text(f"{view.name}: {view.current.name} ({status})")
    if better:
        session.answers.text(say("{name} fits better: {reason}.", name=better.name, reason=better.reason))
    for each in shown:
        session.answers.text("")
        session.answers.text(f"{_MARKS.get(each.status, ' ')} {_heading(each)}")
        rows = [{**plain(step), "value": _value(each, step), "mark": "✓" if step.done else "·"} for step in each.steps]
        if rows:
            session.answers.rows(rows, _STEPS, empty="")


@app.command("set")
def set_(
    context: typer.Context,
    record: Deal,
    values: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE…", help="Steps or fields; yes ticks a box.")],
) -> None:
    """Fill steps of the process."""
    session = here(context)
    session.answers.outcome(session.workspace.processes.set(record, pairs(values, "Step")))


@app.command("next")
def next_(context: typer.Context, record: Deal) -> None:
    """Go on to the next stage."""
    session = here(context)
    session.answers.outcome(session.workspace.processes.next(record))


@app.command()
def back(context: typer.Context, record: Deal) -> None:
    """Go back one stage."""
    session = here(context)
    session.answers.outcome(session.workspace.processes.back(record))


@app.command()
def switch(
    context: typer.Context,
    record: Deal,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Code or name; see: leadline process list")],
) -> None:
    """Follow another process; the old one is kept as it is."""
    session = here(context)
    session.answers.outcome(session.workspace.processes.switch(record, name))


@app.command()
def finish(context: typer.Context, record: Deal) -> None:
    """End the process as done."""
    session = here(context)
    session.answers.outcome(session.workspace.processes.finish(record))


@app.command()
def abandon(context: typer.Context, record: Deal) -> None:
    """End the process as given up."""
    session = here(context)
    session.answers.outcome(session.workspace.processes.abandon(record))


@app.command()
def reopen(context: typer.Context, record: Deal) -> None:
    """Take the process up again where it ended."""
    session = here(context)
    session.answers.outcome(session.workspace.processes.reopen(record))


def _stage(view: ProcessView, wanted: str) -> StageView:
    for each in view.stages:
        if wanted.casefold() in (each.code.casefold(), each.name.casefold()):
            return each
    known = listed(each.code for each in view.stages)
    raise NotFound(
        say("{process} has no stage “{stage}”.", process=view.name, stage=wanted[:40]),
        hint=say("Its stages are: {stages}.", stages=known),
    )


def _heading(stage: StageView) -> str:
    """A stage with how far it is, and for how long it was stood in."""
    done = f"{stage.done}/{len(stage.steps)}"
    if not stage.entered_at:
        return say("{stage} {done}", stage=stage.name, done=done)
    return say_many("{stage} {done}, {n} d", "{stage} {done}, {n} d", stage.days, stage=stage.name, done=done)


def _value(stage: StageView, step: StepView) -> Any:
    """What a step holds."""
    return step.value if language() == SOURCE else field_value(stage.record_kind, step.field, step.value)


def _data(view: ProcessView) -> dict[str, Any]:
    return {
        "process": view.definition,
        "name": view.name,
        "status": view.status,
        "stage": view.stage,
        "lead_id": view.lead_id,
        "opportunity_id": view.opportunity_id,
        "stages": [_stage_data(each) for each in view.stages],
    }


def _stage_data(stage: StageView) -> dict[str, Any]:
    data: dict[str, Any] = plain(stage)
    return {**data, "missing": [step.code for step in stage.missing]}


app.add_typer(defining.app)
