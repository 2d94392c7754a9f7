"""Everything of the person or organisation that the record shown is about, each of it to be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.core.errors import Refusal
from app.domain.fields.kinds import KINDS
from app.screens.host import Actions
from app.screens.registry import screen_for
from app.words import formats, label, listed, say

if TYPE_CHECKING:
    from app.domain.search.rows import Prospect, ProspectCard, ProspectRecord, SearchHit
    from app.widgets.forms.matching import Option


class ProspectActions(Actions):
    """The command that shows everything of a prospect."""

    PREFIXES = ("record",)

    async def everything(self) -> None:
        """Show all there is of this prospect; the one chosen is opened."""
        from app.screens.dialogs.prospect import EverythingDialog

        card = self.host.chosen_card()
        if card is None:
            return
        space = await self.host.workspace()
        try:
            found: Prospect = await self.host.ask(space.prospects.everything, card.id)
        except Refusal as refusal:
            self.host.refused(refusal)
            return
        options, chosen = self._options(found), None
        while True:
            chosen = await self.host.show_dialog(EverythingDialog(card.title, options, chosen))
            if chosen is None or await self._opened(chosen):
                return

    def _options(self, found: Prospect) -> list[Option]:
        from app.widgets.forms.matching import Option

        at = self.host.context.display_context()
        options = []
        for group in found.groups:
            plural = KINDS[group.kind].plural
            places = {
                "kind": plural[:1].upper() + plural[1:],
                "shown": formats.number(len(group.records)),
                "total": formats.number(group.total),
            }
            heading = (
                say("{kind}: {shown} of {total}, the newest first", **places)
                if len(group.records) < group.total
                else say("{kind}: {total}", **places)
            )
            for each in group.records:
                is_activity = each.kind == "activity"
                told = (at.when(each.at),) if is_activity else (each.state_name, each.code)
                detail = "  ".join(filter(None, (*told, listed(each.why))))
                options.append(Option(each, _called(each), detail, "", heading, (each.code,)))
        return options

    async def _opened(self, record: ProspectRecord | SearchHit) -> bool:
        """Open a record; whether that leads away from here."""
        if screen_for(kind=record.kind) is not None:
            self._go_to(record.kind, record.id)
            return True
        space = await self.host.workspace()
        if record.kind == "activity":
            related = await self.host.ask(space.search.related, record.kind, record.id)
            there = next((each for each in related if screen_for(kind=each.kind) is not None), None)
            if there is not None:
                self._go_to(there.kind, there.id)
                return True
        return await self._card(record)

    async def _card(self, record: ProspectRecord | SearchHit) -> bool:
        """Show a record that has no screen; whether a line of it led away from here."""
        from app.screens.actions.pages import open_page
        from app.screens.dialogs.prospect import CardDialog

        space = await self.host.workspace()
        try:
            shown: ProspectCard = await self.host.ask(space.prospects.card, record.kind, record.id)
        except Refusal as refusal:
            self.host.refused(refusal)
            return False
        title = say("{title} · {kind} {code}", title=shown.card.title, kind=KINDS[record.kind].noun, code=record.code)
        while True:
            chosen = await self.host.show_dialog(CardDialog(title, self._lines(shown)))
            if chosen is None:
                return False
            if not isinstance(chosen, str):
                return await self._opened(chosen)
            await open_page(self.host, chosen)

    def _lines(self, shown: ProspectCard) -> list[Option]:
        """The fields of a record that have a value, the further ways to reach it, and what it has a part in."""
        from app.domain.leads.fields import GROUPS
        from app.widgets.called import point_name
        from app.widgets.forms.matching import Option
        from app.widgets.values import value_text

        at, card = self.host.context.display_context(), shown.card
        headings = {code: label(words) for code, words in GROUPS}
        options = [
            Option(
                _address(each.type, value), each.label, value_text(value, at, each), "", headings.get(each.group, "")
            )
            for each in card.fields
            if (value := card.values.get(each.code)) not in (None, "", (), False)
        ]
        options += [
            Option(None, point_name(each.label), each.value, "", say("Further ways to reach them"))
            for each in shown.reach
            if each.id
        ]
        options += [
            Option(each, each.title, "  ".join(filter(None, (each.detail, each.code))), "", say("Has a part in"))
            for each in shown.related
        ]
        return options

    def _go_to(self, kind: str, record_id: str) -> None:
        self.host.switch_to(kind).go_into(record_id)


def _called(record: ProspectRecord) -> str:
    """What a record is called in the list, with what tells it from others."""
    if record.kind == "activity" or not record.detail or record.detail == record.title:
        return record.title
    return f"{record.title} · {record.detail}"


def _address(type_: str, value: Any) -> str | None:
    """The address of a page that a value is."""
    if type_ not in ("url", "profile"):
        return None
    text = str(value)
    return text if text.lower().startswith(("http://", "https://")) else f"https://{text}"
