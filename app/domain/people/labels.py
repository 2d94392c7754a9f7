"""What an email, a phone or an address may be called."""

from __future__ import annotations

from typing import Final

LABELS: Final = {
    "email": ("business", "home", "other"),
    "phone": ("business", "mobile", "home", "other"),
    "address": ("billing", "shipping", "office", "home", "other"),
}
"""The labels by medium; other says nothing."""
