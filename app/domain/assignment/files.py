"""Rules as TOML: written for whoever carries them to another workspace, and read back."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.domain.assignment.fields import RULE_FIELDS
from app.domain.assignment.rows import RuleLine
from app.domain.core.errors import Invalid
from app.words import say

_KNOWN: Final = frozenset(each.code for each in RULE_FIELDS)


def as_toml(rules: Sequence[RuleLine]) -> str:
    """The text of rules in their order; reading it gives the same rules."""
    return "\n".join(_table(each) for each in rules)


def read_rules(text: str, source: str) -> tuple[Mapping[str, Any], ...]:
    """The values of the rules of a text, by field code, in their order.

    Args:
        text: Tables called ``rule``.
        source: What the text is called, for messages.

    Raises:
        Invalid: It is no TOML, has no rules, or a rule has what rules have not; the message says which.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise Invalid(say("{file} is no TOML: {problem}", file=source, problem=str(problem)), field="file") from problem
    rules = given.get("rule")
    if not isinstance(rules, list) or not rules or not all(isinstance(each, dict) for each in rules):
        raise Invalid(
            say("{file} has no rules in it: each is a table [[rule]] with a name.", file=source),
            field="file",
            hint=say("leadline rule export shows how they are written."),
        )
    for number, each in enumerate(rules, start=1):
        unknown = sorted(set(each) - _KNOWN)
        if unknown or not isinstance(each.get("name"), str):
            raise Invalid(
                say(
                    "Rule {number} of {file}: {field} is no field of a rule.",
                    number=number,
                    file=source,
                    field=unknown[0],
                )
                if unknown
                else say("Rule {number} of {file} has no name.", number=number, file=source),
                field="file",
                hint=say("leadline rule export shows how they are written."),
            )
    return tuple(rules)


def _table(rule: RuleLine) -> str:
    """A rule as a table; what it has nothing of is left out."""
    said = {code: value for code, value in rule.values.items() if value is not False and value not in (None, "", ())}
    if not rule.active:
        said["active"] = False
    else:
        said.pop("active", None)
    lines = (
        f"{code} = {json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)}"
        for code, value in said.items()
    )
    return "\n".join(("[[rule]]", *lines, ""))
