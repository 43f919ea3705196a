"""What goes on without requests, on the server's event loop: what is due is done, what is exported is delivered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

import httpx

from . import delivery

if TYPE_CHECKING:
    from .world import World

__all__ = ["run_background"]

_LOG = logging.getLogger("iotcentral_testkit.emulator")
_EVERY = 0.1
"""Seconds between two looks."""
_PATIENCE = 5
"""Seconds that a webhook may take."""


async def run_background(world: World, woken: asyncio.Event) -> None:
    """Look again and again, until it is cancelled.

    Args:
        world: the applications.
        woken: set where somebody does not want to wait for the next look.
    """
    delivering: asyncio.Task[None] | None = None
    try:
        while True:
            try:
                world.settle()  # between two requests: nothing here is awaited
            except Exception:
                _LOG.exception("what was due could not be done")
            if delivering is None or delivering.done():
                # a webhook that is slow holds up the other deliveries, but not what is due
                delivering = asyncio.create_task(_deliver(world))
            with suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), _EVERY)
            woken.clear()
    finally:
        if delivering is not None:
            delivering.cancel()
            with suppress(asyncio.CancelledError):
                await delivering


async def _deliver(world: World) -> None:
    """Deliver what waits: the store is touched on the event loop alone, the requests are made in a thread."""
    failed = set[tuple[str, str]]()
    try:
        for outgoing in delivery.collect(world):
            lane = (outgoing.app, outgoing.destination["id"])
            if lane not in failed:  # the order of a destination's messages stays
                outcome = await asyncio.to_thread(delivery.send, outgoing, _post)
                delivery.settle(world, outgoing, outcome)
                if outcome.code is not None:
                    failed.add(lane)
    except Exception:
        _LOG.exception("exports could not be delivered")


def _post(url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
    try:
        # proxies are for the world, not for this machine
        answer = httpx.post(url, headers=dict(headers), content=body, timeout=_PATIENCE, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise OSError(str(error)) from error
    return answer.status_code, answer.content
