"""The reports on the leads of the list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.domain.core.errors import Refusal
from app.domain.core.fields import Field
from app.domain.core.windows import ListQuery
from app.screens.host import Actions
from app.words import say, say_in

if TYPE_CHECKING:
    from app.domain.reports.rows import StatusReport

_NEXT: Final = {"": "owner", "owner": "source", "source": ""}
"""By what the days are grouped, one after the other."""


class ReportActions(Actions):
    """The commands of reports."""

    PREFIXES = ("report",)

    async def statuses(self) -> None:
        """Show how long the leads of the list were in each status; what is shown can be changed and saved."""
        from app.screens.dialogs.report import StatusReportDialog

        space = await self.host.workspace()
        shown = getattr(getattr(self.host, "list", None), "query", None)
        listed = shown if self.host.kind == "lead" and isinstance(shown, ListQuery) else ListQuery()
        asked: dict[str, str] = {"since": "", "until": "", "by": ""}
        while True:
            try:
                report: StatusReport = await self.host.ask(space.reports.statuses, listed, **asked)
            except Refusal as refusal:
                self.host.refused(refusal)
                return
            context = self.host.context
            signs = context.display_context().signs
            dialog = StatusReportDialog(say("Days in status"), report, context.parse_context(), signs)
            then = await self.host.show_dialog(dialog)
            if then == "group":
                asked["by"] = _NEXT[asked["by"]]
            elif then == "span":
                asked |= await self._span(asked, listed)
            elif then == "save":
                await self._save(report)
            else:
                return

    async def _span(self, asked: dict[str, str], listed: ListQuery) -> dict[str, str]:
        """From when to when days are counted; as they were where the dialog is left."""
        from app.screens.dialogs.form_dialog import ValuesDialog

        space = await self.host.workspace()

        async def attempt(answer: dict[str, Any]) -> object:
            span = {"since": answer.get("since") or "", "until": answer.get("until") or ""}
            return await self.host.ask(space.reports.statuses, listed, **{**asked, **span})

        fields = (
            Field(
                "since",
                say_in("span", "From"),
                help="Such as 1 Nov; empty for when each lead began.",
            ),
            Field("until", say_in("span", "Until"), help="Such as yesterday; empty for now."),
        )
        answer = await self.host.show_dialog(
            ValuesDialog(say("Span"), fields, self.host.context.parse_context(), values=asked, attempt=attempt)
        )
        if answer is None:
            return {}
        return {"since": answer.get("since") or "", "until": answer.get("until") or ""}

    async def _save(self, report: StatusReport) -> None:
        """Write the report to a file, and say where."""
        from app.domain.reports.export import save_csv
        from app.screens.dialogs.form_dialog import ValuesDialog

        async def attempt(answer: dict[str, Any]) -> object:
            return await self.host.ask(lambda: save_csv(report, Path(answer["to"]).expanduser()))

        fields = (Field("to", say_in("field", "File"), help="A new file, such as days.csv."),)
        answer = await self.host.show_dialog(
            ValuesDialog(
                say("Save as CSV"), fields, self.host.context.parse_context(), required=("to",), attempt=attempt
            )
        )
        if answer is not None:
            self.host.message_line.say(say("Written to {file}.", file=answer["to"]))
