"""A process definition by form: what it is called, for whom it is, when it is chosen; copies and files of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from app.domain.core.errors import Invalid
from app.domain.core.fields import Field, ParseContext
from app.domain.core.roles import ROLES
from app.domain.process.drafts import MAX_ORDER
from app.screens.dialogs.form_dialog import FormDialog, Values, ValuesDialog
from app.widgets.called import role_name
from app.widgets.forms.entering import ConditionEntry
from app.words import own, say

if TYPE_CHECKING:
    from app.domain.process.rows import DefinitionLine
    from app.screens.host import Attempt

_NAMES: Final = (
    Field("name", "Name"),
    Field("name_ar", "Name in Arabic"),
    Field("description", "Description", "prose"),
    Field("description_ar", "Description in Arabic", "prose"),
)
_ORDER: Final = Field(
    "order", "Order", "integer", minimum=0, maximum=MAX_ORDER, help="The lowest whose condition holds is chosen."
)


class DefinitionDialog(FormDialog[Values]):
    """What a definition says of itself; returns what has changed, and of what was emptied nothing.

    Args:
        line: The definition.
        fields: The fields that its condition may name, by the kind of record.
        context: In which text is read.
        title: What the dialog is about; the definition's name without it.
        options: As for ``FormDialog``: draft, attempt.
    """

    def __init__(
        self,
        line: DefinitionLine,
        fields: Mapping[str, Sequence[Field]],
        context: ParseContext,
        *,
        title: str = "",
        **options: Any,
    ) -> None:
        roles = Field(
            "roles",
            "Roles",
            "tags",
            choices=tuple((each, own(role_name(each))) for each in ROLES),
            help="Who may begin it; everybody where none is named.",
        )
        condition = Field(
            "condition", "Condition", "condition", help="On which records it is chosen, such as: source = web."
        )
        written = line.definition.as_json()
        super().__init__(
            title or say("Process · {name}", name=line.name),
            (*_NAMES, roles, condition, _ORDER),
            context,
            values={**written, "roles": tuple(written["roles"])},
            required=("name",),
            **options,
        )
        entry = self.form.row("condition").entry
        if isinstance(entry, ConditionEntry):
            entry.known = tuple({each.code: each for each in chain(*fields.values())}.values())

    def result(self, values: Values) -> Values:  # noqa: ARG002 - only what has changed is asked for
        """What has changed, as a definition writes it."""
        changes = self.form.changes()
        if "roles" in changes:
            changes["roles"] = list(changes["roles"] or ())
        return changes


def copy_dialog(line: DefinitionLine, context: ParseContext, attempt: Attempt) -> ValuesDialog:
    """Asks under which code and name a definition is copied."""
    return ValuesDialog(
        say("Copy {process}", process=line.name),
        (
            Field("code", "Code", help="A short word of a-z, 0-9 and _, such as our_sale."),
            Field("name", "Name", help="What the copy is called."),
        ),
        context,
        required=("code",),
        attempt=attempt,
    )


def path_dialog(title: str, code: str, context: ParseContext, attempt: Attempt, name: str = "") -> ValuesDialog:
    """Asks for a file; what is refused about it is said above the keys, since a path is longer than a field."""

    async def tried(values: Values) -> object:
        try:
            return await attempt(values)
        except Invalid as refusal:
            raise Invalid(refusal.message, hint=refusal.hint) from refusal

    return ValuesDialog(
        title,
        (Field(code, "File", help="Such as ~/processes/sale.toml."),),
        context,
        values={code: name},
        required=(code,),
        attempt=tried,
    )
