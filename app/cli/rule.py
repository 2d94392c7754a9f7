"""Commands of assignment rules: who gets which leads, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.options import Lead, Values, noun
from app.cli.session import here, pairs
from app.domain.assignment.fields import RULE_FIELDS
from app.domain.core.fields import in_words
from app.words import in_context, say

app = noun("Assignment rules: who gets a lead, by which rule, and why.")

_RULES = (
    Column("place", "#", "right"),
    Column("code", "Code"),
    Column("name", "Name"),
    Column("condition", "Condition"),
    Column("way", "Way"),
    Column("to", in_context("heading", "To")),
    Column("active", "Active"),
    Column("given", "Given out", "right"),
    Column("problems", "Broken"),
)
_DECISIONS = (
    Column("at", in_context("moment", "Decided")),
    Column("lead", "Lead"),
    Column("title", "Name"),
    Column("user", in_context("heading", "To")),
    Column("before", "Before"),
    Column("due_at", "Due"),
    Column("why", "Why"),
)
_Rule = Annotated[str, typer.Argument(metavar="RULE", help="Code, name or number of the rule.")]
_Where = Annotated[str, typer.Option(metavar="QUERY", help="Which open leads; those without an owner without it.")]
_Limit = Annotated[int, typer.Option(metavar="N", min=1, max=10_000, help="How many at most.")]


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the rules in the order in which they are tried."""
    session = here(context)
    lines = session.workspace.rules.list()
    if session.answers.as_json:
        session.answers.json([line.as_json() for line in lines])
        return
    way = next(each for each in RULE_FIELDS if each.code == "way")
    rows = [
        {
            "place": line.place,
            "code": line.code,
            "name": line.name,
            "condition": line.values["condition"],
            "way": way.choice_label(line.values["way"]),
            "to": (*line.values["users"], *line.values["teams"]) or line.values["user_field"],
            "active": line.active,
            "given": line.given,
            "problems": line.problems,
        }
        for line in lines
    ]
    session.answers.rows(rows, _RULES, empty="No rules.")


@app.command()
def show(context: typer.Context, rule: _Rule) -> None:
    """Show a rule in full."""
    session = here(context)
    line = session.workspace.rules.show(rule)
    values = [
        (each.label, in_words(each, line.values[each.code], session.workspace.desk.context())) for each in RULE_FIELDS
    ]
    facts = [
        (say("Code"), line.code),
        (say("Number"), line.place),
        *((name, text) for name, text in values if text),
        (say("Given out"), line.given),
        *((say("Broken"), problem) for problem in line.problems),
    ]
    session.answers.record(line.as_json(), facts)


@app.command()
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    values: Values = None,
) -> None:
    """Add a rule by its fields: condition, days, way (round_robin, load, field), users, teams, user_field and more."""
    session = here(context)
    session.answers.outcome(session.workspace.rules.add({**pairs(values), "name": name}))


@app.command()
def edit(context: typer.Context, rule: _Rule, values: Values = None) -> None:
    """Change a rule; leads that it gave out stay where they are."""
    session = here(context)
    session.answers.outcome(session.workspace.rules.edit(rule, pairs(values)))


@app.command()
def order(
    context: typer.Context,
    rules: Annotated[list[str], typer.Argument(metavar="RULE…", help="Codes or names, the first to be tried first.")],
) -> None:
    """Put rules in order; those that are not named come behind."""
    session = here(context)
    session.answers.outcome(session.workspace.rules.order(rules))


@app.command()
def delete(context: typer.Context, rule: _Rule) -> None:
    """Delete a rule; what it decided is kept, and it can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.rules.delete(rule))


@app.command()
def explain(context: typer.Context, lead: Lead) -> None:
    """Say why a lead has its owner: every decision, the newest first."""
    session = here(context)
    session.answers.rows(session.workspace.assigning.explain(lead), _DECISIONS, empty="No decisions.")


@app.command()
def simulate(context: typer.Context, where: _Where = "", limit: _Limit = 100) -> None:
    """Show whom open leads would be given to as things are; nothing is written."""
    session = here(context)
    session.answers.rows(session.workspace.assigning.simulate(where, limit), _DECISIONS, empty="No leads.")


@app.command()
def run(context: typer.Context, where: _Where = "") -> None:
    """Give open leads out by the rules; those that fit none stay as they are."""
    session = here(context)
    session.answers.outcome(session.workspace.assigning.run(where))


@app.command()
def unassigned(context: typer.Context, limit: _Limit = 100) -> None:
    """List the open leads that nobody has, the newest first, and why."""
    session = here(context)
    session.answers.rows(
        session.workspace.assigning.unassigned(limit), _DECISIONS, empty="Every open lead has an owner."
    )


@app.command()
def export(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="A new file; standard output without it.")] = "",
) -> None:
    """Write all rules as TOML."""
    from app.domain.assignment.files import as_toml
    from app.domain.process.files import path_named, write_definition_file

    session = here(context)
    text = as_toml(session.workspace.rules.list())
    if not to:
        session.answers.text(text.rstrip("\n"))
        return
    write_definition_file(path_named(to), text)
    session.answers.say(say("The rules are written to {file}.", file=to))


@app.command("import")
def import_(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="Rules in TOML.")]
) -> None:
    """Take rules in from TOML: those of a name that is there are changed, others added; all or none."""
    from app.domain.process.files import read_definition_file

    session = here(context)
    path = file.expanduser()
    session.answers.outcome(session.workspace.rules.take_in(read_definition_file(path), path.name))
