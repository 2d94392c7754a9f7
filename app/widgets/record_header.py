"""The header of a record: who, what, from where, how much, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from app.commands.keys import display_key
from app.domain.core.text import ellipsize
from app.domain.leads.fields import BY_CODE as LEAD_FIELDS
from app.domain.leads.kinds import LEAD
from app.domain.sales.fields import OPPORTUNITY_FIELDS
from app.widgets.keyed import register_of, with_keys
from app.widgets.line_pane import Notice
from app.widgets.lines import Line, Run, joined
from app.widgets.pane import Pane
from app.widgets.text import safe_line
from app.widgets.values import choice_text, value_text
from app.words import formats, listed, say, say_in, say_many

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from textual import events
    from textual.strip import Strip

    from app.domain.core.columns import RecordCard
    from app.domain.sales.named import MadeOpportunity
    from app.widgets.ink import Token

#: Cells for the name of what a lead became.
NAME_CELLS = 28

NOBODY = Notice("Choose a lead on the left.", "{lead.add} adds one")

_OPPORTUNITY_FIELDS = {field.code: field for field in OPPORTUNITY_FIELDS}
_RATING_INKS: dict[str, Token] = {"hot": "hot", "warm": "warm", "cold": "cold"}
_STATE_INKS: dict[str, Token] = {
    "qualified": "good",
    "won": "good",
    "disqualified": "dim",
    "lost": "dim",
    "cancelled": "dim",
    "out_sold": "dim",
    "do_not_contact": "bad",
}


#: What somebody may have asked, by the fields that say so.
_WISHES = ("do_not_contact", "do_not_phone", "do_not_email", "do_not_mail")


class RecordHeader(Pane):
    """Two lines of what one wants to know before reading on; what a lead became can be gone to from there."""

    ROWS = 2

    class Opened(Message):
        """What the record became was chosen with the mouse."""

    def __init__(
        self,
        *,
        edge: bool = False,
        rule: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(edge=edge, rule=rule, id=id, classes=classes)
        self._card: RecordCard | None = None
        self._made: Sequence[MadeOpportunity] = ()
        self._notice = NOBODY

    def show_record(self, card: RecordCard | None, made: Sequence[MadeOpportunity] = ()) -> None:
        """Show a record, ``None`` for none, and the opportunities it became."""
        self._card, self._made = card, made
        self.can_focus = bool(made)
        self.redraw()

    def set_notice(self, notice: Notice) -> None:
        """Say something instead of a record."""
        self._card, self._made, self._notice = None, (), notice
        self.can_focus = False
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Go to what the record became."""
        if self._made and event.y == self.rule + 1:
            self.post_message(self.Opened())

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show where the focus is."""
        super().watch_has_focus(_has_focus)
        self.redraw()

    def draw(self, y: int) -> Strip:
        """Who and how it stands, then what and how much."""
        if self._card is None:
            words = (self._notice.message, with_keys(self, self._notice.hint))[y] if y < 2 else ""
            return self.line_strip(y, Line([(words, "bad" if self._notice.bad and y == 0 else "dim")]))
        if y > 1:
            return self.blank_strip(y)
        opportunity = self._card.kind == "opportunity"
        lines = self._opportunity_lines if opportunity else self._lead_lines
        return self.line_strip(y, lines(self._card)[y])

    def _lead_lines(self, card: RecordCard) -> tuple[Line, Line]:
        values, dot = card.values, self._display_context.signs.dot
        title = safe_line(card.title)
        person = [each for code in ("name", "job_title") if (each := safe_line(values.get(code)))]
        person = person[1:] if person[:1] == [title] else person
        who: list[Run] = [(title, "strong")]
        if person:
            who.append((f" {dot} {listed(person)}", "text"))
        what = (
            safe_line(values.get("topic")),
            choice_text(LEAD_FIELDS, "source", values.get("source")),
            value_text(values.get("budget"), self._display_context, LEAD_FIELDS["budget"]),
        )
        below: list[Run] = [(joined(what, dot) or safe_line(card.code), "dim")]
        return Line(who, self._standing(card)), Line(below, self._next(card))

    def _opportunity_lines(self, card: RecordCard) -> tuple[Line, Line]:
        values, dot = card.values, self._display_context.signs.dot
        who: list[Run] = [(safe_line(card.title), "strong")]
        customer = safe_line(values.get("customer_name") or values.get("account"))
        if customer and customer != safe_line(card.title):
            who.append((f" {dot} {customer}", "text"))
        probability = values.get("probability")
        close = values.get("expected_close")
        what = (
            value_text(values.get("amount"), self._display_context, _OPPORTUNITY_FIELDS["amount"]),
            "" if probability is None else formats.percent(probability),
            ""
            if close is None
            else say(
                "closes {day}",
                day=value_text(close, self._display_context, _OPPORTUNITY_FIELDS["expected_close"]),
            ),
            say("from {lead}", lead=safe_line(values["lead"])) if values.get("lead") else "",
        )
        return (
            Line(who, self._standing(card)),
            Line([(joined(what, dot) or safe_line(card.code), "dim")], [(safe_line(values.get("owner")), "dim")]),
        )

    def _standing(self, card: RecordCard) -> list[Run]:
        """Status and rating, in words."""
        values, dot = card.values, self._display_context.signs.dot
        fields = _OPPORTUNITY_FIELDS if card.kind == "opportunity" else LEAD_FIELDS
        state = values.get("state")
        code = str(state if state and state != "open" else values.get("status") or state or "")
        runs: list[Run] = []
        if code:
            field = "state" if state and state != "open" else "status"
            runs.append((choice_text(fields, field, code), _STATE_INKS.get(code, "text")))
        rating = values.get("rating")
        if rating:
            if runs:
                runs.append((f" {dot} ", "dim"))
            runs.append((choice_text(LEAD_FIELDS, "rating", rating), _RATING_INKS.get(str(rating), "text")))
        for wish in (LEAD_FIELDS[each].label.lower() for each in _WISHES if values.get(each) and each != code):
            runs += [(f" {dot} ", "dim"), (wish, "bad")] if runs else [(wish, "bad")]
        return runs

    def _became(self) -> list[Run]:
        """The opportunity it became, and the key that goes there."""
        first, more = self._made[0], len(self._made) - 1
        signs = self._display_context.signs
        name = f"{safe_line(first.code)} {ellipsize(safe_line(first.name), NAME_CELLS)}"
        status = choice_text(_OPPORTUNITY_FIELDS, "status", first.status).lower()
        runs: list[Run] = [(f"{signs.outgoing} ", "dim"), (name, "focus" if self.has_focus else "accent")]
        runs.append(
            (
                joined((f" {signs.dot} {status}", say_many("{n} more", "{n} more", more) if more else ""), signs.dot),
                "dim",
            )
        )
        key = register_of(self).key("made.open").replace(display_key("enter"), signs.enter)
        return [*runs, (f"  {key}", "key")] if self.has_focus else runs

    def _next(self, card: RecordCard) -> list[Run]:
        """When the next contact is, and whose lead it is."""
        values, dot = card.values, self._display_context.signs.dot
        if self._made:
            return self._became()
        runs: list[Run] = []
        moment = values.get("next_contact_at")
        if moment is not None:
            late = self._display_context.late(moment) if LEAD.is_open(values) else ""
            runs.append((f"{say_in('contact', 'next')} ", "dim"))
            runs.append((late or self._display_context.when(moment), "bad" if late else "text"))
        owner = self._working(values)
        if owner:
            runs.append((f" {dot} {owner}" if runs else owner, "dim"))
        return runs

    @staticmethod
    def _working(values: Mapping[str, Any]) -> str:
        """Whose lead it is, and who works on it beside the owner."""
        owner, beside = safe_line(values.get("owner")), values.get("assignees") or ()
        if not beside:
            return owner
        people = ellipsize(listed(map(safe_line, beside)), NAME_CELLS)
        return say("{owner} with {people}", owner=owner, people=people) if owner else people
