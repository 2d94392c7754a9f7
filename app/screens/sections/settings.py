"""The section of settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.core.roles import SET_SETTINGS
from app.screens.actions.settings import SettingActions
from app.screens.spec import Section
from app.widgets.settings import SettingDetail, SettingsPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.settings.rows import SettingLine
    from app.workspace import Workspace


def _read(space: Workspace) -> Sequence[SettingLine]:
    return space.settings.list()


SETTINGS: Final = Section(
    "settings",
    "Settings",
    SettingsPane,
    SettingDetail,
    _read,
    frozenset({"workspace_setting"}),
    "setup_settings",
    (SettingActions,),
    SET_SETTINGS,
    turn=90,
)
