"""What an application has from the start: its creator, who administers it, and the default enrollment group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .access import ADMINISTRATOR
from .enrollment_groups import add_default

if TYPE_CHECKING:
    from .application import Application

__all__ = ["CREATOR", "begin"]

CREATOR = "creator"
"""Id of the user who stands for the person that made the application."""


def begin(app: Application) -> None:
    """Fill a new application."""
    creator = {
        "id": CREATOR,
        "type": "email",
        "email": f"creator@{app.name}.example",
        "roles": [{"role": ADMINISTRATOR}],
    }
    app.put("user", CREATOR, creator)
    add_default(app)
