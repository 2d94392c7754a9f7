"""Do-not-call lists: by hand and by file, one entry for every spelling of a number, taken off and taken back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.domain.calling.reading import BrokenLines, lines_of
from app.domain.core.errors import Invalid, NotAllowed, NotFound, Refusal
from app.workspace import Workspace
from tests.conftest import SitDown

SPELLINGS = "00971501234567\n050 123 4567\n+971 (0)50 123 4567\n٠٥٠ ١٢٣ ٤٥٦٧\n"
NUMBER = "+971501234567"


@pytest.fixture
def desk(sit_down: SitDown) -> Workspace:
    return sit_down()


def put(folder: Path, text: str, name: str = "list.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_spelling_of_a_number_is_one_entry(desk: Workspace, tmp_path: Path) -> None:
    result = desk.do_not_call.load(put(tmp_path, SPELLINGS), country="AE")
    assert (result.new, result.here_already, result.broken) == (1, 3, 0)
    assert result.message == "1 new, 3 already there."
    desk.do_not_call.add(["+12025550123"], "They asked")
    (one,) = desk.do_not_call.check(["0501234567"])
    two, three = desk.do_not_call.check(["+492025550123", "+1 (202) 555-0123"])
    assert one[0] == NUMBER
    assert one[1] is not None
    assert one[1].name == "list.txt"
    assert two == ("+492025550123", None)
    assert three[1] is not None
    assert three[1].name == "They asked"


def test_an_import_is_taken_back_whole_but_not_before_those_that_rely_on_it(desk: Workspace, tmp_path: Path) -> None:
    numbers = [f"+9715012345{n:02}" for n in range(100)]
    first = desk.do_not_call.load(put(tmp_path, "\n".join(numbers), "first.txt"))
    second = desk.do_not_call.load(put(tmp_path, "\n".join([*numbers[:50], "+971509999999"]), "second.txt"))
    assert [(each.new, each.here_already) for each in (first, second)] == [(100, 0), (1, 50)]
    with pytest.raises(Refusal):
        desk.log.undo(first.seq)
    assert desk.log.undo(second.seq).seq
    assert desk.log.undo(first.seq).seq
    assert desk.do_not_call.list() == ()
    assert desk.do_not_call.check([NUMBER])[0][1] is None
    desk.log.redo()
    assert desk.do_not_call.check([NUMBER])[0][1] is not None


def test_a_number_that_is_taken_off_is_free_until_it_is_put_there_again(desk: Workspace) -> None:
    desk.do_not_call.add([NUMBER, "04 300 1100"], "They asked")
    assert desk.do_not_call.add([NUMBER]).message == "0 new, 1 already there."
    assert desk.do_not_call.remove([NUMBER]).message == "1 number may be called again."
    assert desk.do_not_call.check([NUMBER])[0][1] is None
    assert [each.numbers for each in desk.do_not_call.list()] == [1]
    with pytest.raises(NotFound):
        desk.do_not_call.remove([NUMBER])
    desk.log.undo()
    assert desk.do_not_call.check([NUMBER])[0][1] is not None
    desk.do_not_call.remove([NUMBER])
    assert desk.do_not_call.add([NUMBER], "Again").message == "1 new."
    assert desk.do_not_call.check([NUMBER])[0][1] is not None


def test_a_list_of_a_queue_holds_for_that_queue_alone(desk: Workspace) -> None:
    desk.do_not_call.add([NUMBER], "Here only", queue_id="q1")
    held = [desk.do_not_call.check([NUMBER], queue_id=each)[0][1] is not None for each in ("q1", "q2", "")]
    assert held == [True, False, False]
    assert desk.do_not_call.add([NUMBER], "Everywhere").message == "1 new."
    desk.do_not_call.remove([NUMBER], queue_id="")
    assert desk.do_not_call.check([NUMBER], queue_id="q1")[0][1] is not None


def test_broken_lines_are_counted_named_and_kept(desk: Workspace, tmp_path: Path) -> None:
    lines = ["Phone,Since", f"{NUMBER},2020-01-01", "", "# comment", "call me", "12", "=1+1", "999", "x" * 10_000]
    lines += [
        "05\0",
        "x10000",
        "12345 abc",
        '"050 999 8877";"x"',
        "+971 5",
        "\ud800".encode("utf-8", "replace").decode(),
    ]
    broken = BrokenLines()
    result = desk.do_not_call.load(put(tmp_path, "\n".join(lines)), broken=broken)
    assert (result.new, result.broken) == (2, broken.count)
    assert {line: why for line, _, why in result.first}[5] == "there is no number in it"
    assert [line for line, _, _ in result.first] == [5, 6, 7, 8, 9, 10, 11, 12, 14, 15]
    broken.save(tmp_path / "broken.csv")
    assert (tmp_path / "broken.csv").read_text(encoding="utf-8-sig").splitlines()[
        0
    ] == "5,call me,there is no number in it"
    with pytest.raises(Invalid):
        broken.save(tmp_path / "broken.csv")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"PK\x03\x04zip", b"\x1f\x8b\x08"])
def test_a_file_without_text_is_refused(desk: Workspace, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.bin"
    path.write_bytes(content)
    for refused in (path, tmp_path, tmp_path / "nowhere", Path("/dev/null")):
        with pytest.raises(Invalid):
            desk.do_not_call.load(refused)
    assert desk.do_not_call.list() == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_list_is_read_as_other_programs_write_it(encoding: str, end: str) -> None:
    stream = io.BytesIO(end.join(["رقم", "٠٥٠ ١٢٣ ٤٥٦٧", NUMBER]).encode(encoding))
    assert [line.number for line in lines_of(stream, "AE")] == [NUMBER, NUMBER]


def test_only_managers_change_lists(sit_down: SitDown, tmp_path: Path) -> None:
    sit_down().users.add("Huda", login="huda", role="agent")
    huda = sit_down("huda")
    for change in (
        lambda: huda.do_not_call.add([NUMBER]),
        lambda: huda.do_not_call.remove([NUMBER]),
        lambda: huda.do_not_call.load(put(tmp_path, NUMBER)),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert huda.do_not_call.check([NUMBER])[0][1] is None
