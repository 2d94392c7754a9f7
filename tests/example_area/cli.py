"""``leadline sample``: what leads were sent to try."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.options import Lead, noun
from app.cli.session import here
from tests.example_area.service import SampleService

app = noun("Samples: what was sent to be tried.")

_COLUMNS = (Column("id", "Id"), Column("product", "Product"), Column("status", "Status"))


@app.command()
def send(
    context: typer.Context,
    lead: Lead,
    product: Annotated[str, typer.Option(metavar="TEXT", help="What was sent.")],
) -> None:
    """Note that a sample was sent to a lead."""
    session = here(context)
    session.answers.outcome(session.workspace.service(SampleService).send(lead, product))


@app.command()
def back(context: typer.Context, sample: Annotated[str, typer.Argument(metavar="SAMPLE", help="Its id.")]) -> None:
    """Note that a sample came back."""
    session = here(context)
    session.answers.outcome(session.workspace.service(SampleService).take_back(sample))


@app.command("list")
def list_(context: typer.Context, lead: Lead) -> None:
    """List the samples of a lead."""
    session = here(context)
    session.answers.rows(session.workspace.service(SampleService).of(lead), _COLUMNS, empty="No samples.")
