"""Requests of the checks of applications: operations, monitors and deletion."""

from __future__ import annotations

from typing import Any

from ...openapi.json_types import is_object
from ..engine.exchange import Exchange
from ..engine.findings import DeviationError
from ..engine.long_running import ENDS, ForeignAddressError, poll, state
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem

__all__ = [
    "ASYNC",
    "DELETE",
    "DOCUMENT",
    "GET",
    "LISTS",
    "PATCH",
    "PUT",
    "at",
    "delete_and_wait",
    "expect_monitor",
    "follow_monitor",
]

ASYNC = "Azure Resource Manager, asynchronous operations: the header Azure-AsyncOperation and its status"
DOCUMENT = "the document: descriptions of the operations of applications"
GET, PUT, PATCH, DELETE = "Apps_Get", "Apps_CreateOrUpdate", "Apps_Update", "Apps_Delete"
LISTS = ("Apps_ListBySubscription", "Apps_ListByResourceGroup")


def at(content: Any, *names: str) -> Any:
    """Return a nested member; None if it does not exist."""
    for name in names:
        content = content.get(name) if is_object(content) else None
    return content


def follow_monitor(context: CheckContext, started: Exchange, header: str, subject: str) -> Exchange:
    """Follow the monitor in a header to the end of an operation; return the last response.

    Raises:
        DeviationError: the monitor is another server's or has no valid state, or the operation does not succeed.
    """
    url = started.headers.get(header)
    try:
        answers = list(poll(context.http, started, url))
    except ForeignAddressError as astray:
        raise DeviationError(str(astray), started, subject=f"{subject} origin") from None
    for answer in answers:
        context.expect(
            answer.succeeded, f"{header} leads to {answer.status}", started, answer, subject=f"{subject} {header}"
        )
        if header == "azure-asyncoperation":
            told = answer.content.get("status")
            context.expect(
                isinstance(told, str) and bool(told),
                f"the monitor should have a status, but its response is {answer.json!r}",
                started,
                answer,
                subject=f"{subject} status",
            )
    last = answers[-1]
    context.expect(
        state(last) == "succeeded",
        f"the operation should succeed, but is {state(last)}"
        + ("" if state(last) in ENDS else f" after {context.http.options.patience:g} s"),
        started,
        last,
        subject=f"{subject} end",
    )
    return last


def expect_monitor(context: CheckContext, started: Exchange, subject: str) -> None:
    """Expect that a response has the URL of a monitor."""
    context.expect(
        "azure-asyncoperation" in started.headers,
        f"{started.method} is answered with {started.status}, but without the header Azure-AsyncOperation",
        started,
        subject=f"{subject} header",
    )


def delete_and_wait(context: CheckContext, item: CreatedItem) -> Exchange:
    """Delete an application, and wait until it is gone; return the first response.

    Raises:
        SetupError: it failed.
    """
    deleted = context.require(DELETE, item.path)
    if deleted.status == 202:
        context.factory.finish(deleted)
    return deleted
