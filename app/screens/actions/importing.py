"""Importing a file from the screen: path, mapping and problems, progress, what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.core.errors import Invalid
from app.domain.core.outputs import free_name, make_own_folder, reason
from app.screens.host import Actions
from app.words import WordsByCode, formats, label, listed, say, say_many, sentences

if TYPE_CHECKING:
    from app.domain.capture.forms import Forms
    from app.domain.capture.rows import ImportPlan, ImportProgress, ImportResult, ProblemCount
    from app.screens.dialogs.import_file import ImportPreview, ImportReport, Progress

_MARKS: Final[WordsByCode] = (("point", "Decimal point"), ("comma", "Decimal comma"))
_ORDERS: Final[WordsByCode] = (("dmy", "Day first"), ("mdy", "Month first"))
_POLICIES: Final[WordsByCode] = (
    ("update", "Change those records"),
    ("create-or-update", "Change those, add the others"),
    ("skip", "Leave them out"),
    ("create", "Add them all the same"),
)
_JOIN: Final[WordsByCode] = (("join", "Part of the row above"),)
_APART: Final[WordsByCode] = (("apart", "Each a record of its own"),)
#: More about each choice: an example, or what follows.
_DETAILS: Final[WordsByCode] = (
    ("point", "1,234.50"),
    ("comma", "1.234,50"),
    ("dmy", "31/12/2026"),
    ("mdy", "12/31/2026"),
    ("update", "new rows are left out"),
    ("create-or-update", "nothing comes in twice"),
    ("skip", "the others come in"),
    ("create", "as further records"),
    ("join", "its further phones and notes"),
    ("apart", "called by its phone or email"),
)
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
            asks = say(
                "Rows that repeat records here, by number or email: {count}. What becomes of them?",
                count=formats.number(plan.repeats),
            )
            policy = await self._choose(asks, _POLICIES) if plan.repeats else None
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
            undoes = self.host.register.say(say("{undo} undoes the whole import."))
            self.host.message_line.say(sentences(result.message, undoes))

    async def _asked_how_written(self, plan: ImportPlan) -> Forms | None:
        """How a person says that what two ways explain is written, such as dates; ``None`` for no answer."""
        from app.domain.capture.forms import Forms

        mapping = plan.mapping
        marks = [
            f"{column.heading}={mark}"
            for column in mapping.doubts
            if (mark := await self._choose(f"{column.called}: {column.doubt}", _MARKS))
        ]
        dates = next((column for column in mapping.columns if column.open_date), None)
        order = None
        if dates is not None:
            asks = say("{column}: how is “{date}” meant?", column=dates.heading, date=dates.open_date)
            order = await self._choose(asks, _ORDERS)
        nameless = say("{rows} without a name. What are they?", rows=plan.nameless) if plan.nameless else ""
        ways = (*_APART, *_JOIN) if plan.nameless_apart else (*_JOIN, *_APART)
        continuing = await self._choose(nameless, ways) if nameless else None
        if plan.nameless_apart and continuing == "apart":  # as they are: what surely belongs together stays so
            continuing = None
        said = marks or order or continuing
        return Forms.chosen([order] if order else [], marks, continuing or "") if said else None

    async def _choose(self, title: str, choices: WordsByCode) -> str | None:
        """One of a few ways, each with more about it."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        details = dict(_DETAILS)
        options = [Option(value, label(name), label(details[value])) for value, name in choices]
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
            return say("The failed rows could not be kept: {why}.", why=reason(problem))
        except Invalid as problem:
            return say("The failed rows could not be kept: {problem}", problem=problem.message)
        return say("All failed rows, with the reason beside each, are in {file}.", file=path)


def _preview(plan: ImportPlan) -> ImportPreview:
    from app.domain.capture.continuing import rows_named
    from app.screens.dialogs.import_file import ImportPreview

    columns = [
        (each.called, "" if each.target == "ignore" else each.target, listed(each.examples[:2]))
        for each in plan.mapping.columns
    ]
    problems = [
        *plan.notices,
        *([plan.forecast()] if plan.known or plan.failed or plan.continuing or plan.looked_at < plan.rows else []),
        *([_duplicates(plan.duplicates)] if plan.duplicates else []),
        *(
            _of_column(each) if each.heading else f"{rows_named(each.count, each.lines)}: {each.message}"
            for each in plan.problems
        ),
    ]
    return ImportPreview(plan.table.name, plan.rows, columns, problems, plan)


def _duplicates(rows: int) -> str:
    return say_many("May be the same as leads we have: {n} row.", "May be the same as leads we have: {n} rows.", rows)


def _of_column(problem: ProblemCount) -> str:
    """What is wrong with the cells of a column, and in how many rows."""
    return say_many(
        "{column}: {problem} ({n} row)",
        "{column}: {problem} ({n} rows)",
        problem.count,
        column=problem.heading,
        problem=problem.message,
    )


def _report(result: ImportResult, failures: str) -> ImportReport:
    from app.screens.dialogs.import_file import ImportReport

    lines = [result.message]
    lines += [
        say("Row {number}: {why}", number=line, why=why) for line, why in result.failed_rows.reasons[:FAILURES_NAMED]
    ]
    if failures:
        lines.append(failures)
    return ImportReport(lines, result)
