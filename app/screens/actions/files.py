"""What can be done with the files of a record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.core.errors import Refusal
from app.screens.host import Actions
from app.words import listed, say, say_in, say_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Paste

    from app.commands.command import Command
    from app.domain.attachments.rows import AttachmentLine
    from app.domain.attachments.service import AttachmentService
    from app.domain.core.columns import RecordCard

#: Paths that are offered while one is typed.
_OFFERED = 12


class FileActions(Actions):
    """The commands of files."""

    PREFIXES = ("attach", "file")
    _folder = ""
    """Where a file was saved last."""

    async def add(self) -> None:
        """Attach files by their paths."""
        from app.domain.core.fields import Field
        from app.screens.dialogs.files import PathDialog

        card = self.host.chosen_card()
        if card is None:
            return
        files = await self._files()
        title = say("Attach files · {name}", name=card.title)
        field = Field("path", "File", "path", help=say("Its path; several stand in quotation marks. Drop them here."))
        await self.host.through(
            lambda attempt: PathDialog(
                title,
                field,
                self.host.context.parse_context(),
                complete=self._complete,
                verb=say_in("file", "attach"),
                draft=self.host.draft(f"attach-{card.code}"),
                attempt=attempt,
            ),
            lambda path: files.add(card.id, _sources(path)),
        )

    async def open(self) -> None:
        """Show a copy of the file under the cursor in the system's viewer."""
        from app.outside import folder_for_viewers, show_file, viewer

        file = self._file()
        if file is None:
            return
        if viewer() is None:
            words = say("This machine has no screen to show a file on. {file.save} saves it, to be taken elsewhere.")
            self.host.message_line.say(self.host.register.say(words), "refused")
            return
        files, state_folder = await self._files(), self.host.context.state_folder

        def show() -> None:
            show_file(files.copy_for_viewing(file.code, folder_for_viewers(state_folder)).path)

        try:
            await self.host.ask(show)
        except Refusal as refusal:
            self.host.refused(refusal)
        else:
            self.host.message_line.say(say("A copy is shown by the system's viewer."))

    async def save(self) -> None:
        """Save the file under the cursor into a folder, or under a name that is free."""
        from app.domain.core.fields import Field
        from app.screens.dialogs.files import PathDialog
        from app.widgets.text import safe_line

        file = self._file()
        if file is None:
            return
        files = await self._files()
        title = say("Save file · {name}", name=safe_line(file.name))
        field = Field("path", "To", "path", help=say("A folder, or a file that is not there yet."))
        saved: list[Any] = []

        async def attempt(path: str) -> object:
            saved.append(await self.host.ask(lambda: files.save(file.code, Path(path).expanduser())))
            self._folder = path
            return saved

        dialog = PathDialog(
            title,
            field,
            self.host.context.parse_context(),
            complete=self._complete_folders,
            verb=say("save"),
            values={"path": self._folder or _downloads()},
            attempt=attempt,
        )
        if await self.host.show_dialog(dialog) and saved:
            self.host.message_line.say(say("Saved as {path}.", path=safe_line(str(saved[-1].path))))

    async def remove(self) -> None:
        """Take the file under the cursor off the record."""
        file = self._file()
        if file is not None:
            await self.host.carry_out((await self._files()).remove, file.code)

    async def on_paste(self, event: Paste) -> None:
        """Offer to attach files that were dropped on the record, or whose paths were pasted."""
        from app.domain.attachments.dropped import paths_in

        if self.host.overview is None or not (paths := paths_in(event.text)):
            return
        event.stop()
        command = self.host.register["attach.add"]
        if self.host.permits(command):
            self.host.start(self._offer(self.host.overview.card, paths))

    async def _offer(self, card: RecordCard, paths: Sequence[Path]) -> None:
        """Attach files that were dropped, if that is what was meant."""
        from app.domain.attachments.sources import FileSource, shown
        from app.screens.dialogs.confirm import ConfirmDialog

        names = listed(shown(path.name) for path in paths)
        question = say_many(
            "{names} will be attached to {record}.", "{n} files will be attached to {record}: {names}.", len(paths),
            names=names, record=card.title,
        )  # fmt: skip
        if await self.host.show_dialog(
            ConfirmDialog(say("Attach files"), question, action=say_in("question", "Attach"))
        ):
            files = await self._files()
            await self.host.carry_out(files.add, card.id, [FileSource.at(path) for path in paths])

    def why_not(self, command: Command) -> str:
        """Why nothing can be done with a file."""
        if command.on_item and self._file() is None:
            return say("No file is chosen.")
        return ""

    async def _complete(self, text: str) -> list[tuple[str, str, str]]:
        return await self.host.ask(_offered, text)

    async def _complete_folders(self, text: str) -> list[tuple[str, str, str]]:
        found = await self.host.ask(_offered, text)
        there = [each for each in found if each[0].endswith("/")]
        return there if any(each[0] == text for each in there) else [(text, text, ""), *there]

    def _file(self) -> AttachmentLine | None:
        found: AttachmentLine | None = self.host.pane("files").cursor_item
        return found

    async def _files(self) -> AttachmentService:
        return (await self.host.workspace()).attachments


def _offered(text: str) -> list[tuple[str, str, str]]:
    """What a path that is typed may mean: the files that it names, then what it may become."""
    from app.domain.attachments.dropped import completed, paths_in
    from app.widgets.files import size_in_words

    found = []
    if paths := paths_in(text):
        size = sum(path.stat().st_size for path in paths)
        words = size_in_words(size)
        found.append(
            (text, text, words if len(paths) == 1 else f"{say_many('{n} file', '{n} files', len(paths))} · {words}")
        )
    return [*found, *((each, each, "") for each in completed(text, _OFFERED) if each != text)]


def _sources(text: str) -> list[Any]:
    """The files that a text names."""
    from app.domain.attachments.dropped import paths_in
    from app.domain.attachments.sources import FileSource

    return [FileSource.at(path) for path in paths_in(text) or (Path(text).expanduser(),)]


def _downloads() -> str:
    """The folder that people save into."""
    return "~/Downloads/" if Path("~/Downloads").expanduser().is_dir() else "~/"
