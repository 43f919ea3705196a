"""Record of what exports have sent, by application and destination, for tests that look into the emulator."""

from __future__ import annotations

from collections import Counter, deque
from typing import Any

__all__ = ["KEPT", "ExportRecord"]

KEPT = 10_000
"""Messages of a destination that are kept, the last ones."""


class ExportRecord:
    """The messages that destinations have received, oldest first."""

    def __init__(self) -> None:
        self._messages: dict[tuple[str, str], deque[Any]] = {}
        self._counts = Counter[tuple[str, str]]()

    def add(self, app: str, destination: str, message: Any) -> None:
        """Add a message; when there are too many, the oldest is dropped."""
        self._messages.setdefault((app, destination), deque(maxlen=KEPT)).append(message)
        self._counts[app, destination] += 1

    def count(self, app: str, destination: str) -> int:
        """Return the number of messages that a destination has received, those that are not kept included."""
        return self._counts[app, destination]

    def sent_to(self, app: str, destination: str) -> list[Any]:
        """Return the messages that a destination has received."""
        return list(self._messages.get((app, destination), ()))

    def last(self, app: str, destination: str) -> Any:
        """Return the last message that a destination has received; None: it has received none."""
        sent = self._messages.get((app, destination))
        return sent[-1] if sent else None

    def of(self, app: str) -> dict[str, list[Any]]:
        """Return the messages of an application by destination."""
        return {destination: list(sent) for (name, destination), sent in self._messages.items() if name == app}

    def copy(self) -> ExportRecord:
        """Return a record of its own with the same messages."""
        copied = ExportRecord()
        copied._messages = {lane: deque(sent, maxlen=KEPT) for lane, sent in self._messages.items()}
        copied._counts = Counter(self._counts)
        return copied
