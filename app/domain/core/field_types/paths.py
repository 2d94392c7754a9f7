"""The type of a file on this machine, which is typed and completed."""

from __future__ import annotations

from typing import Any

from app.domain.core.field_types.base import EntryKind, Field, FieldType, ParseContext


class FilePath(FieldType):
    """The path of a file or folder, as it is typed."""

    name = "path"
    noun = "paths"
    completes = "file"
    for_custom = False

    def parse(self, field: Field, value: object, context: ParseContext) -> Any:
        """The path; nothing is looked up."""
        return self.line_of(value) or None

    def entry(self, field: Field) -> EntryKind:
        """Completed from the files there are."""
        return "link"
