"""Reading settings: warm or cold, or inside a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.core.columns import custom_from_plain
from app.domain.settings.declared import Setting, setting_called
from app.domain.settings.named import SETTINGS_KEPT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.domain.store.named import NamedReader


def setting(session: Session, code: str) -> Any:
    """What holds of a setting now, as this transaction sees it.

    Args:
        session: The transaction's.
        code: A setting that an area declares.

    Raises:
        LookupError: None does.
    """
    from sqlalchemy import select

    from app.domain.settings.records import KeptSetting

    declared = setting_called(code)
    kept = session.execute(select(KeptSetting.body).where(KeptSetting.code == code)).first()
    return declared.default if kept is None else value_of(declared, kept.body)


def kept_settings(reader: NamedReader) -> dict[str, dict[str, Any]]:
    """What is kept of the settings that somebody decided, by their codes; runs warm or cold."""
    return {row.code: row.body for row in reader.named(SETTINGS_KEPT)}


def value_of(declared: Setting, body: Mapping[str, Any]) -> Any:
    """A setting's value from what is kept; the default where the setting does not take it any more."""
    if "value" not in body:
        return declared.default
    plain = body["value"]
    if plain is None:
        return None
    value, field = custom_from_plain(declared.field, plain), declared.field
    if type(value) is not field.field_type.value_class:
        return declared.default
    if field.choices and field.field_type.keeps_choices and not field.open:
        known = {code for code, _ in field.choices}
        if not known.issuperset(value if isinstance(value, tuple) else (value,)):
            return declared.default
    return value
