"""The two ways in which a member can be without a value: absent (`UNSET`) and null (`None`)."""

from __future__ import annotations

from typing import Final, Literal, final

__all__ = ["UNSET", "Unset"]


@final
class Unset:
    """The type of `UNSET`; there is one instance of it, and it is false."""

    __slots__ = ()

    _instance: Unset | None = None

    def __new__(cls) -> Unset:
        """Return the one instance."""
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Final = Unset()
"""Says that a member or a parameter is absent: it is not sent, or was not received. `None` means a JSON null."""
