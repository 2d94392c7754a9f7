"""What happens to users, told to the areas above inside the same transaction."""

from __future__ import annotations

from app.domain.core.frozen import frozen


@frozen
class UserAddressed:
    """A user has an email address, or another one than before."""

    user_id: str
    name: str
    email: str
