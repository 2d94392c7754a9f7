"""What the coach says: what is next and by which key, what happened, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.coach.strip import Shown
from app.words import listed, own, say, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.commands.register import Register
    from app.walkthrough.progress import Standing, StepState
    from app.walkthrough.script import Deed, Script


class News(NamedTuple):
    """What is new about a walkthrough.

    Attributes:
        words: A sentence; empty where nothing is.
        is_bad: Whether it tells of something that is in the way.
        moved: Whether another step is open now.
    """

    words: str = ""
    is_bad: bool = False
    moved: bool = False


def news(before: Standing, now: Standing, register: Register) -> News:
    """What is new: a step done, taken back, or done on another record."""
    was = {each.step.id: each.state for each in before.steps}
    done = [each for each in now.steps if each.state == "done" and was.get(each.step.id, "open") != "done"]
    back = [each for each in now.steps if each.state == "open" and was.get(each.step.id) == "done"]
    current = now.current
    if before.record and not now.record:
        gone = say("The record of the story is there no more: it begins again with the first step.")
        return News(gone, is_bad=True, moved=True)
    if back:
        return News(
            say("“{step}” was taken back, so it is open again.", step=back[0].step.title), is_bad=True, moved=True
        )
    if done:
        return News(say("Done: {step}.", step=done[-1].step.title) if current else summary(now), moved=True)
    if now.astray is not None and now.astray != before.astray:
        stays = say("The story is about {record}, so the step stays open.", record=now.title)
        return News(sentences(own(now.astray.summary), stays), is_bad=True)
    was_missing = before.current.missing if before.current is not None else ()
    if current is not None and len(current.missing) < len(was_missing):
        return News(say("Still to do: {deeds}.", deeds=listed(called(each, register) for each in current.missing)))
    return News()


def called(deed: Deed, register: Register) -> str:
    """What a deed is called."""
    return deed.title or register[deed.command].label


def summary(standing: Standing) -> str:
    """How it stands in the end, such as “6 done, 1 skipped.”."""
    done, skipped = standing.count("done"), standing.count("skipped")
    if skipped:
        return say("{done} done, {skipped} skipped.", done=done, skipped=skipped)
    return say("{done} of {total} done.", done=done, total=len(standing.steps))


class Manner(NamedTuple):
    """How the coach is just now.

    Attributes:
        is_typing: Whether it presses keys itself.
        is_paused: Whether it rests.
        ending: The ending that was asked for; empty for none.
        note: What it said last.
        is_bad: Whether that tells of something that is in the way.
        pressed: The keys it pressed last.
    """

    is_typing: bool
    is_paused: bool
    ending: str
    note: str
    is_bad: bool
    pressed: tuple[str, ...]


def shown(
    script: Script, standing: Standing, manner: Manner, register: Register, panel_title: Callable[[str], str]
) -> Shown:
    """What the strip shows.

    Args:
        script: The walkthrough.
        standing: How it stands.
        manner: How the coach is.
        register: The commands with this user's keys.
        panel_title: Tells what a panel is called.
    """
    current = standing.current
    states = tuple(each.state for each in standing.steps)
    pause = ("coach.pause", say("go on") if manner.is_paused else say("pause"))
    if current is None:
        hints = _keyed(register, (("coach.restart", say("again")), ("coach.back", say("back"))))
        return Shown(script.title, states, what=summary(standing), hints=hints)
    own_keys = (("coach.do", say("do it")), ("coach.skip", say("skip")), ("coach.back", say("back")), pause)
    return Shown(
        script.title,
        states,
        standing.number,
        current.step.title,
        _keys_of(script, current, manner.ending, register, panel_title),
        current.step.what,
        current.step.why,
        say("Paused.") if manner.is_paused else manner.note,
        manner.is_bad and not manner.is_paused,
        _keyed(register, (pause,) if manner.is_typing else own_keys),
        manner.pressed if manner.is_typing else (),
    )


def _keyed(register: Register, hints: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, word) for id, word in hints if (key := register.key(id)))


def _keys_of(
    script: Script, current: StepState, ending: str, register: Register, panel_title: Callable[[str], str]
) -> str:
    """The keys that do what is missing first, and where; at a fork that is still open, those of every ending."""
    firsts = [each.steps[0] for each in script.endings]
    is_fork = current.step in firsts and not ending
    deeds = [each.deeds[0] for each in firsts] if is_fork else [current.missing[0]]
    return " / ".join(_key_of(each, register, panel_title) for each in deeds)


def _key_of(deed: Deed, register: Register, panel_title: Callable[[str], str]) -> str:
    key = register.key(deed.command) or f"{register.key('palette')}{register[deed.command].label}"
    keys = " ".join((*(register.key(each) for each in deed.before), key))
    panel = panel_title(deed.panel) if deed.panel else ""
    return say("{key} in “{panel}”", key=keys, panel=panel) if panel else keys
