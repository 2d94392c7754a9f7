"""Handlers: which function does which job; the areas contribute them."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.jobs.rows import Claim
from app.domain.store.unit import UnitOfWork

Handler = Callable[[UnitOfWork, Claim], None]
"""Does a job inside the transaction that marks it done; changes nothing where the job's reason is gone."""

HANDLERS: dict[str, Handler] = {}
"""What does each job, by the job's name."""
