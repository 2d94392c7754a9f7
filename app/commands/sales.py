"""Commands on opportunities."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command
from app.words import in_context

COMMANDS: Final = (
    Command(
        "made.open", "Go to the opportunity", ("enter",), "Goes to what became of the lead.", "Opportunity",
        ("header",), over=("open",), in_key_line=5, short=in_context("key line", "opportunity"),
    ),
    Command(
        "made.go", "Go to what became of it", ("g o",), "Goes to the opportunity that was made of the lead.",
        "Opportunity", ("lead",), record="closed", in_key_line=51, short=in_context("key line", "opportunity"),
    ),
    Command(
        "opportunity.edit", "Edit opportunity", ("e",), "Changes the fields of the opportunity.", "Opportunity",
        ("opportunity",), in_key_line=40, short="edit", record="open", writes=True,
    ),
    Command(
        "opportunity.win", "Close as won", ("W",), "Closes it with revenue and date.", "Opportunity", ("opportunity",),
        in_key_line=50, short=in_context("key line", "won"), record="open", writes=True, logs=("opportunity.close",),
    ),
    Command(
        "opportunity.lose", "Close as lost", ("L",), "Closes it with reason and competitor.", "Opportunity",
        ("opportunity",), dangerous=True, in_key_line=51, short=in_context("key line", "lost"), record="open",
        writes=True, logs=("opportunity.close",),
    ),
    Command(
        "opportunity.hold", "Put on hold", ("Z",), "Lets it rest, or takes it up again.", "Opportunity",
        ("opportunity",), record="open", writes=True, logs=("opportunity.set_status",),
    ),
    Command(
        "opportunity.reopen", "Reopen", ("A",), "Opens a closed opportunity again.", "Opportunity",
        ("opportunity",), record="closed", in_key_line=50, short="reopen", writes=True,
    ),
    Command(
        "opportunity_line.add", "Add line", ("n", "+"), "Offers a product.", "Lines", ("opportunity_lines",),
        over=("lead.add",), in_key_line=20, short="add", writes=True,
    ),
    Command(
        "opportunity_line.edit", "Edit line", ("e", "enter"), "Changes quantity, price and discount.", "Lines",
        ("opportunity_lines",), over=("lead.edit", "opportunity.edit", "open"), in_key_line=21, short="edit",
        writes=True, on_item=True,
    ),
    Command(
        "opportunity_line.remove", "Remove line", ("delete", "backspace"), "Offers it no longer.", "Lines",
        ("opportunity_lines",), over=("lead.delete",), dangerous=True, in_key_line=22, short="remove", writes=True,
        on_item=True,
    ),
    Command(
        "team.add", "Add to the sales team", ("n", "+"), "Takes a colleague into the sales team.", "Sales team",
        ("team",), over=("lead.add",), in_key_line=20, short="add", writes=True,
    ),
    Command(
        "team.edit", "Edit member of the team", ("e", "enter"), "Changes their roles and notes.", "Sales team",
        ("team",), over=("lead.edit", "opportunity.edit", "open"), in_key_line=21, short="edit", writes=True,
        on_item=True,
    ),
    Command(
        "team.remove", "Take out of the team", ("delete", "backspace"), "They sell this no longer.", "Sales team",
        ("team",), over=("lead.delete",), dangerous=True, in_key_line=22, short="remove", writes=True, on_item=True,
    ),
    Command(
        "pipeline.cycle", "List, board or chart", ("b",), "Shows the opportunities in another way.", "List",
        ("pipeline",), in_key_line=60, short="board/chart",
        words=("board", "kanban", "chart", "forecast", "لوحة", "مخطط", "توقعات"),
    ),
    Command(
        "pipeline.rivals", "Win rate by competitor", ("R",), "Shows how we do against each competitor.", "List",
        ("pipeline",), words=("competitors", "rivals", "منافسون"),
    ),
    Command(
        "pipeline.process", "Choose the process of the board", ("P",), "Shows the stages of one process, or of all.",
        "List", ("pipeline",),
    ),
)  # fmt: skip
