"""Commands of calling: whether somebody may be called, and the hours, weekends and holidays of countries."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.options import Override, Reason, Record, noun
from app.cli.session import here
from app.domain.calling.saying import their_time, when_open
from app.domain.core.errors import NotAllowed
from app.words import in_context, say

app = noun("Calling: when people may be called, on their own clocks.", meant="check")

_RULES = (
    Column("where", "Country"),
    Column("hours", in_context("calling", "Hours")),
    Column("weekend", in_context("calling", "Weekend")),
    Column("holidays", in_context("calling", "No calls on holidays")),
    Column("decided", in_context("calling", "Decided here")),
)
_DAYS = (
    Column("day", "Day"),
    Column("name", "Name"),
    Column("closed", in_context("calling", "No calls")),
    Column("decided", in_context("calling", "Decided here")),
)
#: How often a signal is looked for while somebody is called, in seconds.
_LOOK = 0.5
_Country = Annotated[str, typer.Argument(metavar="COUNTRY", help="Its name or code such as AE, or everywhere.")]
_Day = Annotated[str, typer.Argument(metavar="DAY", help="Such as 2026-12-02.")]


@app.command()
def check(
    context: typer.Context,
    who: Annotated[str, typer.Argument(metavar="WHO", help="A lead, opportunity, contact or account, or a number.")],
    at: Annotated[str | None, typer.Option(metavar="MOMENT", help="When; now without it.")] = None,
) -> None:
    """Say whether somebody may be called, what their clocks show, and until when that holds."""
    session = here(context)
    verdict = session.workspace.calling.check(who, at)
    again = when_open(verdict.until, str(verdict.local_times[0].tzinfo)) if verdict.local_times else ""
    session.answers.record(
        verdict.as_json(),
        [
            (say("May be called"), verdict.allowed),
            (say("Why not"), verdict.said),
            (say("Until") if verdict.allowed else say("Again from"), again),
            (say("Their time"), their_time(verdict.local_times)),
            (say("Number"), verdict.number),
        ],
    )


@app.command()
def dial(
    context: typer.Context,
    record: Record,
    *,
    number: Annotated[str | None, typer.Option(metavar="PHONE", help="The number; theirs without it.")] = None,
    override: Override = False,
    reason: Reason = None,
) -> None:
    """Dial somebody's number as the configuration says, and log the call where the command tells what came of it.

    They are asked about first, as before any call. ctrl+c ends a command that goes on.
    """
    from app.dialling import Dialling

    session = here(context)
    line = session.workspace.calling.line_to(record, number, override=override, override_reason=reason)
    dialling = Dialling(session.settings.dial, line.number, line.name)
    session.answers.progress(say("Dialling {number}: {name}", number=line.number, name=line.name))
    try:
        while (result := dialling.wait(_LOOK)) is None:
            pass
    except KeyboardInterrupt:
        dialling.stop()
        result = dialling.wait()
    finally:
        session.answers.progress_done()
    if result is None or result.code in ("failed", "stopped"):
        raise NotAllowed(result.said if result else say("Dialling was stopped."), hint=say("Nothing was logged."))
    logged = None
    if result.code == "ended":
        logged = session.workspace.timeline.log_call(
            record,
            number=line.number,
            outcome=result.outcome or None,
            duration_seconds=result.duration_seconds,
            override=override,
            override_reason=reason,
        )
    if session.answers.as_json:
        session.answers.json({**result.as_json(), "number": line.number, "logged": logged.code if logged else None})
        return
    session.answers.text(session.answers.display(result.said))
    if logged is not None:
        session.answers.text(session.answers.display(logged.message))
    else:
        session.answers.say(say("{command} logs the call.", command=f"leadline log call {record}"))


@app.command()
def hours(context: typer.Context) -> None:
    """List when people are called: everywhere, then in countries that differ."""
    session = here(context)
    session.answers.rows(session.workspace.calling.rules(), _RULES, empty="No rules.")


@app.command("set")
def set_(
    context: typer.Context,
    country: _Country,
    *,
    week: Annotated[
        str | None, typer.Option("--hours", metavar="WEEK", help="Such as “Mon-Thu 09:00-20:00; Fri 09:00-12:00”.")
    ] = None,
    weekend: Annotated[
        str | None, typer.Option(metavar="DAYS", help="Days without calls, such as “Fri Sat”; or none.")
    ] = None,
    holidays: Annotated[
        bool | None, typer.Option("--holidays/--no-holidays", help="Whether nobody is called on public holidays.")
    ] = None,
) -> None:
    """Decide when people of a country are called; what is not named stays as it is."""
    session = here(context)
    session.answers.outcome(session.workspace.calling.set(country, hours=week, weekend=weekend, holidays=holidays))


@app.command()
def reset(context: typer.Context, country: _Country) -> None:
    """Let a country be as everywhere again, or everywhere as it comes with Leadline."""
    session = here(context)
    session.answers.outcome(session.workspace.calling.reset(country))


@app.command()
def holidays(
    context: typer.Context,
    country: _Country,
    year: Annotated[int | None, typer.Option(metavar="YEAR", min=1971, max=2100, help="This one without it.")] = None,
) -> None:
    """List the holidays of a country in a year, and what was decided of its days."""
    session = here(context)
    session.answers.rows(session.workspace.calling.days(country, year), _DAYS, empty="No holidays are known.")


@app.command()
def close(
    context: typer.Context,
    country: _Country,
    day: _Day,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What day it is.")],
) -> None:
    """Call nobody in a country on a day."""
    session = here(context)
    session.answers.outcome(session.workspace.calling.close_day(country, day, name))


@app.command("open")
def open_(context: typer.Context, country: _Country, day: _Day) -> None:
    """Call people in a country on a day although it is a holiday."""
    session = here(context)
    session.answers.outcome(session.workspace.calling.open_day(country, day))


@app.command()
def forget(context: typer.Context, country: _Country, day: _Day) -> None:
    """Let a day be what it is known as again."""
    session = here(context)
    session.answers.outcome(session.workspace.calling.forget_day(country, day))
