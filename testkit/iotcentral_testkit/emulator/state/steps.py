"""Long reads, for which nobody waits: they are carried out in steps, and what the database does of them beside the event loop.

A read is a plain function that runs in a greenlet, so that it can pause at any depth; what it does in Python is still the only
thing that runs. From its first pause on it reads a snapshot: it sees one state, whatever others change meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from greenlet import getcurrent, greenlet

if TYPE_CHECKING:
    from .snapshots import Snapshot

__all__ = ["Read", "in_steps", "pause", "present_read"]

_STEP = 0.003
"""Seconds that the steps of all reads take together between two looks at other requests, about."""

T = TypeVar("T")

_paused = 0
"""Number of reads that have paused, and are not at their end."""


class Read(greenlet):
    """A read that is being carried out.

    Args:
        read: the function.
        hold: takes a snapshot of the state.
    """

    def __init__(self, read: Callable[[], Any], hold: Callable[[], Snapshot]) -> None:
        super().__init__(read)
        self._hold = hold
        self.began = 0.0
        """When its present step began."""
        self.snapshot: Snapshot | None = None
        """What it reads; None: the present state, which nobody can have changed in its first step."""

    def held(self) -> Snapshot:
        """Return what it reads from now on."""
        global _paused  # counts the reads of all emulators of the process
        if self.snapshot is None:
            self.snapshot = self._hold()
            _paused += 1
        return self.snapshot

    def end(self) -> None:
        """Release the snapshot."""
        global _paused  # as above
        if self.snapshot is not None:
            _paused -= 1
            self.snapshot.release()

    def aside(self, work: Callable[[], T]) -> T:
        """Have work done in a thread, and return what it returns; other tasks go on meanwhile.

        Raises:
            Exception: what the work raises.
        """
        assert self.parent is not None
        return cast("T", self.parent.switch(work))


def present_read() -> Read | None:
    """Return the read that the caller is a part of; None: it is of none."""
    current = getcurrent()
    return current if isinstance(current, Read) else None


def pause() -> None:
    """End the step of the read that this is a part of, if it has taken its time; otherwise do nothing."""
    read = present_read()
    if read is not None and perf_counter() - read.began >= _STEP / max(1, _paused):
        read.held()
        assert read.parent is not None
        read.parent.switch(None)


async def in_steps(read: Callable[[], T], hold: Callable[[], Snapshot]) -> T:
    """Carry out a read, and return what it returns; between its steps, other tasks go on.

    Args:
        read: the read.
        hold: takes a snapshot of the state, which the read goes on with after its first step.

    Raises:
        Exception: what the read raises.
    """
    running = Read(read, hold)
    try:
        running.began = perf_counter()
        result = running.switch()
        while not running.dead:
            try:
                done = await _meanwhile(result)
            except BaseException as error:
                running.began = perf_counter()
                result = running.throw(error)  # or it would stay in its step until it is collected
            else:
                running.began = perf_counter()
                result = running.switch(done)
        return cast("T", result)
    finally:
        running.end()


async def _meanwhile(work: Callable[[], Any] | None) -> Any:
    """Let other tasks go on while work is done in a thread, if there is any; return what it returns."""
    # here alone: most reads have one step, and a start no need of it
    if work is None:
        from anyio.lowlevel import checkpoint

        return await checkpoint()  # in any event loop
    from anyio.to_thread import run_sync

    return await run_sync(work, abandon_on_cancel=True)
