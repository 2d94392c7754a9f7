"""A form for contacting somebody who may have asked not to be: it says so, and takes the override with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from app.domain.core.errors import Invalid
from app.domain.core.fields import Field
from app.domain.people.wishes import Unwanted, Wish
from app.screens.dialogs.form_dialog import ValuesDialog
from app.widgets.text import safe_line
from app.words import own, say, sentences

if TYPE_CHECKING:
    from app.domain.core.errors import Refusal
    from app.domain.core.fields import ParseContext

_OVERRIDE: Final = (
    Field("override", "Override", "yes_no", help="{choice.tick} ticks it: it takes place all the same."),
    Field("override_reason", "Reason", help="Is kept, such as: they asked for a call back."),
)


Offered = tuple[tuple[str, str], ...]
"""Numbers or addresses that can be chosen, the first one first, each with what it is."""


def offering(fields: Sequence[Field], code: str, offered: Offered) -> tuple[Field, ...]:
    """Fields of which one offers these values, if they are several; others can be typed."""
    choices = tuple((value, own(what)) for value, what in offered) if len(offered) > 1 else ()
    return tuple(
        replace(each, choices=choices, open=True) if each.code == code and choices else each for each in fields
    )


class ContactingDialog(ValuesDialog):
    """Fields of something by which somebody is contacted, and override and override_reason where there is a wish.

    Args:
        title: What it is about, such as ``Log a call · Contoso Coffee``.
        fields: The fields, in order; it begins at the first of them.
        context: In which text is read.
        wish: What is known to stand against it; what a refusal names is shown then.
        options: As for ``FormDialog``.
    """

    DEFAULT_CSS = """
    ContactingDialog #wish {
        color: $warning;
        height: auto;
        padding: 0 1;
        margin: 0 0 1 0;
    }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        context: ParseContext,
        *,
        wish: Wish | None = None,
        **options: Any,
    ) -> None:
        group = fields[0].group if fields else ""
        options["begin"] = options.get("begin") or (fields[0].code if fields else "")
        super().__init__(title, (*(replace(each, group=group) for each in _OVERRIDE), *fields), context, **options)
        self._wish = Static(id="wish")
        self._wish.display = False
        self._show_wish(wish)

    def compose_body(self) -> Iterable[Widget]:
        """What was asked, over the form."""
        yield self._wish
        yield from super().compose_body()

    def refuse(self, problem: Refusal) -> None:
        """Show a refusal; a wish that nobody knew of when the form was opened is shown with its override."""
        if isinstance(problem, Unwanted):
            self._show_wish(problem.wish)
            super().refuse(Invalid(problem.message, field="override", hint=problem.hint))
        else:
            super().refuse(problem)

    def _show_wish(self, wish: Wish | None) -> None:
        if wish is not None:
            began = say("What they began needs no override.") if self._has("direction") else ""
            self._wish.update(Content(f"▲ {sentences(f'{safe_line(str(wish))}.', began)}"))
        if wish is not None and not self._wish.display:
            self.chrome += 4
        self._wish.display = wish is not None
        for each in _OVERRIDE:
            self.form.reveal(each.code, wish is not None)

    def _has(self, code: str) -> bool:
        return any(each.code == code for each in self.form.fields)
