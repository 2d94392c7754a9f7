"""Help and wrong usage in the language of the moment: what commands declare, and what the library says by itself."""

from __future__ import annotations

import re
from typing import Any, Final

import typer.core
from typer._click.core import Context
from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption
from typer._click.formatting import HelpFormatter
from typer.exceptions import TyperException

from app.words import Message, Said, label, language, listed, said_by_others, say, sentences
from app.words.language import SOURCE

#: What the library says by itself.
_OF_THE_LIBRARY: Final[tuple[Message, ...]] = (
    "Arguments",
    "Options",
    "Commands",
    "required",
    "default: {default}",
    "Show this message and exit.",
    "Missing command.",
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)
_UNKNOWN_OPTION: Final = "No such option: "
_TOO_MANY: Final = "Got unexpected extra argument(s) ("
_UNKNOWN_COMMAND: Final = "No such command "
_SUGGESTING: Final = ". Did you mean "
_MARKED: Final = re.compile("'([^']*)'")


class _Formatter(HelpFormatter):
    """Writes the word before the usage in the language of the moment."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, f"{say('Usage:')} " if prefix is None else prefix)


class _Explained(Context):
    """The context of a command whose help is in the language of the moment."""

    formatter_class = _Formatter


def translate(command: Any) -> None:
    """Have a command, and those below it that are loaded, explain themselves in the language of the moment."""
    vars(typer.core)["_"] = _of_the_library  # by which the library looks its own words up
    command.context_class = _Explained
    for name in ("help", "epilog", "short_help"):
        setattr(command, name, label(getattr(command, name) or "") or None)
    for parameter in command.get_params(_Explained(command)):
        parameter.help = label(getattr(parameter, "help", None) or "") or None
        _take_any_digits(parameter)
    below = getattr(command, "commands", None)
    if isinstance(below, dict):
        for each in below.values():
            translate(each)


def _take_any_digits(parameter: Any) -> None:
    """Have a number of the command line be read in Arabic-Indic digits, too."""
    if not parameter.type_descriptor.is_ranged:
        return
    process = type(parameter).process_value

    def read(context: Context, value: Any) -> Any:
        is_number = isinstance(value, str) and value.isdecimal()
        return process(parameter, context, str(int(value)) if is_number else value)

    parameter.process_value = read


def _of_the_library(message: str) -> str:
    """What the library says, in the language of the moment where it is known here."""
    return label(message) if message in _OF_THE_LIBRARY else message


def wrong_usage(problem: TyperException) -> Said:
    """What the library found wrong with a command line, as a sentence."""
    told = (tell(problem) for kind, tell in _TOLD_BY.items() if isinstance(problem, kind))
    return next(filter(None, told), None) or _about_words(problem.format_message().strip())


def _unknown_option(problem: Any) -> Said:
    option, others = problem.message.removeprefix(_UNKNOWN_OPTION), sorted(problem.possibilities or ())
    if others:
        return say("No such option: {option} (Possible options: {options}).", option=option, options=listed(others))
    return say("No such option: {option}.", option=option)


def _missing(problem: Any) -> Said | None:
    if problem.param is None:
        return None
    name = _marked(problem.param.get_error_hint())
    if problem.param.param_type_name == "argument":
        return say("Missing argument {name}.", name=name)
    return say("Missing option {name}.", name=name)


def _without_value(problem: Any) -> Said | None:
    name = _marked(f"{problem.option_name!r}")
    if problem.message.endswith("requires an argument."):
        return say("Option {name} requires an argument.", name=name)
    if problem.message.endswith("does not take a value."):
        return say("Option {name} does not take a value.", name=name)
    return None


def _unfitting(problem: Any) -> Said | None:
    """That a value does not fit its option or argument, and why."""
    if problem.param is None:
        return None
    found: list[Any] = getattr(problem.__cause__, "errors", list)()
    kind, bounds = (found[0]["type"], found[0].get("ctx", {})) if found else ("", {})
    match kind:
        case "int_parsing":
            why: str = say("Input should be a valid integer, unable to parse string as an integer")
        case "greater_than_equal":
            why = say("Input should be greater than or equal to {least}", least=bounds["ge"])
        case "less_than_equal":
            why = say("Input should be less than or equal to {most}", most=bounds["le"])
        case _:
            why = problem.message.rstrip(".")
    return say("Invalid value for {name}: {problem}.", name=_marked(problem.param.get_error_hint()), problem=why)


def _about_words(message: str) -> Said:
    """A complaint about the command's words, which the library has as a text alone."""
    if message.startswith(_TOO_MANY):
        extra = message.removeprefix(_TOO_MANY).rstrip(".").removesuffix(")")
        return say("Got unexpected extra argument(s) ({arguments}).", arguments=extra)
    if message.startswith(_UNKNOWN_COMMAND):
        name, suggests, names = _marked(message.removeprefix(_UNKNOWN_COMMAND)).partition(_SUGGESTING)
        unknown = say("No such command {name}.", name=name.removesuffix("."))
        return sentences(unknown, say("Did you mean {name}?", name=names.rstrip("?"))) if suggests else unknown
    return said_by_others(message if message.endswith((".", "?")) else f"{message}.")


def _marked(names: str) -> str:
    """Names as the library marks them, with the marks of the language spoken."""
    return names if language() == SOURCE else _MARKED.sub(lambda found: say("“{name}”", name=found[1]), names)


_TOLD_BY: Final = {
    NoSuchOption: _unknown_option,
    MissingParameter: _missing,
    BadParameter: _unfitting,
    BadOptionUsage: _without_value,
}
