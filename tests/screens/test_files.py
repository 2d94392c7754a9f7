"""Files by keys: attached by path or dropped, shown, saved out, removed and undone."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from textual import events

from app.bootstrap import open_workspace
from app.domain.attachments.dropped import paths_in
from tests.conftest import settings_for
from tests.screens.desk import at_work


async def test_they_are_attached_saved_and_removed_by_keys(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'leadline.db')}"
    with closing(open_workspace(settings_for(url))) as space:
        space.leads.add({"company": "Contoso Coffee"})
    for name in ("عرض أسعار.pdf", "my card.png"):
        (tmp_path / name).write_bytes(name.encode() * 200)
    viewed = tmp_path / "viewed"
    viewer = tmp_path / "xdg-open"
    viewer.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {viewed}\n')
    viewer.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":7")
    copies: list[str] = []
    async with at_work(url) as desk:
        await desk.press("F")
        await desk.type(f"{tmp_path}/عر")
        await desk.press("tab", "ctrl+s")
        assert desk.said.startswith("عرض أسعار.pdf attached to Contoso Coffee as FILE-")
        desk.app.post_message(events.Paste(f"file://{tmp_path}/my%20card.png\r\n"))
        await desk.sees("my card.png will be attached to Contoso Coffee.")
        await desk.press("y")
        assert desk.said.startswith("my card.png attached to Contoso Coffee")
        desk.app.screen.focus_on("files")  # type: ignore[attr-defined] # a record screen
        await desk.press("g", "g")
        assert [line.strip(" │▸")[:11] for line in desk.pane("files")[1:4:2]] == ["my card.png", "عرض أسعار.p"]
        await desk.press("x", "ctrl+u")
        await desk.type(f"{tmp_path}/")
        await desk.press("ctrl+s")
        assert desk.said == f"Saved as {tmp_path}/my card-2.png."
        await desk.press("j", "enter")
        assert desk.said == "A copy is shown by the system's viewer."
        while not viewed.exists() or not (shown := viewed.read_text()):
            await desk.still()
        copies.append(shown)
        await desk.press("delete")
        assert desk.said == "عرض أسعار.pdf taken off Contoso Coffee. u undoes."
        await desk.press("u")
        assert "عرض أسعار.pdf" in "\n".join(desk.pane("files"))
    (copy,) = map(Path, copies)
    assert (copy.name, copy.read_bytes()) == ("عرض أسعار.pdf", "عرض أسعار.pdf".encode() * 200)


@pytest.mark.parametrize(
    "text",
    [
        "{0}/a b.txt",
        "'{0}/a b.txt'",
        "{0}/a\\ b.txt ",
        "file://{0}/a%20b.txt",
        '"{0}/a b.txt"\r\n"{0}/ع.txt"',
        "'{0}/a b.txt' {0}/ع.txt '{0}/a b.txt'",
        "file://{0}/a%20b.txt\nfile://{0}/%D8%B9.txt",
    ],
)
def test_dropped_files_are_known_however_a_terminal_writes_them(text: str, tmp_path: Path) -> None:
    both = (tmp_path / "a b.txt", tmp_path / "ع.txt")
    for path in both:
        path.touch()
    assert paths_in(text.format(tmp_path)) == (both if "ع" in text or "%D8" in text else both[:1])
    assert paths_in(f"{text.format(tmp_path)} gone.txt") == ()


@pytest.mark.parametrize("text", ["", " \n", "~", "/dev/null", "'", "a\0b", "file://", "x" * 200_000, "http://x/y"])
def test_what_names_no_file_is_no_drop(text: str) -> None:
    assert paths_in(text) == ()
