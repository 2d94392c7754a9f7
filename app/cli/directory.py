"""What the commands of contacts and of accounts have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.answers import Column
from app.cli.options import Limit, Values, Version, noun
from app.cli.reaching import add_reaching
from app.cli.session import Session, here, pairs
from app.domain.people.queries import show_account, show_contact
from app.words import Words, formats, say

if TYPE_CHECKING:
    from app.domain.people.service import AccountService, ContactService

_COLUMNS = (
    Column("code", "Code"),
    Column("name", "Name"),
    Column("detail", "Detail"),
    Column("email", "Email"),
    Column("phone", "Phone"),
    Column("city", "City"),
)
_Ref = Annotated[str, typer.Argument(metavar="ID", help="Code, id, email or name.")]


def directory(kind: str, help_: Words) -> typer.Typer:
    """The commands to list, show, change and delete contacts or accounts.

    Args:
        kind: contact or account.
        help_: What they are, in a sentence.
    """
    app = noun(help_)
    add_reaching(app)

    @app.command("list")
    def list_(
        context: typer.Context,
        search: Annotated[str, typer.Argument(metavar="[SEARCH]", help="Words they hold.")] = "",
        limit: Limit = 50,
    ) -> None:
        """List them, by name."""
        session = here(context)
        lines = _service(session, kind).list(search, limit + 1)
        session.answers.rows(lines[:limit], _COLUMNS, empty="No contacts." if kind == "contact" else "No accounts.")
        if len(lines) > limit:
            _say_limited(session, kind, limit, search)

    @app.command()
    def show(context: typer.Context, ref: _Ref) -> None:
        """Show one in full."""
        session = here(context)
        shown = session.read(show_contact if kind == "contact" else show_account, ref)
        session.answers.record(shown, shown.in_words(session.answers.at))

    @app.command()
    def edit(context: typer.Context, ref: _Ref, values: Values = None, if_version: Version = None) -> None:
        """Change fields; an empty value empties the field."""
        session = here(context)
        session.answers.outcome(_service(session, kind).edit(ref, pairs(values), version=if_version))

    @app.command()
    def delete(context: typer.Context, ref: _Ref) -> None:
        """Delete one; it can be undone."""
        session = here(context)
        session.answers.outcome(_service(session, kind).delete(ref))

    return app


def _service(session: Session, kind: str) -> ContactService | AccountService:
    return session.workspace.contacts if kind == "contact" else session.workspace.accounts


def _say_limited(session: Session, kind: str, limit: int, search: str) -> None:
    if search:
        session.answers.say(say("showing the first {shown}; --limit shows more", shown=formats.number(limit)))
    else:
        session.answers.limited(limit, _service(session, kind).count(), say("--limit shows more"))
