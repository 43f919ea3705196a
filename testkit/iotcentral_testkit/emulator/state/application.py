"""One IoT Central application: its documents in the store, its ids and keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from .clock import Clock
from .identity import Identity
from .narrowing import Narrowing
from .rows import Stored
from .steps import pause
from .store import Store

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Actor", "Application", "Remembered"]


class Actor(NamedTuple):
    """Who sends a request: an API token or a user, by its id."""

    id: str
    type: str


class Remembered(NamedTuple):
    """Who was found by an API token, which needs no second look before something has changed.

    Attributes:
        revision: of the documents that the caller was found in.
        expiry: of the token, in milliseconds since the epoch.
        caller: the caller.
    """

    revision: tuple[int, ...]
    expiry: int
    caller: Any


class Application:
    """An application.

    Args:
        name: its subdomain.
        store: holds its documents.
        clock: tells the time.
        identity: draws its ids.
        origin: what its own id and keys are derived from, so that they survive a change of its name; None: the name.
    """

    def __init__(self, name: str, store: Store, clock: Clock, identity: Identity, *, origin: str | None = None) -> None:
        origin = origin or name
        self.name = name
        self.store = store
        self.clock = clock
        self.identity = identity
        self.id = identity.guid(f"application {origin}")
        self.id_scope = f"0ne{identity.constant(f'scope {origin}').hex()[:8].upper()}"
        self.token_key = identity.signing_key(f"tokens {origin}")
        self.callers: dict[str, Remembered] = {}
        """Callers by the API tokens that they were found by."""
        self.actor: Actor | None = None
        """Who sent the request that is being handled; None: none is."""
        self.acting_at: datetime | None = None
        """The time at which the timer action that is running was due; None: none is."""

    @property
    def now(self) -> datetime:
        """The time at which what is being done happens: within a timer action, when that was due, however late it runs."""
        return self.clock.now() if self.acting_at is None else self.acting_at

    def get(self, kind: str, id: str) -> Any:
        """Return a document, or None."""
        return self.store.get(self.name, kind, id)

    def put(self, kind: str, id: str, content: Any) -> None:
        """Store a document."""
        self.store.put(self.name, kind, id, content)

    def put_many(self, kind: str, documents: Iterable[tuple[str, Any]]) -> None:
        """Store many new documents, each with its id."""
        self.store.put_many(self.name, kind, documents)

    def delete(self, kind: str, id: str) -> bool:
        """Delete a document, and return whether it existed."""
        return self.store.delete(self.name, kind, id)

    def delete_under(self, kind: str, prefix: str) -> None:
        """Delete the documents whose ids begin with a prefix."""
        self.store.delete_under(self.name, kind, prefix)

    def delete_kind(self, kind: str) -> None:
        """Delete all documents of a kind."""
        self.store.delete_under(self.name, kind, "")

    def delete_kinds(self, prefix: str) -> None:
        """Delete the documents of all kinds that begin with a prefix."""
        self.store.delete_kinds(self.name, prefix)

    def listed(self, kind: str, after: int = 0, limit: int = -1, narrowing: Narrowing | None = None) -> list[Stored]:
        """Return documents of a kind in the order of their creation, those after a place that meet a condition."""
        return self.store.listed(self.name, kind, after, limit, narrowing)

    def under(self, kind: str, prefix: str) -> list[Stored]:
        """Return the documents of a kind whose ids begin with a prefix."""
        return self.store.under(self.name, kind, prefix)

    def ids_under(self, kind: str, prefix: str) -> set[str]:
        """Return the ids of the documents of a kind that begin with a prefix."""
        return self.store.ids_under(self.name, kind, prefix)

    def all(self, kind: str, batch: int = 500, narrowing: Narrowing | None = None) -> Iterator[Stored]:
        """Return all documents of a kind that meet a condition, reading them in batches."""
        after = 0
        while found := self.listed(kind, after, batch, narrowing):
            yield from found
            after = found[-1].place
            pause()

    def tell_connection(self, device: Mapping[str, Any], *, connected: bool) -> None:
        """Note that a device has connected or disconnected, which no document shows; here nobody records it."""

    def count(self, kind: str) -> int:
        """Return the number of documents of a kind."""
        return self.store.count(self.name, kind)
