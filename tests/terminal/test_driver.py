"""The terminal driver shows, types and waits as a terminal does, tried with small real programs."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

import pytest

from tests.terminal.driver import NAMED_KEYS, NeverShownError, Terminal, key_bytes

Start = Callable[..., Terminal]


def python(program: str) -> list[str]:
    """The command that runs a line of Python."""
    return [sys.executable, "-u", "-c", program]


def test_what_is_typed_reaches_the_program_and_what_it_answers_the_screen(terminal: Start) -> None:
    cat = terminal(["cat"])
    cat.type("Contoso")
    cat.press("enter")
    cat.wait_for(lambda shown: shown.text.count("Contoso") == 2)  # the echo, and the answer
    cat.press("ctrl+d")
    assert cat.wait_for_exit() == 0


def test_the_program_has_a_terminal_of_the_size_asked_for(terminal: Start) -> None:
    stty = terminal(["stty", "size"], size=(120, 36))
    stty.wait_for("36 120")


def test_a_resize_is_told_to_the_program(terminal: Start) -> None:
    program = terminal(
        python(
            "import os, signal\n"
            "signal.signal(signal.SIGWINCH, lambda *_: print(os.get_terminal_size()))\n"
            "print('ready')\n"
            "while True: signal.pause()"
        )
    )
    program.wait_for("ready")
    program.resize(80, 24)
    program.wait_for("columns=80, lines=24")
    assert len(program.lines) == 24


def test_the_size_does_not_come_from_the_environment_of_the_tests(
    terminal: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    asked = terminal(python("import shutil; print(shutil.get_terminal_size().columns, 'wide')"), size=(100, 30))
    asked.wait_for("100 wide")


def test_cursor_movements_end_where_a_person_would_see_them(terminal: Start) -> None:
    drawn = terminal(["printf", r"\033[2J\033[3;5HHuda\033[4;5Hسارة"])
    drawn.wait_for_exit()
    assert drawn.lines[2] == "    Huda"
    assert drawn.place_of("سارة") == (4, 3)


def test_sequences_the_emulator_does_not_know_leave_no_marks_even_when_cut_in_two(terminal: Start) -> None:
    drawn = terminal(
        python(
            "import os\n"
            "os.write(1, b'\\x1b[?2027$p\\x1b[>1u\\x1b[2 q\\x1bP+q544e\\x1b\\\\Contoso\\x1b[?20')\n"
            "input()\n"
            "os.write(1, b'27$pCoffee')"
        )
    )
    drawn.wait_for("Contoso")
    drawn.press("enter")
    drawn.wait_for_exit()
    assert drawn.text.split() == ["Contoso", "Coffee"]


def test_a_frame_is_shown_when_all_of_it_is_written(terminal: Start) -> None:
    drawn = terminal(
        python(
            "import os, tty; tty.setraw(0)\n"
            "os.write(1, b'\\x1b[?2026$p'); answer = os.read(0, 99)\n"
            "os.write(1, answer[1:] + b' before \\x1b[?2026h half'); os.read(0, 1)\n"
            "os.write(1, b' whole \\x1b[?2026l'); os.read(0, 1)"
        )
    )
    drawn.wait_for("before")
    assert drawn.text.split() == ["[?2026;2$y", "before"]
    drawn.press("enter")
    drawn.wait_for("half whole")


def test_every_byte_the_program_wrote_is_kept(terminal: Start) -> None:
    program = terminal(["printf", r"before\033]52;c;aGVsbG8=\007after"])
    program.wait_for_exit()
    assert b"\x1b]52;c;aGVsbG8=\x07" in program.raw
    assert program.lines[0] == "beforeafter"


def test_a_long_text_is_typed_whole_while_the_program_answers(terminal: Start) -> None:
    program = terminal(
        python(
            "import os, tty; tty.setraw(0); os.write(1, b'ready'); left = 100_000\n"
            "while left:\n"
            "    data = os.read(0, 4096); left -= len(data); os.write(1, data)\n"
            "os.write(1, b'\\r\\nall of it')"
        )
    )
    program.wait_for("ready")
    program.type("x" * 100_000)
    program.wait_for("all of it")
    assert program.raw.count(b"x") == 100_000


@pytest.mark.parametrize("key", ["up", "f5", "shift+tab", "ctrl+s", "alt+x", "é"])
def test_keys_arrive_as_a_terminal_sends_them(terminal: Start, key: str) -> None:
    program = terminal(
        python(
            "import os, tty; tty.setraw(0); os.write(1, b'ready'); "
            "os.write(1, b' got ' + os.read(0, 64).hex().encode())"
        )
    )
    program.wait_for("ready")
    program.press(key)
    program.wait_for(f"got {key_bytes(key).hex()}")


def test_clicks_and_pastes_arrive_as_a_terminal_sends_them(terminal: Start) -> None:
    program = terminal(
        python(
            "import os, tty; tty.setraw(0); os.write(1, b'ready'); seen = b''\n"
            "while not seen.endswith(b'\\x1b[201~'): seen += os.read(0, 64)\n"
            "os.write(1, b' got ' + seen.replace(b'\\x1b', b'ESC'))"
        )
    )
    program.wait_for("ready")
    program.click(9, 4)
    program.paste("Sara")
    program.wait_for("got ESC[<0;10;5MESC[<0;10;5mESC[200~SaraESC[201~")


def test_a_key_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="'hyper\\+x'"):
        key_bytes("hyper+x")


def test_no_two_named_keys_send_the_same() -> None:
    assert len(set(NAMED_KEYS.values())) == len(NAMED_KEYS)


def test_waiting_in_vain_shows_the_screen(terminal: Start) -> None:
    cat = terminal(["cat"])
    cat.type("Fabrikam")
    cat.wait_for("Fabrikam")
    with pytest.raises(NeverShownError, match=r"(?s)did not show 'Contoso'.*is running.*Fabrikam"):
        cat.wait_for("Contoso", timeout=0.2)


def test_waiting_ends_at_once_when_the_program_does(terminal: Start) -> None:
    with pytest.raises(NeverShownError, match=r"ended with 3"):
        terminal(["bash", "-c", "exit 3"]).wait_for("anything", timeout=60)


def test_the_last_words_of_a_program_are_read_in_full(terminal: Start) -> None:
    program = terminal(python("print('x' * 200_000); print('the end')"))
    assert program.wait_for_exit() == 0
    assert program.raw.count(b"x") == 200_000
    assert "the end" in program.text


def test_a_program_ended_by_a_signal_says_which(terminal: Start) -> None:
    cat = terminal(["cat"])
    cat.signal(signal.SIGTERM)
    assert cat.wait_for_exit() == -signal.SIGTERM


def test_a_program_that_ignores_the_hang_up_is_ended_with_the_terminal() -> None:
    with Terminal(["bash", "-c", "trap '' HUP; echo $$; while :; do read -t 60; done"]) as stubborn:
        stubborn.wait_for(lambda shown: shown.text.strip().isdigit())
        process = int(stubborn.text)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
