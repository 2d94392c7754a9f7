"""Checking: whether a database holds everything that was acknowledged, and nothing half-done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite

from bench.soak.worker import BATCH

#: What each deed is called in the log.
_LOGGED = {
    "_edit": "lead.edit",
    "_qualify": "lead.qualify",
    "_import": "capture.import",
    "_undo": "undo",
    "_redo": "redo",
}

#: Each finds records that a command left half-done, and says of them what is wrong.
_HALF_DONE: Mapping[str, str] = {
    "a qualified lead without its closing moment": """
        SELECT code FROM lead WHERE state = 'qualified' AND closed_at IS NULL""",
    "an open lead with a closing moment": """
        SELECT code FROM lead WHERE state = 'open' AND closed_at IS NOT NULL""",
    "a qualified lead without an opportunity": """
        SELECT code FROM lead WHERE state = 'qualified'
        AND NOT EXISTS (SELECT 1 FROM opportunity WHERE opportunity.lead_id = lead.id)""",
    "an opportunity of an open lead": """
        SELECT opportunity.code FROM opportunity JOIN lead ON lead.id = opportunity.lead_id
        WHERE lead.state != 'qualified'""",
    "a qualified lead whose process is not in Develop": """
        SELECT lead.code FROM lead LEFT JOIN process_instance ON process_instance.lead_id = lead.id
        WHERE lead.state = 'qualified'
        AND (process_instance.stage IS NOT 'develop' OR process_instance.opportunity_id IS NULL)""",
    "an open lead whose process is not in Qualify": """
        SELECT lead.code FROM lead LEFT JOIN process_instance ON process_instance.lead_id = lead.id
        WHERE lead.state = 'open'
        AND (process_instance.stage IS NOT 'qualify' OR process_instance.opportunity_id IS NOT NULL)""",
    "a qualified lead that the log knows nothing of": """
        SELECT code FROM lead WHERE state = 'qualified' AND NOT EXISTS (
        SELECT 1 FROM command_log WHERE subject_id = lead.id AND name = 'lead.qualify')""",
    "a lead whose version the log does not know": """
        SELECT code FROM lead WHERE version > 1 AND version IS NOT (
        SELECT max(json_extract(after, '$.version')) FROM change_log WHERE row_id = lead.id AND after IS NOT NULL)""",
    "a command without changes": """
        SELECT seq FROM command_log WHERE NOT EXISTS (SELECT 1 FROM change_log WHERE command_seq = command_log.seq)""",
    "a file of which not all leads are there": """
        SELECT campaign FROM lead GROUP BY campaign HAVING count(*) != :batch AND campaign || '.csv' NOT IN (
        SELECT file_name FROM import_run JOIN command_log ON subject_id = import_run.id WHERE rest IS NOT NULL)""",
    "leads of a file without its import": """
        SELECT DISTINCT campaign FROM lead WHERE campaign || '.csv' NOT IN (SELECT file_name FROM import_run)""",
    "an import without its leads": """
        SELECT file_name FROM import_run WHERE file_name NOT IN (
        SELECT campaign || '.csv' FROM lead WHERE campaign IS NOT NULL)""",
}  # fmt: skip


def faults(database: Path, acknowledged: Mapping[int, str]) -> Iterator[str]:
    """What is wrong, in sentences; nothing if all is well.

    Args:
        database: The file; others may be writing to it.
        acknowledged: The deeds that came back before, by their place in the log.
    """
    connection = sqlite.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        connection.execute("BEGIN")
        yield from _lost(connection, acknowledged)
        for (found,) in connection.execute("PRAGMA integrity_check"):
            if found != "ok":
                yield f"The file is damaged: {found}."
        for row in connection.execute("PRAGMA foreign_key_check"):
            yield f"Row {row[1]} of {row[0]} refers to a {row[2]} that is not there."
        for what, statement in _HALF_DONE.items():
            for row in connection.execute(statement, {"batch": BATCH} if ":batch" in statement else {}):
                yield f"There is {what}: {row[0]}."
    finally:
        connection.close()


def _lost(connection: Any, acknowledged: Mapping[int, str]) -> Iterator[str]:
    logged = dict(connection.execute("SELECT seq, name FROM command_log"))
    for seq, deed in acknowledged.items():
        if logged.get(seq) != _LOGGED[deed]:
            yield f"Command {seq} ({_LOGGED[deed]}) was acknowledged; the log has {logged.get(seq)}."
