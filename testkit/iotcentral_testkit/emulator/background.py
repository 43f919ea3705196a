"""Background work on the server's event loop: actions that are due, and the delivery of data exports."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

import httpx

from .data_export import delivery

if TYPE_CHECKING:
    from .world import World

__all__ = ["run_background"]

_LOG = logging.getLogger("iotcentral_testkit.emulator")
_INTERVAL = 0.1
"""Seconds between two rounds."""
_TIMEOUT = 5
"""Seconds that a webhook may take."""


async def run_background(world: World, woken: asyncio.Event) -> None:
    """Do the work in rounds, until it is cancelled.

    Args:
        world: the applications.
        woken: begins the next round at once when it is set.
    """
    delivering: asyncio.Task[None] | None = None
    try:
        while True:
            try:
                world.settle()  # between two requests: nothing here is awaited
            except Exception:
                _LOG.exception("what was due could not be done")
            if delivering is None or delivering.done():
                # a slow webhook delays the other deliveries, but not what is due
                delivering = asyncio.create_task(_deliver(world))
            with suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), _INTERVAL)
            woken.clear()
    finally:
        if delivering is not None:
            delivering.cancel()
            with suppress(asyncio.CancelledError):
                await delivering


async def _deliver(world: World) -> None:
    """Deliver waiting messages: only the event loop uses the store, the requests are sent in a thread."""
    failed = set[tuple[str, str]]()
    try:
        for outgoing in delivery.collect(world):
            lane = (outgoing.app, outgoing.destination["id"])
            if lane not in failed:  # the order of a destination's messages is kept
                result = await asyncio.to_thread(delivery.send, outgoing, _post)
                delivery.settle(world, outgoing, result)
                if result.code is not None:
                    failed.add(lane)
    except Exception:
        _LOG.exception("exports could not be delivered")


def _post(url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
    try:
        # destinations are on this machine: proxies of the environment do not apply
        response = httpx.post(url, headers=dict(headers), content=body, timeout=_TIMEOUT, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise OSError(str(error)) from error
    return response.status_code, response.content
