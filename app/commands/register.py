"""The register: the commands with the keys that hold for this user, and everything that is read off them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from re import Match
from typing import Final, overload

from app.commands.catalogue import every_command
from app.commands.chords import meant
from app.commands.command import TYPED, WRITING, Command, Place, around
from app.commands.keys import display_key, is_printable, on_both_keyboards, spelled
from app.domain.core.errors import Invalid
from app.domain.core.frozen import frozen
from app.words import Said, is_rtl, say

#: Parts a key from the word behind it, so that they follow each other as the screen is read.
_EDGE: Final = "\u200e"
#: Before a key in a sentence that is read from the right: a Latin letter that begins it does not turn it round.
_FROM_RIGHT: Final = "\u200f"
#: A command named in a sentence, with the one of its keys that is said if it has it.
_NAMED: Final = re.compile(r"\{([a-z_]+(?:\.[a-z_0-9]+)?)(?:\|([^{}]+))?\}")


@frozen
class KeyHint:
    """One entry of the key line: a key, a word, and the command behind them."""

    key: str
    word: str
    command: Command


class Keyed(Said):
    """A sentence with the keys of its commands, which can be said again in the language of the moment."""

    __slots__ = ("register", "sentence", "typed")

    register: Register
    sentence: Said
    typed: bool

    def again(self) -> Said:
        """The same in the language of the moment."""
        return self.register.say(self.sentence.again(), typed=self.typed)


class Register:
    """The commands and their keys; refuses a set in which one key would mean two things in one place."""

    def __init__(self, commands: Sequence[Command] | None = None) -> None:
        self.commands = every_command() if commands is None else tuple(commands)
        self._by_id = {command.id: command for command in self.commands}
        self._found: dict[tuple[Place, ...], dict[str, list[Command]]] = {}
        self._refuse_clashes()

    @classmethod
    def remapped(cls, remap: Mapping[str, str | Iterable[str]], commands: Sequence[Command] | None = None) -> Register:
        """The register with other keys for some commands.

        Args:
            remap: By command id: a key, or several; none leaves the command without keys. A command's own keys
                are replaced, except where they are fixed, as those of ``quit`` are. Keys that edit text give way.
            commands: What to begin with; every command without them.

        Raises:
            Invalid: An id or a key is unknown, two commands would share a key in one place (both are named), or a
                command that works only where text is typed would have a character for a key.
        """
        usual = every_command() if commands is None else commands
        known = {command.id for command in usual}
        for name in remap:
            if name not in known:
                raise Invalid(
                    say("There is no command “{name}”.", name=name[:60]), field=name, hint=_nearest(name, known)
                )
        mapped = {each.id: _with_keys(each, remap[each.id]) for each in usual if each.id in remap}
        return cls([mapped.get(each.id) or _yielding(each, mapped.values()) for each in usual])

    def __getitem__(self, id: str) -> Command:
        """The command of that id; a ``KeyError`` if there is none."""
        return self._by_id[id]

    def __iter__(self) -> Iterator[Command]:
        return iter(self.commands)

    def at(self, places: Sequence[Place]) -> tuple[Command, ...]:
        """The commands that apply in these places.

        Args:
            places: Where the focus is, the innermost place first; ``app`` is around all but dialogs and the search.
        """
        here = set(_reaching(places))
        return tuple(command for command in self.commands if here.intersection(command.places))

    def keys_at(self, places: Sequence[Place]) -> dict[str, Command]:
        """What each key does in these places; the innermost place that has the key wins.

        Where text is typed, a key that gives a character does nothing, unless a place within says so.
        """
        return {key: commands[0] for key, commands in self._commands_at(places).items()}

    def for_key(self, places: Sequence[Place], key: str, *, layout_is_arabic: bool = False) -> Command | None:
        """The command a key runs in these places, on a Latin or an Arabic keyboard."""
        keys = self._commands_at(places)
        found = keys.get(meant(key, keys, layout_is_arabic=layout_is_arabic))
        return found[0] if found else None

    def all_for_key(self, places: Sequence[Place], key: str) -> Sequence[Command]:
        """Every command that has a key in these places, the innermost place's first."""
        return self._commands_at(places).get(key, ())

    def _commands_at(self, places: Sequence[Place]) -> Mapping[str, Sequence[Command]]:
        """The commands of each key in these places, the innermost place's first; worked out once."""
        reached = _reaching(places)
        found = self._found.get(reached)
        if found is None:
            found = self._found[reached] = {}
            for at, place in enumerate(reached):
                typed = WRITING in reached[: at + 1]
                for command in self.commands:
                    if place in command.places:
                        for key in command.keys_where_typed if typed else command.keys:
                            found.setdefault(key, []).append(command)
        return found

    # what is said of keys ----------------------------------------------------------------------------------------

    def key(self, id: str, *, typed: bool = False) -> str:
        """The first key of a command as it is shown; empty where it has none.

        Args:
            id: The command.
            typed: Whether text may be typed, so that a key is better which gives no character.
        """
        command = self[id]
        keys = (*command.keys_where_typed, *command.keys) if typed else command.keys
        return display_key(keys[0]) if keys else ""

    def hint(self, *hints: tuple[str, str]) -> str:
        """Commands by their keys, each with a word, such as ``f filter  / find``; those without a key are left out."""
        between = _EDGE if is_rtl() else ""
        return "  ".join(f"{key}{between} {word}" for id, word in hints if (key := self.key(id)))

    @overload
    def say(self, sentence: Said, *, typed: bool = ...) -> Said: ...

    @overload
    def say(self, sentence: str, *, typed: bool = ...) -> str: ...

    def say(self, sentence: str, *, typed: bool = False) -> str:
        """A sentence with the keys of the commands that it names.

        Args:
            sentence: What to say, each key written as the id of its command in braces, such as
                ``{lead.add} enters a lead.`` or, where one of several keys is meant, ``{stakeholder.add|+}``.
                A command without a key is said as the palette finds it.
            typed: Whether text may be typed where the sentence stands.
        """
        if "{" not in sentence:
            return sentence
        text = _NAMED.sub(partial(self._said, typed), sentence)
        if not isinstance(sentence, Said):
            return text
        keyed = Keyed(text)
        keyed.message, keyed.context, keyed.many = sentence.message, sentence.context, sentence.many
        keyed.number, keyed.places, keyed.spoken = sentence.number, sentence.places, sentence.spoken
        keyed.register, keyed.sentence, keyed.typed = self, sentence, typed
        return keyed

    def _said(self, typed: bool, found: Match[str]) -> str:  # noqa: FBT001 - the first half of a function of matches
        command = self._by_id.get(found[1])
        if command is None:
            return found[0]
        where = self.key("palette") if _is_offered(command) and any(map(_is_in_app, command.places)) else ""
        key = display_key(found[2]) if found[2] in command.keys else self.key(command.id, typed=typed)
        mark = _FROM_RIGHT if is_rtl() else ""
        return f"{mark}{key}" if key else f"“{where}{command.label}”"

    def key_line(self, places: Sequence[Place]) -> tuple[KeyHint, ...]:
        """What the key line shows: each command by the first key that really runs it here, the inner place's first.

        Of one place, those for a closed record come before the others, which may be logged with it still.
        """
        keys = self.keys_at(places)
        hints = []
        for command in sorted(self.at(places), key=lambda each: self._turn(each, places)):
            mine = next((key for key in command.keys if keys.get(key) is command), None)
            if command.in_key_line and mine:
                hints.append(KeyHint(display_key(mine), command.word, command))
        return tuple(hints)

    def _turn(self, command: Command, places: Sequence[Place]) -> tuple[int, bool, int]:
        return self._depth(command, places), command.record != "closed", command.in_key_line

    def help(self, places: Sequence[Place]) -> tuple[tuple[str, tuple[Command, ...]], ...]:
        """The commands that some key runs in these places, by group, the groups of the inner places first."""
        reachable = {command.id for command in self.keys_at(places).values()}
        groups: dict[str, list[Command]] = {}
        for place in _reaching(places):
            for command in self.commands:
                if place in command.places and command.id in reachable:
                    group = groups.setdefault(command.group, [])
                    if command not in group:
                        group.append(command)
        return tuple((name, tuple(commands)) for name, commands in groups.items())

    def palette(self, places: Sequence[Place]) -> tuple[Command, ...]:
        """What the palette offers in these places: everything but plain movement, the inner places first."""
        offered = filter(_is_offered, self.at(places))
        return tuple(sorted(offered, key=lambda each: self._depth(each, places)))

    def table(self, *, arabic_too: bool = False) -> tuple[tuple[str, str, str, str], ...]:
        """Every command as a row for ``leadline keys``: id, keys as shown, places, help.

        Args:
            arabic_too: Whether the letters of an Arabic keyboard stand beside the Latin ones.
        """
        shown = on_both_keyboards if arabic_too else display_key
        return tuple(
            (each.id, "  ".join(shown(key) for key in each.keys), ", ".join(each.places), each.help)
            for each in self.commands
        )

    @staticmethod
    def _depth(command: Command, places: Sequence[Place]) -> int:
        """How far out the command belongs, from 0 for the innermost of these places."""
        return next((index for index, place in enumerate(places) if place in command.places), len(places))

    def _refuse_clashes(self) -> None:
        by_key: dict[str, list[Command]] = {}
        for command in self.commands:
            for key in command.keys:
                by_key.setdefault(key, []).append(command)
        for key, commands in by_key.items():
            chords = [each for other, owners in by_key.items() if other.startswith(f"{key} ") for each in owners]
            for index, command in enumerate(commands):
                for other in commands[index + 1 :]:
                    if _meet(command, other) and not _agreed(command, other):
                        raise _clash(key, command, other)
                for chord in chords:
                    if _meet(command, chord):
                        raise _clash(key, command, chord)


def _with_keys(command: Command, keys: str | Iterable[str]) -> Command:
    try:
        wanted = [spelled(key) for key in ([keys] if isinstance(keys, str) else keys)]
    except Invalid as problem:
        raise Invalid(
            say("{command}: {problem}", command=command.id, problem=problem.message),
            field=command.id,
            hint=problem.hint,
        ) from problem
    characters = [key for key in wanted if is_printable(key) and key not in command.keys]
    if characters and TYPED.issuperset(command.places):
        raise Invalid(
            say(
                "{command}: “{label}” works where text is typed, and “{key}” is text there.",
                command=command.id,
                label=command.label,
                key=display_key(characters[0]),
            ),
            field=command.id,
            hint=say("Choose a key that gives no character, such as “ctrl+l” or “f5”."),
        )
    kept = command.keys if command.fixed else ()
    typed = command.keys_where_typed if len(characters) == len(wanted) else ()
    return replace(command, keys=tuple(dict.fromkeys((*kept, *wanted))), typed_keys=typed if wanted else ())


def _yielding(command: Command, remapped: Iterable[Command]) -> Command:
    """A command without those of its keys that were given to others, if it is one that gives way."""
    if not command.yields:
        return command
    taken = {key for other in remapped if _meet(command, other) for key in other.keys}
    return replace(command, keys=tuple(key for key in command.keys if key not in taken))


def _reaching(places: Sequence[Place]) -> tuple[Place, ...]:
    """Every place whose commands reach these: they themselves, and the app, unless they stand apart from it."""
    return (*places, "app") if not places or "app" in around(places[-1]) else tuple(places)


def _is_in_app(place: Place) -> bool:
    return place == "app" or "app" in around(place)


def _is_offered(command: Command) -> bool:
    """Whether the palette offers a command: plain movement is left to its keys."""
    return command.group != "Move" and command.id != "palette"


def _meet(one: Command, other: Command) -> bool:
    """Whether there is a place where both apply."""
    return any(
        place == elsewhere or elsewhere in around(place) or place in around(elsewhere)
        for place in one.places
        for elsewhere in other.places
    )


def _agreed(one: Command, other: Command) -> bool:
    """Whether one takes the other's key over on purpose, in a place of its own."""
    return not set(one.places) & set(other.places) and (other.id in one.over or one.id in other.over)


def _clash(key: str, one: Command, other: Command) -> Invalid:
    return Invalid(
        say(
            "The key {key} would run both “{one}” ({one_id}) and “{other}” ({other_id}).",
            key=display_key(key),
            one=one.label,
            one_id=one.id,
            other=other.label,
            other_id=other.id,
        ),
        field=other.id,
        hint=say("Give one of them another key."),
    )


def _nearest(name: str, known: Iterable[str]) -> Said:
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1)
    return say("Did you mean “{name}”?", name=close[0]) if close else say("`leadline keys` lists every command.")
