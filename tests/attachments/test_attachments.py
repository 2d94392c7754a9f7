"""Attachments: kept by content, safe on the way in and on the way out, whole whatever happens."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app import upkeep
from app.bootstrap import open_workspace
from app.domain.attachments.contents import PROGRAM, SCRIPT, can_run, type_of
from app.domain.attachments.names import MOST_BYTES, numbered, safe_name
from app.domain.attachments.sources import LIMIT, FileSource, StreamSource
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Ambiguous, Invalid, NotAllowed, NotFound, ReadOnly, StoreProblem
from app.workspace import Workspace
from tests.attachments.conftest import Written
from tests.conftest import settings_for

AIN = "\N{ARABIC LETTER AIN}"
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
#: Attaches a file in another program, which is killed before its rows are committed.
KILLED = """
import os, sys
from pathlib import Path
from app.bootstrap import open_workspace
from app.domain.attachments.sources import FileSource
from app.domain.store.unit import UnitOfWork
from app.settings import Settings
UnitOfWork.finish = lambda unit: os._exit(9)
sources = [FileSource.at(Path(each)) for each in sys.argv[3:]]
open_workspace(Settings(sys.argv[1], user="omar")).attachments.add(sys.argv[2], sources)
"""


def lead(space: Workspace, company: str = "Contoso Coffee", **values: object) -> str:
    """The code of a new lead."""
    return space.leads.add({"company": company, "name": "Sara Nadim", **values}).code


def attach(space: Workspace, ref: str, path: Path, name: str = "") -> str:
    """The code of a file that is attached."""
    return space.attachments.add(ref, [FileSource.at(path, name)]).code


def blobs(database: Path) -> list[str]:
    """The sums of the contents that are kept."""
    return sorted(path.name for path in Path(f"{database}.files").glob("??/*"))


def test_the_same_bytes_on_two_records_stay_for_the_one_that_keeps_them(
    workspace: Workspace, workspace_url: str, written: Written, tmp_path: Path
) -> None:
    content = bytes(range(256)) * 1500
    first, second = lead(workspace), lead(workspace, "Fabrikam")
    card = attach(workspace, first, written("card.png", content))
    attach(workspace, second, written("logo.png", content))
    workspace.attachments.remove(card)
    saved = workspace.attachments.save("logo.png", tmp_path)
    assert hashlib.sha256(saved.path.read_bytes()).hexdigest() == hashlib.sha256(content).hexdigest()
    assert workspace.attachments.of(first) == ()
    workspace.log.undo()
    assert [line.name for line in workspace.attachments.of(first)] == ["card.png"]
    workspace.log.redo()
    assert upkeep.check(settings_for(workspace_url)) == ()


def test_two_files_of_one_name_both_come_back(space: Workspace, written: Written, tmp_path: Path) -> None:
    code = lead(space)
    one = attach(space, code, written("file.pdf", b"%PDF-1.7 one"))
    two = attach(space, code, written("file.pdf", b"%PDF-1.7 two"))
    with pytest.raises(Ambiguous, match=f"{two}, {one}"):
        space.attachments.save("file.pdf", tmp_path)
    saved = [space.attachments.save(each, tmp_path).path for each in (one, two)]
    assert [path.name for path in saved] == ["file.pdf", "file-2.pdf"]
    assert [path.read_bytes() for path in saved] == [b"%PDF-1.7 one", b"%PDF-1.7 two"]
    assert {path.stat().st_mode & 0o777 for path in saved} == {0o600}


def test_files_stand_while_a_deletion_is_refused_and_go_along_when_a_lead_is_qualified(
    space: Workspace, written: Written, database: Path, tmp_path: Path
) -> None:
    code = lead(space, email="sara@contoso.example.com")
    attach(space, code, written("offer.pdf"))
    made = space.qualification.qualify(code).made
    with pytest.raises(NotAllowed):
        space.qualification.delete(code)
    for ref in (code, *(made[kind][0] for kind in ("account", "contact", "opportunity"))):
        (line,) = space.attachments.of(ref)
        assert space.attachments.save(line.code, tmp_path).path.read_bytes() == b"an offer"
    assert len(blobs(database)) == 1
    with pytest.raises(ReadOnly):
        space.attachments.remove(space.attachments.of(code)[0].code)
    attach(space, code, written("card.png"))  # like a note, a file may still be added
    assert "File card.png attached" in [each.subject for each in space.timeline.page(code).entries]


def test_names_are_kept_as_given_and_saved_as_file_systems_take_them(
    space: Workspace, written: Written, tmp_path: Path
) -> None:
    code, path, folder = lead(space), written("x"), tmp_path / "out"
    folder.mkdir()
    names = (f"{AIN * 200}.pdf", "../../x", f"a{OVERRIDE}fdp.exe", "", "…", "..", "CON.txt", "a\nb", ".profile", "-rf")
    saved = {}
    for name in names:
        file = space.attachments.add(code, [StreamSource(io.BytesIO(path.read_bytes() + name.encode()), name)]).code
        saved[name] = space.attachments.save(file, folder).path
    assert names == tuple(line.name for line in reversed(space.attachments.of(code)))
    longest = saved[names[0]].name
    assert (longest, len(longest.encode())) == (f"{AIN * 125}.pdf", 254)
    assert {path.parent for path in saved.values()} == {folder}
    assert [saved[each].name for each in names[1:]] == [
        *("x", "a_fdp.exe", "file", "…", "file-2", "_CON.txt", "a b", "profile", "_-rf")
    ]


@pytest.mark.parametrize("name", ["e\u0301" * 200, "x" * 300 + ".tar", "a." + "b" * 300, "\u202e" * 90, "👩‍👩‍👧" * 40])
def test_no_name_is_longer_than_a_name_can_be(name: str) -> None:
    for made in (safe_name(name), numbered(safe_name(name), 12)):
        assert 0 < len(made.encode()) <= MOST_BYTES
        assert safe_name(made) == made


def test_a_file_has_as_many_bytes_as_the_limit_and_not_one_more(
    space: Workspace, written: Written, database: Path
) -> None:
    code = lead(space)
    attach(space, code, written("whole.bin", bytes(LIMIT)))
    assert LIMIT == 26_214_400
    with pytest.raises(Invalid, match="26,214,401 bytes, more than the 26,214,400"):
        attach(space, code, written("more.bin", bytes(LIMIT + 1)))
    with pytest.raises(Invalid, match="stream has more than 26,214,400 bytes"):
        space.attachments.add(code, [StreamSource(io.BytesIO(bytes(LIMIT + 1)), "stream")])
    assert len(blobs(database)) == 1


def test_only_files_that_hold_still_are_attached_and_all_or_none(
    space: Workspace, written: Written, tmp_path: Path, database: Path
) -> None:
    code, fine = lead(space), FileSource.at(written("fine.txt"))
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "null").symlink_to("/dev/null")
    for path, words in (
        (tmp_path / "pipe", "is a pipe"),
        (tmp_path, "is a folder"),
        (Path("/dev/zero"), "is a device"),
        (tmp_path / "null", "is a device"),
        (tmp_path / "gone", "no such file"),
        (tmp_path / "a\0b", "invalid argument"),
    ):
        with pytest.raises(Invalid, match=words):
            space.attachments.add(code, [fine, FileSource.at(path)])
    growing = written("growing.log", bytes(300_000))
    portions = FileSource.at(growing).portions()
    next(portions)
    with growing.open("ab") as file:
        file.write(b"more")
    with pytest.raises(Invalid, match="was changed while it was read"):
        list(portions)
    assert space.attachments.of(code) == ()
    assert blobs(database) == []


def test_a_program_killed_on_the_way_leaves_no_row_and_its_content_is_swept(
    space: Workspace, written: Written, database: Path
) -> None:
    code = lead(space)
    kept = attach(space, code, written("kept.txt", b"kept"))
    paths = (str(written(name, content)) for name, content in (("lost.txt", b"lost"), ("same.txt", b"kept")))
    words = [sys.executable, "-c", KILLED, str(database), code, *paths]
    assert subprocess.run(words, check=False).returncode == 9
    assert [line.code for line in space.attachments.of(code)] == [kept]
    assert len(blobs(database)) == 2
    attach(space, code, written("next.txt", b"next"))
    assert blobs(database) == sorted(hashlib.sha256(each).hexdigest() for each in (b"kept", b"next"))
    assert upkeep.check(settings_for(str(database))) == ()


def test_the_check_and_the_backup_look_at_every_content(
    space: Workspace, written: Written, database: Path, tmp_path: Path, clock: FixedClock
) -> None:
    code, settings = lead(space), settings_for(str(database))
    for name in ("one", "two", "three"):
        attach(space, code, written(f"{name}.txt", name.encode()))
    space.attachments.remove("three.txt")  # an undo needs its content
    copy = tmp_path / "copy.db"
    upkeep.back_up(settings, copy)
    with closing(open_workspace(settings_for(str(copy)), clock)) as restored:
        assert upkeep.check(settings_for(str(copy))) == ()
        assert restored.attachments.save("one.txt", tmp_path).path.read_bytes() == b"one"
        restored.log.undo()
        assert restored.attachments.save("three.txt", tmp_path).path.read_bytes() == b"three"
    for path in Path(f"{database}.files").glob("??/*"):
        if path.read_bytes() == b"one":
            path.write_bytes(b"onf")
        else:
            path.unlink()
    findings = upkeep.check(settings)
    assert len(findings) == 3
    assert sum("damaged" in each for each in findings) == 1
    assert sum("missing" in each for each in findings) == 2
    with pytest.raises(StoreProblem, match="damaged"):
        space.attachments.save("one.txt", tmp_path / "spoilt.txt")
    with pytest.raises(NotFound, match="missing"):
        space.attachments.save("two.txt", tmp_path / "spoilt.txt")
    assert not (tmp_path / "spoilt.txt").exists()
    assert len(upkeep.back_up(settings, tmp_path / "second.db").lost) == 3
    attach(space, code, written("one again.txt", b"one"))  # heals it
    assert len(upkeep.check(settings)) == 2


@pytest.mark.parametrize(
    ("head", "name", "media_type", "runs"),
    [
        (b"%PDF-1.7", "offer.exe", "application/pdf", True),
        (b"\x7fELF\x02", "offer.pdf", PROGRAM, True),
        (b"MZ\x90", "offer.pdf", PROGRAM, True),
        (b"#!/bin/sh\n", "notes.txt", SCRIPT, True),
        (b"  <HTML><script>", "page.txt", "text/html", True),
        (b"<?xml version='1.0'?><svg onload='x'>", "logo.png", "image/svg+xml", True),
        (b"PK\x03\x04", "list.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
        (b"PK\x03\x04", "list.xlsm", "application/zip", True),
        ("الاسم,الهاتف\n".encode(), "list.csv", "text/csv", False),
        ("ع".encode() * 4096, "a.txt", "text/plain", False),
        (b"ab" + "ع".encode()[:1], "a.txt", "text/plain", False),
        (b"\x00\x01\x02", "a.txt", "application/octet-stream", False),
        (b"", "", "application/x-empty", False),
    ],
)
def test_what_a_file_is_and_whether_it_can_run(head: bytes, name: str, media_type: str, runs: bool) -> None:
    assert type_of(head, name) == media_type
    assert can_run(media_type, name) is runs


def test_what_can_run_is_saved_but_never_opened(space: Workspace, written: Written, tmp_path: Path) -> None:
    code = lead(space)
    script = attach(space, code, written("notes.txt", b"#!/bin/sh\necho mine\n"))
    paper = attach(space, code, written("offer.pdf", b"%PDF-1.7"))
    with pytest.raises(NotAllowed, match=r"notes\.txt can run something"):
        space.attachments.copy_for_viewing(script, tmp_path / "opened")
    assert space.attachments.save(script, tmp_path).path.stat().st_mode & 0o777 == 0o600
    for _ in range(2):
        copy = space.attachments.copy_for_viewing(paper, tmp_path / "opened").path
        assert (copy.name, copy.read_bytes(), copy.stat().st_mode & 0o777) == ("offer.pdf", b"%PDF-1.7", 0o600)


def test_who_reads_only_attaches_nothing(database: Path, written: Written, clock: FixedClock) -> None:
    with closing(open_workspace(settings_for(str(database)), clock)) as space:
        code = lead(space)
    reading = open_workspace(settings_for(str(database), read_only=True), clock)
    with closing(reading), pytest.raises(ReadOnly):
        attach(reading, code, written("card.png"))
    assert not Path(f"{database}.files").exists()
