"""A pane: one widget that draws its own lines, its title and the thin rules to its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from app.widgets.display_context import INITIAL_CONTEXT, DisplayContext
from app.widgets.ink import Ground, Ink
from app.widgets.lines import Line, Run, clipped, laid, strip_of
from app.words import Words, label

#: Below so many cells even the signs before a line may have to be cut.
NARROWEST = 12


class Pane(Widget):
    """The base of everything we draw by line.

    A pane keeps the strips it has drawn, so a repaint costs only the lines that changed. It takes no
    border and no padding from CSS: the column left of it may hold a thin rule (``edge``), the row
    above it another (``rule``).

    Attributes:
        title: The words in the title line, as they were declared, safe to show.
        edge: Whether the first column is a rule that parts the pane from its left neighbour.
        rule: Whether the first row is a rule that parts the pane from what is above.
        emptiness: Why there is nothing under its cursor that a command can be about, and what helps, as
            ``Register.say`` reads it; empty where there is something.
    """

    ALLOW_SELECT = False
    ROWS: ClassVar[int] = 0
    """The rows of a pane of fixed height, without its rule; 0 for one that takes what there is."""
    DEFAULT_CSS: ClassVar[str] = """
    Pane { height: 1fr; }
    """
    virtual_size = reactive(Size(0, 0))
    """As Textual has it, but another size asks for no second layout: nothing in a pane is placed by it."""

    def __init__(
        self,
        *,
        title: Words = "",
        edge: bool = False,
        rule: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.title = title
        self.edge = edge
        self.rule = rule
        if self.ROWS:
            self.styles.height = self.ROWS + rule
        self.emptiness = ""
        self._joints: Mapping[int, str] = {}
        self._jointed = False
        """Whether a joint stands beside a line that moves: such a line's strip belongs to its row alone."""
        self._display_context = INITIAL_CONTEXT
        self._ink: Ink | None = None
        self._drawn: dict[int, Strip] = {}
        self._drawn_for = Size(0, 0)
        self._filters: tuple[Sequence[LineFilter], Color] = ((), Color(0, 0, 0))
        """What every strip has passed, and the colour behind it."""

    @property
    def display_context(self) -> DisplayContext:
        """What it needs to know of the moment and the user; setting it draws anew what depends on it."""
        return self._display_context

    @display_context.setter
    def display_context(self, context: DisplayContext) -> None:
        if context != self._display_context:
            self._display_context = context
            self.redraw()

    @property
    def ink(self) -> Ink:
        """The inks of the theme."""
        if self._ink is None:
            self._ink = Ink.of(self.app)
        return self._ink

    @property
    def cells(self) -> int:
        """The cells of a line between the edge's and the margins."""
        return max(self.outer_size.width - 2 - self.edge, 0)

    def joints(self, joints: Mapping[int, str]) -> None:
        """Set where rules of neighbours meet the edge: the characters by row."""
        if joints == self._joints:
            return
        rows = {y for y in {*self._joints, *joints} if self._joints.get(y) != joints.get(y)}
        self._joints = joints
        self._jointed = any(y >= self.rule for y in joints)
        for y in rows:
            self._drawn.pop(y, None)
            self.refresh(Region(0, y, 1, 1))

    # drawing ---------------------------------------------------------------------------------------

    def draw(self, y: int) -> Strip:
        """The strip of row ``y``; to be given by each kind of pane. The rule above is not its business.

        Args:
            y: The row, counted from the first one below the rule.
        """
        return self.blank_strip(y)

    def redraw(self) -> None:
        """Draw everything anew."""
        self._drawn.clear()
        self.refresh()

    def redraw_rows(self, first: int, count: int = 1) -> None:
        """Draw some rows anew, counted from the first one below the rule."""
        first += self.rule
        for y in range(first, first + count):
            self._drawn.pop(y, None)
        self.refresh(Region(0, first, self.outer_size.width, count))

    def render_line(self, y: int) -> Strip:
        """The strip of a row of the widget."""
        strip = self._drawn.get(y)
        if strip is None:
            strip = self.as_shown(self._rule_strip() if self.rule and y == 0 else self.draw(y - self.rule))
            self._drawn[y] = strip
        return strip

    def as_shown(self, strip: Strip) -> Strip:
        """A strip as it may be shown; once, since making another costs more than drawing it."""
        filters, background = self._filters
        own = segments = list(strip)
        for line_filter in filters:
            segments = line_filter.apply(segments, background)
        return strip if segments == own else Strip(segments, strip.cell_length)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of a region, straight from what is drawn: there are no borders or paddings to add."""
        self._fit_if_resized()
        filters = self.get_line_filters(), self.background_colors[1]
        if filters != self._filters:
            self._filters = filters
            self._drawn.clear()
        strips = [self.render_line(y) for y in crop.line_range]
        if crop.column_span != (0, self.outer_size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def line_strip(self, y: int, line: Line, ground: Ground = "plain", lead: Iterable[Run] = ()) -> Strip:
        """A line as the strip of row ``y``, between the edge and the margins.

        Args:
            y: The row, for the edge's sake.
            line: What stands on it.
            ground: What is behind it.
            lead: Signs that stand before the line, in the margin and after it.
        """
        head = list(lead) or [self.margin(y)]
        used = sum(len(text) for text, _ in head)
        room = max(self.outer_size.width - self.edge - used - 1, 0)
        runs = [*head, *laid(line, room), (" ", "text")]
        return self.exact_strip(y, runs, ground)

    def margin(self, y: int) -> Run:
        """The cell before row ``y``: the sign of the focus stands before the first, and nowhere else on the screen."""
        return (self._display_context.signs.focus, "accent") if y == 0 and self.has_focus else (" ", "text")

    def blank_strip(self, y: int) -> Strip:
        """An empty row."""
        return self.exact_strip(y, [(" " * max(self.outer_size.width - self.edge, 0), "text")], "plain")

    def title_strip(self, y: int, *right: Run) -> Strip:
        """The title line: accented while the pane has focus, with words at its right."""
        return self.line_strip(y, Line([(label(self.title), "focus" if self.has_focus else "title")], right))

    def exact_strip(self, y: int, runs: list[Run], ground: Ground) -> Strip:
        """Runs that take exactly the cells right of the edge as the strip of row ``y``."""
        width = self.outer_size.width
        if width < NARROWEST:
            runs = clipped(runs, width - self.edge)
        if not self.edge:
            return strip_of(runs, width, self.ink, ground)
        signs = self._display_context.signs
        joint = self._joints.get(y + self.rule)
        mark = signs.vertical if joint is None else signs.joint or joint
        strip = strip_of(runs, width - 1, self.ink, ground)
        return Strip([Segment(mark, self.ink.style("rule")), *strip], width)

    def _rule_strip(self) -> Strip:
        signs = self._display_context.signs
        width = self.outer_size.width
        line = signs.horizontal * width
        if self.edge and width:
            line = (signs.joint or self._joints.get(0, "├")) + line[1:]
        return strip_of([(line, "rule")], width, self.ink)

    # what changes everything -------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Draw anew when the theme has other inks."""
        super().notify_style_update()
        ink = Ink.of(self.app)
        if ink is not self._ink:
            self._ink = ink
            self.redraw()

    def fit(self) -> None:
        """Get ready for another size: called before the first line of that size is drawn."""
        self._drawn.clear()

    def _fit_if_resized(self) -> None:
        """Fit as soon as there is another size; word of it comes only after the first painting."""
        if self._drawn_for != self.outer_size:
            self._drawn_for = self.outer_size
            self.fit()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Accent the title while the pane has focus."""
        super().watch_has_focus(_has_focus)
        self.redraw_rows(0)


def join_edges(places: Iterable[tuple[Pane, Region]]) -> None:
    """Give every edge its joints: where the rule of a pane to the left, above or beside ends at it.

    Args:
        places: The panes that are seen, and where each stands or is about to.
    """
    placed = [(pane, region) for pane, region in places if region]
    for pane, own in placed:
        if not pane.edge:
            continue
        joints: dict[int, str] = {}
        for other, there in placed:
            if other.rule and there.right == own.x and own.y <= there.y < own.bottom:
                joints[there.y - own.y] = "┤"
        if pane.rule:
            above = any(other.edge and there.x == own.x and there.bottom == own.y for other, there in placed)
            crossed = 0 in joints
            joints[0] = ("┼" if crossed else "├") if above else ("┬" if crossed or own.x else "─")
        pane.joints(joints)
