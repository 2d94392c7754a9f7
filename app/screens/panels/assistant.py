"""The assistant: what needs a look on a record, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.parts import CARDS
from app.screens.actions.assistant import CARD_COMMANDS, AssistantActions
from app.screens.spec import Panel
from app.widgets.cards import Cards

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview


def _show(pane: Cards, overview: RecordOverview | None) -> None:
    if overview is None:
        pane.set_items(())
    else:
        pane.set_cards(overview[CARDS])


def _prepare(pane: Cards) -> None:
    own = {"snooze": "assistant.snooze", "dismiss": "assistant.dismiss", "open": "assistant.act"}
    pane.commands = {**CARD_COMMANDS, **own}


ASSISTANT: Final = Panel(
    "assistant",
    "Assistant",
    Cards,
    _show,
    parts=(CARDS,),
    most=15,
    spare=1,
    count=lambda overview: len(overview[CARDS]),
    place="assistant",
    actions=(AssistantActions,),
    opens="assistant.act",
    prepare=_prepare,
    turn=10,
)
