"""Commands of sequences: laying them out, connecting records, and what became of these."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

import typer

from app.cli.answers import Column
from app.cli.arguments import Misuse
from app.cli.data import plain
from app.cli.definition_texts import INPUT, DefinitionFile, VersionOption, definition_text, edited, telling
from app.cli.options import Deal, noun
from app.cli.session import Session, here
from app.domain.core.errors import NotFound
from app.domain.core.outcomes import Outcome
from app.domain.core.roles import DEFINE_SEQUENCES
from app.domain.core.windows import Anchor, ListQuery
from app.domain.process.files import write_definition_file
from app.domain.sequences.export import as_csv, save_csv
from app.domain.sequences.rows import SequenceStats, WayView
from app.domain.sequences.saying import ENDINGS, KIND_NAMES, NOTES, REASONS, STATES, WAYS, step_words
from app.words import Message, in_context, label, say, say_many, sentences

app = noun("Sequences: steps that follow each other in time, for many leads and opportunities.")

_Sequence = Annotated[str, typer.Argument(metavar="SEQUENCE", help="Code or name; see: leadline sequence list")]

_AT_A_TIME: Final = 500
_BAR: Final = 30
_RECORDS: Final[Mapping[str, Message]] = {
    "lead": in_context("kind", "leads"),
    "opportunity": in_context("kind", "opportunities"),
}
_LIST = (
    Column("code", "Code"),
    Column("name", "Name"),
    Column("record", "For", called=lambda code: label(_RECORDS[code])),
    Column("state", "State", called=lambda code: label(STATES[code])),
    Column("version", "Version", "right"),
    Column("running", "Running", "right"),
    Column("steps", "Steps", "right"),
)
_DEFINED = (
    Column("code", "Step"),
    Column("kind", "Kind", called=lambda code: label(KIND_NAMES[code])),
    Column("name", in_context("heading", "What")),
    Column("then", in_context("heading", "Then")),
)
_STEPS = (
    Column("status", "Status", called=lambda code: label(ENDINGS[code])),
    Column("step", "Step"),
    Column("kind", "Kind", called=lambda code: label(KIND_NAMES[code])),
    Column("name", in_context("heading", "What")),
    Column("due_at", "Due"),
    Column("done_at", in_context("moment", "Done")),
    Column("owner", "Owner"),
    Column("activity", "Entry"),
    Column("note", "Why", called=lambda code: label(NOTES[code])),
)
_VERSIONS = (
    Column("version", "Version", "right"),
    Column("made_at", in_context("moment", "Saved")),
    Column("running", "Running", "right"),
    Column("steps", "Steps", "right"),
)
_STATS = (
    Column("step", "Step"),
    Column("name", in_context("heading", "What")),
    Column("bar", " "),
    Column("reached", in_context("heading", "Reached"), "right"),
    Column("done", in_context("heading", "Done"), "right"),
    Column("skipped", in_context("heading", "Skipped"), "right"),
    Column("replied", in_context("heading", "Replied"), "right"),
    Column("stopped", in_context("heading", "Left"), "right"),
    Column("waiting", in_context("heading", "Now"), "right"),
    Column("average_days", in_context("heading", "Days"), "right"),
)


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the sequences there are, those in use first."""
    session = here(context)
    lines = session.workspace.sequence_definitions.list()
    if session.answers.as_json:
        session.answers.json([line.as_json() for line in lines])
        return
    rows = [
        {
            "code": line.key,
            "name": line.name,
            "record": line.definition.record,
            "state": line.state,
            "version": line.version,
            "running": line.running,
            "steps": len(line.definition.steps),
        }
        for line in lines
    ]
    session.answers.rows(rows, _LIST, empty="No sequences.")


@app.command()
def show(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="SEQUENCE|RECORD", help="A sequence, or who is in one.")],
    version: VersionOption = None,
) -> None:
    """Show a sequence with its steps, or the way of a lead or an opportunity through those it was in."""
    session = here(context)
    try:
        line = session.workspace.sequence_definitions.show(what, version)
    except NotFound as missing:
        if missing.field == "version":
            raise
        _show_ways(session, what, missing)
        return
    if session.answers.as_json:
        session.answers.json(line.as_json())
        return
    definition = line.definition
    session.answers.text(f"{line.name} ({label(STATES[line.state])})")
    for key, text in (("entry", definition.entry), ("exit", definition.exit), ("rule", definition.rule)):
        if text:
            session.answers.text(f"{key}: {text}")
    rows = [
        {
            "code": step.code,
            "kind": step.kind,
            "name": step_words(step),
            "then": " / ".join(each.code for each in definition.ways(step)) or "–",
        }
        for step in definition.steps
    ]
    session.answers.rows(rows, _DEFINED, empty="")


@app.command()
def check(context: typer.Context, file: DefinitionFile) -> None:
    """Say what is wrong with a sequence in a file, each mistake with its place; nothing is saved."""
    session = here(context)
    text, source = definition_text(file)
    checked = telling(session, lambda: session.workspace.sequence_definitions.check(text, source), source)
    if session.answers.as_json:
        session.answers.json({**checked.definition.as_json(), "notices": list(checked.notices)})
        return
    number = len(checked.definition.steps)
    sound = say_many("{file} is sound: {n} step.", "{file} is sound: {n} steps.", number, file=source)
    session.answers.text(sentences(sound, *checked.notices))


@app.command()
def add(context: typer.Context, file: DefinitionFile) -> None:
    """Add a sequence from a file, as a draft."""
    session = here(context)
    text, source = definition_text(file)
    definitions = session.workspace.sequence_definitions
    session.answers.outcome(telling(session, lambda: definitions.add(text, source), source))


@app.command("import")
def import_(context: typer.Context, file: DefinitionFile) -> None:
    """Take a sequence in from a file: a new one, or a new version of the one of its code."""
    session = here(context)
    text, source = definition_text(file)
    definitions = session.workspace.sequence_definitions
    session.answers.outcome(telling(session, lambda: definitions.take_in(text, source), source))


@app.command()
def edit(
    context: typer.Context,
    sequence: _Sequence,
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="The new definition in TOML; without it your editor opens.")
    ] = None,
) -> None:
    """Change a sequence, in your editor or from a file; records that are in it keep their version."""
    session = here(context)
    definitions = session.workspace.sequence_definitions
    if file is not None:
        text, source = definition_text(file)
        session.answers.outcome(telling(session, lambda: definitions.edit(sequence, text, source), source))
        return
    session.workspace.desk.require(DEFINE_SEQUENCES)
    line = definitions.show(sequence)
    source = f"{line.key}.toml"
    session.answers.outcome(
        edited(
            session,
            line.definition.as_toml(),
            source,
            lambda text: definitions.edit(line.key, text, source, line.version),
        )
    )


@app.command()
def export(
    context: typer.Context,
    sequence: _Sequence,
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="A new file; - writes standard output.")],
    version: VersionOption = None,
) -> None:
    """Write a sequence into a new file, in TOML."""
    session = here(context)
    line = session.workspace.sequence_definitions.show(sequence, version)
    text = line.definition.as_toml()
    if to == INPUT:
        session.answers.text(text.rstrip("\n"))
        return
    write_definition_file(Path(to), text)
    message = say("{process} written to {file}.", process=line.name, file=to)
    session.answers.outcome(Outcome("", line.code, (), message))


@app.command()
def versions(context: typer.Context, sequence: _Sequence) -> None:
    """List the versions of a sequence, the newest first, and how many records go through each."""
    session = here(context)
    found = session.workspace.sequence_definitions.versions(sequence)
    session.answers.rows(found, _VERSIONS, empty="No versions.")


@app.command()
def activate(context: typer.Context, sequence: _Sequence) -> None:
    """Let records begin a sequence."""
    session = here(context)
    session.answers.outcome(session.workspace.sequence_definitions.activate(sequence))


@app.command()
def deactivate(context: typer.Context, sequence: _Sequence) -> None:
    """Let no record begin a sequence any more; those that are in it go on."""
    session = here(context)
    session.answers.outcome(session.workspace.sequence_definitions.deactivate(sequence))


@app.command()
def connect(
    context: typer.Context,
    sequence: _Sequence,
    records: Annotated[
        list[str] | None, typer.Argument(metavar="RECORD…", help="Leads or opportunities; or give --where.")
    ] = None,
    where: Annotated[
        str | None, typer.Option(metavar="QUERY", help="All that a query finds, such as “source = web”.")
    ] = None,
) -> None:
    """Let leads or opportunities begin a sequence."""
    session = here(context)
    if bool(records) == (where is not None):
        raise Misuse(
            say("Which records is not clear."), field="records", hint=say("Name records, or give --where; not both.")
        )
    sequences = session.workspace.sequences
    if where is None:
        session.answers.outcome(sequences.connect(sequence, records or []))
        return
    found = _found(session, sequence, where)
    session.answers.outcome(sequences.connect(sequence, found, way="query"))


@app.command()
def disconnect(context: typer.Context, record: Deal) -> None:
    """Let a record leave its sequence."""
    session = here(context)
    session.answers.outcome(session.workspace.sequences.disconnect(record))


@app.command()
def skip(context: typer.Context, record: Deal) -> None:
    """Go on to the next step without doing the one under way; a branch goes the way of no."""
    session = here(context)
    session.answers.outcome(session.workspace.sequences.skip(record))


@app.command()
def snooze(
    context: typer.Context,
    record: Deal,
    when: Annotated[str, typer.Argument(metavar="WHEN", help="Until when, such as “tomorrow 10”.")],
) -> None:
    """Put the step under way off until another moment."""
    session = here(context)
    session.answers.outcome(session.workspace.sequences.snooze(record, when))


@app.command()
def stats(
    context: typer.Context,
    sequence: _Sequence,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Write CSV to a new file.")] = None,
    *,
    as_csv_: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Tell what became of the records in a sequence, step by step."""
    session = here(context)
    found = session.workspace.sequences.stats(sequence)
    if to is not None:
        save_csv(found, to)
        number = len(found.steps)
        said = say_many("{n} line written to {file}.", "{n} lines written to {file}.", number, file=to)
        session.answers.outcome(Outcome("", found.sequence, (), said))
    elif as_csv_:
        session.answers.text(as_csv(found).rstrip("\n"))
    elif session.answers.as_json:
        session.answers.json(plain(found))
    else:
        _show_stats(session, found)


def _show_stats(session: Session, found: SequenceStats) -> None:
    begun = say_many("{n} record began {name}.", "{n} records began {name}.", found.begun, name=found.name)
    parts = [
        begun,
        say_many("{n} is in it.", "{n} are in it.", found.active),
        say_many("{n} came to the end.", "{n} came to the end.", found.finished),
        *(
            say_many("{n} left: {reason}.", "{n} left: {reason}.", number, reason=label(REASONS[reason]))
            for reason, number in found.stopped.items()
        ),
    ]
    session.answers.text(sentences(*parts))
    most = max((step.reached for step in found.steps), default=0) or 1
    rows = [{**plain(step), "bar": "█" * round(_BAR * step.reached / most)} for step in found.steps]
    session.answers.rows(rows, _STATS, empty="")


def _show_ways(session: Session, ref: str, missing: NotFound) -> None:
    """Show the ways of a record; that there is no such sequence where there is no such record either."""
    try:
        ways = session.workspace.sequences.ways(ref)
    except NotFound:
        raise missing from None
    if session.answers.as_json:
        session.answers.json([plain(way) for way in ways])
        return
    if not ways:
        session.answers.say(say("This record was in no sequence yet."))
    for way in ways:
        session.answers.text(_heading(way))
        session.answers.rows(way.steps, _STEPS, empty="")


def _heading(way: WayView) -> str:
    """A way with how far it is: what ended it, or that it goes on."""
    if way.reason:
        return say("{name}: {reason}", name=way.name, reason=label(REASONS[way.reason]))
    return say("{name}: {status}", name=way.name, status=label(WAYS[way.status]))


def _found(session: Session, sequence: str, where: str) -> list[str]:
    """The open records that a query finds, of the kind that goes through a sequence.

    Raises:
        NotFound: It finds none, or there is no such sequence.
    """
    definition = session.workspace.sequence_definitions.show(sequence).definition
    is_lead = definition.record == "lead"
    service = session.workspace.leads if is_lead else session.workspace.pipeline
    is_open = "state = open" if is_lead else "status = open or status = on_hold"
    query, anchor = ListQuery(where=is_open, narrowing=where, sort=("created_at",)), Anchor()
    found: list[str] = []
    while True:
        window = service.window(query, anchor, _AT_A_TIME)
        found += [line.id for line in window.lines]
        if not window.more_after:
            break
        anchor = Anchor("after", found[-1])
    if not found:
        raise NotFound(say("No open record fits the query."), field="where", hint=say("Nothing was changed."))
    return found
