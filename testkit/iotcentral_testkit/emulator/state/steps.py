"""Long reads, for which nobody waits: they are carried out in steps, and what the database does of them beside the event loop.

A read is a plain function that runs in a greenlet, so that it can pause at any depth; what it does in Python is still the only
thing that runs. From its first pause on it reads a snapshot: it sees one state, whatever others change meanwhile.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from greenlet import GreenletExit, getcurrent, greenlet

if TYPE_CHECKING:
    from .snapshots import Snapshot

__all__ = ["Read", "in_steps", "pause", "present_read"]

_STEP = 0.003
"""Seconds that the steps of all reads take together between two looks at other requests, about."""

_KEPT = 8
"""Readers of a thread that are kept for later reads."""

T = TypeVar("T")

_paused = 0
"""Number of reads that have paused, and are not at their end."""


class Read:
    """A read that is being carried out.

    Args:
        work: the function.
        hold: takes a snapshot of the state.
    """

    snapshot: Snapshot | None = None
    """What it reads; None: the present state, which nobody can have changed in its first step."""
    wanted: Callable[[], Any] | None = None
    """What is to be done in a thread before its next step."""
    result: Any = None
    error: BaseException | None = None
    """What the function has returned, or raised."""
    ended = False

    def __init__(self, work: Callable[[], Any], hold: Callable[[], Snapshot]) -> None:
        self.work = work
        self._hold = hold
        self.began = perf_counter()
        """When its present step began."""

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
        self.wanted = work
        return cast("T", _leave())


class _Reader(greenlet):
    """Carries out reads, one after another: to make a greenlet takes longer than a short read."""

    read: Read | None = None
    """The read that is being carried out."""

    def __init__(self) -> None:
        super().__init__(_carry_out_reads)


def _carry_out_reads() -> None:
    """Carry out one read after another, each when the present reader is switched to."""
    while True:
        _carry_out()
        _leave()


def _carry_out() -> None:
    """Carry out the present read; nothing of it is left in the frames of its reader, which may have nothing to do for long."""
    read = present_read()
    assert read is not None
    try:
        read.result = read.work()
    except GreenletExit:  # nobody waits for it any more
        raise
    except BaseException as error:
        read.error = error
    finally:
        read.ended = True


class _Readers(threading.local):
    """Readers of a thread that have nothing to do."""

    def __init__(self) -> None:
        self.idle: list[_Reader] = []


_readers = _Readers()


def _leave() -> Any:
    """Leave the present reader, and return what it is switched back to with."""
    parent = getcurrent().parent
    assert parent is not None
    return parent.switch()


def present_read() -> Read | None:
    """Return the read that the caller is a part of; None: it is of none."""
    current = getcurrent()
    return current.read if isinstance(current, _Reader) else None


def pause() -> None:
    """End the step of the read that this is a part of, if it has taken its time; otherwise do nothing."""
    read = present_read()
    if read is not None and perf_counter() - read.began >= _STEP / max(1, _paused):
        read.held()
        _leave()


async def in_steps(work: Callable[[], T], hold: Callable[[], Snapshot]) -> T:
    """Carry out a read, and return what it returns; between its steps, other tasks go on.

    Args:
        work: the read.
        hold: takes a snapshot of the state, which the read goes on with after its first step.

    Raises:
        Exception: what the read raises.
    """
    read, idle = Read(work, hold), _readers.idle
    reader = idle.pop() if idle else _Reader()
    reader.parent, reader.read = getcurrent(), read
    try:
        reader.switch()
        while not read.ended:
            await _next_step(reader, read)
        if read.error is not None:
            raise read.error
        return cast("T", read.result)
    finally:
        read.end()
        reader.read = read.error = None
        if read.ended and len(idle) < _KEPT:
            idle.append(reader)


async def _next_step(reader: _Reader, read: Read) -> None:
    """Do the next step of a read, and what it wants done before, if anything; other tasks go on meanwhile."""
    work, read.wanted = read.wanted, None
    try:
        done = await _meanwhile(work)
    except BaseException as error:
        read.began = perf_counter()
        reader.throw(error)  # or it would stay in its step until it is collected
    else:
        read.began = perf_counter()
        reader.switch(done)


async def _meanwhile(work: Callable[[], Any] | None) -> Any:
    """Let other tasks go on while work is done in a thread, if there is any; return what it returns.

    Who is cancelled meanwhile leaves the thread alone; the work ends when the snapshot is released.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return await _meanwhile_elsewhere(work)
    return await (asyncio.sleep(0) if work is None else loop.run_in_executor(None, work))


async def _meanwhile_elsewhere(work: Callable[[], Any] | None) -> Any:
    """Do the same in the event loop of another library; asyncio has no need of this one, which takes long to load."""
    if work is None:
        from anyio.lowlevel import checkpoint

        return await checkpoint()
    from anyio.to_thread import run_sync

    return await run_sync(work, abandon_on_cancel=True)
