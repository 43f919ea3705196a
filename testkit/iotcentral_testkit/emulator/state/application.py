"""One IoT Central application: its documents in the store, and what belongs to it alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .clock import Clock
from .identity import Identity
from .store import Store, Stored

__all__ = ["Application"]


class Application:
    """An application.

    Args:
        name: its subdomain.
        store: where it is kept.
        clock: tells the time.
        identity: draws its ids.
        origin: what its own id and keys are made from, so that they outlive a change of its name; None: the name.
    """

    def __init__(self, name: str, store: Store, clock: Clock, identity: Identity, *, origin: str | None = None) -> None:
        origin = origin or name
        self.name = name
        self.store = store
        self.clock = clock
        self.identity = identity
        self.id = identity.guid(f"application {origin}")
        self.id_scope = f"0ne{identity.constant(f'scope {origin}').hex()[:8].upper()}"
        self.token_key = identity.constant(f"tokens {origin}")
        self.signatures: dict[str, tuple[str, str]] = {}
        """API tokens that were found properly signed, each with its id and expiry."""
        self.due = clock.now()
        """While an action of the timers runs, the time at which it was due."""

    def get(self, kind: str, id: str) -> Any:
        """Return a document, or None."""
        return self.store.get(self.name, kind, id)

    def put(self, kind: str, id: str, content: Any) -> None:
        """Write a document."""
        self.store.put(self.name, kind, id, content)

    def delete(self, kind: str, id: str) -> bool:
        """Remove a document; say whether it was there."""
        return self.store.delete(self.name, kind, id)

    def delete_under(self, kind: str, prefix: str) -> None:
        """Remove the documents whose ids begin with a prefix."""
        self.store.delete_under(self.name, kind, prefix)

    def listed(self, kind: str, after: int = 0, limit: int = -1) -> list[Stored]:
        """Return documents of a kind in the order of their creation, those behind a place."""
        return self.store.listed(self.name, kind, after, limit)

    def under(self, kind: str, prefix: str) -> list[Stored]:
        """Return the documents of a kind whose ids begin with a prefix."""
        return self.store.under(self.name, kind, prefix)

    def all(self, kind: str, batch: int = 500) -> Iterator[Stored]:
        """Go through all documents of a kind, a batch in memory at a time."""
        after = 0
        while found := self.listed(kind, after, batch):
            yield from found
            after = found[-1].place

    def count(self, kind: str) -> int:
        """Say how many documents of a kind there are."""
        return self.store.count(self.name, kind)
