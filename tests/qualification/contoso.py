"""Contoso Coffee: what is known of the lead that the tests qualify."""

from __future__ import annotations

from typing import Any, Final

CONTOSO: Final[dict[str, Any]] = {
    "company": "Contoso Coffee",
    "name": "Sara Nadim",
    "job_title": "Buyer",
    "email": "sara@contoso.example.com",
    "phone": "+971 50 123 4567",
    "topic": "Beans for 12 cafés",
    "website": "www.contoso.example.com",
    "industry": "Hospitality",
    "employees": 120,
    "city": "Dubai",
}
