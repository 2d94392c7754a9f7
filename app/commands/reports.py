"""Commands on reports."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

COMMANDS: Final = (
    Command(
        "report.statuses", "Days in status", (), "Shows how long the leads of the list were in each status.", "Find",
        words=("report", "history of statuses", "تقرير", "الأيام في كل حالة"),
    ),
    Command(
        "report.group", "Group", ("b",), "Shows the days of each owner, of each source, or of all together.", "Dialogs",
        ("report",),
    ),
    Command("report.span", "Span", ("t",), "Chooses from when to when days are counted.", "Dialogs", ("report",)),
    Command("report.save", "Save as CSV", ("w",), "Writes the report to a file.", "Dialogs", ("report",)),
)  # fmt: skip
