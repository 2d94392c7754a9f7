"""Commands on samples."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

COMMANDS: Final = (
    Command("samples.open", "Samples", (), "Goes to the samples of the lead.", "Samples", ("lead",)),
    Command(
        "sample.send", "Send a sample", ("n", "+"), "Notes what was sent to be tried.", "Samples", ("samples",),
        over=("lead.add",), in_key_line=20, writes=True,
    ),
    Command(
        "sample.back", "Sample came back", ("b",), "Notes that the sample came back.", "Samples", ("samples",),
        in_key_line=21, short="came back", writes=True,
    ),
)  # fmt: skip
