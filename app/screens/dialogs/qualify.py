"""Qualifying and disqualifying a lead: what will be made, and what follows, before anything happens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Final

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from app.domain.core.errors import Invalid
from app.domain.core.fields import Field, ParseContext
from app.domain.leads.fields import DISQUALIFY_REASONS
from app.screens.dialogs.base import Hint
from app.screens.dialogs.form_dialog import FormDialog, Values, ValuesDialog
from app.widgets.forms.form import Form
from app.widgets.text import safe_line
from app.words import Words, WordsByCode, in_context, own, say, say_in, say_many, sentences

Match = tuple[str, str, str]
"""A record that may be the one: its reference, title, and why it fits."""

#: The most opportunities one lead is qualified into.
MOST_OPPORTUNITIES = 5
_COUNTS: Final[WordsByCode] = (
    ("1", in_context("opportunities", "One")),
    ("0", in_context("opportunities", "None")),
    ("2", in_context("opportunities", "Two")),
    ("3", in_context("opportunities", "Three")),
    ("4", in_context("opportunities", "Four")),
    ("5", in_context("opportunities", "Five")),
)


def _target_field(code: str, label: str, new: str, matches: Sequence[Match]) -> Field:
    found = [(ref, own(f"{safe_line(title)} ({ref})")) for ref, title, _ in matches]
    made = [("new", say("New: {name}", name=safe_line(new)))] if new else []
    help_ = own("; ".join(f"{ref} {safe_line(reason)}" for ref, _, reason in matches))
    choices = (*found, *made, ("none", say_in("a record", "None")))
    return Field(code, label, "choice", choices=choices, help=help_ or None)


class QualifyDialog(FormDialog[Values]):
    """Asks what to make of a lead; returns account, contact (``new``, ``none`` or a reference) and opportunities.

    ``opportunities`` holds a name for each one to be made, and is empty for none.

    Args:
        lead: The lead's title.
        context: In which text is read.
        company: The company's name; without one no account can be made.
        person: The person's name; without one no contact can be made.
        topic: What the first opportunity is called at first.
        accounts: Accounts that may be this company, the likeliest first; it is proposed.
        contacts: Contacts that may be this person, the likeliest first; it is proposed.
        warnings: What the domain wants said beforehand.
        options: As for ``FormDialog``.
    """

    DEFAULT_CSS = """
    QualifyDialog #consequences {
        margin: 1 0 0 0;
        padding: 0 1;
        color: $foreground 80%;
    }
    """
    verb: ClassVar[Words] = "qualify"
    codes = (("company", "account"), ("name", "contact"), ("opportunity", "opportunity_1"))
    chrome = 16
    settle = 0.05

    def __init__(
        self,
        lead: str,
        context: ParseContext,
        *,
        company: str | None,
        person: str | None,
        topic: str | None = None,
        accounts: Sequence[Match] = (),
        contacts: Sequence[Match] = (),
        warnings: Sequence[str] = (),
        **options: Any,
    ) -> None:
        self._warnings = tuple(warnings)
        self._matched = {ref: (title, reason) for ref, title, reason in (*accounts, *contacts)}
        self._company, self._person = safe_line(company), safe_line(person)
        name = safe_line(topic or company or person or lead)
        super().__init__(
            say("Qualify · {name}", name=lead),
            (
                _target_field("account", "Account", self._company, accounts),
                _target_field("contact", "Contact", self._person, contacts),
                Field("count", "Opportunities", "choice", choices=_COUNTS),
                *(
                    Field(f"opportunity_{n}", say("Opportunity {number}", number=n))
                    for n in range(1, MOST_OPPORTUNITIES + 1)
                ),
            ),
            context,
            values={
                "account": _proposed(accounts, self._company),
                "contact": _proposed(contacts, self._person),
                "count": "1",
                "opportunity_1": name,
                **{f"opportunity_{n}": f"{name} ({n})" for n in range(2, MOST_OPPORTUNITIES + 1)},
            },
            required=("account", "contact", "count"),
            **options,
        )

    def compose_body(self) -> Iterable[Widget]:
        """The form over what follows from it."""
        yield from super().compose_body()
        yield Static(id="consequences")

    def hints(self) -> Sequence[Hint]:
        """Nothing happens before it is saved."""
        return (
            ("form.save", say("qualify")),
            ("form.next", say("next field")),
            ("dialog.close", say("cancel")),
        )

    def on_mount(self) -> None:
        """Show what would follow from what is proposed."""
        self._show_consequences()

    def result(self, values: Values) -> Values:
        """The choice as the domain takes it."""
        return {
            "account": values["account"],
            "contact": values["contact"],
            "opportunities": tuple(values.get(f"opportunity_{n}") or "" for n in range(1, int(values["count"]) + 1)),
        }

    @on(Form.Edited)
    def _edited(self, event: Form.Edited) -> None:
        event.stop()
        self._show_consequences()

    def _show_consequences(self) -> None:
        count = int(self._value("count") or 0)
        for number in range(1, MOST_OPPORTUNITIES + 1):
            self.form.reveal(f"opportunity_{number}", number <= count)
        lines = [
            f"○ {self._about_account()}",
            f"○ {self._about_contact()}",
            f"○ {_becomes(count)}",
            f"○ {say('The lead is closed as qualified.')}",
            *(f"▲ {safe_line(warning)}" for warning in self._warnings),
        ]
        self.query_one("#consequences", Static).update(Content("\n".join(lines)))

    def _about_account(self) -> str:
        value = self._value("account")
        if value == "new":
            return say("Account “{name}” is made.", name=self._company)
        if value in self._matched:
            return say("Account {name} ({code}, {why}) is used, gaps filled.", **self._matching(value))
        return say("No account is made.")

    def _about_contact(self) -> str:
        value = self._value("contact")
        if value == "new":
            return say("Contact “{name}” is made.", name=self._person)
        if value in self._matched:
            return say("Contact {name} ({code}, {why}) is used, gaps filled.", **self._matching(value))
        return say("No contact is made.")

    def _matching(self, value: str) -> dict[str, str]:
        """What tells a record that was found: name, code and why it fits."""
        title, reason = self._matched[value]
        return {"name": safe_line(title), "code": value, "why": safe_line(reason)}

    def _value(self, code: str) -> str | None:
        try:
            value = self.form.contents.value(code)
        except Invalid:
            return None
        return None if value is None else str(value)


class DisqualifyDialog(ValuesDialog):
    """Asks why a lead is closed; returns reason, comment and keep_contact.

    Args:
        lead: The lead's title.
        context: In which text is read.
        several: Whether it is about several leads; their contacts are not asked for.
        options: As for ``FormDialog``.
    """

    verb: ClassVar[Words] = "disqualify"

    def __init__(self, lead: str, context: ParseContext, *, several: bool = False, **options: Any) -> None:
        fields = (
            Field(
                "reason",
                "Reason",
                "choice",
                choices=DISQUALIFY_REASONS,
                help="{text.left} and {text.right} walk through the reasons.",
            ),
            Field("comment", "Comment", "prose", help="Needed when the reason is Other."),
            Field("keep_contact", "Keep the contact", "yes_no", help="Keeps the person as a contact."),
        )
        asked = fields[:-1] if several else fields
        super().__init__(say("Disqualify · {name}", name=lead), asked, context, required=("reason",), **options)

    def result(self, values: Values) -> Values:
        """The reason, and the comment that “other” needs."""
        if values["reason"] == "other" and not values["comment"]:
            raise Invalid(say("A comment is needed when the reason is Other."), field="comment")
        return {**super().result(values), "keep_contact": bool(values.get("keep_contact"))}


def _proposed(matches: Sequence[Match], name: str) -> str:
    return matches[0][0] if matches else "new" if name else "none"


def _becomes(count: int) -> str:
    """What becomes of the lead with so many opportunities."""
    if not count:
        return say("No opportunity is made. The process stays where it is.")
    made = say_many("One opportunity is made.", "{n} opportunities are made.", count)
    return sentences(made, say("The process goes on in Develop."))
