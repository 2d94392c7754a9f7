"""The keys of the workspace, as they hold for this user."""

from __future__ import annotations

import typer

from app.cli.answers import Column
from app.cli.options import noun
from app.cli.session import here
from app.words import is_rtl

app = noun("Keys.")

_COLUMNS = (
    Column("keys", "Keys"),
    Column("command", "Command"),
    Column("places", "Where"),
    Column("help", "What it does"),
)


@app.command("keys")
def keys(context: typer.Context) -> None:
    """List every command of the workspace with its keys, as the config file sets them."""
    from app.commands.register import Register

    session = here(context)
    register = Register.remapped(session.settings.keys)
    rows = [
        {"command": command, "keys": shown, "places": places, "help": help_}
        for command, shown, places, help_ in register.table(arabic_too=is_rtl())
    ]
    session.answers.rows(rows, _COLUMNS, empty="No commands.")
