"""Use cases of attachments: one public verb is one transaction."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.attachments.contents import can_run, type_of
from app.domain.attachments.linking import PREFIX, record_of, told
from app.domain.attachments.named import ATTACHMENTS
from app.domain.attachments.names import numbered, safe_name
from app.domain.attachments.records import Attachment
from app.domain.attachments.rows import AttachmentLine, SavedFile
from app.domain.attachments.sources import Source, readable, shown
from app.domain.core.errors import Ambiguous, Invalid, NotAllowed, NotFound
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.core.outcomes import Outcome
from app.domain.core.outputs import make_own_folder, new_file
from app.domain.fields.kinds import find_record
from app.domain.store.base import Base
from app.domain.store.blobs import Incoming, blobs_of
from app.domain.store.check_blobs import is_named
from app.domain.store.counters import next_code
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import listed, say, say_many, sentences

_ID_LENGTH = 32
_NAMED_AT_ONCE = 5


class AttachmentService:
    """The files of records."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk
        self._blobs = blobs_of(desk.database.url)

    def of(self, ref: str) -> tuple[AttachmentLine, ...]:
        """The files of a record, the newest first."""
        with self._desk.read() as reader:
            _kind, record_id = find_record(reader.connection, ref)
            return tuple(reader.named(ATTACHMENTS, record_id=record_id))

    def add(self, ref: str, sources: Sequence[Source]) -> Outcome:
        """Attach files to a record, all of them or none; one that is there already, name and content, is not doubled.

        Raises:
            NotFound: There is no such record.
            NotAllowed: The record is deleted.
            Invalid: A file is too long, or cannot be read.
            StoreProblem: There is no room.
        """
        self._desk.require("attach.add")
        if (refusal := self._desk.database.why_only_read()) is not None:
            raise refusal
        if not sources:
            raise Invalid(say("No file is named."), field="file", hint=say("Name one or more files."))
        with self._desk.read() as reader:
            find_record(reader.connection, ref)  # before anything is read for it
        with ExitStack() as held:
            taken = [(each.name, held.enter_context(self._blobs.taking(each.portions()))) for each in sources]
            placing = held.enter_context(self._blobs.placing(self._is_named))
            with self._desk.write("attach.add") as unit:
                kind, record = record_of(unit.session, ref)
                fresh = [each for each in taken if not _is_there(unit.session, record.id, *each)]
                for _name, incoming in fresh:
                    placing.put(unit.session, incoming)
                added = [self._row(unit, kind.name, record.id, *each) for each in fresh]
                if added:
                    told(unit, kind, record.id, "file_added", [each.name for each in added])
                message = _added_sentence(kind.called(record), added, len(taken) - len(added))
                unit.describe(message, kind.name, record.id)
            placing.done()
        if not added:
            return Outcome(record.id, record.code, (), message)
        made = {"attachment": [each.code for each in added]}
        return Outcome(added[0].id, added[0].code, ("files",), message, unit.seq, made)

    def remove(self, ref: str) -> Outcome:
        """Take a file off its record; its content stays for as long as this can be undone.

        Raises:
            NotFound: There is none, or it was removed already.
            Ambiguous: Several have that name.
            ReadOnly: Its record is closed.
        """
        with self._desk.write("attach.remove") as unit:
            attachment = unit.session.get_one(Attachment, find_attachment(unit.session, ref))
            kind, record = record_of(unit.session, attachment.record_id, attachment.record_kind)
            kind.refuse_closed(record)
            attachment.deleted_at = unit.now
            told(unit, kind, record.id, "file_removed", [attachment.name])
            name, title = shown(attachment.name), kind.called(record)
            message = say("{name} taken off {record}.", name=name, record=title)
            unit.describe(message, kind.name, record.id)
        return Outcome(attachment.id, attachment.code, ("files",), message, unit.seq)

    def save(self, ref: str, target: Path) -> SavedFile:
        """Save a file out again, byte for byte; nothing that exists is overwritten.

        Args:
            ref: Its code, id or name.
            target: A folder, in which it gets its own name made safe, and a number where that is taken; or a file
                that is not there yet.

        Raises:
            NotFound: There is no such file, or its content is missing.
            Invalid: The target is there already, or cannot be made.
            StoreProblem: The content is damaged.
        """
        with self._desk.read() as reader:
            attachment = self._found(reader, ref)
            if not target.is_dir():
                self._write(reader, attachment, target)
                return _saved(attachment, target)
            number = 1
            while True:
                own = safe_name(attachment.name)
                path = target / (own if number == 1 else numbered(own, number))
                if not os.path.lexists(path):
                    self._write(reader, attachment, path)
                    return _saved(attachment, path)
                number += 1

    def copy_for_viewing(self, ref: str, folder: Path) -> SavedFile:
        """A copy of a file for the system's viewer, in a folder of the program's own, for its owner only.

        Raises:
            NotAllowed: Opening it may run something.
            NotFound: There is no such file, or its content is missing.
            StoreProblem: The content is damaged.
        """
        with self._desk.read() as reader:
            attachment = self._found(reader, ref)
            if can_run(attachment.media_type, attachment.name):
                raise NotAllowed(
                    say("{name} can run something on this machine, so it is not opened.", name=shown(attachment.name)),
                    hint=say("Save it, and look at it with a program that you trust."),
                )
            path = folder / attachment.sha256[:16] / safe_name(attachment.name)
            shutil.rmtree(path.parent, ignore_errors=True)
            make_own_folder(path.parent)
            self._write(reader, attachment, path)
            return _saved(attachment, path)

    def _row(self, unit: UnitOfWork, kind: str, record_id: str, name: str, incoming: Incoming) -> Attachment:
        name = readable(name)
        return unit.add(
            Attachment(
                code=next_code(unit.session, PREFIX),
                record_kind=kind,
                record_id=record_id,
                name=name,
                media_type=type_of(incoming.head, name),
                size=incoming.size,
                sha256=incoming.sha256,
                author_id=unit.actor_id,
            )
        )

    def _found(self, reader: Reader, ref: str) -> Any:
        wanted = select(Attachment.__table__).where(Attachment.id == find_attachment(reader.connection, ref))
        return reader.row(wanted)

    def _write(self, reader: Reader, attachment: Any, path: Path) -> None:
        with new_file(path, "to") as fresh, fresh.open("wb") as file:
            for portion in self._blobs.whole(reader.connection, attachment.sha256):
                file.write(portion)

    def _is_named(self, sha256: str) -> bool:
        with self._desk.database.read() as reader:
            return is_named(reader.connection, Base.metadata.tables, sha256)


def find_attachment(asked: Any, ref: str) -> str:
    """The id of the attachment that a reference names: its code, its id, or its name if only one has it.

    Raises:
        NotFound: There is none.
        Ambiguous: Several have that name.
    """
    plain = ref.strip().replace("-", "").lower()
    conditions: list[ColumnElement[bool]] = []
    if len(plain) == _ID_LENGTH:
        conditions.append(Attachment.id == plain)
    if looks_like_code(ref):
        conditions.append(Attachment.code == normalise_code(ref))
    conditions += [Attachment.name == readable(ref), func.lower(Attachment.name) == readable(ref).lower()]
    for condition in conditions:
        living = select(Attachment.id, Attachment.code).where(condition, Attachment.deleted_at.is_(None))
        found = asked.execute(living.order_by(Attachment.id.desc()).limit(_NAMED_AT_ONCE + 1)).all()
        if len(found) == 1:
            return str(found[0].id)
        if found:
            codes = listed(each.code for each in found[:_NAMED_AT_ONCE])
            raise Ambiguous(
                say("Several files are called “{name}”: {codes}.", name=shown(ref), codes=codes),
                hint=say("Name one by its code."),
            )
    raise NotFound(
        say("There is no file “{name}”.", name=shown(ref)),
        hint=say("leadline attach list RECORD shows those there are."),
    )


def _is_there(session: Session, record_id: str, name: str, incoming: Incoming) -> bool:
    """Whether a record has a file of this name and content already."""
    same = select(Attachment.id).where(
        Attachment.record_id == record_id,
        Attachment.sha256 == incoming.sha256,
        Attachment.name == readable(name),
        Attachment.deleted_at.is_(None),
    )
    return session.scalar(same.limit(1)) is not None


def _saved(attachment: Any, path: Path) -> SavedFile:
    return SavedFile(attachment.id, attachment.code, attachment.name, path, attachment.size, attachment.sha256)


def _added_sentence(title: str, added: Sequence[Attachment], there: int) -> Any:
    names = listed(shown(each.name) for each in added[:_NAMED_AT_ONCE])
    said = []
    if len(added) == 1:
        said.append(say("{name} attached to {record} as {code}.", name=names, record=title, code=added[0].code))
    elif added:
        said.append(
            say_many("{n} file attached to {record}.", "{n} files attached to {record}.", len(added), record=title)
        )
    if there:
        said.append(say_many("{n} file was there already.", "{n} files were there already.", there))
    return sentences(*said)
