"""Assertions about rejected requests: a response with 4xx, and nothing stored."""

from __future__ import annotations

from ...openapi.operations import ApiOperation
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import CheckContext
from ..fixtures.request_fixtures import RequestFixture, family_of

__all__ = ["expect_rejected", "expect_unchanged"]


def expect_rejected(context: CheckContext, exchange: Exchange, what: str, subject: str) -> None:
    """Expect 4xx; the sources seldom say which one.

    Args:
        context: of the check.
        exchange: the request and its response.
        what: the request in words.
        subject: of the deviation.

    Raises:
        DeviationError: it was not rejected.
    """
    context.expect(
        400 <= exchange.status < 500,
        f"{what} should be rejected with 4xx, but the response is {exchange.status}",
        exchange,
        subject=subject,
    )


def expect_unchanged(
    context: CheckContext, operation: ApiOperation, fixture: RequestFixture, sent: Exchange, subject: str
) -> None:
    """Expect that a rejected request has created no item, and changed or removed none.

    Args:
        context: of the check.
        operation: of the request.
        fixture: the valid request that the rejected one was derived from.
        sent: the rejected request.
        subject: of the deviation.

    Raises:
        DeviationError: something was stored.
    """
    family = family_of(context.api, operation)
    if family is None or not family.stores or family.id_parameter is None:
        return
    found = context.send(family.get, fixture.path)
    if fixture.item is None:
        context.expect(
            operation.method != "PUT" or found.status == 404,
            f"the request was rejected with {sent.status}, but the item that it would have created exists",
            sent,
            found,
            subject=f"{subject} stored",
        )
        return
    before, after = fixture.item.stored, found.content
    wanted: Json = fixture.body or {}
    changed = [name for name in wanted if after.get(name) == wanted[name] != before.get(name)]
    context.expect(
        found.succeeded and not changed,
        f"the request was rejected with {sent.status}, but {', '.join(changed) or 'the item'} has changed",
        sent,
        found,
        subject=f"{subject} stored",
    )
