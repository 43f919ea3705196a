"""An ASGI application served over a real socket, from a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

__all__ = ["serving"]

_PATIENCE = 60
"""Seconds for a start or a stop."""


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Have an application served within the block, its start and stop included.

    Yields:
        Its address.
    """
    ready, failed = threading.Event(), list[BaseException]()
    config = uvicorn.Config(app, ws="none", lifespan="on", log_config=None, access_log=False)
    server = uvicorn.Server(config)

    async def serve(listening: socket.socket) -> None:
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.002)
        ready.set()
        await serving

    def run(listening: socket.socket) -> None:
        try:
            asyncio.run(serve(listening))
        except BaseException as error:
            failed.append(error)
        finally:
            ready.set()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=run, args=(listening,), daemon=True)
        thread.start()
        try:
            assert ready.wait(_PATIENCE), "the server does not start"
            assert not failed, failed
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(_PATIENCE)
            assert not thread.is_alive(), "the server does not stop"
