"""Commands of research: where more can be found out about a lead, contact or account."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.called import kind_name
from app.cli.options import noun
from app.cli.session import here
from app.domain.core.errors import NotAllowed
from app.words import in_context, say

app = noun("Research: pages about a record, and a manager's own links to them.", meant="show")

_LINES = (
    Column("name", in_context("link", "Link")),
    Column("url", in_context("link", "Address")),
    Column("reason", in_context("link", "Why not")),
)
_TEMPLATES = (
    Column("name", in_context("link", "Link")),
    Column("name_ar", in_context("link", "In Arabic")),
    Column("kinds", in_context("link", "For"), called=kind_name),
    Column("url", in_context("link", "Address")),
)
_Subject = Annotated[str, typer.Argument(metavar="RECORD", help="Code, id or name of a lead, contact or account.")]
_Name = Annotated[str, typer.Argument(metavar="NAME", help="What the link is called.")]


@app.command()
def show(
    context: typer.Context,
    record: _Subject,
    open_: Annotated[str, typer.Option("--open", metavar="NAME", help="Open this link in the browser.")] = "",
) -> None:
    """List the links of a record, or open one."""
    from app.domain.research.rules import named
    from app.outside import show_page

    session = here(context)
    lines = session.workspace.research.links(record)
    if not open_:
        session.answers.rows(lines, _LINES, empty="No links.")
        return
    link = named(lines, open_)
    if not show_page(link.url):
        raise NotAllowed(say("There is no browser here. The page is {url}", url=link.url))
    message = say("{name} opened: {url}", name=link.name, url=link.url)
    if session.answers.as_json:
        session.answers.json({"name": link.name, "url": link.url, "message": message})
    else:
        session.answers.text(session.answers.display(message))


@app.command()
def links(context: typer.Context) -> None:
    """List all links, with the places that are filled in from a record."""
    session = here(context)
    session.answers.rows(session.workspace.research.templates(), _TEMPLATES, empty="No links.")


@app.command()
def add(
    context: typer.Context,
    name: _Name,
    url: Annotated[str, typer.Argument(metavar="URL", help="Such as https://register.example.com/?name={company}")],
    kinds: Annotated[
        list[str] | None, typer.Option("--for", metavar="KIND", help="lead, contact or account; repeat for more.")
    ] = None,
    name_ar: Annotated[str, typer.Option(metavar="N", help="What it is called in Arabic.")] = "",
) -> None:
    """Add a link, or change the one of that name."""
    session = here(context)
    session.answers.outcome(session.workspace.research.add(name, url, kinds or (), name_ar))


@app.command()
def load(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of TOML.")]) -> None:
    """Add the links of a file, each a table [[link]] with name and url."""
    session = here(context)
    session.answers.outcome(session.workspace.research.load(file.expanduser()))


@app.command()
def remove(context: typer.Context, name: _Name) -> None:
    """Offer a link no longer; it can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.research.remove(name))
