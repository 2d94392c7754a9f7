"""Adding and changing stakeholders and competitors."""

from __future__ import annotations

from typing import Any

from textual import on

from app.domain.competitors.fields import STATUSES
from app.domain.core.fields import Field, ParseContext
from app.domain.stakeholders.fields import ATTITUDES, ROLES
from app.screens.dialogs.form_dialog import FormDialog, Values, ValuesDialog, filled
from app.widgets.forms.form import Form
from app.words import say

_NEW_PERSON = ("job_title", "email", "phone")


def _stakeholder_fields(roles: tuple[tuple[str, str], ...]) -> tuple[Field, ...]:
    return (
        Field("person", "Person", "contact", open=True, help="A contact we know, or a new name."),
        Field("job_title", "Job title"),
        Field("email", "Email", "email"),
        Field("phone", "Phone", "phone"),
        Field("roles", "Roles", "tags", choices=roles, open=True, help="One or more, separated by commas."),
        Field("influence", "Influence", "integer", minimum=1, maximum=5, help="1 has little, 5 decides."),
        Field("attitude", "Attitude", "choice", choices=ATTITUDES),
        Field("notes", "Notes", "prose"),
    )


class StakeholderDialog(FormDialog[Values]):
    """Adds or changes a stakeholder.

    Returns roles, influence, attitude and notes; for a new one also ``contact`` (a contact picked) or ``name`` with
    job_title, email and phone (a contact to be made).

    Args:
        record: The record's title, or the stakeholder's name when one is changed.
        context: In which text is read.
        edit: Whether an existing stakeholder is changed; then only what differs is returned.
        roles: Code and label of the roles there are.
        options: As for ``FormDialog``.
    """

    settle = 0.1
    codes = (("name", "person"), ("contact", "person"))

    def __init__(
        self,
        record: str,
        context: ParseContext,
        *,
        edit: bool = False,
        roles: tuple[tuple[str, str], ...] = ROLES,
        **options: Any,
    ) -> None:
        fields = _stakeholder_fields(roles)
        if not edit:
            options["values"] = {"roles": ("stakeholder",), **options.get("values", {})}
        super().__init__(
            say("Stakeholder · {name}", name=record) if edit else say("Add stakeholder · {name}", name=record),
            fields[4:] if edit else fields,
            context,
            required=() if edit else ("person",),
            **options,
        )
        self._edit = edit

    def result(self, values: Values) -> Values:
        """The contact picked, or the person to be made."""
        if self._edit:
            return self.form.changes()
        person = values.pop("person")
        picked = self._picked()
        if picked:
            return {
                "contact": picked,
                **{code: each for code, each in filled(values).items() if code not in _NEW_PERSON},
            }
        return {"name": person, **filled(values)}

    @on(Form.Edited)
    def _edited(self, event: Form.Edited) -> None:
        event.stop()
        if not self._edit:
            for code in _NEW_PERSON:
                self.form.reveal(code, not self._picked())

    def _picked(self) -> str:
        return self.form.contents.kept().links.get("person", "")


class CompetitorDialog(ValuesDialog):
    """Adds or changes a competitor on a record; returns name (a reference or a new name), status, notes.

    Args:
        record: The record's title, or the competitor's name when one is changed.
        context: In which text is read.
        edit: Whether one on the record is changed; then the name is not asked.
        options: As for ``FormDialog``.
    """

    codes = (("competitor", "name"),)

    def __init__(self, record: str, context: ParseContext, *, edit: bool = False, **options: Any) -> None:
        fields = (
            Field("name", "Competitor", "competitor", open=True, help="One we know, or a new name."),
            Field("status", "Status", "choice", choices=STATUSES),
            Field("notes", "Notes", "prose", help="What they offer here, and how we know."),
        )
        options["values"] = {"status": "suspected", **options.get("values", {})}
        super().__init__(
            say("Competitor · {name}", name=record) if edit else say("Add competitor · {name}", name=record),
            fields[1:] if edit else fields,
            context,
            required=() if edit else ("name",),
            **options,
        )
