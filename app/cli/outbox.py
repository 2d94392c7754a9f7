"""Commands of the outbox: mail that the program wrote, on its way out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.options import Limit, noun, one_of
from app.cli.session import here
from app.words import in_context

app = noun("The outbox: mail that the program wrote, on its way out.")

_COLUMNS = (
    Column("created_at", in_context("heading", "Written")),
    Column("recipient", "To"),
    Column("subject", "Subject"),
    Column("sent_at", in_context("moment", "Sent")),
    Column("message_id", "Message-ID"),
)


@app.command("list")
def list_(
    context: typer.Context,
    state: Annotated[str, typer.Option(metavar="waiting|sent", help="What still waits, or what went out.")] = "waiting",
    limit: Limit = 100,
) -> None:
    """List mail in the order in which it was written."""
    session = here(context)
    wanted = one_of(state, ("waiting", "sent"), "state")
    session.answers.rows(session.workspace.outbox.list(wanted, limit), _COLUMNS, empty="No mail.")


@app.command()
def deliver(
    context: typer.Context,
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where each goes as a file of its own.")],
) -> None:
    """Put what waits into a folder, for a mail program or server to send; nothing is put there twice."""
    from app.domain.outbox.files import into_folder

    session = here(context)
    session.answers.outcome(session.workspace.outbox.deliver(into_folder(to)))


@app.command()
def heard(
    context: typer.Context,
    message_id: Annotated[str, typer.Argument(metavar="MESSAGE-ID", help="Of the mail that went out.")],
    what: Annotated[str, typer.Argument(metavar="opened|clicked", help="What was heard of it.")],
) -> None:
    """Note that a mail was opened, or that a link in it was followed, as a mail connector does."""
    session = here(context)
    session.answers.outcome(session.workspace.outbox.heard(message_id, what))
