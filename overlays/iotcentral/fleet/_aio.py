"""Calls for many items in tasks; `_sync.py` is written separately, since threads differ in kind."""

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
from ._progress import ProgressBar
from ._run import CheckpointFile, Confirm, MapOptions, MapRun, OnError, Outcome, map_options

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
    confirm: Confirm = "done",
) -> Outcomes[I, V]:
    """Await a function for each of many items at least once, several at a time.

    Nothing is called before the first outcome is requested. Items are read as they are needed, in the task of the loop:
    at most `concurrency` are being worked on and as many outcomes are ready, and no more are in memory.

    No call is started any more once the run ends. When it ends with an error, with `aclose()` or at the end of an
    `async with` statement around it, the calls under way are awaited; when the task that waits for the next outcome is
    cancelled, they are cancelled and awaited. When a loop is left early without an `async with`, they are cancelled,
    and not awaited.

    With a checkpoint, an item counts as done when the call has returned and that is on the disk (fsync), which is
    before its outcome is returned. The next run skips it, also after a kill or a power cut at any moment; what was
    under way at that moment is called again, so the call should be one that may be repeated. With `confirm="given"`,
    an item counts as done when the loop requests the next outcome. Items whose key is done or under way are skipped
    within one run as well. Failed items are not done. The file stays when all is done; delete it to start over.

    Args:
        call: the function, called with an item and then awaited; in tasks, each with the context variables of the loop.
        items: the items; with a checkpoint, each has a key of its own.
        concurrency: number of calls under way at once, at least 1.
        checkpoint: a file that records the items that are done. It belongs to one run: with a path alone, to the name of
            `call` (of a lambda, also the names that it uses) and the address of its client; with `Checkpoint(path,
            run)`, to the name `run`, which is preferable where the same code does different things.
        on_error: the action when a call raises: `raise` ends the run with its error, `collect` returns it in the outcome,
            a callable, awaited if need be, takes the outcome (which is then returned) and ends the run if it raises.
        key: returns the key of an item; by default a string or a whole number itself, else the item's `id`.
        progress: the title of a progress bar on a terminal (standard error); elsewhere, such as in a log, it is a line
            about every ten seconds. Needs `iotcentral[progress]`.
        confirm: the moment at which a checkpoint confirms an item: `done`, when its call has returned, before its
            outcome is returned: after a kill, the call is not repeated, and an outcome that the loop had not processed
            yet is lost; `given`, when the next outcome is requested: after a kill, the call is repeated for every item
            whose outcome the loop had not processed to its end, and no outcome is lost.

    Returns:
        The outcomes, in the order in which the calls end. Iterate over it once; `skipped` counts the items done before.

    Raises:
        ConfigurationError: an argument is unusable; and, while iterating, the checkpoint belongs to another run, is
            in use or is not a checkpoint (such a file is not changed), or an item has no key.
        Exception: while iterating, what the call raises; and what reading the items raises, after the outcomes of
            those that were read.
        OSError: while iterating, the checkpoint cannot be written to.
    """
    options: MapOptions[I, V] = map_options(
        call,
        items,
        concurrency=concurrency,
        checkpoint=checkpoint,
        on_error=on_error,
        key=key,
        progress=progress,
        confirm=confirm,
    )
    return Outcomes(call, items, options)


class Outcomes(Generic[I, V]):
    """Outcomes of a run: an iterator, and a context manager that ends the run."""

    # a class rather than an asynchronous generator, which complains when a loop over it is left early

    def __init__(
        self, call: Callable[[I], Awaitable[V]], items: Iterable[I] | AsyncIterable[I], options: MapOptions[I, V]
    ) -> None:
        self._run = MapRun(options)
        self._tasks = _Tasks(call, self._run)
        self._items = items
        self._source: AsyncIterator[I] | None = None
        self._ended = False

    @property
    def skipped(self) -> int:
        """Number of items skipped so far, since they were done or under way."""
        return self._run.skipped

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Outcome[I, V]:
        if self._ended:
            raise StopAsyncIteration
        try:
            self._run.confirm_given()
            outcome = await self._next()
            if outcome is not None:
                handled = self._run.handle_failure(outcome)
                if isawaitable(handled):
                    await handled
                return outcome
            self._run.raise_source_error()
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
                return run.next_outcome()
        return None

    async def _draw(self, source: AsyncIterator[I]) -> bool:
        """Read an item, and start its call unless it is skipped; return whether a call was started."""
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
    """Tasks that call; they do not refer to the iterator, so that they end when it is garbage."""

    def __init__(self, call: Callable[[I], Awaitable[V]], run: MapRun[I, V]) -> None:
        self._call = call
        self._run = run
        self._under_way: dict[anyio.CancelScope, Any] = {}
        """With their tasks, since asyncio holds on to those weakly."""
        self._changed: anyio.Event | None = None
        self._fatal: BaseException | None = None
        """Error that ends the run, whatever `on_error` is."""
        self._stopping = self._abandoned = False

    async def open(self) -> None:
        """Open the checkpoint and the progress bar."""
        options = self._run.options
        if options.checkpoint is not None:
            self._run.journal = await to_thread.run_sync(Journal, options.checkpoint)
            self._syncing = anyio.Lock()
        self._run.bar = ProgressBar(options.progress, options.total)

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
        if journal is not None and self._run.confirms_at_once:
            position = journal.write(key)  # at once: nothing can be cancelled between the answer and this
            async with self._syncing:
                if not journal.synced(position):
                    await to_thread.run_sync(journal.sync, position)
        return Outcome(item, value)

    async def collect(self, *, wait: bool) -> None:
        """Wait until a task has ended, if `wait`; raise the error that ends the run."""
        if wait and self._run.running and not self._run.ready and self._fatal is None:
            self._changed = anyio.Event()
            await self._changed.wait()
        if self._fatal is not None:
            raise self._fatal

    def cancel(self) -> None:
        """Start no more calls, and cancel those under way."""
        self._stopping = True
        for scope in tuple(self._under_way):
            scope.cancel()

    async def aclose(self) -> None:
        """Start no more calls, wait for those under way, close the files."""
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
        """Cancel the calls under way; the last one closes the files."""
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
