"""Commands of settings: what managers decide for everybody in a workspace."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app.cli.answers import Column
from app.cli.options import noun
from app.cli.session import here, text_or_input
from app.domain.core.fields import in_words
from app.domain.settings.rows import SettingLine
from app.words import in_context, listed, say

app = noun("Settings: what managers decide for everybody in this workspace.")

_COLUMNS = (
    Column("group", in_context("heading", "Group")),
    Column("code", "Code"),
    Column("label", "Label"),
    Column("value", "Value"),
    Column("choices", "Choices"),
)
_Code = Annotated[str, typer.Argument(metavar="SETTING", help="Code; see: leadline setting list")]


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the settings, with what holds now."""
    session = here(context)
    lines = session.workspace.settings.list()
    if session.answers.as_json:
        session.answers.json([line.as_json() for line in lines])
        return
    rows = [
        {
            "group": line.group,
            "code": line.field.code,
            "label": line.field.label,
            "value": _words(context, line, line.value),
            "choices": tuple(code for code, _ in line.field.choices),
        }
        for line in lines
    ]
    session.answers.rows(rows, _COLUMNS, empty="No settings.")


@app.command()
def show(context: typer.Context, setting: _Code) -> None:
    """Show a setting: what holds, what it may be, and what holds where nobody has decided."""
    session = here(context)
    line = session.workspace.settings.show(setting)
    if session.answers.as_json:
        session.answers.json(line.as_json())
        return
    session.answers.record(
        None,
        (
            (say("Setting"), line.field.label),
            (say("Value"), _words(context, line, line.value) or say("nothing")),
            (say("Default"), _words(context, line, line.default) or say("nothing")),
            (say("Choices"), listed(f"{code} ({label})" for code, label in line.field.choices)),
            (say("Help"), line.field.help),
        ),
    )


@app.command("set")
def set_(
    context: typer.Context,
    setting: _Code,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What is to hold; empty for nothing, - reads input.")],
) -> None:
    """Decide a setting; it holds at once, in every program."""
    session = here(context)
    session.answers.outcome(session.workspace.settings.set({setting: text_or_input(value)}))


@app.command()
def reset(context: typer.Context, setting: _Code) -> None:
    """Leave a setting to its default again."""
    session = here(context)
    session.answers.outcome(session.workspace.settings.reset(setting))


def _words(context: typer.Context, line: SettingLine, value: Any) -> str:
    return in_words(line.field, value, here(context).answers.at)
