"""Commands of the program itself: its screens, and what applies everywhere."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command, Place

_ANYWHERE: Final[tuple[Place, ...]] = ("app", "dialog", "search", "notes")

COMMANDS: Final = (
    Command("screen.leads", "Leads", ("1",), "Shows the leads.", "Screens"),
    Command(
        "screen.work", "Work list", ("2",), "Shows what is to be done.", "Screens", words=("tasks", "to do", "مهام")
    ),
    Command("screen.pipeline", "Pipeline", ("3",), "Shows the opportunities.", "Screens"),
    Command(
        "screen.insights", "Insights", ("4",), "Shows the floor: agents and queues.", "Screens",
        words=("board", "supervisor", "floor", "لوحة"),
    ),
    Command("screen.quotations", "Quotations", ("g q",), "Shows the quotations.", "Screens"),
    Command("screen.orders", "Orders", ("g s",), "Shows the sales orders.", "Screens"),
    Command("screen.customers", "Customers", ("g u",), "Shows the customers.", "Screens"),
    Command(
        "screen.setup", "Setup", ("6",), "Shows what managers lay out and decide: processes, settings.", "Screens",
        words=("configuration", "admin", "إعدادات"),
    ),
    Command(
        "palette", "Commands", (":", "ctrl+p"), "Finds any command by its name.", "Find", ("app", "search"),
        in_key_line=90, short="commands",
    ),
    Command(
        "help", "Keys", ("?", "f1"), "Shows the keys of this place.", "Find", _ANYWHERE, in_key_line=91, short="keys"
    ),
    Command("repeat", "Repeat", (".",), "Does the last command again, on this record.", "Leadline", turn=20),
    Command("theme.switch", "Switch theme", (), "Chooses the colours.", "Leadline", turn=20),
    Command(
        "language.switch", "Switch language", (), "Chooses the language, and keeps it as yours.", "Leadline", turn=20,
        words=("language", "english", "arabic", "لغة", "اللغة", "عربي", "العربية", "إنجليزي"),
    ),
    Command(
        "direction.ask", "Reading direction", (), "Asks whether Arabic words read correctly, and sets them right.",
        "Leadline", turn=80, words=("bidi", "rtl"),
    ),
    Command("stop", "Stop", ("ctrl+c",), "Ends what keys wait for.", "Leadline", turn=90),
    Command(
        "quit", "Quit", ("ctrl+q",), "Closes Leadline; everything is saved.", "Leadline", _ANYWHERE, fixed=True,
        turn=90, words=("q", "q!", "qa", "wq", "x", "exit", "close", "leave", "إغلاق", "مغادرة"),
    ),
)  # fmt: skip
