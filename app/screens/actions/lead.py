"""What can be done with a lead: enter, edit, research, qualify, disqualify, assign, and the rest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.core.errors import Conflict
from app.domain.core.field_types.links import Link
from app.domain.leads.fields import BY_CODE, PEOPLE_FOUND, QUICK_FORM, RESEARCH_FORM
from app.domain.leads.kinds import LEAD
from app.screens.host import Actions
from app.widgets.called import kind_name, role_name
from app.words import say, say_in, say_many, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.core.columns import RecordCard
    from app.domain.core.fields import Field
    from app.domain.core.outcomes import Outcome
    from app.screens.dialogs.lead import LeadForm
    from app.screens.host import Host

#: From so many leads on, a command on several asks first.
MANY = 3


class LeadActions(Actions):
    """The commands of a lead."""

    PREFIXES = ("lead",)

    async def add(self) -> None:
        """Enter a lead; possible duplicates are shown while it is typed."""
        from app.screens.dialogs.lead import LeadForm

        space = await self.host.workspace()

        async def find_duplicates(values: dict[str, Any]) -> str:
            hits = await self.host.ask(space.leads.duplicates, values)
            if not hits:
                return ""
            first, more = hits[0], len(hits) - 1
            places = {"title": first.title, "code": first.code, "why": first.reason}
            if not more:
                return say("Possible duplicate: {title}, {code} ({why}).", **places)
            return say_many(
                "Possible duplicate: {title}, {code} ({why}) and {n} more.",
                "Possible duplicate: {title}, {code} ({why}) and {n} more.",
                more,
                **places,
            )

        outcome = await self.host.through(
            lambda attempt: LeadForm.quick(
                [BY_CODE[code] for code in QUICK_FORM],
                self.host.context.parse_context(),
                find_duplicates=find_duplicates,
                draft=self.host.draft("lead-add"),
                begin="company",
                attempt=attempt,
            ),
            space.leads.add,
        )
        if outcome is not None:
            await self.host.show_new(outcome)

    async def edit(self) -> None:
        """Change any field of the lead."""
        if self.host.overview is not None and self._workable_card() is not None:
            fields = [each for each in self.host.overview.fields if not each.computed and each.code != "kind"]
            await self._edit_fields("Edit", say_in("a record", "Edit"), fields, grouped=True)

    async def research(self) -> None:
        """Take in what was found about the company and its people; the pages that tell more are a key away."""
        from app.screens.actions.pages import choose_page, numbered
        from app.screens.dialogs.research import ResearchForm

        card = self._workable_card()
        if card is None:
            return
        space = await self.host.workspace()
        pages = [each for each in await self.host.ask(space.research.links, card.id) if each.url]

        def write(changes: dict[str, Any], version: int) -> Outcome:
            values = dict(changes)
            return space.research.enter(card.id, values, values.pop("people", None) or (), version=version)

        await self._edit_fields(
            "Research",
            say_in("a record", "Research"),
            [*(BY_CODE[code] for code in RESEARCH_FORM), PEOPLE_FOUND],
            form=partial(
                ResearchForm,
                names=numbered(pages),
                open_page=lambda: choose_page(self.host, card.title, pages),
            ),
            write=write,
        )

    async def _edit_fields(
        self,
        kept_as: str,
        word: str,
        fields: Sequence[Field],
        *,
        grouped: bool = False,
        form: Callable[..., LeadForm] | None = None,
        write: Callable[[dict[str, Any], int], Outcome] | None = None,
    ) -> None:
        """Fill in some fields.

        Args:
            kept_as: What the draft is kept as.
            word: What is done with them, in a word.
            fields: The fields.
            grouped: Whether they stand under the headings of their groups.
            form: Makes the form, if not the plain one.
            write: Takes in what differs, from a version on; else the lead is edited.
        """
        from app.screens.dialogs.lead import LeadForm

        card = self._workable_card()
        if card is None:
            return
        space = await self.host.workspace()
        values = {each.code: card.values.get(each.code) for each in fields}
        version = card.version

        def edit(changes: dict[str, Any], version: int) -> Outcome:
            fields, asked = _without_override(changes)
            return space.leads.edit(card.id, fields, version=version, **asked)

        take_in = write or edit

        async def attempt(changes: dict[str, Any]) -> object:
            nonlocal version
            try:
                outcome = await self.host.ask(take_in, changes, version)
            except Conflict as conflict:
                if not await self._overwrite(conflict, fields):
                    raise
                version = (await self.host.ask(space.leads.show, card.id)).version
                outcome = await self.host.ask(take_in, changes, version)
            self.host.tell(outcome)
            return outcome

        await self.host.show_dialog(
            (form or LeadForm)(
                say("{what} · {name}", what=word, name=card.title),
                fields,
                self.host.context.parse_context(),
                grouped=grouped,
                values=values,
                suggest=self.host.suggest,
                draft=self.host.draft(f"lead-{kept_as}-{card.code}"),
                attempt=attempt,
            )
        )

    async def _overwrite(self, conflict: Conflict, fields: Sequence[Field]) -> bool:
        """Show both sides of a conflict; whether mine is to hold."""
        from app.screens.dialogs.conflict import ConflictDialog

        labels = {each.code: each.label for each in fields}
        sides = [
            (labels.get(code, code), str(conflict.mine[code] or ""), str(conflict.theirs.get(code) or ""))
            for code in conflict.mine
        ]
        return await self.host.show_dialog(ConflictDialog(conflict.message, sides)) == "mine"

    async def qualify(self) -> None:
        """Decide that the lead is a viable sale, and make what follows from it."""
        from app.screens.actions.qualifying import qualify, qualify_several

        if self.host.chosen_card() is None:
            return
        await (qualify_several(self.host) if self.host.marked() else qualify(self.host))

    async def make(self) -> None:
        """Make something of the lead while it goes on."""
        from app.screens.actions.making import make

        card = self.host.chosen_card()
        if card is not None and is_workable(self.host, card):
            await make(self.host, card)

    async def disqualify(self) -> None:
        """Stop pursuing the lead, with a reason."""
        from app.screens.dialogs.qualify import DisqualifyDialog

        card = self._workable_card()
        if card is None:
            return
        space = await self.host.workspace()
        marked = self.host.marked()

        def write(values: dict[str, Any]) -> Outcome:
            reason, comment, keep = values["reason"], values.get("comment"), bool(values.get("keep_contact"))
            if marked:
                return space.batches.disqualify(marked, reason, comment, keep_contact=keep)
            return space.qualification.disqualify(card.id, reason, comment, keep_contact=keep)

        title = self._about(card)
        done = await self.host.through(
            lambda attempt: DisqualifyDialog(
                title,
                self.host.context.parse_context(),
                draft=self.host.draft("disqualify-several" if marked else f"disqualify-{card.code}"),
                attempt=attempt,
            ),
            write,
        )
        if done is not None:
            self.host.unmark()
            self.host.leave_record()

    async def reactivate(self) -> None:
        """Open a closed lead again."""
        if self.host.chosen_card() is None:
            return
        space = await self.host.workspace()
        if await self.host.carry_out(space.qualification.reactivate, self.host.wanted) is not None:
            self.host.leave_record()

    async def _several(self, question: Callable[[int], str], write: Callable[[Sequence[str]], Outcome]) -> bool:
        """Do to every selected lead what a command does to one, after asking; whether any are selected.

        Args:
            question: What is about to happen to so many of them, and what takes it back.
            write: The decision about all of them.
        """
        from app.screens.dialogs.confirm import ConfirmDialog

        marked = self.host.marked()
        if not marked:
            return False
        if len(marked) >= MANY:
            dialog = ConfirmDialog(say("Several leads"), question(len(marked)), action=say("Do it"))
            if not await self.host.show_dialog(dialog):
                return True
        if await self.host.carry_out(write, marked) is not None:
            self.host.unmark()
        return True

    async def assign(self) -> None:
        """Give the lead, or those selected, to an owner and to colleagues who work on it beside the owner."""
        from app.domain.leads.queries import assignee_ids
        from app.screens.dialogs.assign import AssignDialog, Colleague

        card = self._workable_card()
        if card is None:
            return
        space = await self.host.workspace()
        users = [each for each in await self.host.ask(space.users.list) if each.active]
        marked = self.host.marked()
        owner = card.values.get("owner")

        def beside() -> frozenset[str]:
            with space.desk.read() as reader:
                return assignee_ids(reader, card.id)

        working = frozenset() if marked else await self.host.ask(beside)
        answer = await self.host.show_dialog(
            AssignDialog(
                say("Assign · {name}", name=self._about(card)),
                [Colleague(each.id, each.name, role_name(each.role), each.id in working) for each in users],
                owner.id if isinstance(owner, Link) and not marked else None,
            )
        )
        if answer is None:
            return

        def question(number: int) -> str:
            return say_many(
                "{n} lead will be assigned. One undo takes it back for all of them.",
                "{n} leads will be assigned. One undo takes it back for all of them.",
                number,
            )

        if not await self._several(question, lambda refs: space.batches.assign(refs, answer.owner, answer.to)):
            await self.host.carry_out(space.leads.assign, card.id, answer.owner, answer.to)

    async def next_contact(self) -> None:
        """Set when to speak to them next."""
        from app.screens.dialogs.activity import NextContactDialog

        card = self._workable_card()
        if card is None:
            return
        space = await self.host.workspace()
        values = {
            "when": card.values.get("next_contact_at"),
            "by": card.values.get("next_contact_by"),
        }
        wish = await self.host.ask(space.timeline.wish, "next_contact", card.id)
        await self.host.through(
            lambda attempt: NextContactDialog(
                card.title,
                self.host.context.parse_context(),
                wish=wish,
                values=values,
                suggest=self.host.suggest,
                draft=self.host.draft(f"next-contact-{card.code}"),
                attempt=attempt,
            ),
            lambda answer: space.leads.set_next_contact(card.id, **answer),
        )

    async def status(self) -> None:
        """Set how far the lead has come."""
        from app.domain.leads.rules import SETTABLE
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        card = self._workable_card()
        if card is None:
            return
        space = await self.host.workspace()
        options = [Option(code, BY_CODE["status"].choice_label(code)) for code in SETTABLE]
        chosen = await self.host.show_dialog(
            ChoiceDialog(say("Status · {name}", name=self._about(card)), options, card.values.get("status"))
        )
        if not chosen:
            return
        status = BY_CODE["status"].choice_label(chosen)

        def question(number: int) -> str:
            return say_many(
                "{n} lead will be set to {status}. One undo takes it back for all of them.",
                "{n} leads will be set to {status}. One undo takes it back for all of them.",
                number,
                status=status,
            )

        if not await self._several(question, lambda refs: space.batches.set_status(refs, chosen)):
            await self.host.carry_out(space.leads.set_status, card.id, chosen)

    async def duplicates(self) -> None:
        """Show records that may be the same; the one chosen is shown."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        card = self.host.chosen_card()
        if card is None:
            return
        space = await self.host.workspace()
        hits = await self.host.ask(space.leads.duplicates, card.id)
        if not hits:
            self.host.message_line.say(say("Nothing looks like {name}.", name=card.title), "info")
            return
        options = [Option(hit, hit.title, f"{kind_name(hit.kind)} · {hit.reason}") for hit in hits]
        hit = await self.host.show_dialog(ChoiceDialog(say("May be the same as {name}", name=card.title), options))
        if hit is not None and hit.kind == "lead":
            self.host.go_to(hit.id)
        elif hit is not None:
            words = say(
                "{title} is a {kind}, {code}: {why}.",
                title=hit.title,
                kind=kind_name(hit.kind),
                code=hit.code,
                why=hit.reason,
            )
            self.host.message_line.say(words, "info")

    async def delete(self) -> None:
        """Put the lead away, after asking; it can be undone."""
        from app.screens.dialogs.confirm import ConfirmDialog

        if self.host.chosen_card() is None or self.host.overview is None:
            return
        if self.host.marked():
            space = await self.host.workspace()
            await self._several(_asks_deleting, space.batches.delete)
            return
        card = self.host.overview.card
        space = await self.host.workspace()
        with_it = await self.host.ask(space.qualification.hanging, card.id)
        question = sentences(
            say("{name} ({code}) will be deleted.", name=card.title, code=card.code),
            say("With it: {what}.", what=with_it) if with_it else "",
            self.host.register.say(say("{undo} brings it back.")),
            say("Disqualifying is the usual way to close a lead."),
        )
        sure = await self.host.show_dialog(ConfirmDialog(say("Delete lead"), question, action=say("Delete")))
        if sure:
            await self.host.carry_out(space.qualification.delete, card.id)

    def _about(self, card: RecordCard) -> str:
        """What a command is about: the leads selected, or else the one shown."""
        marked = self.host.marked()
        return say_many("{n} lead", "{n} leads", len(marked)) if marked else card.title

    def _workable_card(self) -> RecordCard | None:
        """The lead shown if it is open, or selected ones stand for it; a message says why not, and what helps."""
        card = self.host.chosen_card()
        if card is None or self.host.marked() or is_workable(self.host, card):
            return card
        return None


def is_workable(host: Host, card: RecordCard) -> bool:
    """Whether a record shown may be changed; of a closed lead a message says why not, and what helps."""
    if card.kind != LEAD.name or LEAD.is_open(card.values):
        return True
    reactivates = host.register.say(say("{lead.reactivate} reactivates it."))
    host.message_line.say(sentences(say("{name} is closed.", name=card.title), reactivates), "refused")
    return False


def _asks_deleting(number: int) -> str:
    return say_many(
        "{n} lead will be deleted. One undo takes it back for all of them.",
        "{n} leads will be deleted. One undo takes it back for all of them.",
        number,
    )


def _without_override(changes: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was typed into the fields of a record, and apart from it the override of a wish, if there is one."""
    asked: dict[str, Any] = {code: changes[code] for code in ("override", "override_reason") if code in changes}
    return {code: value for code, value in changes.items() if code not in asked}, asked
