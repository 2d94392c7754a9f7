"""Use cases of do-not-call lists: numbers by hand and by the million, looked up, taken off, and taken back."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from sqlalchemy import func, select

from app.domain.calling.barring import bar, barred, lists_of, new_list, put, rely
from app.domain.calling.events import NumbersBarred, NumbersFreed
from app.domain.calling.reading import BrokenLines, lines_of, opened, why_broken
from app.domain.calling.records import DoNotCallList, DoNotCallNumber, FreedNumber
from app.domain.calling.rows import Barred, ListImport, ListLine
from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.domain.core.outcomes import Outcome
from app.domain.core.phones import parse_phone
from app.domain.core.text import clean_line
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork, table_of
from app.words import Said, listed, say, say_many, sentences

Progress = Callable[[int, int], None]
"""Is told how many lines were read, and how many numbers were new."""

_NUMBER, _LIST = table_of(DoNotCallNumber), table_of(DoNotCallList)
#: Numbers that are put in order together, and those of one transaction, which takes about a tenth of a second.
_RUN: Final = 1_000_000
_PIECE: Final = 20_000
_NAME_LENGTH: Final = 200


class DoNotCallService:
    """Numbers that are never called."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def list(self) -> tuple[ListLine, ...]:
        """Every list, the newest first; numbers taken off by hand are not counted."""
        freed = select(func.count()).where(FreedNumber.list_id == DoNotCallList.id).scalar_subquery()
        with self._desk.read() as reader:
            rows = reader.rows(
                select(
                    _LIST.c.code,
                    _LIST.c.name,
                    _LIST.c.queue_id,
                    _LIST.c.numbers - freed,
                    _LIST.c.broken,
                    _LIST.c.is_whole,
                    _LIST.c.created_at,
                ).order_by(_LIST.c.created_at.desc(), _LIST.c.id.desc())
            )
        return tuple(
            ListLine(code, name, queue, n, broken, bool(whole), at) for code, name, queue, n, broken, whole, at in rows
        )

    def check(
        self, numbers: Iterable[str], queue_id: str = "", country: str = ""
    ) -> tuple[tuple[str, Barred | None], ...]:
        """Which of some numbers are on a list: each as E.164 with the list that has it, or ``None``.

        Args:
            numbers: As they are written.
            queue_id: The queue that asks; lists that hold everywhere count as well.
            country: The country of national numbers; that of the desk without it.

        Raises:
            Invalid: One is no number.
        """
        wanted = self._read(numbers, country)
        with self._desk.read() as reader:
            return tuple((each, barred(reader.connection, each, queue_id)) for each in wanted)

    def add(self, numbers: Iterable[str], why: str = "", queue_id: str = "", country: str = "") -> Outcome:
        """Put numbers on a list; those that are there already stay as they are.

        Args:
            numbers: As they are written.
            why: Why they are not to be called.
            queue_id: The queue for which it holds; empty for all.
            country: The country of national numbers; that of the desk without it.

        Raises:
            Invalid: One is no number.
            NotAllowed: The user's role does not allow it.
        """
        wanted = self._read(numbers, country)
        name = clean_line(why, _NAME_LENGTH) or say("by hand")
        with self._desk.write("dnc.add") as unit:
            made = bar(unit, wanted, str(name), queue_id)
            new = made.numbers if made else 0
            message = _said(new, len(wanted) - new)
            unit.describe(message)
        return Outcome(
            made.id if made else "", made.code if made else "", ("numbers",) if made else (), message, unit.seq
        )

    def remove(self, numbers: Iterable[str], queue_id: str | None = None, country: str = "") -> Outcome:
        """Take numbers off every list they are on.

        Args:
            numbers: As they are written.
            queue_id: Only off lists of this queue, or of none where it is empty; off all lists where it is ``None``.
            country: The country of national numbers; that of the desk without it.

        Raises:
            Invalid: One is no number.
            NotFound: None of them is on a list.
            NotAllowed: The user's role does not allow it.
        """
        wanted = self._read(numbers, country)
        with self._desk.write("dnc.remove") as unit:
            there = lists_of(unit.session, wanted, queue_id)
            if not there:
                raise NotFound(
                    say("{numbers} is on no list.", numbers=listed(wanted)),
                    hint=say("leadline dnc check shows on which list a number is."),
                )
            for number, list_id, _ in there:
                unit.add(FreedNumber(number=number, list_id=list_id))
            for queue in dict.fromkeys(queue for _, _, queue in there):
                unit.publish(NumbersFreed(queue, tuple(number for number, _, of in there if of == queue)))
            freed = dict.fromkeys(number for number, _, _ in there)
            message = say_many("{n} number may be called again.", "{n} numbers may be called again.", len(freed))
            unit.describe(message)
        return Outcome("", "", ("numbers",), message, unit.seq)

    def load(
        self,
        file: Path | BinaryIO,
        *,
        name: str = "",
        queue_id: str = "",
        country: str = "",
        broken: BrokenLines | None = None,
        progress: Progress | None = None,
    ) -> ListImport:
        """Put the numbers of a file on a list of its own; one undo takes all of it back.

        It is read and written by pieces, between which others can write. Each piece counts at once, so a number of a
        file that was read half is not called either; reading the same file again adds the rest.

        Args:
            file: A text file with a number on each line, or such a stream.
            name: What the list is called; the file's name without it.
            queue_id: The queue for which it holds; empty for all.
            country: The country of national numbers; that of the desk without it.
            broken: Takes the lines that are no number.
            progress: Is told how far it has come.

        Raises:
            Invalid: It cannot be read, or has no number in it.
            NotAllowed: The user's role does not allow it, or the list was taken back meanwhile.
        """
        self._desk.require("dnc.import")
        called = clean_line(name or (file.name if isinstance(file, Path) else ""), _NAME_LENGTH) or str(say("a list"))
        loading = _Loading(
            self._desk, called, queue_id, country or self._desk.region, broken or BrokenLines(), progress
        )
        if not isinstance(file, Path):
            return loading.read(file)
        with opened(file) as stream:
            return loading.read(stream)

    def _read(self, numbers: Iterable[str], country: str) -> Sequence[str]:
        """Numbers as E.164, each once."""
        found: dict[str, None] = {}
        for each in numbers:
            number = parse_phone(each, country or self._desk.region).e164
            if not number:
                raise Invalid(
                    say("“{text}” is no number that can be called.", text=clean_line(each, 40)),
                    field="number",
                    hint=say("Write it with its country, such as +971501234567, or name the country by --country."),
                )
            found[number] = None
        return [*found]


class _Loading:
    """A file on its way into a list."""

    def __init__(
        self, desk: Desk, name: str, queue_id: str, region: str, broken: BrokenLines, progress: Progress | None
    ) -> None:
        self._desk, self._name, self._queue_id, self._region = desk, name, queue_id, region
        self._broken, self._progress = broken, progress
        self._list_id = self._code = ""
        self._seq = self._lines = self._runs = self._new = self._here_already = 0
        self._relied: dict[str, int] = {}

    def read(self, stream: BinaryIO) -> ListImport:
        """Read it to its end."""
        run = array("Q")  # numbers as such: a million of them take eight megabytes
        for line in lines_of(stream, self._region):
            self._lines += 1
            if line.number:
                run.append(int(line.number[1:]))
            else:
                self._broken.add(line, why_broken(line, self._region))
            if len(run) == _RUN:
                self._take(run)
                run = array("Q")
            elif self._lines % _PIECE == 0:
                self._tell()
        self._take(run)
        if not self._lines:
            raise Invalid(say("There is nothing in the file."), field="file", hint=say("One number on each line."))
        message = self._close()
        return ListImport(
            self._code, self._new, self._here_already, self._broken.count, tuple(self._broken.first), message, self._seq
        )

    def _take(self, run: Sequence[int]) -> None:
        """Write numbers in their order, which is that of the table: so each piece touches few of its pages."""
        every = sorted(set(run))
        self._runs += 1
        self._here_already += len(run) - len(every)
        for at in range(0, len(every), _PIECE):
            self._write([f"+{number}" for number in every[at : at + _PIECE]])
            self._tell()

    def _write(self, numbers: Sequence[str]) -> None:
        """Write a piece in a transaction of its own."""
        with self._desk.write("dnc.import", part_of=self._seq) as unit:
            self._hold_list(unit)
            fresh, relied = put(unit, self._list_id, self._queue_id, numbers, again=self._runs > 1)
            self._new += len(fresh)
            self._here_already += len(numbers) - len(fresh)
            for holder, count in relied.items():
                self._relied[holder] = self._relied.get(holder, 0) + count
        self._seq = self._seq or unit.seq

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._lines, self._new)

    def _hold_list(self, unit: UnitOfWork) -> None:
        """The list, made with the first piece.

        Raises:
            NotAllowed: It was taken back meanwhile.
        """
        if self._list_id:
            if unit.get(DoNotCallList, self._list_id) is None:
                raise NotAllowed(say("This import was taken back meanwhile."), hint=say("Import the file again."))
            return
        made = new_list(unit, self._name, self._queue_id)
        self._list_id, self._code = made.id, made.code
        unit.describe(say("Do-not-call list {name}, not finished", name=self._name))

    def _close(self) -> Said:
        """Say what came of it."""
        message = sentences(
            _said(self._new, self._here_already),
            say_many("{n} line is no number.", "{n} lines are no numbers.", self._broken.count)
            if self._broken.count
            else "",
        )
        if not self._seq:
            return message
        with self._desk.write("dnc.import", part_of=self._seq) as unit:
            made = unit.get(DoNotCallList, self._list_id)
            if made is None:
                raise NotAllowed(say("This import was taken back meanwhile."), hint=say("Import the file again."))
            made.numbers, made.here_already, made.broken = self._new, self._here_already, self._broken.count
            made.is_whole = True
            rely(unit, self._list_id, self._relied)
            unit.publish(NumbersBarred(self._list_id, self._queue_id))
            unit.describe(say("{name}: {counts}", name=self._name, counts=message))
        return message


def _said(new: int, here_already: int) -> Said:
    """How many numbers are on the list now that were not, and how many were."""
    if not here_already:
        return say_many("{n} new.", "{n} new.", new)
    return say(
        "{new}, {there}.",
        new=say_many("{n} new", "{n} new", new),
        there=say_many("{n} already there", "{n} already there", here_already),
    )
