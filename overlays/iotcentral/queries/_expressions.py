"""Expressions of queries: columns, aggregates, aliases and conditions; immutable and without I/O."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NoReturn, overload

from attrs import frozen

from ..errors import ConfigurationError
from ..errors._undocumented import warn_undocumented
from ..filters._statements import Alternatives, both, comparisons, comparisons_of_both, written
from . import _syntax as syntax
from ._syntax import Value

__all__ = [
    "ID",
    "PROVISIONED",
    "SIMULATED",
    "TS",
    "Aggregate",
    "Aliased",
    "Column",
    "Condition",
    "Item",
    "avg",
    "col",
    "count",
    "first",
    "last",
    "max_",
    "min_",
    "sum_",
    "within_window",
]


@frozen
class Condition:
    """Condition of the WHERE clause; join conditions with `&` and `|`.

    The documented language has no parentheses, so a condition is kept as alternatives of comparisons that all must
    hold, which is what AND before OR means: `(a | b) & c` is written `a AND c OR b AND c`.
    """

    _alternatives: Alternatives

    @property
    def operations(self) -> int:
        """Number of AND and OR in the text."""
        return comparisons(self._alternatives) - 1

    @property
    def text(self) -> str:
        """The condition as the service reads it."""
        return written(self._alternatives)

    def __and__(self, other: Condition) -> Condition:
        _check_condition(other)
        _check_operations(comparisons_of_both(self._alternatives, other._alternatives) - 1)
        return Condition(both(self._alternatives, other._alternatives))

    def __or__(self, other: Condition) -> Condition:
        _check_condition(other)
        joined = Condition(self._alternatives + other._alternatives)
        _check_operations(joined.operations)
        return joined

    def __bool__(self) -> NoReturn:
        raise ConfigurationError(
            f'"{self.text}" is neither true nor false here: join conditions with & and | instead of "and" and "or", '
            "each in parentheses, and write a < x < b as (x > a) & (x < b)"
        )

    def __str__(self) -> str:
        return self.text


class Item(ABC):
    """Item of a SELECT clause; `text` is its form in the query, `output` its name in the rows."""

    __slots__ = ()

    @property
    @abstractmethod
    def text(self) -> str:
        """The item as the service reads it."""

    @property
    @abstractmethod
    def output(self) -> str:
        """The member of the rows that holds it."""

    @property
    def source(self) -> Item:
        """The item without its alias."""
        return self

    def as_(self, alias: str) -> Aliased:
        """Return the item under another name, for the rows, for conditions (`col(alias)`) and for `order_by`.

        Args:
            alias: letters, digits and underscores; not the name of another selected item.

        Raises:
            ConfigurationError: the alias is not such a name.
        """
        return Aliased(self.source, syntax.alias(alias))

    def __str__(self) -> str:
        return self.text


@frozen(eq=False)
class Column(Item):
    """Column: telemetry, a property, or one that every device has (`ID`, `TS`, `SIMULATED`, `PROVISIONED`).

    Comparing it with a value returns a `Condition`; it has no truth value of its own.
    """

    name: str

    @property
    def text(self) -> str:
        """The name."""
        return self.name

    @property
    def output(self) -> str:
        """The name."""
        return self.name

    @property
    def is_metadata(self) -> bool:
        """Whether it is one of the names that every device has."""
        return self.name in syntax.METADATA

    def in_(self, values: Iterable[Value]) -> Condition:
        """Return the condition that the column is one of several values; works on telemetry and `ID` only, not on properties.

        Raises:
            ConfigurationError: there are no values.
        """
        if isinstance(values, str):
            raise ConfigurationError(f'{self.name} IN "{values}": pass a list of values, such as ["{values}"]')
        written = [syntax.literal(value) for value in values]
        if not written:
            raise ConfigurationError(f"{self.name} IN []: pass at least one value; no row is in an empty list")
        if self.is_metadata and self.name != ID.name:
            warn_undocumented(f"{self.name} IN […]: IN works on telemetry and $id only; join == with | instead")
        return Condition(((f"{self.name} IN [{', '.join(written)}]",),))

    def _compared(self, operator: str, value: Value) -> Condition:
        if isinstance(value, Item):
            raise ConfigurationError(
                f"{self.name} {operator} {value.text}: columns are compared with values only; pass a value"
            )
        return Condition(((f"{self.name} {operator} {syntax.literal(value)}",),))

    def __eq__(self, value: Value) -> Condition:  # type: ignore[override]
        return self._compared("=", value)

    def __ne__(self, value: Value) -> Condition:  # type: ignore[override]
        return self._compared("!=", value)

    def __lt__(self, value: Value) -> Condition:
        return self._compared("<", value)

    def __le__(self, value: Value) -> Condition:
        return self._compared("<=", value)

    def __gt__(self, value: Value) -> Condition:
        return self._compared(">", value)

    def __ge__(self, value: Value) -> Condition:
        return self._compared(">=", value)

    def __hash__(self) -> int:
        return hash(self.name)


@frozen
class Aggregate(Item):
    """Value calculated from telemetry; without `group_by_window`, over the last 30 days."""

    function: str
    of: str

    @property
    def text(self) -> str:
        """`AVG(temperature)`."""
        return f"{self.function}({self.of})"

    @property
    def output(self) -> str:
        """Name of the aggregate in the rows: `avg_temperature`, `min_$ts`."""
        return f"{self.function.lower()}_{self.of}"


@frozen(eq=False)
class Aliased(Item):
    """Selected item under another name."""

    item: Item
    alias: str

    @property
    def source(self) -> Item:
        """The item without its alias."""
        return self.item

    @property
    def output(self) -> str:
        """The alias."""
        return self.alias

    @property
    def text(self) -> str:
        """`AVG(temperature) AS mean`."""
        return f"{self.item.text} AS {self.alias}"


def col(name: str) -> Column:
    """Return a column by its name in the device template, `component.name` within a component; or by an alias.

    Raises:
        ConfigurationError: the name has another form, or is a keyword of the query language.
    """
    return Column(syntax.path(name))


ID = Column("$id")
"""The device id."""
TS = Column("$ts")
"""The time at which the telemetry arrived."""
SIMULATED = Column("$simulated")
"""Whether the device is simulated."""
PROVISIONED = Column("$provisioned")
"""Whether the device is provisioned."""


def sum_(column: Column | str) -> Aggregate:
    """Return the sum of the values of a telemetry: `SUM(name)`."""
    return _aggregate("SUM", column)


def max_(column: Column | str) -> Aggregate:
    """Return the greatest value of a telemetry, or the latest `TS`: `MAX(name)`."""
    return _aggregate("MAX", column)


def min_(column: Column | str) -> Aggregate:
    """Return the least value of a telemetry, or the earliest `TS`: `MIN(name)`."""
    return _aggregate("MIN", column)


def count(column: Column | str) -> Aggregate:
    """Return the number of values of a telemetry, or of messages (`TS`): `COUNT(name)`."""
    return _aggregate("COUNT", column)


def avg(column: Column | str) -> Aggregate:
    """Return the mean of a telemetry: `AVG(name)`."""
    return _aggregate("AVG", column)


def first(column: Column | str) -> Aggregate:
    """Return the earliest value of a telemetry: `FIRST(name)`."""
    return _aggregate("FIRST", column)


def last(column: Column | str) -> Aggregate:
    """Return the latest value of a telemetry: `LAST(name)`."""
    return _aggregate("LAST", column)


@overload
def within_window(start: str | timedelta) -> Condition: ...


@overload
def within_window(start: datetime | str, end: datetime | str | timedelta) -> Condition: ...


def within_window(start: datetime | str | timedelta, end: datetime | str | timedelta | None = None) -> Condition:
    """Return the condition that telemetry is of a time window; the service takes it in queries of telemetry only.

    Args:
        start: alone, the time span up to now: an ISO 8601 duration (`P1D`) or a timedelta of whole seconds. Otherwise
            the window's beginning: a datetime with a time zone or its ISO 8601 form.
        end: its end, or its length as a timedelta.

    Raises:
        ConfigurationError: the window is malformed or empty.
    """
    if end is None:
        if isinstance(start, datetime):
            raise ConfigurationError(f"the window from {start.isoformat()} has no end: pass one as second argument")
        return Condition(((f"WITHIN_WINDOW({syntax.duration(start)})",),))
    if isinstance(start, timedelta):
        raise ConfigurationError(f"the window from {start} has no beginning: pass a datetime as first argument")
    return Condition(((f"WITHIN_WINDOW({syntax.between(start, end)})",),))


_OF_TIME = frozenset({"COUNT", "MIN", "MAX"})
"""Aggregates of `$ts`: the article names telemetry alone, but released programs of Microsoft send these."""


def _aggregate(function: str, column: Column | str) -> Aggregate:
    found = col(column) if isinstance(column, str) else column
    allowed = found.name == TS.name and function in _OF_TIME
    if found.is_metadata and not allowed:
        warn_undocumented(
            f"{function}({found.name}): only telemetry can be aggregated, and $ts by COUNT, MIN and MAX; name a telemetry"
        )
    return Aggregate(function, found.name)


def _check_condition(other: object) -> None:
    if not isinstance(other, Condition):
        raise ConfigurationError(
            f"{other!r} is not a condition: join comparisons such as (col('a') > 1) & (col('b') < 2), each in parentheses"
        )


def _check_operations(operations: int, limit: int = 10) -> None:
    if operations > limit:
        raise ConfigurationError(
            f"the condition takes {operations} logical operations, but a query may have at most {limit} (AND and OR, "
            "after (a | b) & c is written as a AND c OR b AND c); split the query, or use in_() for several values"
        )
