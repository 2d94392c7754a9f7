"""The mirror: the finished screen, turned round for who reads from the right, and written so that it is seen so."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from app.bidi.classes import needs_arranging
from app.bidi.mirroring import flip_glyph
from app.widgets.arranging import clusters_of
from app.widgets.direction import direction_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

    from app.widgets.direction import Direction

#: Texts whose mirror image is remembered.
_MOST_KEPT: Final = 16_384


@lru_cache(maxsize=_MOST_KEPT)
def mirrored_text(text: str) -> str:
    """A text cell by cell from the other end; what borders and blocks are drawn with is turned, too."""
    if text.isascii():
        return text[::-1]
    return "".join(flip_glyph(cluster) for cluster in reversed(clusters_of(text)))


def mirrored_strip(strip: Strip) -> Strip:
    """A strip from its other end."""
    turned = [Segment(mirrored_text(text), style) for text, style, control in strip if not control]
    return Strip(turned[::-1], strip.cell_length)


def ordered_strip(row: Strip) -> Strip:
    """A row of the screen for a terminal that orders letters itself: as it has to be written to be seen as it is."""
    if not needs_arranging(row.text):
        return row
    from app.bidi.terminal import GUARD, UNSEEN, written_order  # only some terminals need it

    styled = [(cluster.translate(UNSEEN), style) for text, style, _ in row for cluster in clusters_of(text)]
    order = written_order([cluster for cluster, _ in styled])
    # a mark stands apart from the text: some terminals drop what comes with it
    written = [Segment(GUARD) if at is None else Segment(*styled[at]) for at in order]
    return Strip(Segment.simplify(written), row.cell_length)


def _moves(strips: Iterable[Strip | None]) -> bool:
    """Whether some of the strips hold letters that are read from the right."""
    return any(strip is not None and needs_arranging(strip.text) for strip in strips)


class MirroringCompositor(Compositor):
    """Composes a screen as it is seen: mirrored, where it is read from the right.

    Args:
        screen: The screen, which knows which way it is read.
    """

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._screen = screen
        self._moving: set[int] = set()
        """The rows with letters that the terminal puts in order."""

    @property
    def _direction(self) -> Direction:
        return direction_of(self._screen)

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:  # noqa: FBT002 - Textual's shape
        """The whole screen; a picture of it is simplified, and no terminal orders its letters."""
        update = super().render_full_update(simplify)
        direction = self._direction
        rows = [list(row) for row in update.strips]
        if direction.mirrors:
            rows = [[mirrored_strip(strip) for strip in reversed(row)] for row in rows]
        if direction.mode == "terminal" and not simplify:
            rows = [[self._in_order(y, Strip.join(row))] for y, row in enumerate(rows)]
        return LayoutUpdate([*rows], update.region)

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has changed; where the terminal orders letters, lines that have or had some are written whole."""
        if self._direction.mode == "terminal":
            return self._changed_lines()
        return self._changed()

    def as_seen(self, row: Strip) -> Strip:
        """A row of the whole screen as it is sent to the terminal."""
        direction = self._direction
        seen = mirrored_strip(row) if direction.mirrors else row
        return ordered_strip(seen) if direction.mode == "terminal" else seen

    def _changed_lines(self) -> ChopsUpdate | None:
        """What has changed; lines in which letters are put in order whole, since the rest of such a line moves, too."""
        regions = set(self._dirty_regions)
        update = self._changed()
        if update is None:
            return None
        moving = {y for y, _, _ in update.spans if y in self._moving or _moves(update.chops[y].values())}
        if not moving:
            return update
        width = self.size.width
        self._dirty_regions = regions | {Region(0, y, width, 1) for y in moving}
        whole = self._changed()
        if whole is None:
            return None
        chops = [*whole.chops]
        ends = [*whole.chop_ends]
        for y in moving:
            chops[y], ends[y] = {0: self._in_order(y, Strip.join(whole.chops[y].values()))}, [width]
        return ChopsUpdate(chops, whole.spans, ends)

    def _changed(self) -> ChopsUpdate | None:
        """What has changed, where it is seen."""
        update = super().render_partial_update()
        return self._mirrored_chops(update) if update is not None and self._direction.mirrors else update

    def _in_order(self, y: int, row: Strip) -> Strip:
        """A row as it has to be written for a terminal that orders letters; remembers whether it has any."""
        (self._moving.add if _moves((row,)) else self._moving.discard)(y)
        return ordered_strip(row)

    def _mirrored_chops(self, update: ChopsUpdate) -> ChopsUpdate:
        """The pieces of lines that have changed, each at the other side of the screen."""
        width = self.size.width
        chops: list[dict[int, Strip | None]] = [{} for _ in update.chops]
        ends: list[list[int]] = [[] for _ in update.chops]
        spans = []
        changed: dict[int, list[tuple[int, int]]] = {}
        for y, left, right in update.spans:
            changed.setdefault(y, []).append((left, right))
        for y, parts in changed.items():
            spans += [(y, width - right, width - left) for left, right in reversed(parts)]
            for (x, strip), end in reversed([*zip(update.chops[y].items(), update.chop_ends[y], strict=False)]):
                is_seen = any(x < right and end > left for left, right in parts)
                chops[y][width - end] = mirrored_strip(strip) if strip is not None and is_seen else None
                ends[y].append(width - x)
        return ChopsUpdate(chops, spans, ends)
