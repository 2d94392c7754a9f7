"""Process definitions: those there are, and the stages and steps of one."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from app.domain.core.frozen import frozen
from app.domain.process.definitions import END, Definition, Stage, Step
from app.domain.process.rows import DefinitionLine
from app.widgets.called import role_name
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run
from app.widgets.text import safe_line
from app.words import Words, formats, listed, say, say_many

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The lines that a long description or condition takes.
_PROSE_LINES = 3


class Definitions(LinePane[DefinitionLine]):
    """The processes there are, in the order in which they are tried; the ids are their codes."""

    TITLE: ClassVar[Words] = "Processes"
    EMPTY = Notice("No process is laid out.", "{definition.take_in} takes one in from a file")
    IS_LIST = True

    def blocks(self) -> Iterator[Block[DefinitionLine]]:
        """A line for the name and version, a second for who follows it and when it is chosen."""
        for number, each in enumerate(self.items, 1):
            place = formats.number(number) if each.active else self.display_context.signs.nothing
            version = say("v{version}", version=each.version)
            name: Run = (safe_line(each.name), "text" if each.active else "dim")
            yield Block(
                each.code,
                (Line([(f"{place}  ", "dim"), name], [(version, "dim")]), Line([(f"   {_said_of(each)}", "dim")])),
                each,
            )


def _said_of(line: DefinitionLine) -> str:
    """How many follow a definition, for whom it is, and on which records it is chosen."""
    definition = line.definition
    use = "" if line.active else say("not in use")
    running = say_many("{n} under way", "{n} under way", line.running) if line.running else ""
    roles = listed(map(role_name, definition.roles))
    parts = (use, running, roles, safe_line(definition.condition or say("any record")))
    return "  ".join(part for part in parts if part)


@frozen
class OutlineItem:
    """A line of an outline: a stage, or a step of one."""

    stage: Stage
    step: Step | None = None

    @property
    def id(self) -> str:
        """What the cursor remembers."""
        return self.stage.code if self.step is None else f"{self.stage.code}/{self.step.code}"


class Outline(LinePane[OutlineItem]):
    """The stages of a definition with their steps, and above them what it says of itself."""

    TITLE: ClassVar[Words] = "Stages and steps"
    EMPTY = Notice("No process is chosen.")

    _definition: Definition | None = None
    _wrong: frozenset[str] = frozenset()

    def show(self, line: DefinitionLine | None) -> None:
        """Show a definition; ``None`` for none."""
        self.show_definition(line.definition if line is not None else None)

    def show_definition(self, definition: Definition | None) -> None:
        """Show what a definition says."""
        if self._definition is None or definition is None or definition.code != self._definition.code:
            self.begin_anew()
        self._definition = definition
        self.set_items(outline_of(definition.stages) if definition else ())

    def mark(self, wrong: frozenset[str]) -> None:
        """Mark the lines with mistakes, by their ids."""
        self._wrong = wrong
        self.rearrange()

    def title_right(self) -> Sequence[Run]:
        """How many stages and steps there are."""
        if self._definition is None:
            return []
        stages = len(self._definition.stages)
        return [(say_many("{n} stage", "{n} stages", stages), "dim")]

    def blocks(self) -> Iterator[Block[OutlineItem]]:
        """What it says of itself, then each stage with its steps and where it leads."""
        if self._definition is not None:
            yield Block("", tuple(self._head(self._definition)))
        number = 0
        for item in self.items:
            if item.step is not None:
                yield Block(item.id, (self._line_of(item.step, self._sign(item)),), item)
                continue
            number += 1
            kind = say("opportunity") if item.stage.kind == "opportunity" else say("lead")
            name = f"{formats.number(number)}  {safe_line(item.stage.name)}"
            lines = [Line([(name, "strong"), (self._sign(item), "bad")], [(kind, "dim")])]
            lines += [Line([(self._branch(each.to, each.condition), "dim")]) for each in item.stage.next]
            yield Block(item.id, tuple(lines), item)

    def _head(self, definition: Definition) -> Iterator[Line]:
        roles = listed(map(role_name, definition.roles)) or say("everybody")
        for text in (
            safe_line(definition.description),
            say(
                "For {roles}; chosen when: {condition}",
                roles=roles,
                condition=safe_line(definition.condition or say("any record")),
            ),
        ):
            lines = wrap(text, max(self.cells, 10))
            cut = [*lines[: _PROSE_LINES - 1], f"{lines[_PROSE_LINES - 1]} …"] if len(lines) > _PROSE_LINES else lines
            yield from (Line([(each, "dim")]) for each in cut)
        yield Line()

    def _branch(self, to: str, condition: str | None) -> str:
        definition = self._definition
        target = (
            say("the end")
            if to == END
            else definition.stage(to).name
            if definition is not None and definition.has_stage(to)
            else to
        )
        sign = self.display_context.signs.branch
        if condition is None:
            return f"   {sign} " + say("leads to {stage}", stage=safe_line(target))
        return f"   {sign} " + say(
            "leads to {stage} if {condition}", stage=safe_line(target), condition=safe_line(condition)
        )

    def _sign(self, item: OutlineItem) -> str:
        """What stands behind a line with a mistake."""
        return "  ✗" if item.id in self._wrong else ""

    def _line_of(self, step: Step, sign: str) -> Line:
        required = f" {say('required')}" if step.required else ""
        about = step.field or step.action or ""
        label: Run = (f"   {safe_line(step.label)}", "text")
        right: list[Run] = [(f"{safe_line(about)}{required}", "accent" if required else "dim")]
        return Line([label, (sign, "bad")], right)


def outline_of(stages: Sequence[Stage]) -> list[OutlineItem]:
    """The stages in order, each followed by its steps."""
    return [
        item for stage in stages for item in (OutlineItem(stage), *(OutlineItem(stage, step) for step in stage.steps))
    ]
