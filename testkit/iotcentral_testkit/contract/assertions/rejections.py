"""What is expected of a request that has to be refused: an answer with 4xx, and nothing stored."""

from __future__ import annotations

from ...openapi.operations import ApiOperation
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import Probe
from ..fixtures.request_fixtures import Situation, family_of

__all__ = ["expect_refused", "expect_unchanged"]


def expect_refused(probe: Probe, exchange: Exchange, what: str, subject: str) -> None:
    """Expect 4xx; which one it is, the public material seldom says.

    Args:
        probe: says what is expected.
        exchange: the request and its answer.
        what: should be refused.
        subject: of the deviation.

    Raises:
        Deviation: it was not.
    """
    probe.expect(
        400 <= exchange.status < 500,
        f"{what} should be refused with 4xx, but {exchange.status} was answered",
        exchange,
        subject=subject,
    )


def expect_unchanged(probe: Probe, operation: ApiOperation, situation: Situation, sent: Exchange, subject: str) -> None:
    """Expect that a refused request has made no item, and changed or removed none.

    Args:
        probe: asks, and says what is expected.
        operation: that was called.
        situation: the valid request that was spoilt.
        sent: what became of it.
        subject: of the deviation.

    Raises:
        Deviation: it has.
    """
    family = family_of(probe.api, operation)
    if family is None or not family.stores or family.id_parameter is None:
        return
    found = probe.ask(family.get, situation.path)
    if situation.item is None:
        probe.expect(
            operation.method != "PUT" or found.status == 404,
            f"the request was refused with {sent.status}, but what it would have made is there",
            sent,
            found,
            subject=f"{subject} stored",
        )
        return
    before, after = situation.item.stored, found.content
    wanted: Json = situation.body or {}
    changed = [name for name in wanted if after.get(name) == wanted[name] != before.get(name)]
    probe.expect(
        found.succeeded and not changed,
        f"the request was refused with {sent.status}, but {', '.join(changed) or 'the item'} has changed",
        sent,
        found,
        subject=f"{subject} stored",
    )
