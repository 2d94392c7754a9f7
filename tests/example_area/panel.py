"""The samples of a lead, beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from app.domain.overview.rows import Part
from app.screens.host import Actions
from app.screens.spec import Panel
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line
from app.widgets.text import safe_line
from tests.example_area.fields import PRODUCT
from tests.example_area.named import SAMPLES_OF
from tests.example_area.rows import SampleLine

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview
    from tests.example_area.service import SampleService

_READ: Final[Part[tuple[SampleLine, ...]]] = Part(
    "samples", lambda reader, _kind, record_id, _look: tuple(reader.named(SAMPLES_OF, record_id=record_id))
)


class SamplesPane(LinePane[SampleLine]):
    """What a lead was sent to try."""

    TITLE = "Samples"
    EMPTY = Notice("No sample was sent.", "{sample.send|+} notes one")
    OWN_KEYS = True

    def blocks(self) -> Iterator[Block[SampleLine]]:
        """A line for each."""
        for sample in self.items:
            words = Line([(safe_line(sample.product), "text"), (f"  {sample.status.replace('_', ' ')}", "dim")])
            yield Block(sample.id, (words,), sample)


class SampleActions(Actions):
    """The commands of the samples."""

    PREFIXES = ("sample", "samples")

    def open(self) -> None:
        """Go to the samples."""
        self.host.focus_on("samples")

    async def send(self) -> None:
        """Note what was sent."""
        from app.screens.dialogs.form_dialog import ValuesDialog

        lead = self.host.chosen_card()
        if lead is None:
            return
        samples = await self._samples()
        await self.host.through(
            lambda attempt: ValuesDialog(
                f"Send a sample · {lead.title}",
                [PRODUCT],
                self.host.context.parse_context(),
                required=(PRODUCT.code,),
                attempt=attempt,
            ),
            lambda values: samples.send(lead.id, **values),
        )

    async def back(self) -> None:
        """Note that the sample under the cursor came back."""
        sample: SampleLine | None = self.host.pane("samples").cursor_item
        if sample is not None:
            await self.host.carry_out((await self._samples()).take_back, sample.id)

    async def _samples(self) -> SampleService:
        from tests.example_area.service import SampleService

        return (await self.host.workspace()).service(SampleService)


def _show(pane: SamplesPane, overview: RecordOverview | None) -> None:
    pane.set_items(overview[_READ] if overview else ())


SAMPLES: Final = Panel(
    "samples",
    "Samples",
    SamplesPane,
    _show,
    parts=(_READ,),
    most=6,
    count=lambda overview: len(overview[_READ]),
    place="samples",
    actions=(SampleActions,),
    opens="sample.back",
    kinds=("lead",),
    turn=40,
)
