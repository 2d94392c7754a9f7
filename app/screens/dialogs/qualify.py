"""Qualifying and disqualifying a lead: what will be made, and what follows, before anything happens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

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
from app.words import Words, WordsByCode, in_context, listed, own, say, say_in, say_many, sentences

if TYPE_CHECKING:
    from app.commands.command import Command, Place

Match = tuple[str, str, str]
"""A record that may be the one: its reference, title, and why it fits and how sure that is."""
Step = tuple[str, str]
"""A required step that is not done: its code, and what it is called."""

#: The most opportunities one lead is qualified into.
MOST_OPPORTUNITIES = 5
#: The missing steps that have a key of their own; the others stand in the same stage.
KEYED_STEPS: Final = 4
#: Further records that may be the one which the pane names.
_MORE_NAMED: Final = 2
_COUNTS: Final[WordsByCode] = (
    ("1", in_context("opportunities", "One")),
    ("0", in_context("opportunities", "None")),
    ("2", in_context("opportunities", "Two")),
    ("3", in_context("opportunities", "Three")),
    ("4", in_context("opportunities", "Four")),
    ("5", in_context("opportunities", "Five")),
)
_EACH: Final[WordsByCode] = (
    ("new", "The one that matches, else a new one"),
    ("none", in_context("a record", "None")),
)
_REASON: Final = "missing_reason"


@dataclass(frozen=True, slots=True)
class Jump:
    """The answer that asks for a missing step, to come back with what was chosen.

    Attributes:
        step: The code of the step.
        chosen: What stands in the pane, by field.
    """

    step: str
    chosen: Values


def _target_field(code: str, label: str, new: str, matches: Sequence[Match], *, always: bool) -> Field:
    found = [(ref, own(f"{safe_line(title)} ({ref})")) for ref, title, _ in matches]
    made = [("new", say("New: {name}", name=safe_line(new)))] if new else []
    help_ = own("; ".join(f"{ref} {safe_line(reason)}" for ref, _, reason in matches))
    none = () if always and (found or made) else (("none", say_in("a record", "None")),)
    return Field(code, label, "choice", choices=(*found, *made, *none), help=help_ or None)


def _reason_field() -> Field:
    return Field(
        _REASON, "Why all the same", help="Why the lead is qualified although required steps are missing; it is kept."
    )


class QualifyDialog(FormDialog[Any]):
    """Asks what to make of a lead; returns account, contact (``new``, ``none`` or a reference) and opportunities.

    ``opportunities`` holds a name for each one to be made, and is empty for none; ``missing_reason`` is there where
    it was asked for. A key to a missing step returns a ``Jump`` instead.

    Args:
        lead: The lead's title.
        context: In which text is read.
        company: The company's name; without one no account can be made.
        person: The person's name; without one no contact can be made.
        topic: What the first opportunity is called at first.
        accounts: Accounts that may be this company, the likeliest first.
        contacts: Contacts that may be this person, the likeliest first.
        warnings: What the domain wants said beforehand.
        proposed: The account and the contact that are proposed; the likeliest without it.
        stage: The stage in which the process goes on with an opportunity.
        missing: The required steps that are not done.
        asks_reason: Whether the reason is asked why the lead is qualified without them.
        always: What managers want made always: account, contact, opportunity.
        before: Opportunities that were made of it before and are open, by code and name.
        chosen: What was chosen before a jump to a missing step, by field.
        options: As for ``FormDialog``.
    """

    DEFAULT_CSS = """
    QualifyDialog #consequences {
        margin: 1 0 0 0;
        padding: 0 1;
        color: $foreground 80%;
    }
    """
    PLACES: ClassVar[tuple[Place, ...]] = ("qualify", *FormDialog.PLACES)
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **FormDialog.COMMAND_ACTIONS,
        **{f"qualify.step_{number}": f"jump({number})" for number in range(1, KEYED_STEPS + 1)},
    }
    verb: ClassVar[Words] = "qualify"
    codes = (("company", "account"), ("name", "contact"), ("opportunity", "opportunity_1"))
    chrome = 16
    settle = 0.05

    def __init__(  # noqa: PLR0913 - each is one thing that is said beforehand
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
        proposed: tuple[str, str] | None = None,
        stage: str | None = None,
        missing: Sequence[Step] = (),
        asks_reason: bool = False,
        always: Collection[str] = (),
        before: Sequence[tuple[str, str]] = (),
        chosen: Values | None = None,
        **options: Any,
    ) -> None:
        self._warnings = tuple(warnings)
        self._accounts, self._contacts = tuple(accounts), tuple(contacts)
        self._matched = {ref: (title, reason) for ref, title, reason in (*accounts, *contacts)}
        self._company, self._person = safe_line(company), safe_line(person)
        self._stage, self._missing, self._before = stage, tuple(missing), tuple(before)
        name = safe_line(topic or company or person or lead)
        account, contact = proposed or (_proposed(accounts, self._company), _proposed(contacts, self._person))
        counts = tuple(each for each in _COUNTS if each[0] != "0" or before or "opportunity" not in always)
        super().__init__(
            say("Qualify · {name}", name=lead),
            (
                _target_field("account", "Account", self._company, accounts, always="account" in always),
                _target_field("contact", "Contact", self._person, contacts, always="contact" in always),
                Field("count", "Opportunities", "choice", choices=counts),
                *(
                    Field(f"opportunity_{n}", say("Opportunity {number}", number=n))
                    for n in range(1, MOST_OPPORTUNITIES + 1)
                ),
                *((_reason_field(),) if asks_reason else ()),
            ),
            context,
            values={
                "account": account,
                "contact": contact,
                "count": "0" if before else "1",
                "opportunity_1": name,
                **{f"opportunity_{n}": f"{name} ({n})" for n in range(2, MOST_OPPORTUNITIES + 1)},
                **(chosen or {}),
            },
            required=("account", "contact", "count", *((_REASON,) if asks_reason else ())),
            **options,
        )
        self.chrome = 11 + len(self._told(1))

    def compose_body(self) -> Iterable[Widget]:
        """The form over what follows from it."""
        yield from super().compose_body()
        yield Static(id="consequences")

    def hints(self) -> Sequence[Hint]:
        """Nothing happens before it is saved."""
        steps: tuple[Hint, ...] = (("qualify.step_1", say("missing step")),) if self._missing else ()
        return (
            ("form.save", say("qualify")),
            ("form.next", say("next field")),
            *steps,
            ("dialog.close", say("cancel")),
        )

    def on_mount(self) -> None:
        """Show what would follow from what is proposed."""
        self._show_consequences()

    def answers(self, command: Command) -> bool:
        """Whether the command can be run here: one that goes to a missing step, if there is that step."""
        goes = command.id.startswith("qualify.step_")
        there = int(command.id.rpartition("_")[2]) <= len(self._missing) if goes else True
        return there and super().answers(command)

    def result(self, values: Values) -> Values:
        """The choice as the domain takes it."""
        answer = {
            "account": values["account"],
            "contact": values["contact"],
            "opportunities": tuple(values.get(f"opportunity_{n}") or "" for n in range(1, int(values["count"]) + 1)),
        }
        return answer | ({_REASON: values[_REASON]} if values.get(_REASON) else {})

    def action_jump(self, number: int) -> None:
        """Go to a missing step; what is chosen is kept."""
        chosen = self.form.contents.readable()
        self.form.finish()
        self.dismiss(Jump(self._missing[number - 1][0], chosen))

    @on(Form.Edited)
    def _edited(self, event: Form.Edited) -> None:
        event.stop()
        self._show_consequences()

    def _show_consequences(self) -> None:
        count = int(self._value("count") or 0)
        for number in range(1, MOST_OPPORTUNITIES + 1):
            self.form.reveal(f"opportunity_{number}", number <= count)
        self.query_one("#consequences", Static).update(Content("\n".join(self._told(count))))

    def _told(self, count: int) -> list[str]:
        """What follows, and what is to be known before, line by line."""
        return [
            f"○ {self._about_account()}",
            f"○ {self._about_contact()}",
            f"○ {_becomes(count, self._stage)}",
            f"○ {say('The lead is closed as qualified.')}",
            *(f"▲ {each}" for each in self._alike()),
            *(
                f"▲ {say('{code} {name} was made of it before and is open.', code=code, name=safe_line(name))}"
                for code, name in self._before
            ),
            *([f"▲ {self._about_steps()}"] if self._missing else []),
            *(f"▲ {safe_line(warning)}" for warning in self._warnings),
        ]

    def _about_steps(self) -> str:
        """The missing steps, each with the key that goes to it."""
        shown = [
            " ".join(filter(None, (self.register.key(f"qualify.step_{number}"), safe_line(label))))
            for number, (_, label) in enumerate(self._missing[:KEYED_STEPS], start=1)
        ]
        more = len(self._missing) - KEYED_STEPS
        if more > 0:
            return say_many(
                "Still missing: {steps} and {n} more", "Still missing: {steps} and {n} more", more, steps=listed(shown)
            )
        return say("Still missing: {steps}", steps=listed(shown))

    def _alike(self) -> Iterator[str]:
        """Records that may be the same as what is to be made, and were not chosen."""
        for code, matches in (("account", self._accounts), ("contact", self._contacts)):
            chosen = self._value(code)
            others = [each for each in matches if each[0] != chosen][:_MORE_NAMED]
            if others and chosen == "new":
                named = listed(f"{safe_line(title)} ({ref}, {safe_line(why)})" for ref, title, why in others)
                yield say("May be there already: {names}.", names=named)

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


class QualifySeveralDialog(ValuesDialog):
    """Asks once what to make of several leads; returns account, contact, opportunities and the reason, if asked.

    Args:
        number: How many leads.
        context: In which text is read.
        closed: How many of them are closed, and stay as they are.
        missing: How many lack required steps.
        asks_reason: Whether the reason is asked why those are qualified.
        always: What managers want made always.
        options: As for ``FormDialog``.
    """

    DEFAULT_CSS = QualifyDialog.DEFAULT_CSS.replace("QualifyDialog", "QualifySeveralDialog")
    verb: ClassVar[Words] = "qualify"
    chrome = 15

    def __init__(
        self,
        number: int,
        context: ParseContext,
        *,
        closed: int = 0,
        missing: int = 0,
        asks_reason: bool = False,
        always: Collection[str] = (),
        **options: Any,
    ) -> None:
        self._left_alone, self._lacking = closed, missing
        counts = tuple(each for each in _COUNTS if each[0] != "0" or "opportunity" not in always)
        targets = {code: _EACH[:1] if code in always else _EACH for code in ("account", "contact")}
        super().__init__(
            say("Qualify · {name}", name=say_many("{n} lead", "{n} leads", number)),
            (
                Field("account", "Account", "choice", choices=targets["account"]),
                Field("contact", "Contact", "choice", choices=targets["contact"]),
                Field("count", "Opportunities of each", "choice", choices=counts),
                *((_reason_field(),) if asks_reason else ()),
            ),
            context,
            values={"account": "new", "contact": "new", "count": "1"},
            required=("account", "contact", "count", *((_REASON,) if asks_reason else ())),
            **options,
        )

    def compose_body(self) -> Iterable[Widget]:
        """The form over what follows from it."""
        yield from super().compose_body()
        yield Static(Content("\n".join(self._told())), id="consequences")

    def result(self, values: Values) -> Values:
        """The choice as the domain takes it."""
        answer = {**super().result(values), "opportunities": ("",) * int(values["count"])}
        answer.pop("count")
        return answer

    def _told(self) -> list[str]:
        left = say_many("{n} is closed and stays as it is.", "{n} are closed and stay as they are.", self._left_alone)
        lacking = say_many("{n} lacks required steps.", "{n} lack required steps.", self._lacking)
        undoes = self.register.say(say("{undo} takes all of it back at once."))
        return [
            f"○ {say('What exists already is looked for with each lead; a summary tells what was made.')}",
            f"○ {undoes}",
            *([f"▲ {left}"] if self._left_alone else []),
            *([f"▲ {lacking}"] if self._lacking else []),
        ]


class DisqualifyDialog(ValuesDialog):
    """Asks why a lead is closed; returns reason, comment and keep_contact.

    Args:
        lead: The lead's title.
        context: In which text is read.
        options: As for ``FormDialog``.
    """

    verb: ClassVar[Words] = "disqualify"

    def __init__(self, lead: str, context: ParseContext, **options: Any) -> None:
        fields = (
            Field(
                "reason",
                "Reason",
                "choice",
                choices=DISQUALIFY_REASONS,
                help="{text.left} and {text.right} walk through the reasons.",
            ),
            Field("comment", "Comment", "prose", help="Needed when the reason is Other."),
            Field(
                "keep_contact",
                "Keep contact and account",
                "yes_no",
                help="Keeps the person as a contact and the company as an account.",
            ),
        )
        super().__init__(say("Disqualify · {name}", name=lead), fields, context, required=("reason",), **options)

    def result(self, values: Values) -> Values:
        """The reason, and the comment that “other” needs."""
        if values["reason"] == "other" and not values["comment"]:
            raise Invalid(say("A comment is needed when the reason is Other."), field="comment")
        return {**super().result(values), "keep_contact": bool(values.get("keep_contact"))}


def _proposed(matches: Sequence[Match], name: str) -> str:
    return matches[0][0] if matches else "new" if name else "none"


def _becomes(count: int, stage: str | None) -> str:
    """What becomes of the lead with so many opportunities."""
    if not count:
        return say("No opportunity is made. The process stays where it is.")
    made = say_many("One opportunity is made.", "{n} opportunities are made.", count)
    return sentences(made, say("The process goes on in {stage}.", stage=stage)) if stage else made
