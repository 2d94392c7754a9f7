"""How the program looks and speaks: its colours and its language, chosen while it runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.domain.core.errors import Refusal
from app.screens.record import RecordScreen
from app.screens.standing import StandingScreens
from app.themes import THEMES
from app.widgets.type_ahead import ASIDE
from app.words import LANGUAGES, language, say, speak

if TYPE_CHECKING:
    from app.domain.core.changes import Change
    from app.settings import Settings

#: The worker that looks which language the user wants.
LANGUAGE: Final = "language"
#: The worker that reads which names are to be hidden.
HIDING: Final = f"{ASIDE}hiding"


class ScreensWithLook(StandingScreens, inherit_bindings=False):
    """An app whose user chooses how it looks and speaks.

    Attributes:
        settings: What the start asked for.
        hides: Whether names, addresses and amounts are hidden.
        speaks_as_opened: Whether the next start like this one will speak the language that was chosen.
    """

    settings: Settings
    speaks_as_opened = True
    hides = False
    _named: frozenset[str] = frozenset()
    """The tables in which names stand."""
    _stays = False
    """Whether the language stays whatever the user's own is: it was chosen where nothing can be written."""

    @property
    def looks_as_opened(self) -> bool:
        """Whether the next start like this one will look as the screen does now."""
        return self.speaks_as_opened and not self.hides

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

    async def action_names_hide(self) -> None:
        """Draw bullets over names, addresses and amounts, or show them again; nothing is changed."""
        self.hides = not self.hides
        if not self.hides:
            self.hide_by(None)
            self.commanding.message_line.say(say("Names, addresses and amounts are shown again."), "info", seconds=5)
            return
        await self.hide_names()
        words = say("Names, addresses and amounts are hidden. {names.hide} shows them.")
        self.commanding.message_line.say(self.register.say(words), "info", seconds=5)

    async def hide_names(self) -> None:
        """Read what people and companies are called, and hide that from now on."""
        from app.screens.hiding import hiding_of

        space = await self.context.workspace()
        names = await self.gateway.ask(space.search.names)
        self._named = names.tables
        if self.hides:
            self.hide_by(hiding_of(names.names, self.register))

    def heard_of_names(self, change: Change) -> None:
        """Hear of a change: where it may have brought a name that is to be hidden, hide that too."""
        if self.hides and self._named & change.tables:
            self.run_worker(self.hide_names(), group=HIDING, exclusive=True, exit_on_error=False)

    async def action_language_switch(self) -> None:
        """Choose the language, which is spoken at once and kept as the user's own."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        options = [Option(code, name, code) for code, name in LANGUAGES.items()]
        chosen = await self.push_screen_wait(ChoiceDialog(say("Language"), options, language()))
        if chosen:
            await self._speak_as_chosen(chosen)

    async def _speak_as_chosen(self, code: str) -> None:
        """Speak a language from now on, and keep it as the user's own where that may be."""
        self._stays = bool(self.context.why_only_read())
        self.speaks_as_opened &= not (self._stays or self.settings.spoken)
        self.settings = replace(self.settings, spoken="")  # what is chosen here is newer than what the start asked for
        self._say_all_in(code)
        if self._stays:
            self.commanding.message_line.say(
                say("{language} until Leadline is closed: nothing can be written here.", language=LANGUAGES[code]),
                "info",
            )
            return
        space = await self.context.workspace()
        try:
            outcome = await self.gateway.ask(space.users.edit, "me", {"language": code})
        except Refusal as refusal:
            self.commanding.refused(refusal)
        else:
            self.commanding.tell(outcome)

    def heard_of_users(self, change: Change) -> None:
        """Hear of a change: where it is about users, speak as the one who works here wants now."""
        if "user_account" in change.tables and not self._stays:
            self.run_worker(self._speak_as_wanted(), group=LANGUAGE, exclusive=True, exit_on_error=False)

    async def _speak_as_wanted(self) -> None:
        space = await self.context.workspace()
        users = await self.gateway.ask(space.users.list)
        before = language()
        self.settings.speak(next((each.language for each in users if each.id == space.desk.actor.id), ""))
        wanted = language()
        if wanted != before:
            self._say_all_in(wanted)

    def _say_all_in(self, code: str) -> None:
        """Speak a language, and say in it what every screen shows."""
        speak(code)
        self.look_at_direction()
        for screen in self.standing_screens:
            if isinstance(screen, RecordScreen):
                _say_anew(screen)
            elif (say_anew := getattr(screen, "speak_anew", None)) is not None:
                say_anew()


def _say_anew(screen: RecordScreen) -> None:
    """Show a screen in the language of the moment; place, focus and cursor stay."""
    screen.tell_time()
    screen.message_line.speak_anew()
    screen.list.speak_anew()
    screen.form(screen.app.size)
    for pane in screen.panes():
        pane.redraw()
    screen.time_passed(in_another_language=True)
    if not screen.wanted and screen.list.is_empty:
        screen.list.nobody()
    screen.tell_keys()
    screen.refresh(layout=True)
