"""A worker: one program that qualifies, edits, imports, undoes and redoes until it is killed."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path
from random import Random

from app.bootstrap import open_workspace
from app.domain.core.errors import Busy, NotFound, Refusal
from app.domain.core.windows import ListQuery
from app.settings import Settings
from app.words import say
from app.workspace import Workspace

#: Leads in each imported file: it comes in by several pieces.
BATCH = 250
_OPEN = ListQuery(where="state = open")
_TOPICS = ("Coffee corner", "Beans", "Machines", "Training", "عرض سعر", "Service")


class Worker:
    """One program's work; every command that came back is written down before the next begins."""

    def __init__(self, space: Workspace, diary: int, folder: Path, dice: Random, name: str) -> None:
        """Get ready.

        Args:
            space: The workspace.
            diary: A file descriptor that takes a line a finished command.
            folder: Where files to import are written.
            dice: What is done, and to whom.
            name: Unlike any other worker's.
        """
        self._space = space
        self._diary = diary
        self._folder = folder
        self._dice = dice
        self._name = name
        self._files = 0

    def work(self) -> None:
        """Do one thing after the other, for ever."""
        deeds: tuple[Callable[[], int], ...] = (self._edit, self._qualify, self._import, self._undo, self._redo)
        while True:
            deed = self._dice.choices(deeds, (4, 3, 2, 3, 2))[0]
            try:
                seq = deed()
            except Busy as refusal:
                self._write(f"busy {refusal.message}")
            except Refusal:
                self._write(f"refused {deed.__name__}")
            else:
                if seq:
                    self._write(f"done {seq} {deed.__name__}")

    def _edit(self) -> int:
        return self._space.leads.edit(self._any_lead(), {"topic": f"{self._dice.choice(_TOPICS)} {self._name}"}).seq

    def _qualify(self) -> int:
        return self._space.qualification.qualify(self._any_lead()).seq

    def _import(self) -> int:
        """Go on with a file that somebody left, who may have been killed; else write and import one of one's own."""
        left = sorted(self._folder.glob("*.csv"))
        return self._take(left[0] if left else self._write_file())

    def _take(self, file: Path) -> int:
        with self._space.capture.open(file) as plan:
            seq = self._space.capture.run(plan).seq
        file.unlink(missing_ok=True)
        return seq

    def _write_file(self) -> Path:
        self._files += 1
        batch = f"{self._name}-{self._files}"
        fresh = self._folder / f"{batch}.new"
        with fresh.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(("Company", "First name", "Last name", "Email", "Campaign"))
            for number in range(BATCH):
                company = f"Café {batch} {number}"
                writer.writerow((company, "Dana", f"Ketbi {number}", f"dana{number}@{batch}.example.com", batch))
        return fresh.rename(self._folder / f"{batch}.csv")

    def _undo(self) -> int:
        return self._space.log.undo().seq

    def _redo(self) -> int:
        return self._space.log.redo().seq

    def _any_lead(self) -> str:
        lines = self._space.leads.window(_OPEN, limit=40).lines
        if not lines:
            raise NotFound(say("There is no open lead."))
        return self._dice.choice(lines).code

    def _write(self, line: str) -> None:
        os.write(self._diary, f"{line}\n".encode())


def work(database: Path, diary: Path, seed: int, name: str) -> None:
    """Open the database and work until killed; what ends it otherwise is written down."""
    descriptor = os.open(diary, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        space = open_workspace(Settings(str(database), user="soak"))
        Worker(space, descriptor, diary.parent, Random(seed), name).work()
    except BaseException as problem:
        os.write(descriptor, f"failed {type(problem).__name__}: {problem}\n".encode())
        raise
