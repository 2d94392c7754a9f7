"""What a supervisor does on the board: tell an agent, pause a queue, reset, give promised calls away, save figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.core.fields import Field
from app.screens.host import Actions
from app.words import say, say_in

if TYPE_CHECKING:
    from app.domain.callqueue.rows import BoardAgent, BoardQueue
    from app.domain.core.outcomes import Outcome


class FloorActions(Actions):
    """The commands of the board."""

    PREFIXES = ("floor",)

    async def note(self) -> None:
        """Tell the agent under the cursor something."""
        agent: BoardAgent | None = self.host.pane("agents").cursor_item
        if agent is None:
            return
        space = await self.host.workspace()
        await self._asked(
            say("Tell · {name}", name=agent.name),
            (Field("text", "Note", help="Stands on their call screen until they have read it."),),
            lambda values: space.floor.note(agent.id, values["text"]),
        )

    async def pause(self) -> None:
        """Pause the queue under the cursor, or let it go on."""
        queue: BoardQueue | None = self.host.pane("queues").cursor_item
        if queue is not None:
            space = await self.host.workspace()
            verb = space.queues.resume if queue.state == "paused" else space.queues.pause
            await self.host.carry_out(verb, queue.code)

    async def reset(self) -> None:
        """Let the exhausted leads of the queue be called again."""
        queue: BoardQueue | None = self.host.pane("queues").cursor_item
        if queue is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.queues.reset, queue.code)

    async def reassign(self) -> None:
        """Give the call that a lead was promised to another agent, or to anyone."""
        space = await self.host.workspace()
        await self._asked(
            say("Give a promised call away"),
            (
                Field("lead", "Lead", help="By its code, email or name."),
                Field("to", "Agent", help="By login or name; empty for anyone."),
            ),
            lambda values: space.floor.reassign(values["lead"], values.get("to") or ""),
        )

    async def save(self) -> None:
        """Write the figures of today by agent to a file, and say where."""
        from app.screens.dialogs.form_dialog import ValuesDialog

        space = await self.host.workspace()

        def write(path: str) -> None:
            from app.domain.callqueue.export import save_csv

            save_csv(space.floor.metrics("agent"), Path(path).expanduser())

        async def attempt(answer: dict[str, Any]) -> object:
            return await self.host.ask(write, answer["to"])

        fields = (Field("to", say_in("field", "File"), help="A new file, such as agents.csv."),)
        answer = await self.host.show_dialog(
            ValuesDialog(
                say("Save as CSV"), fields, self.host.context.parse_context(), required=("to",), attempt=attempt
            )
        )
        if answer is not None:
            self.host.message_line.say(say("Written to {file}.", file=answer["to"]))

    async def _asked(self, title: str, fields: tuple[Field, ...], write: Any) -> Outcome | None:
        """Ask, and write the answer; the first field is required."""
        from app.screens.dialogs.form_dialog import ValuesDialog

        return await self.host.through(
            lambda attempt: ValuesDialog(
                title, fields, self.host.context.parse_context(), required=(fields[0].code,), attempt=attempt
            ),
            write,
        )
