"""Assignment rules: which there are, one of them in full, and decisions with their reasons."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import ClassVar

from app.domain.assignment.fields import RULE_FIELDS
from app.domain.assignment.rows import DecisionLine, RuleLine
from app.domain.core.fields import in_words
from app.widgets.facts import FactsPane
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run
from app.widgets.text import safe_line
from app.words import Words, formats, label, listed, say, say_many


class RulesPane(LinePane[RuleLine]):
    """Every rule in the order in which they are tried; the ids are their codes."""

    TITLE: ClassVar[Words] = "Assignment rules"
    EMPTY = Notice("No rules yet: a lead belongs to whoever enters it.", "{rule.add} makes a rule")
    IS_LIST = True

    def blocks(self) -> Iterator[Block[RuleLine]]:
        """A line for the name and what it has given out, a second for its condition, a third for what is wrong."""
        for each in self.items:
            number = formats.number(each.place) if each.active else self.display_context.signs.nothing
            given = say_many("{n} lead", "{n} leads", each.given) if each.given else ""
            condition = safe_line(each.values["condition"] or say("any lead"))
            name: Run = (safe_line(each.name), "text" if each.active else "dim")
            lines = [Line([(f"{number}  ", "dim"), name], [(given, "dim")])]
            lines.append(Line([(f"   {condition}", "dim")]))
            lines += [Line([(f"   {safe_line(problem)}", "bad")]) for problem in each.problems[:1]]
            yield Block(each.code, tuple(lines), each)


class RuleDetail(FactsPane):
    """One of them."""

    TITLE: ClassVar[Words] = "Rule"

    def facts(self, item: RuleLine) -> Iterator[tuple[str, str]]:
        """What is known of a rule, what is wrong first."""
        yield say("Broken"), listed(problem.rstrip(".") for problem in item.problems)
        yield say("Code"), item.code
        for each in RULE_FIELDS:
            value = item.values[each.code]
            if value not in (None, "", ()) and value is not False:
                yield each.label, in_words(each, value, self.display_context)
        yield say("Given out"), say_many("{n} lead", "{n} leads", item.given)


class DecisionsPane(LinePane[DecisionLine]):
    """Decisions, each with its reason; the ids are the leads'."""

    CURSOR_SHAPES = False

    def blocks(self) -> Iterator[Block[DecisionLine]]:
        """The lead and who gets it, and below it why."""
        for each in self.items:
            who = safe_line(each.user) if each.user else label(_stays(each))
            reason = wrap(safe_line(each.why), max(self.cells - 4, 10)) or [""]
            head = Line([(safe_line(each.title), "text")], [(who, "text" if each.user else "dim")])
            yield Block(each.lead_id, (head, *(Line([(f"  {text}", "dim")]) for text in reason)), each)


def _stays(decision: DecisionLine) -> str:
    """Who has a lead that is given to nobody."""
    return say("nobody") if decision.cause else safe_line(decision.before or say("nobody"))
