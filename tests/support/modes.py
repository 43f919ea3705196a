"""One test for both faces of a client and both event loops: an action is run with a client of the mode."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import anyio
import pytest
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import Pager
from iotcentral._core.retry import RetryPolicy

__all__ = ["EAGER", "LEFT_OPEN_BY_HTTPX", "MODES", "listed", "run"]

MODES = ["sync", "asyncio", "trio"]

LEFT_OPEN_BY_HTTPX = pytest.mark.filterwarnings("ignore:Async generator 'httpx:ResourceWarning")
"""httpx leaves its generators to the garbage collector when content breaks off, of which trio complains."""

EAGER = RetryPolicy(attempts=3, base=0, retry_after_cap=0)
"""Retries without waiting."""


def run(mode: str, url: str, credential: Any, action: Callable[[Any], Any], **options: Any) -> Any:
    """Return what the action gives for a client of the mode, awaited where that has to be."""
    options = {"limiter": None, "retry": EAGER, "timeout": 5, **options}
    if mode == "sync":
        with IoTCentral(url, credential, **options) as app:
            return action(app)

    async def main() -> Any:
        async with AsyncIoTCentral(url, credential, **options) as app:
            result = action(app)
            return await result if inspect.isawaitable(result) else result

    return anyio.run(main, backend=mode)


def listed(app: Any) -> Any:
    """Return the ids of all devices; of an asynchronous client, to be awaited."""
    pager = app.devices.list()
    if isinstance(pager, Pager):
        return [device.id for device in pager]

    async def collect() -> list[str]:
        return [device.id async for device in pager]

    return collect()
