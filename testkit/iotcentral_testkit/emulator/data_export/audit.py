"""Audit log of an application as events of data exports: who created, changed or deleted what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .export_messages import ExportEvent
from .kinds import AUDITED

if TYPE_CHECKING:
    from ..state.application import Actor

__all__ = ["audit_event"]

_UNTOLD = frozenset({"etag", "id", "@id"})


def audit_event(kind: str, id: str, actor: Actor, before: Any, after: Any) -> ExportEvent | None:
    """Return the event of a change by a caller; None: nothing that is told has changed.

    Args:
        kind: of the document.
        id: its id.
        actor: who changed it.
        before: the document as it was; None: there was none.
        after: the document as it is; None: there is none any more.
    """
    present: Mapping[str, Any] = after or before
    resource = {"id": id, "type": AUDITED[kind]}
    name = present.get("displayName") or present.get("email")
    if isinstance(name, str):
        resource["displayName"] = name
    content: dict[str, Any] = {"actor": actor._asdict(), "resource": resource}
    if kind == "device":
        content["deviceId"] = id
    if before is None or after is None:
        return ExportEvent("audit", "created" if before is None else "deleted", None, None, content)
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    told = [name for name in changed if name not in _UNTOLD and not name.startswith("_")]
    return ExportEvent("audit", "updated", None, None, {**content, "updated": {"properties": told}}) if told else None
