"""The demo: the workspace on a throw-away copy of a fictional company's year, perhaps with a coach."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failures import has_terminal, require_terminal
from app.cli.options import noun
from app.cli.session import here
from app.words import formats, say

if TYPE_CHECKING:
    from app.cli.session import Session

app = noun("The demo.")


@app.command("demo")
def demo(
    context: typer.Context,
    *,
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME|FILE", help="The walkthrough: story, tour, or a file of your own."),
    ] = None,
    walkthrough: Annotated[bool, typer.Option("--walkthrough", help="Have a coach say what is next, and why.")] = False,
    auto: Annotated[bool, typer.Option("--auto", help="Let the walkthrough play by itself.")] = False,
    speed: Annotated[
        float, typer.Option(metavar="N", min=0.1, max=1000.0, help="How many times faster than usual it plays.")
    ] = 1.0,
    ending: Annotated[
        str | None, typer.Option(metavar="NAME", help="How the walkthrough ends, such as qualify or disqualify.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Record what the terminal shows as an asciicast.")
    ] = None,
    frames: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Keep a picture of every step as SVG in a new folder.")
    ] = None,
    hide: Annotated[bool, typer.Option("--hide", help="Hide names, addresses and amounts in the walkthrough.")] = False,
    check: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Say what is wrong with a walkthrough of your own.")
    ] = None,
) -> None:
    """Open the workspace on a made-up coffee company's year; your own data is not touched."""
    session = here(context)
    if check is not None or walkthrough or auto or name is not None:
        from app.cli.walking import Asked, check_script, walk

        if check is not None:
            check_script(session, check)
            return
        raise typer.Exit(walk(session, Asked(name, auto, speed, ending, record, frames, hide, has_terminal())))
    require_terminal()
    from app.demo.opening import DemoClock, demo_settings

    own = session.settings
    database = fresh_database(session)
    raise typer.Exit(session.launch(demo_settings(own, database), clock=None if own.now else DemoClock()))


def fresh_database(session: Session) -> Path:
    """A fresh copy of the demo's database; says how far it is while it is prepared for the first time."""
    from app.demo.opening import demo_database

    try:
        return demo_database(
            lambda done, steps: session.answers.progress(
                say(
                    "Preparing the demo, once: {done} of {total} steps",
                    done=formats.number(done),
                    total=formats.number(steps),
                )
            )
        )
    finally:
        session.answers.progress_done()
