"""Errors of configurations: names without a value, and a change that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ConfigurationError, IoTCentralError

if TYPE_CHECKING:
    from ._changes import PlannedChange

__all__ = ["ApplyError", "MissingSecretError", "MissingValueError"]


class MissingSecretError(ConfigurationError):
    """Secrets that are needed, and that nobody gave.

    Attributes:
        names: their names in the file.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names

    def __str__(self) -> str:
        return (
            f"secrets are missing: {', '.join(self.names)}; give each by its name (secrets=, or --secrets FILE), "
            "or remove the member from the file where the service makes the secret itself"
        )


class MissingValueError(ConfigurationError):
    """Variables that a file uses, and that nobody gave.

    Attributes:
        names: their names in the file.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names

    def __str__(self) -> str:
        return f"variables have no value: {', '.join(self.names)}; give each by its name (values=, --set or --values)"


class ApplyError(IoTCentralError):
    """PlannedChange that failed; `__cause__` is its error. Nothing was done after it, and `apply` can be called again.

    Attributes:
        change: the change that failed.
        done: the changes that were done before.
        pending: those that were not begun.
    """

    def __init__(
        self, change: PlannedChange, done: tuple[PlannedChange, ...], pending: tuple[PlannedChange, ...]
    ) -> None:
        super().__init__(change, done, pending)
        self.change = change
        self.done = done
        self.pending = pending

    def __str__(self) -> str:
        total = len(self.done) + 1 + len(self.pending)
        return f"{self.change} failed, after {len(self.done)} of {total} changes: {self.__cause__}"
