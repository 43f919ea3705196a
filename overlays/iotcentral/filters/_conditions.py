"""Conditions of the SQL-like filters of device groups and of exports: what both languages share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from math import isfinite
from typing import ClassVar, Generic, NoReturn, Self, TypeVar

from ..errors import ConfigurationError
from ..errors._undocumented import warn_undocumented
from ._statements import NAME, Alternatives, both, comparisons, comparisons_of_both, written

__all__ = ["FilterCondition", "FilterPath", "Value"]

Value = str | bool | int | float
"""Value that a path is compared with."""

C = TypeVar("C", bound="FilterCondition")

_WHOLE = 1 << 63
"""Whole numbers of properties and telemetry have 64 bits."""


class FilterCondition:
    """Condition of a filter, as alternatives of comparisons that all must hold; neither language has parentheses."""

    __slots__ = ("alternatives", "paths")
    most: ClassVar[int] = 100
    """Comparisons of a filter."""

    def __init__(self, alternatives: Alternatives, paths: frozenset[str]) -> None:
        self.alternatives = alternatives
        self.paths = paths
        """The paths that it refers to: `name`, or `source:name`."""
        self._check_count(comparisons(alternatives))

    def __and__(self, other: Self) -> Self:
        self._check(other)
        self._check_count(
            comparisons_of_both(self.alternatives, other.alternatives)
        )  # before it is made: it multiplies
        return type(self)(both(self.alternatives, other.alternatives), self.paths | other.paths)

    def _check_count(self, count: int) -> None:
        if count > self.most:
            raise ConfigurationError(
                f"the condition has {count} comparisons, written without parentheses, but at most {self.most} are taken"
            )

    def _check(self, other: object) -> None:
        if type(other) is not type(self):
            raise ConfigurationError(
                f"{other!r} is not a condition of the same kind of filter: join comparisons, each in parentheses"
            )

    @property
    def text(self) -> str:
        """The condition as the service reads it."""
        return written(self.alternatives)

    def __bool__(self) -> NoReturn:
        raise ConfigurationError(
            f"{self.text} is neither true nor false here: join conditions with & (in parentheses), not with `and`, `or` "
            "and `not`, and write a < x < b as (x > a) & (x < b)"
        )

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.text}>"


class FilterPath(ABC, Generic[C]):
    """Path to a value of a device; comparing it with a value returns a condition.

    Args:
        name: `floor`, `component.name`, or a name of the metadata, such as `$id`.

    Raises:
        ConfigurationError: it has another form.
    """

    __slots__ = ("name",)
    __hash__ = None  # type: ignore[assignment]  # `==` builds a condition
    metadata: ClassVar[Iterable[str]]
    """Names with a dollar sign that are known."""

    def __init__(self, name: str) -> None:
        word = name.removeprefix("$")
        if not all(map(NAME.fullmatch, word.split("."))):
            raise ConfigurationError(
                f'"{name}" is not a path: it is a name of the device template, such as "floor" or "motor.speed", or one of '
                f"{', '.join(self.metadata)}"
            )
        if name.startswith("$") and name not in self.metadata:
            warn_undocumented(f'"{name}" is not among the metadata {", ".join(self.metadata)}')
        self.name = name

    @property
    def key(self) -> str:
        """What conditions know it by."""
        return self.name

    @abstractmethod
    def _condition(self, text: str, *paths: str) -> C: ...

    @abstractmethod
    def _quoted(self, text: str) -> str: ...

    def contains(self, text: str) -> C:
        """Return the condition that the text at the path contains `text`."""
        if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without a type checker
            raise ConfigurationError(f"CONTAINS({self.name}, {text!r}): pass a text")
        return self._condition(f"CONTAINS({self.name}, {self._literal(text)})", self.key)

    def __eq__(self, value: Value | Self) -> C:  # type: ignore[override]
        return self._compared("=", value)

    def __ne__(self, value: Value | Self) -> C:  # type: ignore[override]
        return self._compared("!=", value)

    def __lt__(self, value: Value | Self) -> C:
        return self._compared("<", value)

    def __le__(self, value: Value | Self) -> C:
        return self._compared("<=", value)

    def __gt__(self, value: Value | Self) -> C:
        return self._compared(">", value)

    def __ge__(self, value: Value | Self) -> C:
        return self._compared(">=", value)

    def _compared(self, operator: str, value: Value | FilterPath[C]) -> C:
        return self._condition(f"{self.name} {operator} {self._literal(value)}", self.key)

    def _literal(self, value: object) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int) and -_WHOLE <= value < _WHOLE:
            return int.__repr__(value)
        if isinstance(value, float) and isfinite(value):
            return float.__repr__(value)
        if isinstance(value, str):
            try:
                value.encode()
            except UnicodeEncodeError:
                raise ConfigurationError(f"{self.name} is compared with {value!r}, which is not Unicode text") from None
            return self._quoted(value)
        raise ConfigurationError(
            f"{self.name} is compared with {value!r}; compare with a text, True, False, a finite number, or a whole one "
            "of at most 64 bits"
        )

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"path({self.name!r})"
