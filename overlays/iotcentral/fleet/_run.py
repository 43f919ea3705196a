"""What a run over many items decides: which item is next, whether it is skipped, and what becomes of a failure.

The sync and the async `fleet.map` share this; it does no I/O but through the checkpoint that it is given.
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
    from ._progress import Bar

__all__ = ["CheckpointFile", "OnError", "Outcome", "Run", "Settings", "settings_of"]

I = TypeVar("I")  # noqa: E741
V = TypeVar("V")

CheckpointFile = str | PathLike[str] | Checkpoint
"""Where a run keeps what is done: a path, or a path with the name of the run."""


@frozen
class Outcome(Generic[I, V]):
    """What became of one item.

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
        """What the call gave.

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


OnError = Literal["raise", "collect"] | Callable[[Outcome[I, V]], object]
"""What is done about a failed item."""


@frozen(kw_only=True)
class Settings(Generic[I, V]):
    """How a run goes."""

    concurrency: int
    on_error: OnError[I, V]
    key: Callable[[I], str] | None
    checkpoint: Checkpoint | None
    progress: str | None
    total: int | None = field(default=None)
    """How many items there are, if that is known."""


def settings_of(
    call: object,
    items: object,
    *,
    concurrency: int,
    checkpoint: CheckpointFile | None,
    on_error: OnError[I, V],
    key: Callable[[I], str] | None,
    progress: str | None,
) -> Settings[I, V]:
    """Check the arguments of `map`.

    Raises:
        ConfigurationError: one of them is unusable, or `progress` needs a package that is missing.
    """
    if concurrency < 1:
        raise ConfigurationError(f"concurrency is {concurrency}, but must be at least 1")
    if not callable(on_error) and on_error not in {"raise", "collect"}:
        raise ConfigurationError(f"on_error is {on_error!r}, but must be 'raise', 'collect' or a callable")
    if checkpoint is not None and not isinstance(checkpoint, Checkpoint):
        from ._fingerprint import identity_of

        checkpoint = Checkpoint(checkpoint, identity_of(call))
    if progress is not None:
        from ._progress import require

        require()
    return Settings(
        concurrency=concurrency,
        on_error=on_error,
        key=key,
        checkpoint=checkpoint,
        progress=progress,
        total=len(cast("list[I]", items)) if hasattr(items, "__len__") else None,
    )


class Run(Generic[I, V]):
    """A run on its way; one thread or task drives it.

    At most `concurrency` items are being worked on, and as many wait to be given out.

    Attributes:
        journal: keeps what is done; opened when the run begins, if there is a checkpoint.
        bar: is told of each item; opened when the run begins.
    """

    def __init__(self, settings: Settings[I, V]) -> None:
        self.settings = settings
        self.journal: Journal | None = None
        self.bar: Bar | None = None
        self.running = 0
        self.skipped = 0
        self.ready: deque[Outcome[I, V]] = deque()
        self.exhausted = False
        self._keys: set[str] = set()
        """Of the items that are being worked on."""
        self._source_error: Exception | None = None

    @property
    def has_room(self) -> bool:
        """Whether the next item is wanted."""
        limit = self.settings.concurrency
        return not self.exhausted and self.running < limit and len(self.ready) < limit

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.exhausted and not self.running and not self.ready

    def end(self, error: Exception | None = None) -> None:
        """Take note that there are no more items, or that they cannot be read; what is under way is finished first."""
        self.exhausted = True
        self._source_error = error

    def leave(self) -> None:
        """Raise what ended the items, if that was an error."""
        if self._source_error is not None:
            raise self._source_error

    def take(self, item: I) -> str | bool:
        """Decide on an item: its key ("" without a checkpoint) if it is to be worked on, False if it is skipped."""
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

    def finish(self, key: str, outcome: Outcome[I, V] | None) -> None:
        """Take what became of an item; None if it was given up."""
        self.running -= 1
        self._keys.discard(key)
        if outcome is not None:
            self.ready.append(outcome)

    def give(self) -> Outcome[I, V]:
        """Return the next outcome."""
        outcome = self.ready.popleft()
        if self.bar is not None:
            self.bar.advance(failed=not outcome.ok)
        return outcome

    def judge(self, outcome: Outcome[I, V]) -> object:
        """Do what is to be done about a failure; return what the caller's `on_error` gave.

        Raises:
            Exception: the failure, if that ends the run, or what `on_error` raises.
        """
        if outcome.error is None or self.settings.on_error == "collect":
            return None
        if self.settings.on_error == "raise":
            outcome.error.add_note(f"fleet.map: the item is {_shown(outcome.item)}")
            raise outcome.error
        return self.settings.on_error(outcome)

    def _key(self, item: I) -> str:
        found: object = self.settings.key(item) if self.settings.key is not None else _default_key(item)
        try:
            if isinstance(found, str) and found.encode():
                return found
        except UnicodeEncodeError:
            pass
        raise ConfigurationError(
            f"a checkpoint needs a key for each item, a text that no other item has; {_shown(item)} gives {found!r}: "
            "hand in key=, a callable that makes the key of an item"
        )


def _default_key(item: object) -> object:
    """Return an item's own key: a text or a whole number itself, else its `id`."""
    if isinstance(item, Mapping):
        return cast("Mapping[str, Any]", item).get("id")
    if isinstance(item, int) and not isinstance(item, bool):
        return str(item)
    return item if isinstance(item, str) else getattr(item, "id", None)


def _shown(item: object) -> str:
    text = repr(item)
    return text if len(text) <= 80 else text[:80] + "…"
