"""Drafts: what was typed and not yet saved, kept in a file so that a crash or a hang-up loses nothing."""

from __future__ import annotations

import contextlib
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.domain.core.outputs import make_own_folder, open_private


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What stands in a form.

    Attributes:
        texts: What was typed, by field code.
        links: The records picked, by field code.
    """

    texts: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)


class DraftKeeper(Protocol):
    """Where a form keeps its draft."""

    def kept(self) -> FormDraft | None:
        """The draft kept before, if there is one."""
        ...

    def keep(self, draft: FormDraft) -> None:
        """Keep this instead of what was kept before."""
        ...

    def drop(self) -> None:
        """Forget it: it was saved, or the user has thrown it away."""
        ...


class DraftFile:
    """A draft in a file of the state folder that only its owner can read.

    Args:
        folder: The folder for drafts; made when the first one is kept.
        name: What the form is about, such as ``lead-add`` or ``call-LEAD-7Q3F``.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"{re.sub(r'[^A-Za-z0-9_-]+', '-', name)[:80]}.json"

    def kept(self) -> FormDraft | None:
        """The draft kept before; a file that cannot be read counts as none."""
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
            texts, links = ({str(k): str(v) for k, v in stored[part].items()} for part in ("texts", "links"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return FormDraft(texts, links)

    def keep(self, draft: FormDraft) -> None:
        """Keep this instead of what was kept before; a full or read-only disk is no reason to stop typing."""
        with contextlib.suppress(OSError):
            make_own_folder(self.path.parent)
            fresh = self.path.with_suffix(f".{os.getpid()}.new")
            with open(fresh, "w", encoding="utf-8", opener=open_private) as file:
                json.dump({"texts": draft.texts, "links": draft.links}, file)
            fresh.replace(self.path)

    def drop(self) -> None:
        """Forget it."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)


class Drafting:
    """The draft of one form while it is open.

    Attributes:
        before: What was kept of an earlier form and never saved.
    """

    def __init__(self, keeper: DraftKeeper | None) -> None:
        """Without a keeper nothing is kept."""
        self._keeper = keeper
        self.before = self._stored = keeper.kept() if keeper is not None else None

    def keep(self, draft: FormDraft | None) -> None:
        """Keep what stands in the form, or the earlier draft it offers; nothing where all that was typed is gone."""
        if self._keeper is None or draft == self._stored:
            return
        self._stored = draft
        if draft is not None:
            self._keeper.keep(draft)
        else:
            self._keeper.drop()

    def finish(self) -> None:
        """Forget the draft for good: what was typed is saved, or thrown away on purpose."""
        if self._keeper is not None:
            self._keeper.drop()
            self._keeper = None
