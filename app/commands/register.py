"""The register: the commands with the keys that hold for this user, and everything that is read off them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from app.commands.catalogue import every_command
from app.commands.command import Command, Place, around
from app.commands.keys import arabic_twin, shown, spelled
from app.domain.core.errors import Invalid
from app.domain.core.frozen import frozen


@frozen
class KeyHint:
    """One entry of the key line: a key, a word, and the command behind them."""

    key: str
    word: str
    command: Command


class Register:
    """The commands and their keys; refuses a set in which one key would mean two things in one place."""

    def __init__(self, commands: Sequence[Command] | None = None) -> None:
        self.commands = every_command() if commands is None else tuple(commands)
        self._by_id = {command.id: command for command in self.commands}
        self._refuse_clashes()

    @classmethod
    def remapped(cls, remap: Mapping[str, str | Iterable[str]], commands: Sequence[Command] | None = None) -> Register:
        """The register with other keys for some commands.

        Args:
            remap: By command id: a key, or several; none leaves the command without keys. A command's own keys
                are replaced, except where they are fixed, as those of ``quit`` are.
            commands: What to begin with; every command without them.

        Raises:
            Invalid: An id or a key is unknown, or two commands would share a key in one place; both are named.
        """
        usual = every_command() if commands is None else commands
        known = {command.id for command in usual}
        for name in remap:
            if name not in known:
                raise Invalid(f"There is no command “{name[:60]}”.", field=name, hint=_nearest(name, known))
        return cls([_with_keys(each, remap[each.id]) if each.id in remap else each for each in usual])

    def __getitem__(self, id: str) -> Command:
        """The command of that id; a ``KeyError`` if there is none."""
        return self._by_id[id]

    def __iter__(self) -> Iterator[Command]:
        return iter(self.commands)

    def at(self, places: Sequence[Place]) -> tuple[Command, ...]:
        """The commands that apply in these places.

        Args:
            places: Where the focus is, the innermost place first; ``app`` always applies.
        """
        here = {*places, "app"}
        return tuple(command for command in self.commands if here.intersection(command.places))

    def keys_at(self, places: Sequence[Place]) -> dict[str, Command]:
        """What each key does in these places; the innermost place that has the key wins."""
        found: dict[str, Command] = {}
        for place in (*places, "app"):
            for command in self.commands:
                if place in command.places:
                    for key in command.keys:
                        found.setdefault(key, command)
        return found

    def for_key(self, places: Sequence[Place], key: str) -> Command | None:
        """The command a key runs in these places, on a Latin or an Arabic keyboard."""
        keys = self.keys_at(places)
        found = keys.get(key)
        return found or next((command for each, command in keys.items() if arabic_twin(each) == key), None)

    def key_line(self, places: Sequence[Place]) -> tuple[KeyHint, ...]:
        """What the key line shows: each command by the first key that really runs it here, the inner place's first."""
        keys = self.keys_at(places)
        hints = []
        for command in sorted(self.at(places), key=lambda each: (self._depth(each, places), each.in_key_line)):
            mine = next((key for key in command.keys if keys.get(key) is command), None)
            if command.in_key_line and mine:
                hints.append(KeyHint(shown(mine), command.word, command))
        return tuple(hints)

    def help(self, places: Sequence[Place]) -> tuple[tuple[str, tuple[Command, ...]], ...]:
        """The commands that some key runs in these places, by group, the groups of the inner places first."""
        reachable = {command.id for command in self.keys_at(places).values()}
        groups: dict[str, list[Command]] = {}
        for place in (*places, "app"):
            for command in self.commands:
                if place in command.places and command.id in reachable:
                    group = groups.setdefault(command.group, [])
                    if command not in group:
                        group.append(command)
        return tuple((name, tuple(commands)) for name, commands in groups.items())

    def palette(self, places: Sequence[Place]) -> tuple[Command, ...]:
        """What the palette offers in these places: everything but plain movement, the inner places first."""
        offered = [command for command in self.at(places) if command.group != "Move" and command.id != "palette"]
        return tuple(sorted(offered, key=lambda each: self._depth(each, places)))

    def table(self) -> tuple[tuple[str, str, str, str], ...]:
        """Every command as a row for ``leadline keys``: id, keys as shown, places, help."""
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
        raise Invalid(f"{command.id}: {problem.message}", field=command.id, hint=problem.hint) from problem
    kept = command.keys if command.fixed else ()
    return replace(command, keys=tuple(dict.fromkeys((*kept, *wanted))))


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
        f"The key {shown(key)} would run both “{one.label}” ({one.id}) and “{other.label}” ({other.id}).",
        field=other.id,
        hint="Give one of them another key.",
    )


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1)
    return f"Did you mean “{close[0]}”?" if close else "`leadline keys` lists every command."
