"""What leads, contacts and accounts have in common: commands of their emails, phones and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import Values, noun
from app.cli.session import Session, here, pairs

if TYPE_CHECKING:
    from app.domain.people.reaching import ReachService

_Whose = Annotated[str, typer.Argument(metavar="ID", help="Code, id, email or name of the record.")]
_Value = Annotated[str, typer.Argument(metavar="VALUE", help="The email, phone or address, as it is shown.")]
_Label = Annotated[str, typer.Option(metavar="L", help="What it is, such as business, mobile, home or billing.")]
_Primary = Annotated[bool, typer.Option("--primary", help="Put it first; the one before stays as a further one.")]
_Instead = Annotated[str, typer.Option("--to", metavar="VALUE", help="What it is instead.")]


def add_reaching(app: typer.Typer) -> None:
    """Give a noun the commands of its further emails, phones and addresses."""
    for medium in ("email", "phone"):
        app.add_typer(_of_lines(medium), name=medium)
    app.add_typer(_of_addresses(), name="address")


def _of_lines(medium: str) -> typer.Typer:
    several = noun(
        "Its emails: several, one of them primary."
        if medium == "email"
        else "Its phones: several, one of them primary."
    )

    @several.command()
    def add(context: typer.Context, ref: _Whose, value: _Value, label: _Label = "", primary: _Primary = False) -> None:
        """Add one; it is primary where there is none yet."""
        session = here(context)
        session.answers.outcome(_service(session).add(ref, medium, value, label, primary=primary))

    @several.command()
    def edit(context: typer.Context, ref: _Whose, value: _Value, new: _Instead = "", label: _Label = "") -> None:
        """Change one, or what it is called."""
        session = here(context)
        session.answers.outcome(_service(session).edit(ref, medium, value, new, label))

    _remove_and_choose(several, medium)
    return several


def _of_addresses() -> typer.Typer:
    several = noun("Its addresses: several, one of them primary.")

    @several.command()
    def add(
        context: typer.Context,
        ref: _Whose,
        values: Values = None,
        label: _Label = "",
        primary: _Primary = False,
    ) -> None:
        """Add one by --set street=…, city, region, postal_code and country."""
        session = here(context)
        session.answers.outcome(_service(session).add(ref, "address", pairs(values), label, primary=primary))

    @several.command()
    def edit(context: typer.Context, ref: _Whose, value: _Value, values: Values = None, label: _Label = "") -> None:
        """Change one by --set, or what it is called; what is not set stays."""
        session = here(context)
        service, new = _service(session), pairs(values)
        if new:
            before = service.form(ref, "address", value)
            new = {**{code: each for code, each in before.items() if each and code != "label"}, **new}
        session.answers.outcome(service.edit(ref, "address", value, new, label))

    _remove_and_choose(several, "address")
    return several


def _remove_and_choose(several: typer.Typer, medium: str) -> None:
    @several.command()
    def remove(context: typer.Context, ref: _Whose, value: _Value) -> None:
        """Take one away; of several the next one is primary then."""
        session = here(context)
        session.answers.outcome(_service(session).remove(ref, medium, value))

    @several.command()
    def primary(context: typer.Context, ref: _Whose, value: _Value) -> None:
        """Make one the primary; the one before stays as a further one."""
        session = here(context)
        session.answers.outcome(_service(session).make_primary(ref, medium, value))


def _service(session: Session) -> ReachService:
    from app.domain.people.reaching import ReachService

    return session.workspace.service(ReachService)
