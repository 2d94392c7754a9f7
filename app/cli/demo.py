"""The demo: the workspace on a throw-away copy of a fictional company's year."""

from __future__ import annotations

import typer

from app.cli.failures import require_terminal
from app.cli.options import noun
from app.cli.session import here
from app.words import formats, say

app = noun("The demo.")


@app.command("demo")
def demo(context: typer.Context) -> None:
    """Open the workspace on a made-up coffee company's year; your own data is not touched."""
    require_terminal()
    from app.demo.opening import DemoClock, demo_database, demo_settings

    session = here(context)
    own = session.settings
    try:
        database = demo_database(
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
    code = session.launch(demo_settings(own, database), clock=None if own.now else DemoClock())
    raise typer.Exit(code)
