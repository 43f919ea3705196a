"""Awaiting something for each of many items in tasks; `_sync.py` is written by itself, since threads differ in kind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from contextlib import suppress
from contextvars import copy_context
from inspect import isawaitable
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

import anyio
import anyio.lowlevel
from anyio import to_thread

from ._checkpoint import Checkpoint, Journal
from ._progress import Bar
from ._run import CheckpointFile, OnError, Outcome, Run, Settings, settings_of

__all__ = ["Checkpoint", "Outcome", "Outcomes", "map"]

I = TypeVar("I")  # noqa: E741
V = TypeVar("V")


def map(
    call: Callable[[I], Awaitable[V]],
    items: Iterable[I] | AsyncIterable[I],
    *,
    concurrency: int = 8,
    checkpoint: CheckpointFile | None = None,
    on_error: OnError[I, V] = "raise",
    key: Callable[[I], str] | None = None,
    progress: str | None = None,
) -> Outcomes[I, V]:
    """Await something for each of many items, several at a time.

    Nothing is called before the first outcome is asked for. Items are read as they are needed, in the task of the loop:
    at most `concurrency` are being worked on and as many wait to be given out, and no more are in memory.

    No call is started any more once the run ends. When it ends with an error, with `aclose()` or at the end of an
    `async with` statement around it, the calls under way are awaited; when the task that waits for the next outcome is
    cancelled, they are cancelled and awaited. When a loop is left early without an `async with`, they are cancelled,
    and not awaited.

    With a checkpoint, an item counts as done when the call has returned and that is on the disk (fsync), which is
    before its outcome is given out. The next run skips it, also after a kill or a power cut at any moment; what was
    under way at that moment is called again, so the call should be one that may be repeated. Items whose key is done or
    under way are skipped within one run as well. Failed items are not done. The file stays when all is done; delete
    it to begin anew.

    Args:
        call: what is called with an item and then awaited; in tasks, each with the context variables of the loop.
        items: the items; with a checkpoint, each has a key of its own.
        concurrency: how many calls are under way at once, at least 1.
        checkpoint: a file that keeps which items are done. It belongs to one run: with a path alone, to the name of
            `call` (of a lambda, also the names that it uses) and the address of its client; with `Checkpoint(path,
            run)`, to the name that you give, which is to be preferred where the same code does different things.
        on_error: what to do when a call raises: `raise` ends the run with its error, `collect` gives it as the outcome,
            a callable, awaited if need be, is given the outcome (which is then given out) and ends the run if it raises.
        key: makes the key of an item; by default a text or a whole number itself, else the item's `id`.
        progress: the title of a progress bar; it is shown on a terminal only. Needs `iotcentral[progress]`.

    Returns:
        The outcomes, in the order in which the calls end. Iterate over it once; `skipped` counts what was done before.

    Raises:
        ConfigurationError: an argument is unusable; and, while iterating, the checkpoint belongs to another run, is
            in use or is no checkpoint, or an item has no key.
        Exception: while iterating, what the call raises; and what reading the items raises, after the outcomes of
            those that were read.
        OSError: while iterating, the checkpoint cannot be written to.
    """
    settings: Settings[I, V] = settings_of(
        call, items, concurrency=concurrency, checkpoint=checkpoint, on_error=on_error, key=key, progress=progress
    )
    return Outcomes(call, items, settings)


class Outcomes(Generic[I, V]):
    """What became of the items, one after the other; an iterator, and a context manager that ends the run."""

    # a class rather than an asynchronous generator, which complains when a loop over it is left early

    def __init__(
        self, call: Callable[[I], Awaitable[V]], items: Iterable[I] | AsyncIterable[I], settings: Settings[I, V]
    ) -> None:
        self._run = Run(settings)
        self._tasks = _Tasks(call, self._run)
        self._items = items
        self._source: AsyncIterator[I] | None = None
        self._ended = False

    @property
    def skipped(self) -> int:
        """How many items were skipped so far, since they were done or under way."""
        return self._run.skipped

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Outcome[I, V]:
        if self._ended:
            raise StopAsyncIteration
        try:
            outcome = await self._next()
            if outcome is not None:
                judged = self._run.judge(outcome)
                if isawaitable(judged):
                    await judged
                return outcome
            self._run.leave()
        except Exception:
            await self.aclose()
            raise
        except GeneratorExit:  # thrown away while it waits; nothing can be awaited any more
            self._ended = True
            self._tasks.abandon()
            raise
        except BaseException:  # cancelled
            self._tasks.cancel()
            with anyio.CancelScope(shield=True):
                await self.aclose()
            raise
        await self.aclose()
        raise StopAsyncIteration

    async def _next(self) -> Outcome[I, V] | None:
        if self._source is None:
            await self._tasks.open()
            items = self._items
            self._source = aiter(items if isinstance(items, AsyncIterable) else _AsyncItems(items))
        run = self._run
        while not run.over:
            await self._tasks.collect(wait=not run.has_room and not run.ready)
            if run.has_room and (await self._draw(self._source) or not run.ready):
                continue  # all places are filled first; but outcomes do not wait for the end of what is skipped
            if run.ready:
                return run.give()
        return None

    async def _draw(self, source: AsyncIterator[I]) -> bool:
        """Read an item, and start on it unless it is skipped; say whether a call was started."""
        try:
            item = await anext(source)
        except StopAsyncIteration:
            self._run.end()
            return False
        except Exception as error:
            self._run.end(error)
            return False
        key = self._run.take(item)
        if isinstance(key, bool):
            if self._run.skipped % 256 == 0:
                await anyio.lowlevel.checkpoint()  # let others have a turn now and then
            return False
        self._tasks.start(item, key)
        return True

    async def aclose(self) -> None:
        """End the run: start no more calls, and await those under way; cancelling this cancels them."""
        self._ended = True
        await self._tasks.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __del__(self) -> None:
        if not self._ended:
            self._tasks.abandon()


class _Tasks(Generic[I, V]):
    """The tasks that call; they do not know the iterator, so that they are ended when nobody holds that any more."""

    def __init__(self, call: Callable[[I], Awaitable[V]], run: Run[I, V]) -> None:
        self._call = call
        self._run = run
        self._under_way: dict[anyio.CancelScope, Any] = {}
        """With their tasks, since asyncio holds on to those weakly."""
        self._changed: anyio.Event | None = None
        self._fatal: BaseException | None = None
        """What ends the run, whatever is done about errors."""
        self._stopping = self._abandoned = False

    async def open(self) -> None:
        """Open the checkpoint and the progress bar."""
        settings = self._run.settings
        if settings.checkpoint is not None:
            self._run.journal = await to_thread.run_sync(Journal, settings.checkpoint)
            self._syncing = anyio.Lock()
        self._run.bar = Bar(settings.progress, settings.total)

    def start(self, item: I, key: str) -> None:
        """Call in a task of its own."""
        scope = anyio.CancelScope()
        outcome: Outcome[I, V] | None = None
        self._under_way[scope] = None

        async def work() -> None:
            nonlocal outcome
            try:
                with scope:
                    outcome = await self._outcome(item, key)
            except BaseException as error:
                if isinstance(error, anyio.get_cancelled_exc_class()):
                    self._fatal = self._fatal or RuntimeError(f"fleet.map: the call for {item!r} was cancelled")
                    raise
                self._fatal = self._fatal or error
            finally:
                over()

        def over(_: object = None) -> None:
            if scope in self._under_way:
                del self._under_way[scope]
                self._run.finish(key, outcome)
                self._notify()

        task = _spawn(work, over)
        if scope in self._under_way:
            self._under_way[scope] = task

    async def _outcome(self, item: I, key: str) -> Outcome[I, V] | None:
        if self._stopping:
            return None
        try:
            value = await self._call(item)
        except Exception as error:
            return Outcome(item, error=error)
        journal = self._run.journal
        if journal is not None:
            position = journal.write(key)  # at once: nothing can be cancelled between the answer and this
            async with self._syncing:
                if not journal.synced(position):
                    await to_thread.run_sync(journal.sync, position)
        return Outcome(item, value)

    async def collect(self, *, wait: bool) -> None:
        """Let the tasks go on; wait until one has ended, if `wait`."""
        if wait and self._run.running and not self._run.ready and self._fatal is None:
            self._changed = anyio.Event()
            await self._changed.wait()
        if self._fatal is not None:
            raise self._fatal

    def cancel(self) -> None:
        """Start nothing more, and cancel what is under way."""
        self._stopping = True
        for scope in tuple(self._under_way):
            scope.cancel()

    async def aclose(self) -> None:
        """Start nothing more, wait for what is under way, close the files."""
        self._stopping = True
        try:
            while self._run.running:
                self._changed = anyio.Event()
                await self._changed.wait()
        except BaseException:
            self.cancel()
            with anyio.CancelScope(shield=True):
                while self._run.running:
                    self._changed = anyio.Event()
                    await self._changed.wait()
            raise
        finally:
            self._close()

    def abandon(self) -> None:
        """Cancel what is under way; the last of it closes the files."""
        self._abandoned = True
        with suppress(RuntimeError):  # the loop is no more
            self.cancel()
        if not self._run.running:
            self._close()

    def _notify(self) -> None:
        if self._changed is not None:
            self._changed.set()
        if self._abandoned and not self._run.running:
            self._close()

    def _close(self) -> None:
        if self._run.bar is not None:
            self._run.bar.close()
        if self._run.journal is not None:
            self._run.journal.close()


class _AsyncItems(Generic[I]):
    def __init__(self, items: Iterable[I]) -> None:
        self._items = iter(items)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> I:
        for item in self._items:
            return item
        raise StopAsyncIteration


def _spawn(work: Callable[[], Coroutine[Any, Any, None]], over: Callable[[object], None]) -> Any:
    """Start a task that no task group waits for: an iterator cannot hold a group open between two of its items."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        import trio

        return trio.lowlevel.spawn_system_task(work, context=copy_context())
    task = loop.create_task(work())
    task.add_done_callback(over)  # one that is cancelled before it has begun does not say so itself
    return task
