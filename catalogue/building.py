"""Makes the ``.mo`` files before Leadline is packed or installed, so that every installation speaks every language."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compiling(BuildHookInterface):
    """The hook that the build calls."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as the build calls it
        """Compile the catalogues of every language."""
        sys.path.insert(0, str(Path(self.root)))
        from catalogue.files import compile_to_file
        from catalogue.messages import TRANSLATED

        for language in TRANSLATED:
            compile_to_file(language)
