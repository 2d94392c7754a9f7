"""A program that is told to end is gone at once, and the terminal is as it was, whatever it was about to do."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.settings import Settings
from tests.terminal.watched import WatchedTerminal

Start = Callable[..., WatchedTerminal]

pytestmark = pytest.mark.slow

CTRL_Q = b"\x11"
#: How long a busy machine is waited for, in seconds; `make soak` looks whether two seconds are enough for an end.
PATIENCE = 30.0
CHECKOUT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def one_lead(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ending") / "leadline.db"
    space = open_workspace(Settings(str(path), user="amal"))
    space.leads.add({"company": "Contoso Coffee", "name": "Sara Nadim"})
    space.close()
    return path


@pytest.fixture
def start(one_lead: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts the workspace, or what a shell makes of ``sh``, in which ``{}`` is the workspace."""
    words = [sys.executable, "-m", "app", "--db", str(one_lead), "--as", "amal"]
    foreign = ("LEADLINE_", "XDG_", "COLUMNS", "LINES", "NO_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    looks = {"HOME": str(tmp_path), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(CHECKOUT)}
    with ExitStack() as terminals:

        def begin(
            sh: str = "", size: tuple[int, int] = (100, 30), *, controls: bool = True, **env: str
        ) -> WatchedTerminal:
            argv = ["bash", "-c", sh.format(" ".join(words))] if sh else words
            return terminals.enter_context(WatchedTerminal(argv, kept | looks | env, size, controls=controls))

        yield begin


def test_the_workspace_ends_when_its_terminal_is_gone_though_nobody_signals(start: Start) -> None:
    terminal = start(controls=False)
    assert terminal.shows(b"Contoso", PATIENCE)
    terminal.type(b"jkjkjk")
    terminal.close()
    assert terminal.ended(PATIENCE)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_the_first_frame_is_shown_leaves_the_terminal_as_it_was(
    start: Start, sign: signal.Signals
) -> None:
    earlier = start()
    assert earlier.shows(b"Contoso", PATIENCE)
    earlier.wait(0.5)
    earlier.type(CTRL_Q)
    assert earlier.ended(PATIENCE)
    assert not earlier.marks()
    terminal = start()
    assert terminal.shows(b"Contoso", PATIENCE)  # the frame: nothing else is loaded yet
    assert terminal.marks()
    assert b"\x1b[8l" in terminal.raw  # its letters are in order
    os.kill(terminal.pid, sign)
    assert terminal.ended(PATIENCE)
    assert not terminal.marks()
    assert terminal.status == 128 + sign


@pytest.mark.parametrize("key", [b"e", b"n"])
def test_leaving_while_a_form_is_built_is_no_fault(start: Start, key: bytes) -> None:
    terminal = start()
    assert terminal.shows(b"Contoso", PATIENCE)
    terminal.wait(1.0)
    terminal.type(key)
    terminal.wait(0.12)
    terminal.type(CTRL_Q)
    assert terminal.ended(PATIENCE)
    assert terminal.status == 0
    assert not terminal.marks()


@pytest.mark.parametrize("size", [(0, 0), (80, 0)])
def test_a_terminal_that_does_not_tell_its_size_is_left_like_any(start: Start, size: tuple[int, int]) -> None:
    terminal = start(size=size)
    assert terminal.shows(b"\x1b[?1049h", PATIENCE)
    terminal.wait(1.0)
    terminal.type(CTRL_Q)
    assert terminal.ended(PATIENCE)
    assert not terminal.marks()


@pytest.mark.parametrize(
    ("sh", "env", "says"),
    [
        ("exec {}", {"TERM": "dumb"}, b"dumb"),
        ("exec {} >&-", {}, b"needs a terminal"),
        ("exec {} < <(sleep 9 & disown)", {}, b"needs a terminal"),
    ],
)
def test_where_nothing_can_be_drawn_it_is_said_and_nothing_touched(
    start: Start, sh: str, env: dict[str, str], says: bytes
) -> None:
    terminal = start(sh, **env)
    assert terminal.shows(says, PATIENCE)
    terminal.wait(PATIENCE)
    assert terminal.status == 1
    assert not terminal.marks()


@pytest.mark.parametrize("elsewhere", ["2>&-", "2>/dev/null"])
def test_errors_may_go_elsewhere(start: Start, elsewhere: str) -> None:
    terminal = start(f"exec {{}} {elsewhere}")
    assert terminal.shows(b"Contoso", PATIENCE)
    terminal.type(CTRL_Q)
    assert terminal.ended(PATIENCE)
    assert not terminal.marks()
