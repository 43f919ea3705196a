"""Background work on the server's event loop: actions that are due, and the delivery of data exports."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from .data_export.kinds import EXPORT

if TYPE_CHECKING:
    from .data_export.delivery import Lane, OutgoingMessage
    from .state.application import Application
    from .world import World

__all__ = ["Background"]

_LOG = logging.getLogger("iotcentral_testkit.emulator")
_INTERVAL = 0.1
"""Seconds between two rounds."""


class Background:
    """Work in rounds: what is due is done, and each destination that is not busy gets the messages that wait for it.

    Destinations go on at their own pace: a slow webhook delays neither the others nor what is due.

    Args:
        world: the applications.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._woken = asyncio.Event()
        self._lanes: dict[Lane, asyncio.Task[Exception | None]] = {}
        self._idle_since: tuple[int, int] | None = None
        self._told = ""

    def _tell(self, problem: Exception) -> None:
        """Log what could not be done, once as long as it stays so: it is tried again in each round."""
        if self._told != repr(problem):
            self._told = repr(problem)
            _LOG.error("what was due could not be done, and is tried again", exc_info=problem)

    def wake(self) -> None:
        """Begin the next round at once."""
        self._woken.set()

    async def run(self) -> None:
        """Do the work until it is cancelled."""
        try:
            while True:
                try:
                    self._round()
                except Exception as problem:
                    self._tell(problem)
                else:
                    self._told = ""
                # not `wait_for`, which up to Python 3.11 swallows a cancellation that comes with what it waits for
                following = asyncio.get_running_loop().call_later(_INTERVAL, self._woken.set)
                await self._woken.wait()
                following.cancel()
                self._woken.clear()
        finally:
            lanes = list(self._lanes.values())
            for task in lanes:
                task.cancel()
            await asyncio.gather(*lanes, return_exceptions=True)

    async def settle(self) -> None:
        """Return when everything that is due by now is done, and its deliveries were made or have failed.

        Raises:
            Exception: what could not be done.
        """
        while self._round() or self._lanes:
            if not self._lanes:
                await asyncio.sleep(0)  # requests go on between two spans of telemetry
                continue
            done, _ = await asyncio.wait(self._lanes.values(), return_when=asyncio.FIRST_COMPLETED)
            for problem in (task.result() for task in done):
                if problem is not None:
                    raise problem

    def _round(self) -> bool:
        """Do what is due and start deliveries; return whether more telemetry is to be collected at once."""
        world = self._world
        world.settle()  # between two requests: nothing here is awaited
        if world.store.changes == self._idle_since:
            return False
        apps = [app for app in world.applications.values() if app.count(EXPORT)]
        self._idle_since = None if apps else world.store.changes
        return bool(apps) and self._export(apps)

    def _export(self, apps: list[Application]) -> bool:
        """Collect telemetry and start deliveries for applications that have exports; return whether there is more."""
        from .data_export.delivery import due, gather_telemetry  # here alone: most emulators have no exports

        more = gather_telemetry(self._world, apps)
        for lane, messages in due(apps, self._lanes).items():
            self._lanes[lane] = asyncio.create_task(self._deliver(lane, messages))
        return more

    async def _deliver(self, lane: Lane, messages: list[OutgoingMessage]) -> Exception | None:
        """Deliver messages, and return why that was not possible, if it was not."""
        from .data_export.delivery import deliver

        try:
            await deliver(self._world, lane, messages, self._world.posting.post)
        except Exception as problem:
            _LOG.exception("exports could not be delivered")
            return problem
        finally:
            del self._lanes[lane]
            self._woken.set()
        return None
