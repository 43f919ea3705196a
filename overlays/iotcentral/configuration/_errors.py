"""Errors of names in files that have no value."""

from __future__ import annotations

from ..errors import ConfigurationError

__all__ = ["MissingSecretError", "MissingValueError"]


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
