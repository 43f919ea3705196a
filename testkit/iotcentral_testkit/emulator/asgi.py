"""The emulator as an ASGI application: reading requests, sending and logging their answers.

What answers is loaded with the first request for it: the data plane, the control plane, the emulator's own operations and
pages.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING

import orjson

from .background import Background
from .http.errors import ServiceError, envelope
from .http.request_log import Noted, shown_path, shown_query
from .http.requests import RequestHandling, is_control_plane, is_own, path_of
from .http.tasks import in_task
from .http.transport import AsgiScope, ConnectionDroppedError, Receive, Send, drop, lifespan, read, respond
from .state.rows import BrokenRowError

if TYPE_CHECKING:
    from datetime import datetime

    from .control_plane.request_handling import ControlPlane
    from .data_plane import DataPlane
    from .world import World

__all__ = ["AsgiApp"]

_LOG = logging.getLogger("iotcentral_testkit.emulator")


class AsgiApp:
    """Answers HTTP requests.

    Args:
        world: the applications and what they share.
        settle: waits until what is due is done, deliveries included; None: this is done where it is asked for.
    """

    def __init__(self, world: World, settle: Callable[[], Awaitable[None]] | None = None) -> None:
        self._world = world
        self._settle = settle or Background(world).settle

    @cached_property
    def _control_plane(self) -> ControlPlane:
        from .control_plane.request_handling import ControlPlane
        from .rooms import load_rooms

        load_rooms()
        return ControlPlane(self._world, self._world.subscription, self._world.admit)

    @cached_property
    def _data_plane(self) -> DataPlane:
        from .data_plane import DataPlane

        return DataPlane(self._world)

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] == "http":
            await self.answer(scope, receive, send)
        elif scope["type"] == "lifespan":
            await lifespan(receive, send)

    async def refuse_unread(self, scope: AsgiScope, send: Send, error: ServiceError) -> None:
        """Answer a request with an error, without reading it."""
        handling = RequestHandling(path_of(scope))
        self._refuse(handling, error)
        await respond(send, handling.status, handling.content, handling.headers, self._world.clock.now())

    async def answer(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Answer one request of HTTP."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        handling, arrived, started = RequestHandling(path_of(scope)), self._world.clock.now(), time.perf_counter()
        try:
            content = await read(receive, headers)
            if is_own(handling.path):
                from .own_paths import answer, watch

                await in_task()
                if await watch(self._world, scope, headers, receive, send):
                    return
                await answer(self._world, self._settle, handling, scope, headers, content)
            else:
                await self._handle(handling, scope, headers, content)
        except ConnectionDroppedError:
            if handling.fault is None:
                return  # the client closed it
        except ServiceError as error:
            self._refuse(handling, error)
        except BrokenRowError as error:
            _LOG.error("%s %s: %s", scope["method"], scope["path"], error)
            message = f"The emulator's state is broken: {error}. Use another state file, or repair the row."
            self._refuse(handling, ServiceError(500, "BrokenState", message))
        except sqlite3.OperationalError as error:
            _LOG.error("%s %s could not be stored: %s", scope["method"], scope["path"], error)
            self._refuse(handling, _not_stored(error))
        except Exception:
            # a defect of the emulator: the client is told as the service would tell it, the developer here
            _LOG.exception("%s %s failed", scope["method"], scope["path"])
            self._refuse(handling, ServiceError(500, "InternalServerError", "An internal error has occurred."))
        fault = handling.fault
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        if handling.logged:
            self._world.requests.add(_noted(handling, scope, arrived, time.perf_counter() - started))
        if fault is not None and fault.reset:
            await drop(send)
            return
        truncated = fault is not None and fault.truncate
        now = self._world.clock.now()
        await respond(send, handling.status, handling.content, handling.headers, now, truncated=truncated)

    def _refuse(self, handling: RequestHandling, error: ServiceError) -> None:
        if is_control_plane(handling.path):
            self._control_plane.refuse(handling, error)
            return
        handling.request_id = self._world.request_id()
        body = envelope(error, handling.request_id, self._world.clock.now())
        handling.status, handling.content = error.status, orjson.dumps(body)
        handling.headers = {"x-ms-error-code": error.code, **error.headers}
        handling.error = error.code

    async def _handle(
        self, handling: RequestHandling, scope: AsgiScope, headers: dict[str, str], content: bytes
    ) -> None:
        """Handle a request."""
        self._world.settle()
        if is_control_plane(handling.path):
            self._control_plane.handle(handling, scope, headers, content)
        else:
            await self._data_plane.handle(handling, scope, headers, content)


def _not_stored(error: sqlite3.OperationalError) -> ServiceError:
    """Return the answer where the state cannot be written or read, such as on a full disk; nothing was changed."""
    return ServiceError(
        507,
        "InsufficientStorage",
        f"The emulator's state cannot be used: {error}. Nothing was changed; make room for it.",
    )


def _noted(handling: RequestHandling, scope: AsgiScope, arrived: datetime, duration: float) -> Noted:
    """Return what the request log keeps."""
    fault = handling.fault
    return (
        arrived,
        handling.application,
        scope["method"],
        shown_path(handling.path),
        shown_query(scope["query_string"]),
        handling.operation,
        None if fault is not None and fault.reset else handling.status,
        handling.error,
        handling.request_id,
        duration,
        handling.unknown_members,
    )
