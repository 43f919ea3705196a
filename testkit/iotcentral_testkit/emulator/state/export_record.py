"""Record of what exports have sent, by application and destination, for tests that look into the emulator."""

from __future__ import annotations

from collections import deque
from typing import Any

__all__ = ["KEPT", "ExportRecord"]

KEPT = 10_000
"""Messages of a destination that are kept, the last ones."""


class ExportRecord:
    """The messages that destinations have received, oldest first."""

    def __init__(self) -> None:
        self._messages: dict[tuple[str, str], deque[Any]] = {}

    def add(self, app: str, destination: str, message: Any) -> None:
        """Add a message; when there are too many, the oldest is dropped."""
        self._messages.setdefault((app, destination), deque(maxlen=KEPT)).append(message)

    def sent_to(self, app: str, destination: str) -> list[Any]:
        """Return the messages that a destination has received."""
        return list(self._messages.get((app, destination), ()))

    def of(self, app: str) -> dict[str, list[Any]]:
        """Return the messages of an application by destination."""
        return {destination: list(sent) for (name, destination), sent in self._messages.items() if name == app}

    def copy(self) -> ExportRecord:
        """Return a record of its own with the same messages."""
        copied = ExportRecord()
        copied._messages = {lane: deque(sent, maxlen=KEPT) for lane, sent in self._messages.items()}
        return copied
