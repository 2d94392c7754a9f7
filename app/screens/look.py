"""How the program looks and speaks: its colours, chosen while it runs."""

from __future__ import annotations

from app.screens.standing import StandingScreens
from app.themes import THEMES
from app.words import say


class ScreensWithLook(StandingScreens, inherit_bindings=False):
    """An app whose user chooses how it looks."""

    async def action_theme_switch(self) -> None:
        """Choose the colours; each is tried as the cursor passes it."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        ours = [theme.name for theme in THEMES]
        names = [*ours, *sorted(name for name in self.available_themes if name not in ours)]
        dialog = ChoiceDialog(say("Theme"), [Option(name, name) for name in names], self.theme)
        chosen = await self.push_screen_wait(dialog)
        if chosen:
            self.theme = self.context.remembered.theme = chosen
