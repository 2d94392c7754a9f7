"""Adding and changing an email, phone or address of a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from textual import on

from app.domain.core.errors import Invalid
from app.domain.core.fields import Field, ParseContext
from app.domain.people.labels import LABELS
from app.domain.people.rows import ADDRESS_PARTS
from app.screens.dialogs.form_dialog import FormDialog, Values
from app.widgets.forms.form import Form
from app.words import Words, WordsByCode, in_context, own, say, say_declared

MEDIA: Final[WordsByCode] = (("email", "Email"), ("phone", "Phone"), ("address", "Address"))
_CALLED: Final[Mapping[str, Words]] = {
    "business": "Business",
    "mobile": "Mobile",
    "home": "Home",
    "office": "Office",
    "billing": "Billing",
    "shipping": "Shipping",
    "other": in_context("contact point", "Other"),
}
_EMPTY: Final[Mapping[str, Words]] = {
    "email": "The email is empty.",
    "phone": "The phone is empty.",
    "address": "The address is empty.",
}
_PARTS: Final = {"email": ("email",), "phone": ("phone",), "address": ADDRESS_PARTS}


def _label(medium: str) -> Field:
    choices = tuple((each, _CALLED.get(each, each)) for each in LABELS[medium])
    return Field(f"{medium}_label", "Kind", "choice", choices=choices)


_VALUES: Final = (
    Field("email", "Email", "email"),
    _label("email"),
    Field("phone", "Phone", "phone", help="With its country, such as +971 50 123 4567."),
    _label("phone"),
    Field("street", "Street"),
    Field("city", "City"),
    Field("region", "Region"),
    Field("postal_code", "Postal code"),
    Field("country", "Country", "country"),
    _label("address"),
)


class ReachDialog(FormDialog[Values]):
    """Adds or changes an email, phone or address; returns ref, medium, value, label and, of a new one, primary.

    Args:
        title: What it is about.
        context: In which text is read.
        whose: The records it can belong to: id and name of each.
        medium: email, phone or address; of a new one what is proposed.
        edit: Whether there is one already; then it stays what it is and whose it is.
        options: As for ``FormDialog``; ``values`` may give the fields and ``label``.
    """

    settle = 0.05
    codes = (("address", "street"),)

    def __init__(
        self,
        title: str,
        context: ParseContext,
        *,
        whose: Mapping[str, str],
        medium: str,
        edit: bool = False,
        **options: Any,
    ) -> None:
        fields = (
            Field("ref", "Whose", "choice", choices=tuple((id, own(name)) for id, name in whose.items())),
            Field("medium", in_context("contact point", "What"), "choice", choices=MEDIA),
            *_VALUES,
            Field(
                "primary", "Primary", "yes_no", help="{choice.tick} ticks it: the one before stays as a further one."
            ),
        )
        values = dict(options.pop("values", {}))
        values[f"{medium}_label"] = values.pop("label", "other")
        whose_first = next(iter(whose))
        super().__init__(
            title,
            fields,
            context,
            values={"ref": whose_first, "medium": medium, **values},
            begin=_PARTS[medium][0] if edit else "medium",
            required=() if edit else ("medium",),
            **options,
        )
        self._edit, self._asks_whose, self._medium = edit, len(whose) > 1 and not edit, medium
        self._whose = whose_first

    def on_mount(self) -> None:
        """Ask only what belongs to the sort proposed."""
        self._reveal()
        super().on_mount()

    def result(self, values: Values) -> Values:
        """The value, what it is called, and whose it is."""
        medium = self._chosen()
        parts = {code: values.get(code) for code in _PARTS[medium]}
        if not any(parts.values()):
            raise Invalid(say_declared(_EMPTY[medium]), field=_PARTS[medium][0], hint=say("Give one."))
        return {
            "ref": values.get("ref") or self._whose,
            "medium": medium,
            "value": parts if medium == "address" else parts[medium],
            "label": values.get(f"{medium}_label") or "other",
            "primary": bool(values.get("primary")),
        }

    @on(Form.Edited)
    def _edited(self, event: Form.Edited) -> None:
        event.stop()
        self._reveal()

    def _chosen(self) -> str:
        """The sort that is chosen; while it is half typed the one before."""
        chosen = self.form.contents.readable().get("medium")
        self._medium = chosen or self._medium
        return self._medium

    def _reveal(self) -> None:
        chosen = self._chosen()
        shown = {*_PARTS[chosen], f"{chosen}_label"}
        for field in _VALUES:
            self.form.reveal(field.code, field.code in shown)
        self.form.reveal("ref", self._asks_whose)
        self.form.reveal("medium", not self._edit)
        self.form.reveal("primary", not self._edit)
