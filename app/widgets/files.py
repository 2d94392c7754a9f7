"""Files of a record: what each is called, what it is, how long, who attached it and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Final

from app.domain.attachments.rows import AttachmentLine
from app.domain.core.moments import when
from app.domain.core.text import cell_width, ellipsize
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line
from app.widgets.text import safe_line
from app.words import Words, formats, in_context, label, say, say_many

NONE = Notice("No file is attached.", "{file.add|+} attaches one")
_THOUSAND: Final = 1000
_TYPES: Final[Mapping[str, Words]] = {
    "application/pdf": "PDF",
    "application/msword": in_context("file", "document"),
    "application/rtf": in_context("file", "document"),
    "application/vnd.oasis.opendocument.text": in_context("file", "document"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": in_context("file", "document"),
    "application/vnd.ms-excel": in_context("file", "spreadsheet"),
    "application/vnd.oasis.opendocument.spreadsheet": in_context("file", "spreadsheet"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": in_context("file", "spreadsheet"),
    "text/csv": in_context("file", "spreadsheet"),
    "application/vnd.ms-powerpoint": in_context("file", "presentation"),
    "application/vnd.oasis.opendocument.presentation": in_context("file", "presentation"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": in_context("file", "presentation"),
    "application/vnd.ms-outlook": in_context("file", "email"),
    "message/rfc822": in_context("file", "email"),
    "text/vcard": in_context("file", "business card"),
    "text/calendar": in_context("file", "calendar"),
    "application/zip": in_context("file", "archive"),
    "application/gzip": in_context("file", "archive"),
    "application/x-7z-compressed": in_context("file", "archive"),
    "application/vnd.rar": in_context("file", "archive"),
    "application/x-tar": in_context("file", "archive"),
    "application/x-executable": in_context("file", "program"),
    "text/x-script": in_context("file", "script"),
    "text/html": in_context("file", "web page"),
    "application/x-empty": in_context("file", "empty"),
}
_SORTS: Final[Mapping[str, Words]] = {
    "image": in_context("file", "picture"),
    "audio": in_context("file", "sound"),
    "video": in_context("file", "film"),
    "text": in_context("file", "text"),
}


class Files(LinePane[AttachmentLine]):
    """The files of a record, the newest first."""

    TITLE: ClassVar[Words] = "Files"
    EMPTY = NONE
    OWN_KEYS = True

    def blocks(self) -> Iterator[Block[AttachmentLine]]:
        """A line for the name and size, a second for what it is and who attached it when."""
        context, dot = self._display_context, self._display_context.signs.dot
        for file in self.items:
            size = size_in_words(file.size)
            name = ellipsize(safe_line(file.name) or say_nameless(), max(self.cells - 2 - cell_width(size), 0))
            at = when(file.added_at, context.now, context.zone)
            told = (sort_of(file.media_type), at, safe_line(file.added_by or ""))
            under = f" {dot} ".join(each for each in told if each)
            yield Block(
                file.id, (Line([(name, "text")], [(size, "dim")]), Line([("  ", "text"), (under, "dim")])), file
            )


def say_nameless() -> str:
    """What a file without a name is called."""
    return say("(no name)")


def sort_of(media_type: str) -> str:
    """What a file is, in a word or two."""
    known = _TYPES.get(media_type) or _SORTS.get(media_type.partition("/")[0])
    return label(known) if known else say("file")


def size_in_words(size: int) -> str:
    """A number of bytes as people read it, such as ``1.2 MB``."""
    if size < _THOUSAND:
        return say_many("{n} byte", "{n} bytes", size)
    if size < _THOUSAND**2:
        return say("{n} KB", n=formats.number(round(Decimal(size) / _THOUSAND)))
    return say("{n} MB", n=formats.number(round(Decimal(size) / _THOUSAND**2, 1)))
