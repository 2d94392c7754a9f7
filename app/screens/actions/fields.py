"""What can be done with fields of one's own in Setup: adding, renaming, and offering further choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.domain.core.fields import Field
from app.screens.host import Actions
from app.words import Own, in_english, own, say

if TYPE_CHECKING:
    from app.commands.command import Command
    from app.domain.core.outcomes import Outcome
    from app.domain.fields.rows import OwnField

_LABELS: Final = (Field("label", "Label"), Field("label_ar", "Label in Arabic"))
_HELP: Final = Field("help", "Help")
_CHOICES: Final = Field("choices", "Choices", "prose", help="One a line, with its Arabic behind a bar: Beans|البن.")


class FieldActions(Actions):
    """The commands of the fields."""

    PREFIXES = ("field",)

    def _chosen(self) -> OwnField | None:
        chosen: OwnField | None = self.host.pane("fields").cursor_item
        return chosen

    def why_not(self, command: Command) -> str:
        """Why a field takes no choices."""
        chosen = self._chosen()
        if command.id == "field.extend" and chosen is not None and not chosen.field.choices:
            return say("Only a field of the type choice has choices.")
        return ""

    async def add(self) -> None:
        """Add a field to a kind of record."""
        from app.screens.dialogs.form_dialog import ValuesDialog

        space = await self.host.workspace()
        kinds = await self.host.ask(space.fields.kinds)
        types = await self.host.ask(space.fields.types)
        fields = (
            Field("kind", "Record", "choice", choices=tuple((code, own(name)) for code, name in kinds)),
            *_LABELS,
            Field("type", "Type", "choice", choices=tuple((code, own(name)) for code, name in types)),
            _CHOICES,
            _HELP,
        )
        context = self.host.context.parse_context()

        def write(values: dict[str, Any]) -> Outcome:
            return space.fields.add_custom(
                values["kind"],
                values["label"],
                values["type"],
                choices=_lines(values),
                help_=values.get("help"),
                label_ar=values.get("label_ar") or "",
            )

        await self.host.through(
            lambda attempt: ValuesDialog(
                say("New field"),
                fields,
                context,
                values={"kind": kinds[0][0], "type": "line"},
                required=("kind", "label", "type"),
                begin="label",
                draft=self.host.draft("field-new"),
                attempt=attempt,
            ),
            write,
        )

    async def edit(self) -> None:
        """Call a field something else; its code and what records hold of it stay."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.screens.dialogs.settings import ChangesDialog

        space = await self.host.workspace()
        context = self.host.context.parse_context()
        label = chosen.field.label
        arabic = label.by_language.get("ar", "") if isinstance(label, Own) else ""

        def write(values: dict[str, Any]) -> Outcome:
            emptied = {code: value or "" for code, value in values.items()}
            return space.fields.rename(
                chosen.kind,
                chosen.field.code,
                label=emptied.get("label"),
                label_ar=emptied.get("label_ar"),
                help_=emptied.get("help"),
            )

        await self.host.through(
            lambda attempt: ChangesDialog(
                say("Field · {name}", name=label),
                (*_LABELS, _HELP),
                context,
                values={"label": in_english(label), "label_ar": arabic, "help": chosen.field.help},
                required=("label",),
                draft=self.host.draft(f"field-{chosen.id}"),
                attempt=attempt,
            ),
            write,
        )

    async def extend(self) -> None:
        """Let a field offer further choices."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.screens.dialogs.form_dialog import ValuesDialog

        space = await self.host.workspace()
        context = self.host.context.parse_context()

        def write(values: dict[str, Any]) -> Outcome:
            return space.fields.extend(chosen.kind, chosen.field.code, _lines(values))

        await self.host.through(
            lambda attempt: ValuesDialog(
                say("Choices of {name}", name=chosen.field.label),
                (_CHOICES,),
                context,
                required=("choices",),
                draft=self.host.draft(f"choices-{chosen.id}"),
                attempt=attempt,
            ),
            write,
        )


def _lines(values: dict[str, Any]) -> list[str]:
    """The choices that were typed, one a line."""
    return [line for line in (values.get("choices") or "").splitlines() if line.strip()]
