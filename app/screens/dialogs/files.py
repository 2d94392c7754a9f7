"""Attaching files by their paths, and saving one out again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from app.domain.core.errors import Invalid
from app.domain.core.fields import Field, ParseContext
from app.screens.dialogs.base import Hint
from app.screens.dialogs.form_dialog import FormDialog, Values
from app.words import say

Completing = Callable[[str], Awaitable[Sequence[tuple[str, str, str]]]]
"""Finds the files that a text may mean: path, what is shown, and more about each."""


class PathDialog(FormDialog[str]):
    """Asks for a path; returns it as it was typed.

    Args:
        title: What it is for.
        field: The field, of type ``path``.
        context: In which text is read.
        complete: Finds what a path that is typed may become.
        verb: What is done with it, in a word.
        options: As for ``FormDialog``.
    """

    settle = 0.1

    def __init__(
        self, title: str, field: Field, context: ParseContext, *, complete: Completing, verb: str, **options: Any
    ) -> None:
        async def suggest(_kind: str, text: str) -> Sequence[tuple[str, str, str]]:
            return await complete(text)

        super().__init__(title, (field,), context, required=(field.code,), suggest=suggest, **options)
        self._verb = verb

    def hints(self) -> Sequence[Hint]:
        """What is done with the path, and leaving."""
        return (("form.save", self._verb), ("dialog.close", say("cancel")))

    def result(self, values: Values) -> str:
        """The path."""
        (path,) = values.values()
        if not path:
            raise Invalid(say("No file is named."), field="path", hint=say("Type a path, or drop a file here."))
        return str(path)
