"""What goes wrong on the control plane, as Azure Resource Manager says it: code, message, target and details."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..errors import Refusal

__all__ = ["ArmRefusal", "Detail", "error_of", "invalid", "resource_not_found"]


class Detail(NamedTuple):
    """One of the things that are wrong: its code, the member that it is about, and what is wrong with it."""

    code: str
    target: str
    message: str


class ArmRefusal(Refusal):
    """A request that is answered with an error of Azure Resource Manager.

    Args:
        status: HTTP status.
        code: the error's code.
        message: what is wrong.
        target: the parameter or member that it is about.
        details: what is wrong in particular.
        headers: headers of the answer.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        target: str | None = None,
        details: Sequence[Detail] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(status, code, message, headers)
        self.target = target
        self.details = tuple(details)


def invalid(details: Sequence[Detail]) -> ArmRefusal:
    """400: the body is JSON, but not the resource that it should be; a detail for each member."""
    clauses = "; ".join(f"{detail.target}: {detail.message}" for detail in details)
    target = details[0].target if len(details) == 1 else None
    return ArmRefusal(
        400, "InvalidResource", f"The request body is not valid: {clauses}", target=target, details=details
    )


def resource_not_found(group: str, name: str) -> ArmRefusal:
    """404: there is no such application."""
    return ArmRefusal(
        404,
        "ResourceNotFound",
        f"The resource 'Microsoft.IoTCentral/IoTApps/{name}' under resource group '{group}' was not found.",
    )


def error_of(refusal: Refusal) -> dict[str, Any]:
    """Return the `error` of an envelope."""
    error: dict[str, Any] = {"code": refusal.code, "message": refusal.message}
    if isinstance(refusal, ArmRefusal):
        if refusal.target is not None:
            error["target"] = refusal.target
        if refusal.details:
            error["details"] = [detail._asdict() for detail in refusal.details]
    return error
