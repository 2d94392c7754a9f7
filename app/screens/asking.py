"""A screen with a record to ask about: dialogs whose answers are written, and what they need to be asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from app.screens.base import CommandScreen
from app.words import Words

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from app.domain.core.columns import RecordCard
    from app.domain.core.outcomes import Outcome
    from app.domain.overview.rows import RecordOverview
    from app.screens.context import ScreenContext
    from app.screens.host import Attempt
    from app.widgets.forms.drafts import DraftFile

T = TypeVar("T")


class AskingScreen(CommandScreen):
    """What commands about a record have in common, however the record is shown.

    Attributes:
        overview: Everything of the record shown; ``None`` where there is none.
    """

    def __init__(self, context: ScreenContext, number: int, nothing_chosen: Words) -> None:
        """Ask about records.

        Args:
            context: What the shell hands to every screen.
            number: The screen's key in the row at the top.
            nothing_chosen: What a command on a record says where there is none, with the keys that help.
        """
        super().__init__(context, number)
        self.overview: RecordOverview | None = None
        self.nothing_chosen = nothing_chosen

    async def show_dialog(self, dialog: ModalScreen[T]) -> T | None:
        """Show a dialog, and wait for its answer."""
        return await self.app.push_screen_wait(dialog)

    async def through(
        self, make: Callable[[Attempt], ModalScreen[Any]], write: Callable[[Any], Outcome]
    ) -> Outcome | None:
        """Show a dialog whose answer is written before it closes; a refusal keeps it open, with its reason.

        Args:
            make: Makes the dialog; given what the dialog is to try with its answer.
            write: The write, given the answer.

        Returns:
            What the write answered; ``None`` when the dialog was left.
        """
        outcome: Outcome | None = None

        async def attempt(answer: Any) -> object:
            nonlocal outcome
            outcome = await self.ask(write, answer)
            return outcome

        await self.show_dialog(make(attempt))
        if outcome is not None:
            self.tell(outcome)
        return outcome

    def chosen_card(self) -> RecordCard | None:
        """The record shown; where there is none, a message says so."""
        if self.overview is None:
            self.message_line.say(self.register.say(self.nothing_chosen), "info")
            return None
        return self.overview.card

    def draft(self, name: str) -> DraftFile:
        """Where a form keeps what is typed until it is saved."""
        from app.widgets.forms.drafts import DraftFile

        return DraftFile(self.context.drafts, name)

    async def suggest(self, kind: str, text: str) -> list[tuple[str, str, str]]:
        """Records that a link field may mean: reference, label and detail of each."""
        space = await self.workspace()
        return await self.ask(space.suggest, kind, text)
