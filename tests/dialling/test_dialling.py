"""Dialling by a command: what it tells is read back, and one that fails, hangs or talks nonsense is told of."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from app.dialling import Dialling, check_template
from app.domain.core.errors import Invalid, NotAllowed

NUMBER, NAME = "+971501234567", "Sara Nadim"


def dialled_by(folder: Path, code: str, *, name: str = NAME, words: str = "{number} {name}") -> Dialling:
    script = folder / "dial it.py"
    script.write_text(f"import json, os, signal, subprocess, sys, time\n{code}\n", encoding="utf-8")
    return Dialling(f"'{sys.executable}' '{script}' {words}", NUMBER, name)


@pytest.mark.parametrize(
    ("code", "result", "outcome", "seconds"),
    [
        ('print(json.dumps({"outcome": "Reached", "duration": 83}))', "ended", "Reached", 83),
        ('print("connecting …"); print("outcome=\'No answer\' duration=1:23")', "ended", "No answer", 83),
        ('print("duration=12s")', "ended", "", 12),
        ('print("outcome=Busy")', "ended", "Busy", None),
        ("pass", "handed", "", None),
        ('print("hello")', "nonsense", "", None),
        ('print("{" * 100000)', "nonsense", "", None),
        ('print("[" * 100000)', "nonsense", "", None),
        ('print(json.dumps({"outcome": 7}))', "nonsense", "", None),
        ('print(json.dumps({"outcome": "x", "duration": -5}))', "nonsense", "", None),
        ('print("duration=1e999")', "nonsense", "", None),
        ('print("duration=nan")', "nonsense", "", None),
        ("os.write(1, bytes(range(256)) * 4000)", "nonsense", "", None),
        ('sys.exit("no line free")', "failed", "", None),
        ('os.write(2, b"x" * 1000000); sys.exit(7)', "failed", "", None),
        ("os.kill(os.getpid(), signal.SIGTERM)", "failed", "", None),
    ],
)
def test_what_a_command_tells_is_read_back(
    tmp_path: Path, code: str, result: str, outcome: str, seconds: int | None
) -> None:
    told = dialled_by(tmp_path, code).wait()
    assert told is not None
    assert (told.code, told.outcome, told.duration_seconds) == (result, outcome, seconds)
    assert len(told.said) < 250
    assert all(character.isprintable() for character in told.said)


def test_a_failure_says_why(tmp_path: Path) -> None:
    told = dialled_by(tmp_path, 'print("no line free", file=sys.stderr); sys.exit(3)').wait()
    assert told is not None
    assert told.said.endswith("did not dial: no line free (exit code 3).")


def test_a_command_that_hangs_is_stopped_with_all_it_started(tmp_path: Path) -> None:
    dialling = dialled_by(
        tmp_path,
        'child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])\n'
        f'open({str(tmp_path / "pid")!r} + ".new", "w").write(str(child.pid))\n'
        f'os.rename({str(tmp_path / "pid")!r} + ".new", {str(tmp_path / "pid")!r})\n'
        "time.sleep(600)",
    )
    while not (tmp_path / "pid").exists():
        assert dialling.wait(0.01) is None
    dialling.stop()
    told = dialling.wait()
    assert told is not None
    assert told.code == "stopped"
    child = Path("/proc") / (tmp_path / "pid").read_text()
    while child.exists() and "Z" not in (child / "stat").read_text().rsplit(")", 1)[1].split()[0]:
        pass


def test_no_shell_and_no_option_is_made_of_a_name(tmp_path: Path) -> None:
    wild = "--help; $(touch x) `y` | 'z' \"w\" \u202e\x1b[31m"
    told = dialled_by(tmp_path, "print(json.dumps({'outcome': repr(sys.argv[1:])}))", name=wild).wait()
    assert told is not None
    number, name = eval(told.outcome)  # noqa: S307 - the test's own script wrote it
    assert number == NUMBER
    assert name.startswith("help; $(touch x) `y` | 'z' \"w\"")
    assert "\x1b" not in name


def test_a_link_is_handed_to_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = tmp_path / "opened"
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{opened}"\n', encoding="utf-8")
    opener.chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    told = Dialling("sip:{number}@pbx.example.com", NUMBER).wait()
    assert told is not None
    assert (told.code, opened.read_text()) == ("handed", "sip:+971501234567@pbx.example.com")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(NotAllowed):
        Dialling("tel:{number}", NUMBER)


@pytest.mark.parametrize("template", ["", "  ", "dial", "'{number}", "{number}", "ring {name}", "tel:"])
def test_a_template_that_dials_nothing_is_refused(template: str) -> None:
    with pytest.raises(Invalid):
        check_template(template)


@pytest.mark.parametrize("number", ["", "0501234567", "+", "+97150-1", "+٩٧١", "$(x)", "--help"])
def test_only_a_number_is_dialled(number: str) -> None:
    with pytest.raises(Invalid):
        Dialling("true {number}", number)


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    for program in ("leadline-no-such-dialler", str(tmp_path)):
        with pytest.raises(NotAllowed, match="could dial"):
            Dialling(f"{program} {{number}}", NUMBER)
