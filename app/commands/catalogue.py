"""The commands of Leadline, each declared once."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command, Place

_ON_RECORD: Final[tuple[Place, ...]] = ("lead", "opportunity")

MOVING: Final = (
    Command("move.down", "Down", ("j", "down"), "Goes to the next line.", "Move"),
    Command("move.up", "Up", ("k", "up"), "Goes to the previous line.", "Move"),
    Command("move.left", "Left", ("h", "left"), "Goes to the pane on the left.", "Move"),
    Command("move.right", "Right", ("l", "right"), "Goes to the pane on the right.", "Move"),
    Command("move.first", "First line", ("g g", "home"), "Goes to the first line.", "Move"),
    Command("move.last", "Last line", ("G", "end"), "Goes to the last line.", "Move"),
    Command("move.page_down", "Page down", ("pagedown", "ctrl+d"), "Goes one page down.", "Move"),
    Command("move.page_up", "Page up", ("pageup", "ctrl+b"), "Goes one page up.", "Move"),
    Command("pane.next", "Next pane", ("tab",), "Takes the focus to the next pane.", "Move"),
    Command("pane.previous", "Previous pane", ("shift+tab",), "Takes the focus to the previous pane.", "Move"),
    Command("open", "Open", ("enter",), "Opens what the cursor is on.", "Move"),
    Command("back", "Back", ("escape",), "Closes what is open, and goes back.", "Move"),
    Command("record.next", "Next record", ("]",), "Shows the next record of the list.", "Move"),
    Command("record.previous", "Previous record", ("[",), "Shows the previous record of the list.", "Move"),
)

SCREENS: Final = (
    Command("screen.leads", "Leads", ("1",), "Shows the leads.", "Screens"),
    Command("screen.pipeline", "Pipeline", ("3",), "Shows the opportunities.", "Screens"),
)

FINDING: Final = (
    Command("search.here", "Search here", ("/",), "Narrows the list as you type.", "Find"),
    Command("search.everything", "Search everything", ("ctrl+f",), "Finds any record by any word.", "Find"),
    Command(
        "palette", "Commands", (":", "ctrl+p"), "Finds any command by its name.", "Find",
        in_key_line=90, short="commands",
    ),
    Command("help", "Keys", ("?", "f1"), "Shows the keys of this place.", "Find", in_key_line=91, short="keys"),
)  # fmt: skip

LEADLINE: Final = (
    Command("undo", "Undo", ("u", "ctrl+z"), "Takes the last change back.", "Leadline", in_key_line=80),
    Command("redo", "Redo", ("ctrl+r", "ctrl+y"), "Does again what was undone.", "Leadline"),
    Command("history", "History of changes", ("U",), "Shows the last changes; any can be undone.", "Leadline"),
    Command("repeat", "Repeat", (".",), "Does the last command again, on this record.", "Leadline"),
    Command("theme.switch", "Switch theme", (), "Chooses the colours.", "Leadline"),
    Command("import.file", "Import a file", ("I",), "Reads leads from a CSV file or a workbook.", "Leadline"),
    Command("quit", "Quit", ("ctrl+q",), "Closes Leadline; everything is saved.", "Leadline", fixed=True),
)

LIST: Final = (
    Command("list.select", "Select", ("space",), "Marks the line for a command on several.", "List", ("list",)),
    Command(
        "list.select_all",
        "Select what is in view",
        ("*",),
        "Marks the lines in view; those marked are let go.",
        "List",
        ("list",),
    ),
    Command("list.sort", "Sort", ("O",), "Chooses what the list is ordered by.", "List", ("list",)),
    Command("list.view", "Switch view", ("v",), "Chooses a saved view.", "List", ("list", "pipeline")),
    Command("list.filter", "Filter", ("f",), "Shows only what fits a condition.", "List", ("list",)),
)

LEAD: Final = (
    Command(
        "lead.add", "New lead", ("n",), "Enters a lead from a card or a call.", "Lead", in_key_line=30,
        short="new",
    ),
    Command("lead.edit", "Edit lead", ("e",), "Changes the fields of the lead.", "Lead", ("lead",), in_key_line=40),
    Command("lead.research", "Research", ("E",), "Fills in what is known of the company.", "Lead", ("lead",)),
    Command(
        "lead.qualify", "Qualify", ("Q",), "Makes account, contact and opportunity of the lead.", "Lead", ("lead",),
        in_key_line=50,
    ),
    Command(
        "lead.disqualify", "Disqualify", ("D",), "Closes the lead with a reason.", "Lead", ("lead",),
        dangerous=True, in_key_line=51,
    ),
    Command("lead.reactivate", "Reactivate", ("A",), "Opens a closed lead again.", "Lead", ("lead",)),
    Command("lead.assign", "Assign", ("w",), "Gives the lead to a colleague.", "Lead", ("lead",)),
    Command("lead.next_contact", "Next contact", ("r",), "Sets when to speak to them next.", "Lead", ("lead",)),
    Command("lead.status", "Change status", ("S",), "Sets how far the lead has come.", "Lead", ("lead",)),
    Command("lead.history", "History of the record", ("H",), "Shows who changed what, and when.", "Lead", _ON_RECORD),
    Command("lead.duplicates", "Find duplicates", ("=",), "Shows records that may be the same.", "Lead", ("lead",)),
    Command(
        "lead.delete", "Delete lead", ("delete",), "Deletes the lead; it can be undone.", "Lead", ("lead",),
        dangerous=True,
    ),
)  # fmt: skip

LOGGING: Final = (
    Command(
        "lead.call", "Log a call", ("c",), "Starts a timer and takes notes.", "Log", _ON_RECORD,
        in_key_line=1, short="call",
    ),
    Command(
        "lead.mail", "Log an email", ("m",), "Keeps an email sent or received.", "Log", _ON_RECORD,
        in_key_line=2, short="mail",
    ),
    Command(
        "lead.appointment", "Book an appointment", ("a",), "Plans a meeting with people and place.", "Log", _ON_RECORD,
        in_key_line=3, short="appointment",
    ),
    Command(
        "lead.task", "Add a task", ("t",), "Notes something to do by a day.", "Log", _ON_RECORD,
        in_key_line=6, short="task",
    ),
    Command(
        "lead.note", "Write a note", ("o",), "Writes down anything.", "Log", _ON_RECORD, in_key_line=4,
        short="note",
    ),
    Command(
        "lead.post", "Post to colleagues", ("p",), "Asks or tells colleagues.", "Log", _ON_RECORD,
        in_key_line=5, short="post",
    ),
)  # fmt: skip

TIMELINE: Final = (
    Command(
        "entry.open", "Open entry", ("enter",), "Shows the entry in full.", "Timeline", ("timeline",), over=("open",),
        in_key_line=20, short="open",
    ),
    Command(
        "timeline.filter", "Filter timeline", ("f",), "Chooses kinds, status, person and period.", "Timeline",
        ("timeline",), in_key_line=22,
    ),
    Command(
        "timeline.find", "Find in timeline", ("/",), "Searches titles and texts.", "Timeline", ("timeline",),
        over=("search.here",), in_key_line=23,
    ),
    Command("timeline.order", "Turn the order", ("O",), "Newest or oldest first.", "Timeline", ("timeline",)),
    Command(
        "entry.complete", "Complete", ("x",), "Marks a task, call or appointment as done.", "Timeline", ("timeline",),
        in_key_line=21,
    ),
    Command("entry.reschedule", "Reschedule", ("T",), "Moves it to another time.", "Timeline", ("timeline",)),
    Command(
        "entry.cancel", "Cancel entry", ("X",), "Calls off what was planned.", "Timeline", ("timeline",),
        dangerous=True,
    ),
    Command("entry.reply", "Reply", ("R",), "Answers a post.", "Timeline", ("timeline",)),
    Command("entry.pin", "Pin", ("P",), "Keeps the entry at the top, or lets it go.", "Timeline", ("timeline",)),
    Command(
        "entry.delete", "Delete entry", ("delete", "backspace"), "Deletes the entry; it can be undone.", "Timeline",
        ("timeline",), over=("lead.delete",), dangerous=True,
    ),
)  # fmt: skip

PROCESS: Final = (
    Command(
        "stages.open", "Stages", ("s",), "Goes to the stages and their steps.", "Process", _ON_RECORD,
        in_key_line=45,
    ),
    Command(
        "process.open_stage", "Open stage", ("enter",), "Shows the steps of the stage, to read or fill in.", "Process",
        ("stages",), over=("open",), in_key_line=20, short="open",
    ),
    Command("process.next", "Next stage", (">",), "Goes on when the required steps are done.", "Process", _ON_RECORD),
    Command("process.back", "Previous stage", ("<",), "Goes back one stage.", "Process", _ON_RECORD),
    Command(
        "process.switch", "Switch process", ("W",), "Follows another process; this one is kept.", "Process",
        ("lead",),
    ),
    Command("process.finish", "Finish process", (), "Ends the process at its last stage.", "Process", _ON_RECORD),
)  # fmt: skip

ASSISTANT: Final = (
    Command(
        "assistant.act", "Do it", ("enter",), "Does what the card proposes.", "Assistant", ("assistant",),
        over=("open",), in_key_line=20, short="do it",
    ),
    Command(
        "assistant.snooze", "Snooze", ("z",), "Hides the card for a while.", "Assistant", ("assistant",),
        in_key_line=21,
    ),
    Command(
        "assistant.dismiss", "Dismiss", ("x",), "Takes the card away; it can be undone.", "Assistant",
        ("assistant",), in_key_line=22,
    ),
)  # fmt: skip

_EDITS: Final = ("lead.edit", "opportunity.edit")

PEOPLE: Final = (
    Command(
        "stakeholder.add", "Add stakeholder", ("n", "+"), "Adds somebody with a say in the decision.", "Stakeholders",
        ("stakeholders",), over=("lead.add",), in_key_line=20,
    ),
    Command(
        "stakeholder.edit", "Edit stakeholder", ("e", "enter"), "Changes role, influence and attitude.", "Stakeholders",
        ("stakeholders",), over=(*_EDITS, "open"), in_key_line=21,
    ),
    Command(
        "stakeholder.remove", "Remove stakeholder", ("delete", "backspace"), "Takes them off; the contact stays.",
        "Stakeholders", ("stakeholders",), over=("lead.delete",), dangerous=True, in_key_line=22,
    ),
    Command(
        "competitor.add", "Add competitor", ("n", "+"), "Notes who else is asked.", "Competitors", ("competitors",),
        over=("lead.add",), in_key_line=20,
    ),
    Command(
        "competitor.edit", "Edit competitor", ("e", "enter"), "Changes how sure it is, and notes.", "Competitors",
        ("competitors",), over=(*_EDITS, "open"), in_key_line=21,
    ),
    Command(
        "competitor.remove", "Remove competitor", ("delete", "backspace"), "Takes them off; the competitor stays.",
        "Competitors", ("competitors",), over=("lead.delete",), dangerous=True, in_key_line=22,
    ),
)  # fmt: skip

OPPORTUNITY: Final = (
    Command(
        "opportunity.edit", "Edit opportunity", ("e",), "Changes the fields of the opportunity.", "Opportunity",
        ("opportunity",), in_key_line=40,
    ),
    Command(
        "opportunity.win", "Close as won", ("W",), "Closes it with revenue and date.", "Opportunity", ("opportunity",),
        in_key_line=50, short="won",
    ),
    Command(
        "opportunity.lose", "Close as lost", ("L",), "Closes it with reason and competitor.", "Opportunity",
        ("opportunity",), dangerous=True, in_key_line=51, short="lost",
    ),
    Command(
        "opportunity.hold", "Put on hold", ("Z",), "Lets it rest, or takes it up again.", "Opportunity",
        ("opportunity",),
    ),
    Command(
        "opportunity.reopen", "Reopen", ("A",), "Opens a closed opportunity again.", "Opportunity",
        ("opportunity",),
    ),
)  # fmt: skip

#: Every command, in the order of the help.
COMMANDS: Final[tuple[Command, ...]] = (
    *MOVING, *SCREENS, *FINDING, *LEAD, *LOGGING, *PROCESS, *TIMELINE, *ASSISTANT, *PEOPLE, *OPPORTUNITY, *LIST,
    *LEADLINE,
)  # fmt: skip
