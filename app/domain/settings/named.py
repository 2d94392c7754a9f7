"""What is read of settings by name, and what its rows are."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from app.domain.store.named import Named


class SettingRow(NamedTuple):
    """A setting that does not stand at its default."""

    code: str
    body: dict[str, Any]


SETTINGS_KEPT: Final = Named("app.domain.settings", "settings.kept", SettingRow)
