"""Commands of stakeholders: who has a say in a decision."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.arguments import Misuse
from app.cli.called import by_field
from app.cli.options import Deal, Notes, Values, noun
from app.cli.session import Session, given_only, here, pairs, text_or_input
from app.domain.core.errors import Ambiguous, NotFound
from app.domain.core.folding import fold
from app.domain.stakeholders.rows import StakeholderLine
from app.words import listed, say

app = noun("Stakeholders: who has a say in a lead or an opportunity.")

_COLUMNS = (
    Column("contact_code", "Contact"),
    Column("name", "Name"),
    Column("job_title", "Job title"),
    Column("roles", "Roles", called=by_field("app.domain.stakeholders.fields:STAKEHOLDER_FIELDS", "roles")),
    Column("influence", "Influence", "right"),
    Column("attitude", "Attitude", called=by_field("app.domain.stakeholders.fields:STAKEHOLDER_FIELDS", "attitude")),
    Column("email", "Email"),
    Column("phone", "Phone"),
)
_Who = Annotated[str, typer.Argument(metavar="WHO", help="Name, contact code, or the stakeholder's id.")]


@app.command()
def add(
    context: typer.Context,
    record: Deal,
    *,
    name: Annotated[str | None, typer.Option(metavar="N", help="The person's name.")] = None,
    contact: Annotated[str | None, typer.Option(metavar="ID", help="An existing contact instead.")] = None,
    role: Annotated[list[str] | None, typer.Option(metavar="R", help="Such as “decision maker”; repeat.")] = None,
    influence: Annotated[str | None, typer.Option(metavar="1-5", help="5 decides.")] = None,
    attitude: Annotated[str | None, typer.Option(metavar="A", help="supporter to opponent.")] = None,
    notes: Notes = None,
    email: Annotated[str | None, typer.Option(metavar="E", help="Their email.")] = None,
    phone: Annotated[str | None, typer.Option(metavar="P", help="Their phone.")] = None,
    job_title: Annotated[str | None, typer.Option(metavar="T", help="Their job title.")] = None,
) -> None:
    """Add a person to a decision; a new contact is made for somebody we do not know yet."""
    if name is None and contact is None:
        raise Misuse(say("Say who it is."), field="name", hint=say("Give --name, or --contact for somebody we know."))
    session = here(context)
    details = given_only(
        influence=influence,
        attitude=attitude,
        notes=text_or_input(notes),
        email=email,
        phone=phone,
        job_title=job_title,
        roles=role,
    )
    session.answers.outcome(
        session.workspace.stakeholders.add(record, contact=contact, name=name, **details)  # type: ignore[arg-type]
    )


@app.command("list")
def list_(context: typer.Context, record: Deal) -> None:
    """List the stakeholders of a lead or an opportunity."""
    session = here(context)
    session.answers.rows(session.workspace.stakeholders.of(record), _COLUMNS, empty="No stakeholders yet.")


@app.command()
def edit(context: typer.Context, record: Deal, who: _Who, values: Values = None) -> None:
    """Change roles, influence, attitude or notes."""
    session = here(context)
    found = _found(session, record, who)
    session.answers.outcome(session.workspace.stakeholders.edit(found.id, pairs(values)))


@app.command()
def remove(context: typer.Context, record: Deal, who: _Who) -> None:
    """Take a person out of a decision; the contact stays."""
    session = here(context)
    session.answers.outcome(session.workspace.stakeholders.remove(_found(session, record, who).id))


def _found(session: Session, record: str, who: str) -> StakeholderLine:
    lines = session.workspace.stakeholders.of(record)
    wanted = fold(who)
    matching = [
        line for line in lines if wanted in (line.id, fold(line.contact_code), fold(line.name), fold(line.email or ""))
    ]
    if len(matching) == 1:
        return matching[0]
    if matching:
        codes = listed(line.contact_code for line in matching)
        raise Ambiguous(
            say("Several stakeholders are called “{name}”: {codes}.", name=who[:60], codes=codes),
            hint=say("Name one by its code."),
        )
    known = [line.name for line in lines[:12]]
    raise NotFound(
        say("There is no stakeholder “{name}”.", name=who[:60]),
        hint=say("There are: {names}.", names=listed(known)) if known else say("Nobody was added yet."),
    )
