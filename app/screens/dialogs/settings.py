"""The settings of one heading, to be decided."""

from __future__ import annotations

from app.screens.dialogs.form_dialog import FormDialog, Values


class SettingsDialog(FormDialog[Values]):
    """Settings to fill in; returns those that changed, by code, and of an emptied one nothing."""

    def result(self, values: Values) -> Values:  # noqa: ARG002 - only what has changed is decided
        """What has changed."""
        return self.form.changes()
