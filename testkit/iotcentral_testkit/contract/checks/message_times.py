"""Expectation that the time of what a device has sent is that of its message, and not that of the read."""

from __future__ import annotations

from ...openapi.json_places import at
from ...openapi.operations import ApiOperation
from ...openapi.schema_facts import Keys
from ..assertions.json_comparison import same
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext

__all__ = ["expect_time_of_message"]

_READS = 4
"""Reads in a row, within a moment, at each of which the same value cannot be that of another message."""

_UNTOLD = "it rests on a device that has sent something, for which a program does not wait"


def expect_time_of_message(
    context: CheckContext, operation: ApiOperation, place: dict[str, str], first: Exchange, value: Keys, time: Keys
) -> None:
    """Read what a device has sent again, until its time stays; expect that it does while the value is the same.

    Args:
        context: of the check.
        operation: the read.
        place: its path parameters.
        first: its first answer.
        value: place of the value in the answer.
        time: place of its time.
    """
    reads = [first]
    while len(reads) < _READS:
        reads.append(context.require(operation, place))
        if not same(at(reads[-1].json, value), at(first.json, value)):
            return  # the device has sent another one
        if at(reads[-1].json, time) == at(reads[-2].json, time):
            return
    times = [at(read.json, time) for read in reads]
    message = f"the value stays {at(first.json, value)!r}, and its {time[-1]} is another one at each read: {times}"
    context.expect(False, message, *reads, subject="time of the read", operation=operation.id, untold=_UNTOLD)
