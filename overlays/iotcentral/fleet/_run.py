"""Run over many items, without its threads or tasks: options, outcomes, skipping and failures.

The synchronous and the asynchronous `fleet.map` share it; its only I/O is that of its checkpoint.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast

from attrs import field, frozen

from .._core.types import UNSET, Unset
from ..errors import ConfigurationError, IoTCentralError
from ._checkpoint import Checkpoint

if TYPE_CHECKING:
    from .._core.retry import Attempt
    from ._checkpoint import Journal
    from ._progress import ProgressBar

__all__ = ["CheckpointFile", "Confirm", "MapOptions", "MapRun", "OnError", "Outcome", "map_options"]

I = TypeVar("I")  # noqa: E741
V = TypeVar("V")

CheckpointFile = str | PathLike[str] | Checkpoint
"""Checkpoint of a run: a path, or a path with the name of the run."""


@frozen
class Outcome(Generic[I, V]):
    """Outcome of one item.

    Attributes:
        item: the item.
        error: what the call raised; None if it succeeded.
    """

    item: I
    _value: V | Unset = UNSET
    error: Exception | None = None

    @property
    def ok(self) -> bool:
        """Whether the call succeeded."""
        return self.error is None

    @property
    def value(self) -> V:
        """Result of the call.

        Raises:
            Exception: the call failed; it is `error`.
        """
        if self.error is not None:
            raise self.error
        return cast("V", self._value)

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """The attempts at the request of a failed item; none for others, and where no request failed."""
        return self.error.attempts if isinstance(self.error, IoTCentralError) else ()


Confirm = Literal["done", "given"]
"""Moment at which an item is confirmed: when its call has returned, or when the outcome after its own is requested."""

OnError = Literal["raise", "collect"] | Callable[[Outcome[I, V]], object]
"""Action on a failed item."""


@frozen(kw_only=True)
class MapOptions(Generic[I, V]):
    """Options of a run."""

    concurrency: int
    on_error: OnError[I, V]
    key: Callable[[I], str] | None
    checkpoint: Checkpoint | None
    progress: str | None
    confirm: Confirm = "done"
    total: int | None = field(default=None)
    """Number of items, if it is known."""


def map_options(
    call: object,
    items: object,
    *,
    concurrency: int,
    checkpoint: CheckpointFile | None,
    on_error: OnError[I, V],
    key: Callable[[I], str] | None,
    progress: str | None,
    confirm: Confirm,
) -> MapOptions[I, V]:
    """Return the options of a run, from the arguments of `map`.

    Raises:
        ConfigurationError: one of them is unusable, or `progress` needs a package that is missing.
    """
    if concurrency < 1:
        raise ConfigurationError(f"concurrency is {concurrency}, but must be at least 1")
    if not callable(on_error) and on_error not in {"raise", "collect"}:
        raise ConfigurationError(f"on_error is {on_error!r}, but must be 'raise', 'collect' or a callable")
    if confirm not in {"done", "given"}:
        raise ConfigurationError(f"confirm is {confirm!r}, but must be 'done' or 'given'")
    if confirm == "given" and checkpoint is None:
        raise ConfigurationError("confirm is 'given', but nothing is confirmed without a checkpoint: pass checkpoint=")
    if checkpoint is not None and not isinstance(checkpoint, Checkpoint):
        from ._fingerprint import fingerprint_of

        checkpoint = Checkpoint(checkpoint, fingerprint_of(call))
    if progress is not None:
        from ._progress import require

        require()
    return MapOptions(
        concurrency=concurrency,
        on_error=on_error,
        key=key,
        checkpoint=checkpoint,
        progress=progress,
        confirm=confirm,
        total=len(cast("list[I]", items)) if hasattr(items, "__len__") else None,
    )


class MapRun(Generic[I, V]):
    """Run in progress; one thread or task drives it.

    At most `concurrency` items are being processed, and as many outcomes are ready.

    Attributes:
        journal: records the items that are done; opened when the run begins, if there is a checkpoint.
        bar: counts each item; opened when the run begins.
    """

    def __init__(self, options: MapOptions[I, V]) -> None:
        self.options = options
        self.journal: Journal | None = None
        self.bar: ProgressBar | None = None
        self.running = 0
        self.skipped = 0
        self.ready: deque[tuple[str, Outcome[I, V]]] = deque()
        """With the keys of their items."""
        self.exhausted = False
        self._keys: set[str] = set()
        """Keys of the items being processed, and of those that wait to be confirmed."""
        self._given: str | None = None
        """Key of the item whose outcome the caller has, to be confirmed when the next one is requested."""
        self._source_error: Exception | None = None

    @property
    def has_room(self) -> bool:
        """Whether the next item is wanted."""
        limit = self.options.concurrency
        return not self.exhausted and self.running < limit and len(self.ready) < limit

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.exhausted and not self.running and not self.ready

    def end(self, error: Exception | None = None) -> None:
        """Record that there are no more items, or that reading them failed; calls under way finish first."""
        self.exhausted = True
        self._source_error = error

    def raise_source_error(self) -> None:
        """Raise the error of reading the items, if there was one."""
        if self._source_error is not None:
            raise self._source_error

    def take(self, item: I) -> str | bool:
        """Return the key of an item to process ("" without a checkpoint), or False if it is skipped."""
        if self.journal is None:
            self.running += 1
            return ""
        key = self._key(item)
        if key in self._keys or key in self.journal:
            self.skipped += 1
            if self.bar is not None:
                self.bar.advance(skipped=True)
            return False
        self._keys.add(key)
        self.running += 1
        return key

    @property
    def confirms_at_once(self) -> bool:
        """Whether the one that calls confirms the item, before its outcome is ready."""
        return self.options.confirm == "done"

    def finish(self, key: str, outcome: Outcome[I, V] | None) -> None:
        """Record the outcome of an item; None if it has none."""
        self.running -= 1
        if self.confirms_at_once or outcome is None or not outcome.ok:
            self._keys.discard(key)
        if outcome is not None:
            self.ready.append((key, outcome))

    def next_outcome(self) -> Outcome[I, V]:
        """Return the next outcome."""
        key, outcome = self.ready.popleft()
        if self.bar is not None:
            self.bar.advance(failed=not outcome.ok)
        if outcome.ok and not self.confirms_at_once:
            self._given = key
        return outcome

    def confirm_given(self) -> None:
        """Confirm the item whose outcome was returned last, since the caller is through with it.

        A power cut may undo that, and the item is then processed again; a kill does not, so there is no fsync.

        Raises:
            OSError: the checkpoint cannot be written to.
        """
        key, self._given = self._given, None
        if key is not None and self.journal is not None:
            self.journal.write(key)
            self._keys.discard(key)

    def handle_failure(self, outcome: Outcome[I, V]) -> object:
        """Act on a failure; return the result of the caller's `on_error`.

        Raises:
            Exception: the failure, if that ends the run, or what `on_error` raises.
        """
        if outcome.error is None or self.options.on_error == "collect":
            return None
        if self.options.on_error == "raise":
            outcome.error.add_note(f"fleet.map: the item is {_shown(outcome.item)}")
            raise outcome.error
        return self.options.on_error(outcome)

    def _key(self, item: I) -> str:
        found: object = self.options.key(item) if self.options.key is not None else _default_key(item)
        try:
            if isinstance(found, str) and found.encode():
                return found
        except UnicodeEncodeError:
            pass
        raise ConfigurationError(
            f"a checkpoint needs a key for each item, a string that no other item has; {_shown(item)} has {found!r}: "
            "pass key=, a callable that returns the key of an item"
        )


def _default_key(item: object) -> object:
    """Return an item's own key: a string or a whole number itself, else its `id`."""
    if isinstance(item, Mapping):
        return cast("Mapping[str, Any]", item).get("id")
    if isinstance(item, int) and not isinstance(item, bool):
        return str(item)
    return item if isinstance(item, str) else getattr(item, "id", None)


def _shown(item: object) -> str:
    text = repr(item)
    return text if len(text) <= 80 else text[:80] + "…"
