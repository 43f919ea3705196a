"""Calls for many items in worker threads; `_aio.py` is written separately, since tasks differ in kind."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from contextvars import copy_context
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Generic, NamedTuple, Self, TypeVar

from ._checkpoint import Checkpoint, Journal
from ._progress import ProgressBar
from ._run import CheckpointFile, Confirm, MapOptions, MapRun, OnError, Outcome, map_options

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Checkpoint", "Outcome", "Outcomes", "map"]

I = TypeVar("I")  # noqa: E741
V = TypeVar("V")


def map(
    call: Callable[[I], V],
    items: Iterable[I],
    *,
    concurrency: int = 8,
    checkpoint: CheckpointFile | None = None,
    on_error: OnError[I, V] = "raise",
    key: Callable[[I], str] | None = None,
    progress: str | None = None,
    confirm: Confirm = "done",
) -> Outcomes[I, V]:
    """Call a function for each of many items at least once, several at a time.

    Nothing is called before the first outcome is requested. Items are read as they are needed, in the thread of the
    loop: at most `concurrency` are being worked on and as many outcomes are ready, and no more are in memory. When the
    loop is left, by whatever way, no call is started any more and those under way are awaited.

    With a checkpoint, an item counts as done when the call has returned and that is on the disk (fsync), which is
    before its outcome is returned. The next run skips it, also after a kill or a power cut at any moment; what was
    under way at that moment is called again, so the call should be one that may be repeated. With `confirm="given"`,
    an item counts as done when the loop requests the next outcome. Items whose key is done or under way are skipped
    within one run as well. Failed items are not done. The file stays when all is done; delete it to start over.

    Args:
        call: the function, called with an item; in worker threads, each with the context variables of the loop.
        items: the items; with a checkpoint, each has a key of its own.
        concurrency: number of calls under way at once, at least 1.
        checkpoint: a file that records the items that are done. It belongs to one run: with a path alone, to the name of
            `call` (of a lambda, also the names that it uses) and the address of its client; with `Checkpoint(path,
            run)`, to the name `run`, which is preferable where the same code does different things.
        on_error: the action when a call raises: `raise` ends the run with its error, `collect` returns it in the outcome,
            a callable takes the outcome (which is then returned) and ends the run if it raises.
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

    def __init__(self, call: Callable[[I], V], items: Iterable[I], options: MapOptions[I, V]) -> None:
        self._run = MapRun(options)
        self._outcomes = _outcomes(call, items, self._run)

    @property
    def skipped(self) -> int:
        """Number of items skipped so far, since they were done or under way."""
        return self._run.skipped

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Outcome[I, V]:
        return next(self._outcomes)

    def close(self) -> None:
        """End the run: start no more calls, and wait for those under way."""
        self._outcomes.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Done(NamedTuple, Generic[I, V]):
    """Report of a worker."""

    key: str
    outcome: Outcome[I, V] | None
    fatal: BaseException | None = None
    """Error that ends the run, whatever `on_error` is."""


def _outcomes(call: Callable[[I], V], items: Iterable[I], run: MapRun[I, V]) -> Generator[Outcome[I, V], None, None]:
    options = run.options
    with ExitStack() as opened:
        if options.checkpoint is not None:
            run.journal = opened.enter_context(closing(Journal(options.checkpoint)))
        run.bar = opened.enter_context(closing(ProgressBar(options.progress, options.total)))
        workers = opened.enter_context(closing(_Workers(call, run)))
        source = iter(items)
        while not run.over:
            workers.collect(wait=not run.has_room and not run.ready)
            if run.has_room and (_draw(source, run, workers) or not run.ready):
                continue  # all places are filled first; but outcomes do not wait for the end of what is skipped
            if run.ready:
                outcome = run.next_outcome()
                run.handle_failure(outcome)
                yield outcome
                run.confirm_given()
        run.raise_source_error()


def _draw(source: Iterator[I], run: MapRun[I, V], workers: _Workers[I, V]) -> bool:
    """Read an item, and start its call unless it is skipped; return whether a call was started."""
    try:
        item = next(source)
    except StopIteration:
        run.end()
        return False
    except Exception as error:
        run.end(error)
        return False
    key = run.take(item)
    if isinstance(key, bool):
        return False
    workers.start(item, key)
    return True


class _Workers(Generic[I, V]):
    """Threads that call."""

    def __init__(self, call: Callable[[I], V], run: MapRun[I, V]) -> None:
        self._call = call
        self._run = run
        self._journal = run.journal
        self._done: SimpleQueue[_Done[I, V]] = SimpleQueue()
        self._stopping = False
        self._threads = ThreadPoolExecutor(run.options.concurrency, thread_name_prefix="iotcentral-fleet")

    def start(self, item: I, key: str) -> None:
        """Call in a thread."""
        self._threads.submit(copy_context().run, self._work, item, key)

    def _work(self, item: I, key: str) -> None:
        try:
            self._done.put(_Done(key, self._outcome(item, key)))
        except BaseException as error:
            self._done.put(_Done(key, None, error))

    def _outcome(self, item: I, key: str) -> Outcome[I, V] | None:
        if self._stopping:
            return None
        try:
            value = self._call(item)
        except Exception as error:
            return Outcome(item, error=error)
        if self._journal is not None and self._run.confirms_at_once:
            self._journal.sync(self._journal.write(key))
        return Outcome(item, value)

    def collect(self, *, wait: bool) -> None:
        """Process the reports of the threads, at least one if `wait`."""
        while self._run.running and (wait or not self._done.empty()):
            try:
                # in slices, because an interrupt does not end this wait on Windows
                done = self._done.get(timeout=1)
            except Empty:
                continue
            self._run.finish(done.key, done.outcome)
            wait = False
            if done.fatal is not None:
                raise done.fatal

    def close(self) -> None:
        """Start no more calls, and wait for those under way."""
        self._stopping = True
        self._threads.shutdown(wait=True, cancel_futures=True)
