"""Importing a file from the screen: path, mapping and problems, progress, what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.core.errors import Invalid
from app.domain.core.outputs import free_name, make_own_folder, reason
from app.domain.core.text import counted
from app.screens.host import Actions

if TYPE_CHECKING:
    from app.domain.capture.rows import ImportPlan, ImportProgress, ImportResult
    from app.screens.dialogs.import_file import ImportPreview, ImportReport, Progress

#: Failed rows named in the report; the file with all of them is named too.
FAILURES_NAMED = 3


class ImportActions(Actions):
    """The command that reads a list."""

    PREFIXES = ("import",)
    _typed = ""
    """A path that was typed and not imported."""

    async def file(self) -> None:
        """Read leads, contacts, activities or opportunities from a CSV file or a workbook."""
        from app.screens.dialogs.import_file import ImportDialog

        space = await self.host.workspace()

        async def open_file(path: str) -> ImportPreview:
            return _preview(await self.host.ask(lambda: space.capture.open(Path(path).expanduser())))

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
    from app.screens.dialogs.import_file import ImportPreview

    columns = [
        (each.heading, "" if each.target == "ignore" else each.target, ", ".join(each.examples[:2]))
        for each in plan.mapping.columns
    ]
    problems = [
        *plan.notices,
        *([f"Here already, and skipped: {counted(plan.known, 'row')}."] if plan.known else []),
        *([f"May be the same as leads we have: {counted(plan.duplicates, 'row')}."] if plan.duplicates else []),
        *(
            f"{each.heading}: {each.message} ({counted(each.count, 'row')})"
            if each.heading
            else f"{each.message} ({counted(each.count, 'row')})"
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
