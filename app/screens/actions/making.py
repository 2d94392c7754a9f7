"""Making something of an open lead, which goes on: an opportunity, and what areas add."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from app.words import Message, label, say

if TYPE_CHECKING:
    from app.domain.core.columns import RecordCard
    from app.screens.host import Host


class Way(NamedTuple):
    """Something that can be made of a lead.

    Attributes:
        noun: What it is called.
        tells: What making it means.
        make: Asks what is needed, and makes it.
    """

    noun: Message
    tells: Message
    make: Callable[[Host, RecordCard], Awaitable[None]]


async def make(host: Host, card: RecordCard) -> None:
    """Ask what is to be made of a lead, and make it."""
    from app.screens.dialogs.choose import ChoiceDialog
    from app.widgets.forms.matching import Option

    options = [Option(each, label(each.noun), label(each.tells)) for each in WAYS]
    way: Way | None = await host.show_dialog(ChoiceDialog(say("Make of {name}", name=card.title), options))
    if way is not None:
        await way.make(host, card)


async def _opportunity(host: Host, card: RecordCard) -> None:
    """Make an opportunity, and show where it is."""
    from app.domain.sales.fields import OPPORTUNITY_FIELDS
    from app.screens.dialogs.form_dialog import ValuesDialog

    space = await host.workspace()
    (name,) = (each for each in OPPORTUNITY_FIELDS if each.code == "name")
    values = card.values
    proposed = values.get("topic") or values.get("company") or values.get("name") or card.title
    outcome = await host.through(
        lambda attempt: ValuesDialog(
            say("New opportunity · {name}", name=card.title),
            (name,),
            host.context.parse_context(),
            values={"name": proposed},
            required=("name",),
            draft=host.draft(f"make-opportunity-{card.code}"),
            attempt=attempt,
        ),
        lambda answer: space.qualification.make_opportunity(card.id, answer["name"]),
    )
    if outcome is not None:
        await host.ready()
        host.focus_on("header")


async def _quotation(host: Host, card: RecordCard) -> None:
    """Make a quotation, and go to it."""
    from app.screens.actions.documents import new_quotation

    await new_quotation(host, card.id, card.title, card.code)


async def _customer(host: Host, card: RecordCard) -> None:
    """Make a customer."""
    space = await host.workspace()
    await host.carry_out(space.customers.add, "lead", card.id)


WAYS: Final = (
    Way("Opportunity", "its values are copied; the lead and its process go on", _opportunity),
    Way("Quotation", "products with prices for it, without an opportunity", _quotation),
    Way("Customer", "it has bought: account and contact are made where there are none", _customer),
)
