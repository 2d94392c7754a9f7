"""Commands of the configuration."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import typer

from app.cli.options import noun
from app.cli.session import Session, here
from app.domain.core.addresses import shown_address
from app.words import say

app = noun("The configuration: where it is, what holds, whether it is right.")


@app.command()
def path(context: typer.Context) -> None:
    """Say where the config file is, whether it exists or not."""
    session = here(context)
    _one(session, "config", str(session.settings.config_file))


@app.command()
def show(context: typer.Context) -> None:
    """Show every setting as it holds now: file, environment and command line together."""
    session = here(context)
    settings = session.settings
    values: dict[str, Any] = {each.name: getattr(settings, each.name) for each in fields(settings)}
    values |= {"time_zone": settings.zone.key, "user": settings.user or settings.login}
    values |= {name: str(values[name]) for name in ("config_file", "state_folder")}
    values["database"] = shown_address(settings.database)
    session.answers.place(settings.now or datetime.now(UTC), settings.zone)
    session.answers.record(values, [(name, value) for name, value in values.items() if name != "keys"])


@app.command()
def check(context: typer.Context) -> None:
    """Check the config file: settings, keys that clash, and what dials."""
    from app.commands.register import Register
    from app.dialling import check_template

    session = here(context)
    Register.remapped(session.settings.keys)
    check_template(session.settings.dial)
    file = session.settings.config_file
    message = (
        say("{file} is right.", file=file)
        if file.exists()
        else say("There is no {file}; the usual settings hold.", file=file)
    )
    if session.answers.as_json:
        session.answers.json({"config": str(file), "exists": file.exists(), "message": message})
    else:
        session.answers.text(message)


def _one(session: Session, name: str, value: str) -> None:
    if session.answers.as_json:
        session.answers.json({name: value})
    else:
        session.answers.text(session.answers.display(value))
