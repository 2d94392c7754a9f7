"""Importing a file from the screen: path, mapping and problems, progress, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.core.errors import Invalid
from app.domain.core.outputs import free_name, make_own_folder, reason
from app.domain.core.text import counted
from app.screens.host import Actions

if TYPE_CHECKING:
    from app.domain.capture.forms import Forms
    from app.domain.capture.rows import ImportPlan, ImportProgress, ImportResult
    from app.screens.dialogs.import_file import ImportPreview, ImportReport, Progress

_MARKS = (("point", "Decimal point", "1,234.50"), ("comma", "Decimal comma", "1.234,50"))
_ORDERS = (("dmy", "Day first", "31/12/2026"), ("mdy", "Month first", "12/31/2026"))
_REPEATS = "Rows that repeat records here, by number or email: {:,}. What becomes of them?"
_POLICIES = (
    ("update", "Change those records", "new rows are left out"),
    ("create-or-update", "Change those, add the others", "nothing comes in twice"),
    ("skip", "Leave them out", "the others come in"),
    ("create", "Add them all the same", "as further records"),
)
_JOIN = ("join", "Part of the row above", "its further phones and notes")
_APART = ("apart", "Each a record of its own", "called by its phone or email")
#: Failed rows named in the report; the file with all of them is named too.
FAILURES_NAMED = 3


class ImportActions(Actions):
    """The command that reads a list."""

    PREFIXES = ("import",)
    _typed = ""
    """A path that was typed and not imported."""

    async def file(self) -> None:
        """Read leads, contacts, activities or opportunities from a CSV file or a workbook."""
        from app.domain.capture.forms import Forms
        from app.screens.dialogs.import_file import ImportDialog

        space = await self.host.workspace()

        async def open_file(path: str) -> ImportPreview:
            plan = await self.host.ask(lambda: space.capture.open(Path(path).expanduser()))
            forms = await self._asked_how_written(plan)
            policy = await self._choose(_REPEATS.format(plan.repeats), _POLICIES) if plan.repeats else None
            if forms is None and not policy:
                return _preview(plan)
            said = forms or Forms()
            return _preview(await self.host.ask(lambda: space.capture.reread(plan, forms=said, policy=policy)))

        async def run(preview: ImportPreview, progress: Progress) -> ImportReport:
            def report(now: ImportProgress) -> bool:
                return progress(now.read, now.rows)

            result = await self.host.ask(space.capture.run, preview.plan, report)
            return _report(result, self._keep_failures(result))

        dialog = ImportDialog(open_file, run, typed=self._typed)
        result: ImportResult | None = await self.host.show_dialog(dialog)
        self._typed = "" if result is not None else dialog.typed
        if result is not None and result.seq:
            self.host.message_line.say(
                f"{result.message} {self.host.register['undo'].keys[0]} undoes the whole import."
            )

    async def _asked_how_written(self, plan: ImportPlan) -> Forms | None:
        """How a person says that what two ways explain is written, such as dates; ``None`` for no answer."""
        from app.domain.capture.forms import Forms

        mapping = plan.mapping
        marks = [
            f"{column.heading}={mark}"
            for column in mapping.doubts
            if (mark := await self._choose(f"{column.heading}: {column.doubt}", _MARKS))
        ]
        dates = next((column for column in mapping.columns if column.open_date), None)
        order = await self._choose(f"{dates.heading}: how is “{dates.open_date}” meant?", _ORDERS) if dates else None
        nameless = f"{plan.nameless} without a name. What are they?" if plan.nameless else ""
        ways = (_APART, _JOIN) if plan.nameless_apart else (_JOIN, _APART)
        continuing = await self._choose(nameless, ways) if nameless else None
        if plan.nameless_apart and continuing == "apart":  # as they are: what surely belongs together stays so
            continuing = None
        said = marks or order or continuing
        return Forms.chosen([order] if order else [], marks, continuing or "") if said else None

    async def _choose(self, title: str, choices: Sequence[tuple[str, str, str]]) -> str | None:
        """One of a few ways: what it is, its name and an example of each."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        options = [Option(value, label, example) for value, label, example in choices]
        chosen: str | None = await self.host.show_dialog(ChoiceDialog(title, options))
        return chosen

    def _keep_failures(self, result: ImportResult) -> str:
        """Put the failed rows into a file of their own; returns what to say of it."""
        if not result.failed_rows.count:
            return ""
        folder = self.host.context.state_folder
        path = free_name(folder / f"{result.code or 'import'}-failed.csv")
        try:
            make_own_folder(folder)
            result.failed_rows.save(path)
        except OSError as problem:
            return f"The failed rows could not be kept: {reason(problem)}."
        except Invalid as problem:
            return f"The failed rows could not be kept: {problem.message}"
        return f"All failed rows, with the reason beside each, are in {path}."


def _preview(plan: ImportPlan) -> ImportPreview:
    from app.domain.capture.continuing import rows_named
    from app.screens.dialogs.import_file import ImportPreview

    columns = [
        (each.heading, "" if each.target == "ignore" else each.target, ", ".join(each.examples[:2]))
        for each in plan.mapping.columns
    ]
    problems = [
        *plan.notices,
        *([plan.forecast()] if plan.known or plan.failed or plan.continuing or plan.looked_at < plan.rows else []),
        *([f"May be the same as leads we have: {counted(plan.duplicates, 'row')}."] if plan.duplicates else []),
        *(
            f"{each.heading}: {each.message} ({counted(each.count, 'row')})"
            if each.heading
            else f"{rows_named(each.count, each.lines)}: {each.message}"
            for each in plan.problems
        ),
    ]
    return ImportPreview(plan.table.name, plan.rows, columns, problems, plan)


def _report(result: ImportResult, failures: str) -> ImportReport:
    from app.screens.dialogs.import_file import ImportReport

    lines = [result.message]
    lines += [f"Row {line}: {reason}" for line, reason in result.failed_rows.reasons[:FAILURES_NAMED]]
    if failures:
        lines.append(failures)
    return ImportReport(lines, result)
