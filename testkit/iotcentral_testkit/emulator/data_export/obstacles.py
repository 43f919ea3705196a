"""Obstacles of deliveries: what an export's destinations lack, so that nothing can be sent there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from .kinds import DESTINATION
from .transforms import can_transform

if TYPE_CHECKING:
    from ..state.callees import CallRule
    from .exporting import ExportingApplication

__all__ = ["WEBHOOK", "DeliveryResult", "obstacle", "obstacles"]

WEBHOOK = "webhook@v1"


class DeliveryResult(NamedTuple):
    """Result of a delivery: the code of an error (None: the message arrived), and whether retrying is useless."""

    code: str | None = None
    message: str = ""
    final: bool = False


def obstacles(app: ExportingApplication, export: Mapping[str, Any]) -> dict[str, DeliveryResult]:
    """Return why an export can send nothing to its destinations: id of a destination → reason.

    An export without destinations has the reason at the empty id.
    """
    found: dict[str, DeliveryResult] = {}
    for reference in export["destinations"]:
        destination = app.get(DESTINATION, reference["id"])
        reason = None if destination is None else obstacle(app.calling, destination, reference.get("transform"))
        if reason is not None:
            found[reference["id"]] = reason
    if not export["destinations"]:
        found[""] = DeliveryResult("NoDestination", "The export has no destination, so it sends nothing.", True)
    return found


def obstacle(calling: CallRule, destination: Mapping[str, Any], transform: str | None) -> DeliveryResult | None:
    """Return why a message cannot be sent to a destination at all; None if it can.

    Args:
        calling: which addresses may be called.
        destination: where it goes.
        transform: what changes it; None: nothing.
    """
    if transform and not can_transform():
        message = "The transform needs jq, so nothing is sent: pip install iotcentral-testkit[jq]."
        return DeliveryResult("TransformNotSupported", message, True)
    if destination["type"] != WEBHOOK:
        return None
    authorization: dict[str, Any] = destination.get("authorization") or {}
    for address in (destination["url"], authorization.get("tokenUrl")):
        refusal = None if address is None else calling.refusal(address)
        if refusal is not None:
            return DeliveryResult("AddressNotAllowed", refusal, True)
    return None
