"""A form of which only what has changed is asked for, such as the settings of a heading."""

from __future__ import annotations

from app.screens.dialogs.form_dialog import FormDialog, Values


class ChangesDialog(FormDialog[Values]):
    """Fields to fill in; returns those that changed, by code, and of an emptied one nothing."""

    def result(self, values: Values) -> Values:  # noqa: ARG002 - only what has changed is asked for
        """What has changed."""
        return self.form.changes()
