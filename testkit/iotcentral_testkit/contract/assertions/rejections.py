"""What is expected of a request that has to be rejected: a response with 4xx, and nothing stored."""

from __future__ import annotations

from ...openapi.operations import ApiOperation
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import CheckContext
from ..fixtures.request_fixtures import RequestFixture, family_of

__all__ = ["expect_rejected", "expect_unchanged"]


def expect_rejected(context: CheckContext, exchange: Exchange, what: str, subject: str) -> None:
    """Expect 4xx; which one it is, the public material seldom says.

    Args:
        context: says what is expected.
        exchange: the request and its response.
        what: should be rejected.
        subject: of the deviation.

    Raises:
        DeviationError: it was not.
    """
    context.expect(
        400 <= exchange.status < 500,
        f"{what} should be refused with 4xx, but {exchange.status} was answered",
        exchange,
        subject=subject,
    )


def expect_unchanged(
    context: CheckContext, operation: ApiOperation, fixture: RequestFixture, sent: Exchange, subject: str
) -> None:
    """Expect that a rejected request has created no item, and changed or removed none.

    Args:
        context: asks, and says what is expected.
        operation: that was called.
        fixture: the valid request that was spoilt.
        sent: what became of it.
        subject: of the deviation.

    Raises:
        DeviationError: it has.
    """
    family = family_of(context.api, operation)
    if family is None or not family.stores or family.id_parameter is None:
        return
    found = context.send(family.get, fixture.path)
    if fixture.item is None:
        context.expect(
            operation.method != "PUT" or found.status == 404,
            f"the request was refused with {sent.status}, but what it would have made is there",
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
        f"the request was refused with {sent.status}, but {', '.join(changed) or 'the item'} has changed",
        sent,
        found,
        subject=f"{subject} stored",
    )
