"""Initial state of an application: its creator, who administers it, and the default enrollment group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .enrollment.group_keys import add_sas_group
from .http.authorization import ADMINISTRATOR

if TYPE_CHECKING:
    from .state.application import Application

__all__ = ["CREATOR", "fill"]

CREATOR = "creator"
"""Id of the user who stands for the person that created the application."""


def fill(app: Application) -> None:
    """Store the initial state of a new application."""
    creator = {
        "id": CREATOR,
        "type": "email",
        "email": f"creator@{app.name}.example",
        "roles": [{"role": ADMINISTRATOR}],
    }
    app.put("user", CREATOR, creator)
    add_sas_group(app)
