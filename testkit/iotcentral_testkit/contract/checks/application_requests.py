"""What checks of applications do: follow what takes its time to its end, delete, and name the operations."""

from __future__ import annotations

from typing import Any

from ...openapi.json_types import is_object
from ..engine.exchange import Exchange
from ..engine.findings import DeviationError
from ..engine.long_running import ENDS, ForeignAddressError, poll, state
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem

__all__ = ["ASYNC", "DELETE", "DOCUMENT", "GET", "LISTS", "PATCH", "PUT", "at", "expect_monitor", "followed", "gone"]

ASYNC = "Azure Resource Manager, asynchronous operations: the header Azure-AsyncOperation and its status"
DOCUMENT = "the document: what the operations of applications say"
GET, PUT, PATCH, DELETE = "Apps_Get", "Apps_CreateOrUpdate", "Apps_Update", "Apps_Delete"
LISTS = ("Apps_ListBySubscription", "Apps_ListByResourceGroup")


def at(content: Any, *names: str) -> Any:
    """Return a member of a member; None where it is not there."""
    for name in names:
        content = content.get(name) if is_object(content) else None
    return content


def followed(context: CheckContext, started: Exchange, header: str, subject: str) -> Exchange:
    """Follow an operation along one header to its end; return the last response.

    Raises:
        DeviationError: the header leads elsewhere, says what is no state, or the operation does not succeed.
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
                f"the operation should tell its status, but answers {answer.json!r}",
                started,
                answer,
                subject=f"{subject} status",
            )
    last = answers[-1]
    context.expect(
        state(last) == "succeeded",
        f"the operation should come to succeed, but is {state(last)}"
        + ("" if state(last) in ENDS else f" after {context.http.options.patience:g} s"),
        started,
        last,
        subject=f"{subject} end",
    )
    return last


def expect_monitor(context: CheckContext, started: Exchange, subject: str) -> None:
    """Expect that a response says where the end of the operation is to be requested."""
    context.expect(
        "azure-asyncoperation" in started.headers,
        f"{started.method} is answered with {started.status}, but without the header Azure-AsyncOperation",
        started,
        subject=f"{subject} header",
    )


def gone(context: CheckContext, item: CreatedItem) -> Exchange:
    """Delete an application, and wait for the end of that; return the response that began it.

    Raises:
        SetupError: it failed.
    """
    deleted = context.require(DELETE, item.path)
    if deleted.status == 202:
        context.factory.finish(deleted)
    return deleted
