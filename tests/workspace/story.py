"""The words of the walkthrough: what a rep does with leads, a record, and the pipeline, by keys alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from tests.workspace.person import Person

_UNDOES: Final = "undoes."


class Leads:
    """The Leads screen, in the hands of a person."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def enter(self, card: Mapping[str, str]) -> Record:
        """Enter a lead from a business card."""
        self.person.runs("lead.add", "─  New lead")
        self.person.fills_in(card)
        self.person.saves("New lead", _UNDOES)
        return self.record(card["Company"])

    def record(self, title: str) -> Record:
        """Open the lead under the cursor."""
        record = Record(self.person, title)
        record.open()
        return record


class Record:
    """The lead shown, in the hands of a person."""

    def __init__(self, person: Person, title: str) -> None:
        self.person = person
        self.title = title

    def open(self) -> None:
        """Open the record of the line under the cursor."""
        person = self.person
        if person.columns == 1:
            person.goes_back_to_the_list()
            person.terminal.wait_for(lambda terminal: re.search(rf"▸.*{self.title}", terminal.text) is not None)
            person.runs("open", "Timeline")
        person.sees(f"{self.title} · ")

    def _answers(self, command: str, title: str, values: Mapping[str, str], *shows: str) -> None:
        self.person.runs(command, f"─  {title}")
        self.person.fills_in(values)
        self.person.saves(title, _UNDOES, *shows)

    def research(self, values: Mapping[str, str]) -> None:
        """Fill in what is known of the company."""
        self._answers("lead.research", "Research", values)

    def log_call(self, values: Mapping[str, str]) -> None:
        """Log a call with its timer running, and stop it before saving."""
        self.person.runs("lead.call", "On the call")
        self.person.terminal.wait_for("00:01")
        self.person.terminal.press("ctrl+t")
        self.person.sees("The call took")
        self.person.fills_in(values)
        self.person.saves("Call ·", _UNDOES)

    def post(self, text: str) -> None:
        """Ask colleagues."""
        self._answers("lead.post", "Post to colleagues", {"Text": text})

    def book(self, values: Mapping[str, str]) -> None:
        """Book an appointment."""
        self._answers("lead.appointment", "Book an appointment", values)

    def set_next_contact(self, when: str) -> None:
        """Set when to speak to them next."""
        self._answers("lead.next_contact", "Next contact", {"When": when})

    def add_stakeholder(self, values: Mapping[str, str]) -> None:
        """Add somebody with a say in the decision."""
        self.person.goes_to_panel("Stakeholders")
        self._answers("stakeholder.add", "Add stakeholder", values, values["Person"])

    def add_competitor(self, values: Mapping[str, str]) -> None:
        """Note who else is asked."""
        self.person.goes_to_panel("Competitors")
        self._answers("competitor.add", "Add competitor", values, values["Competitor"])

    def reply_to(self, post: str, text: str) -> None:
        """Answer the newest post on the timeline."""
        self.person.goes_to_panel("Timeline")
        self.person.settles()
        for _ in range(20):
            if re.search(r"▸ ❝", self.person.terminal.text):
                break
            self.person.taps("up")
        self._answers("entry.reply", "Reply", {"Text": text}, post)

    def fill_in_stage(self, stage: str, values: Mapping[str, str]) -> None:
        """Open the current stage on the bar, and fill in its steps."""
        self._opens_stage(stage)
        self.person.fills_in(values)
        self.person.saves(f"{stage} ·", _UNDOES)

    def reads_stage(self, stage: str, *shows: str) -> None:
        """Open an earlier stage on the bar, read what stands there, and close it."""
        self._opens_stage(stage, *shows)
        self.person.terminal.press("esc")
        self.person.no_longer_sees(f"─  {stage} ·")

    def goes_on_from(self, stage: str, to: str, values: Mapping[str, str]) -> None:
        """Fill in the current stage, and go on to the next one in the same breath."""
        self._opens_stage(stage)
        self.person.fills_in(values)
        self.person.terminal.press("ctrl+n")
        self.person.no_longer_sees(f"─  {stage} ·")
        self.person.sees(f"now in {to}. ", f"● {to}")

    def _opens_stage(self, stage: str, *shows: str) -> None:
        self.person.goes_to_stage(stage)
        self.person.runs("process.open_stage", f"─  {stage} ·", *shows)

    def win(self, values: Mapping[str, str]) -> None:
        """Close the opportunity as won."""
        self._answers("opportunity.win", "Close ·", values)

    def qualify(self) -> None:
        """Make account, contact and opportunity of it, as proposed."""
        self.person.runs("lead.qualify", "─  Qualify · ", "The process goes on in Develop.")
        if "Still missing" in self.person.terminal.text:
            self.person.fills_in({"Why all the same": "Agreed at the fair"})
        self.person.saves("Qualify ·", _UNDOES)

    def undo(self) -> None:
        """Take the last command back."""
        self.person.runs("undo", "redoes.")


class Pipeline:
    """The Pipeline screen, in the hands of a person."""

    def __init__(self, person: Person) -> None:
        self.person = person
        person.runs("screen.pipeline", "On hold", "Opportunities")

    def open(self, opportunity: str) -> Record:
        """Open the opportunity under the cursor."""
        record = Record(self.person, opportunity)
        record.open()
        return record
