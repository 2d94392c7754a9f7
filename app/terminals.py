"""Terminals: which of them put right-to-left letters in order themselves, as far as they say who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What the setting ``bidi`` may say; ``auto`` goes by an answer given earlier, or by the terminal.
MODES: Final = ("auto", "terminal", "leadline", "off")
#: Words of whose order there is no doubt, to be shown in both ways: who sees them can tell what the terminal does.
SAMPLE: Final = "قهوة المدينة، 25 نوفمبر"
#: What a terminal may say of itself.
VARIABLES: Final = (
    "TERM",
    "TERM_PROGRAM",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "MLTERM",
    "WT_SESSION",
    "XTERM_VERSION",
    "TMUX",
    "STY",
)
#: From this version on VTE puts letters in order.
_FIRST_VTE: Final = 5800
_BY_TERM: Final = {
    "mlterm": ("mlterm", "terminal"),
    "putty": ("PuTTY", "terminal"),
    "xterm-kitty": ("kitty", "leadline"),
    "alacritty": ("Alacritty", "leadline"),
    "foot": ("foot", "leadline"),
    "wezterm": ("WezTerm", "leadline"),
    "xterm-ghostty": ("Ghostty", "leadline"),
    "linux": ("the Linux console", "leadline"),
}
_BY_PROGRAM: Final = {
    "Apple_Terminal": ("Terminal of macOS", "terminal"),
    "WezTerm": ("WezTerm", "leadline"),
    "ghostty": ("Ghostty", "leadline"),
    "vscode": ("the terminal of Visual Studio Code", "leadline"),
}
_BY_VARIABLE: Final = {
    "KONSOLE_VERSION": ("Konsole", "terminal"),
    "MLTERM": ("mlterm", "terminal"),
    "WT_SESSION": ("Windows Terminal", "leadline"),
    "XTERM_VERSION": ("xterm", "leadline"),
}


class Guess(NamedTuple):
    """What a terminal is taken for.

    Attributes:
        mode: ``terminal`` where it orders letters itself, else ``leadline``.
        name: What it is called; empty where nobody knows.
        is_certain: Whether it is known to do so; where it is not, the user is asked.
    """

    mode: str
    name: str = ""
    is_certain: bool = False


class Order(NamedTuple):
    """Who puts right-to-left letters in order.

    Attributes:
        mode: ``terminal``, ``leadline`` or ``off``.
        reason: Where that comes from: ``setting``, ``answer`` or ``guess``.
        guess: What the terminal is taken for.
    """

    mode: str
    reason: str
    guess: Guess

    @property
    def is_to_be_asked(self) -> bool:
        """Whether the user should say what reads correctly."""
        return self.reason == "guess" and not self.guess.is_certain


def guessed(environ: Mapping[str, str]) -> Guess:
    """What a terminal is taken for, by what it says of itself; what stands between it and us hides it."""
    term = environ.get("TERM", "")
    for variable, name in (("TMUX", "tmux"), ("STY", "screen")):
        if environ.get(variable) or term.startswith(name):
            return Guess("leadline", name)
    for start, (name, mode) in _BY_TERM.items():
        if term.startswith(start):
            return Guess(mode, name, is_certain=True)
    if known := _BY_PROGRAM.get(environ.get("TERM_PROGRAM", "")):
        return Guess(known[1], known[0], is_certain=True)
    version = environ.get("VTE_VERSION", "")
    if version.isdecimal():
        return Guess("terminal" if int(version) >= _FIRST_VTE else "leadline", f"VTE {version}", is_certain=True)
    for variable, (name, mode) in _BY_VARIABLE.items():
        if environ.get(variable):
            return Guess(mode, name, is_certain=True)
    return Guess("leadline")


def terminal_key(environ: Mapping[str, str]) -> str:
    """What tells a kind of terminal from others, for what is remembered of it."""
    between = "tmux" if environ.get("TMUX") else "screen" if environ.get("STY") else ""
    return "/".join(filter(None, (between, environ.get("TERM_PROGRAM"), environ.get("TERM")))) or "unknown"


def ordered_sample() -> str:
    """The sample with its letters joined, in the order of their cells."""
    from app.bidi.arranging import arranged

    return "".join(arranged(list(SAMPLE), rtl=False, shape=True, mirrored=True)[1])


def order_for(setting: str, answer: str, environ: Mapping[str, str]) -> Order:
    """Who puts right-to-left letters in order.

    Args:
        setting: One of ``MODES``.
        answer: What the user said of this kind of terminal; empty where nobody was asked.
        environ: What the terminal says of itself.
    """
    guess = guessed(environ)
    if setting != "auto":
        return Order(setting, "setting", guess)
    if answer in ("terminal", "leadline"):
        return Order(answer, "answer", guess)
    return Order(guess.mode, "guess", guess)
