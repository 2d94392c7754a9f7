"""The story of a lead by commands alone, as ``docs/walkthrough.sh`` tells it, comes out as told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent.parent


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_walkthrough_comes_out_as_told(tmp_path: Path) -> None:
    program = tmp_path / "leadline"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m app "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        "LEADLINE": str(program),
        "PYTHON": sys.executable,
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONDONTWRITEBYTECODE": "",  # three dozen starts are worth compiling once, even where that is off
        "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"),
    }
    done = subprocess.run(
        ["bash", str(CHECKOUT / "docs" / "walkthrough.sh")],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=380,
    )
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:]
    assert done.stdout.endswith("The story came out as told.\n")
    assert done.stdout.count("✓") >= 20
