"""Closing an opportunity: won, lost, cancelled or out-sold, with what it brought or why not."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on

from app.domain.core.errors import Invalid
from app.domain.core.fields import Field, ParseContext
from app.domain.sales.fields import STATUSES
from app.domain.sales.kinds import OPPORTUNITY
from app.screens.dialogs.form_dialog import Values, ValuesDialog
from app.widgets.forms.form import Form
from app.words import Words, say
from app.words.declared import as_given

OUTCOMES = tuple(each for each in STATUSES if each[0] in OPPORTUNITY.closed_as)


class CloseOpportunityDialog(ValuesDialog):
    """Closes an opportunity; returns status, on, and revenue (won) or reasons, comment and competitor (otherwise).

    Args:
        opportunity: Its title.
        context: In which text is read.
        reasons: What asks why it was not won.
        status: What is proposed: won, lost, cancelled or out_sold.
        may_win: Whether it may be won.
        options: As for ``FormDialog``; ``values`` may give the revenue.
    """

    verb: ClassVar[Words] = "close it"
    settle = 0.05
    codes = (
        ("actual_revenue", "revenue"),
        ("lost_reasons", "reasons"),
        ("close_reason", "comment"),
        ("closed_on", "on"),
    )

    def __init__(
        self,
        opportunity: str,
        context: ParseContext,
        reasons: Field,
        *,
        status: str = "won",
        may_win: bool = True,
        **options: Any,
    ) -> None:
        today = context.now.astimezone(context.zone).date()
        results = tuple(each for each in OUTCOMES if may_win or each[0] != "won")
        fields = (
            Field("status", "Result", "choice", choices=results),
            Field("revenue", "Actual revenue", "money", help="Such as 50k USD."),
            Field(
                "reasons",
                "Reasons",
                "tags",
                choices=as_given(reasons, "choices"),
                help="One or more, separated by commas.",
            ),
            Field("comment", "Comment", help="In a few words."),
            Field("competitor", "Lost to", "competitor", open=True, help="Who won it instead, if we know."),
            Field("on", "Closed on", "date", help="Such as today or 15 Dec."),
        )
        options["values"] = {"status": status, "on": today, **options.get("values", {})}
        super().__init__(say("Close · {name}", name=opportunity), fields, context, required=("status", "on"), **options)

    def on_mount(self) -> None:
        """Ask only what belongs to the result proposed."""
        self._reveal()

    def result(self, values: Values) -> Values:
        """The result with what belongs to it."""
        if values["status"] == "out_sold" and not values["competitor"]:
            raise Invalid(say("Name the competitor it went to."), field="competitor")
        return super().result(values)

    @on(Form.Edited)
    def _edited(self, event: Form.Edited) -> None:
        event.stop()
        self._reveal()

    def _reveal(self) -> None:
        try:
            won = self.form.contents.value("status") == "won"
        except Invalid:
            return
        self.form.reveal("revenue", won)
        self.form.reveal("reasons", not won)
        self.form.reveal("comment", not won)
        self.form.reveal("competitor", not won)
