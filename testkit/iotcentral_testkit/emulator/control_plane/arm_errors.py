"""Errors of Azure Resource Manager: status, code, message, target and details."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..http.errors import ServiceError

__all__ = ["ArmError", "Detail", "error_of", "invalid", "resource_not_found"]


class Detail(NamedTuple):
    """One problem of a request: its code, the member that it is about, and what is wrong with it."""

    code: str
    target: str
    message: str


class ArmError(ServiceError):
    """A request is answered with an error of Azure Resource Manager.

    Args:
        status: HTTP status.
        code: the error's code.
        message: what is wrong.
        target: the parameter or member that it is about.
        details: the single problems.
        headers: headers of the response.
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


def invalid(details: Sequence[Detail]) -> ArmError:
    """Return the error 400: the body is JSON, but not a valid resource; with a detail for each member."""
    clauses = "; ".join(f"{detail.target}: {detail.message}" for detail in details)
    target = details[0].target if len(details) == 1 else None
    return ArmError(400, "InvalidResource", f"The request body is not valid: {clauses}", target=target, details=details)


def resource_not_found(group: str, name: str) -> ArmError:
    """Return the error 404: there is no such application."""
    return ArmError(
        404,
        "ResourceNotFound",
        f"The resource 'Microsoft.IoTCentral/IoTApps/{name}' under resource group '{group}' was not found.",
    )


def error_of(failure: ServiceError) -> dict[str, Any]:
    """Return the member `error` of an error response."""
    error: dict[str, Any] = {"code": failure.code, "message": failure.message}
    if isinstance(failure, ArmError):
        if failure.target is not None:
            error["target"] = failure.target
        if failure.details:
            error["details"] = [detail._asdict() for detail in failure.details]
    return error
