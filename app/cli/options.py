"""Options and arguments that many commands share, and how a noun's commands are gathered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from app.cli.arguments import Misuse
from app.domain.core.errors import Invalid
from app.words import Words, listed, say

Lead = Annotated[str, typer.Argument(metavar="LEAD", help="Code, id, email or name of the lead.")]
Record = Annotated[str, typer.Argument(metavar="RECORD", help="Code, id, email or name of a record.")]
Deal = Annotated[str, typer.Argument(metavar="RECORD", help="Code, id or name of a lead or an opportunity.")]
Activity = Annotated[str, typer.Argument(metavar="ACTIVITY", help="Code of the activity, such as ACT-7Q3F.")]
Values = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="Any field, also a custom one; repeat for more."),
]
Version = Annotated[
    int | None, typer.Option("--if-version", metavar="N", help="Only if nobody changed it since that version.")
]
Limit = Annotated[int, typer.Option(metavar="N", min=1, max=100_000, help="How many at most.")]
Notes = Annotated[str | None, typer.Option(metavar="TEXT", help="Notes; - reads standard input.")]
At = Annotated[str | None, typer.Option(metavar="WHEN", help="When; now without it. Such as “yesterday 16:30”.")]
People = Annotated[list[str] | None, typer.Option("--with", metavar="NAME", help="Who takes part; repeat for more.")]
Override = Annotated[
    bool, typer.Option("--override", help="Do it although they asked not to be contacted so; needs --reason.")
]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why a wish is overridden; it is kept.")]
Direction = Annotated[str, typer.Option(metavar="out|in", help="Made or received.")]


class _Group(TyperGroup):
    """The commands of a noun, of which one may be meant where no command is named."""

    meant = ""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the words name, or the one that is meant without one."""
        if self.meant and args and args[0] not in self.commands and not args[0].startswith("-"):
            args = [self.meant, *args]
        return super().resolve_command(ctx, args)


def noun(help_: Words, meant: str = "") -> typer.Typer:
    """A place for the commands of one noun.

    Args:
        help_: What the noun is.
        meant: The command that is meant where the first word behind the noun names none.
    """
    kind = type("_Meaning", (_Group,), {"meant": meant}) if meant else _Group
    return typer.Typer(cls=kind, help=help_, rich_markup_mode=None, no_args_is_help=True, add_completion=False)


def seconds_of(text: str | None) -> int | None:
    """A duration such as ``12m`` in seconds.

    Raises:
        Invalid: It is no duration.
    """
    if text is None:
        return None
    from app.domain.core.moments import parse_duration

    try:
        length: timedelta = parse_duration(text)
    except Invalid as problem:
        raise Invalid(
            say("Duration: {problem}", problem=problem.message), field="duration", hint=problem.hint
        ) from problem
    return round(length.total_seconds())


def one_of(value: str, choices: Sequence[str], option: str) -> str:
    """A value of an option that knows only some words.

    Raises:
        Misuse: It is none of them.
    """
    wanted = value.strip().lower()
    if wanted not in choices:
        raise Misuse(
            say("{option} does not know “{value}”.", option=option, value=value[:40]),
            field=option.lstrip("-"),
            hint=say("Choose from: {choices}.", choices=listed(choices)),
        )
    return wanted
