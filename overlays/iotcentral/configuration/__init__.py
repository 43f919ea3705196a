"""Applications as files: back-up, plan, apply, and the differences between two.

    save(backup(app), "contoso.yaml")
    plan(other, load("contoso.yaml"))
    apply(other, load("contoso.yaml"), secrets=os.environ.get)

What there is to keep, and in which order it is created, is read from the document of the client's package. A file holds no
secrets: it names them, and `apply` asks for them by name. `iotcentral.aio.configuration` is the asynchronous form.
"""

from __future__ import annotations

from ._changes import ApplyError, MemberDifference, Plan, PlannedChange, diff
from ._errors import MissingSecretError, MissingValueError
from ._files import load, save
from ._state import Configuration
from ._sync import apply, backup, plan

__all__ = [
    "ApplyError",
    "Configuration",
    "MemberDifference",
    "MissingSecretError",
    "MissingValueError",
    "Plan",
    "PlannedChange",
    "apply",
    "backup",
    "diff",
    "load",
    "plan",
    "save",
]
