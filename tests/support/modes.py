"""Modes of a client, synchronous or of an event loop: one test runs its action with a client of each."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import anyio
import pytest
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import Pager
from iotcentral._core.retry import RetryPolicy

__all__ = [
    "EAGER",
    "LEFT_OPEN_BY_HTTPX",
    "MODES",
    "all_of",
    "finished",
    "got",
    "iterator_of",
    "listed",
    "mode_of",
    "next_of",
    "run",
    "run_client",
]

MODES = ["sync", "asyncio", "trio"]

LEFT_OPEN_BY_HTTPX = pytest.mark.filterwarnings("ignore:Async generator 'httpx:ResourceWarning")
"""httpx leaves its generators to the garbage collector when content breaks off, of which trio complains."""

EAGER = RetryPolicy(attempts=3, base=0, retry_after_cap=0)
"""Retries without waiting."""


async def got(value: Any) -> Any:
    """Return a value, awaited if necessary, so that one test serves both faces."""
    return await value if inspect.isawaitable(value) else value


async def all_of(items: Any) -> list[Any]:
    """Return the items of an iterable of either kind, such as the list of a client of either face."""
    return [item async for item in items] if hasattr(items, "__aiter__") else list(items)


def iterator_of(items: Any) -> Any:
    """Return the iterator of an iterable of either kind."""
    return aiter(items) if hasattr(items, "__aiter__") else iter(items)


async def next_of(iterator: Any) -> Any:
    """Return the next item of an iterator of either kind, which has one."""
    return await anext(iterator) if hasattr(iterator, "__anext__") else next(iterator)


def mode_of(face: str, name: str) -> str:
    """Return the mode of a face; of the asynchronous one, an event loop that depends on a name, so that all occur."""
    return "sync" if face == "sync" else MODES[1 + len(name) % 2]


def finished(result: Any) -> Any:
    """Return a result; of a coroutine, in which nothing may suspend, what it returns."""
    if not inspect.iscoroutine(result):
        return result
    try:
        result.send(None)
    except StopIteration as end:
        return end.value
    result.close()
    raise AssertionError("a synchronous client was awaited")


def run_client(
    mode: str, clients: tuple[Any, Any], action: Callable[[Any], Any], *arguments: Any, **options: Any
) -> Any:
    """Return the result of an action for a client of the mode.

    Args:
        mode: `sync`, or the event loop of the asynchronous client.
        clients: the classes of the synchronous and of the asynchronous client.
        action: a function of the client; its result is awaited if necessary. A coroutine function that awaits only
            with `got`, `all_of` and `next_of` serves every mode.
        arguments: arguments of the client.
        options: keyword arguments of the client.
    """
    client, async_client = clients
    if mode == "sync":
        with client(*arguments, **options) as app:
            return finished(action(app))

    async def main() -> Any:
        async with async_client(*arguments, **options) as app:
            return await got(action(app))

    return anyio.run(main, backend=mode)


def run(mode: str, url: str, credential: Any, action: Callable[[Any], Any], **options: Any) -> Any:
    """Return the result of an action for a client of the mode, awaited if necessary."""
    options = {"limiter": None, "retry": EAGER, "timeout": 60, **options}
    return run_client(mode, (IoTCentral, AsyncIoTCentral), action, url, credential, **options)


def listed(app: Any) -> Any:
    """Return the ids of all devices; of an asynchronous client, to be awaited."""
    pager = app.devices.list()
    if isinstance(pager, Pager):
        return [device.id for device in pager]

    async def collect() -> list[str]:
        return [device.id async for device in pager]

    return collect()
