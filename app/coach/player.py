"""The player: goes through a walkthrough by itself, and finds its way back from whatever is typed in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.words import own, say, sentences

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from app.coach.coach import Coach
    from app.walkthrough.progress import Standing, StepState

#: Words a second that an audience reads.
_READS: Final = 2.6
#: Seconds at the usual speed for which the end is shown.
_END: Final = 4.0
#: A step is tried so many times.
_ATTEMPTS: Final = 3


async def play(coach: Coach, turn: Callable[[], Awaitable[None]]) -> str:
    """Do every step; why it stopped before the end, empty where it did not.

    What somebody types between two steps is taken back, unless it does the step, or the presenter had it rest.

    Args:
        coach: Who does the steps.
        turn: Waits until all that was set in motion has ended.
    """
    standing = coach.standing or await coach.look()
    attempts: dict[str, int] = {}
    while (current := standing.current) is not None:
        id, settled, ending = current.step.id, coach.newest, standing.ending
        await _let_read(coach, current, turn)
        standing = await coach.look()
        begins = id == coach.plan.script.steps[0].id  # what is typed at random makes no record of a story
        is_moved = _is_done(standing, id) and standing.ending == ending and not begins
        if not is_moved and not coach.was_paused and coach.newest > settled:
            await coach.take_back(settled)
            standing = await coach.look()
        if standing.current is None or standing.current.step.id != id:
            continue
        attempts[id] = attempts.get(id, 0) + 1
        if attempts[id] > _ATTEMPTS:
            return str(sentences(say("“{step}” could not be done.", step=current.step.title), own(coach.note)))
        await coach.do()
        standing = await coach.look()
    await coach.wait(_END)
    return ""


async def _let_read(coach: Coach, current: StepState, turn: Callable[[], Awaitable[None]]) -> None:
    """Let an audience read what is next; where the script says so, until somebody presses a key."""
    coach.was_paused = False
    if current.step.pause and not coach.plan.headless and not coach.is_paused:
        coach.pause()
    words = f"{current.step.title} {current.step.what} {current.step.why}"
    await coach.wait(len(words.split()) / _READS)
    await coach.going_on()
    await turn()


def _is_done(standing: Standing, id: str) -> bool:
    return any(each.step.id == id and each.state == "done" for each in standing.steps)
