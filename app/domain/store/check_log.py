"""Whether the log is as it was written: every command and every change of it, by the chain of their seals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select

from app.domain.core.text import ellipsize
from app.domain.store.digests import change_line, link
from app.domain.store.log import CommandEntry
from app.domain.store.log_reading import BrokenCellError, change_of_row, commands, document_of
from app.domain.store.seals import ENDED, STANDING, Seal, covered_fields
from app.words import Said, formats, in_english, say, told_again

_SUMMARY_CELLS: Final = 60
_SEALS_AT_ONCE: Final = 1000


class Chain:
    """The log, read through once beside its seals.

    Attributes:
        read: How many changes were read so far.
        rewritten: What upgrades wrote anew without telling the log: the last command before one, and the columns by
            table.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._commands = commands(connection)
        self._current = next(self._commands, None)
        self._ends: dict[int, int] = {}
        self.read = 0
        self.rewritten: list[tuple[int, dict[str, list[str]]]] = []

    def findings(self) -> Iterator[str]:
        """Say of each command that was changed, added or lost, or lost changes or got some."""
        newest = select(Seal.command_seq, func.max(Seal.id).label("newest")).where(Seal.of == ENDED)
        self._ends = {
            row.command_seq: row.newest for row in self._connection.execute(newest.group_by(Seal.command_seq))
        }
        previous = ""
        for seal in self._seals():
            if seal.of in (ENDED, STANDING):
                yield from self._about_more(seal, previous)
            else:
                yield from self._about_command(seal, previous)
            previous = seal.seal
        while self._current is not None:
            yield from self._unsealed()

    def _seals(self) -> Iterator[Row[Any]]:
        last = 0
        table = Seal.__table__
        while some := self._connection.execute(
            table.select().where(table.c.id > last).order_by(table.c.id).limit(_SEALS_AT_ONCE)
        ).fetchall():
            yield from some
            last = some[-1].id

    def _about_command(self, seal: Row[Any], previous: str) -> Iterator[str]:
        while self._current is not None and self._current[0].seq < seal.command_seq:
            yield from self._unsealed()
        if self._current is None or self._current[0].seq > seal.command_seq:
            yield say("Command {seq} is missing from the log.", seq=seal.command_seq)
            return
        command, changes = self._current
        lines, broken = self._lines(changes)
        if broken:
            yield from broken
        elif len(lines) < seal.changes:
            yield say(
                "{command} has lost {number} of its {total} changes in the log.",
                command=self._told(command),
                number=formats.number(seal.changes - len(lines)),
                total=formats.number(seal.changes),
            )
        elif len(lines) > seal.changes:
            yield say(
                "{command} has {number} changes in the log that it did not make.",
                command=self._told(command),
                number=formats.number(len(lines) - seal.changes),
            )
        elif link(previous, covered_fields(command, seal.of), lines) != seal.seal:
            yield say(
                "{command} is not in the log as it was written: it, a change of it or its seal was edited.",
                command=self._told(command),
            )
        self._current = next(self._commands, None)

    def _about_more(self, seal: Row[Any], previous: str) -> Iterator[str]:
        """What a command came to in the end, or what an upgrade wrote."""
        covered: list[object]
        if seal.of == STANDING:
            rewritten = document_of("rewritten", seal.rewritten) or {}
            self.rewritten.append((seal.command_seq, rewritten))
            covered = [STANDING, seal.command_seq, rewritten]
        else:
            summary = select(CommandEntry.seq, CommandEntry.summary).where(CommandEntry.seq == seal.command_seq)
            entry = self._connection.execute(summary).first()
            if entry is None or self._ends.get(seal.command_seq) != seal.id:
                return  # that it is missing is said where it should stand
            covered = covered_fields(entry, ENDED)
        if link(previous, covered, []) != seal.seal:
            yield say("What command {seq} came to is not in the log as it was written.", seq=seal.command_seq)

    def _unsealed(self) -> Iterator[str]:
        if self._current is not None:
            yield say(
                "{command} has no seal: it was added to the log, or its seal was removed.",
                command=self._told(self._current[0]),
            )
            self._current = next(self._commands, None)

    def _lines(self, changes: Iterable[Row[Any]]) -> tuple[list[str], list[str]]:
        """What the seal covers of each change, and what is broken in them."""
        lines: list[str] = []
        broken: list[str] = []
        for row in changes:
            self.read += 1
            try:
                lines.append(change_line(*change_of_row(row)[2:]))
            except BrokenCellError as problem:
                broken.append(
                    say("{row}: {column} is no document.", row=f"change_log {row.seq}", column=problem.column)
                )
        return lines, broken

    def _told(self, command: Row[Any]) -> Said:
        """A command by its number, its name and its summary, which is told as it stands where it was edited."""
        said = self._connection.scalar(select(CommandEntry.said).where(CommandEntry.seq == command.seq))
        kept = str(command.summary)
        told = told_again(said, kept)
        summary = ellipsize(told if in_english(told) == kept else kept, _SUMMARY_CELLS)
        return say("Command {seq} ({name}, “{summary}”)", seq=command.seq, name=command.name, summary=summary)
