"""Queries built from typed parts and checked before they are sent; immutable and without I/O."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Protocol

from attrs import evolve, frozen

from .._core.installed import client_packages
from .._core.package_models import models_of
from ..errors import ConfigurationError
from ..errors._undocumented import warn_undocumented
from . import _syntax as syntax
from ._expressions import PROVISIONED, SIMULATED, TS, Aggregate, Aliased, Column, Condition, Item, col

__all__ = ["Query", "QueryAnswer", "request_of", "select"]

MAX_ITEMS = 15
MAX_LENGTH = 350
MAX_ROWS = 10_000


class QueryAnswer(Protocol):
    """Response to a query; the client's `QueryResponse`."""

    @property
    def results(self) -> list[dict[str, Any]]:
        """The rows."""
        ...


@frozen(eq=False)
class Query:
    """Query, created with `select`; each method returns a changed copy.

    `text` and `str()` return the text that is sent, and raise `ConfigurationError` while it breaks a rule.
    """

    _items: tuple[Item, ...]
    _template: str | None = None
    _condition: Condition | None = None
    _window: str | None = None
    _order: str | None = None
    _top: int | None = None

    def from_(self, template_id: str) -> Query:
        """Set the device template whose devices are queried.

        Args:
            template_id: id of a device template, such as `dtmi:contoso:Thermostat;1`.

        Raises:
            ConfigurationError: it is not such an id.
        """
        return evolve(self, template=syntax.template(template_id))

    def where(self, condition: Condition) -> Query:
        """Keep the rows that meet the condition, and those of earlier calls; at most 10 AND and OR together.

        Raises:
            ConfigurationError: it is not a condition, or there are too many operations.
        """
        if not isinstance(condition, Condition):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ConfigurationError(
                f"{condition!r} is not a condition: compare a column with a value, such as col('temperature') > 20; "
                "aggregates cannot be compared"
            )
        return evolve(self, condition=condition if self._condition is None else self._condition & condition)

    def group_by_window(self, span: str | timedelta) -> Query:
        """Calculate the aggregates for each window of time; each row then has the window's beginning as `$ts`.

        Args:
            span: length of a window: an ISO 8601 duration (`PT10M`) or a timedelta of whole seconds.

        Raises:
            ConfigurationError: it is not a duration above zero.
        """
        return evolve(self, window=syntax.duration(span))

    def order_by(self, key: Column | Aliased | str, *, descending: bool = False) -> Query:
        """Sort the rows, in place of an earlier order; without it, no order is guaranteed.

        Args:
            key: a telemetry, `ID`, `TS`, or an alias.
            descending: greatest first.

        Raises:
            ConfigurationError: it is an aggregate without an alias, or a malformed name.
        """
        if isinstance(key, Aggregate):
            raise ConfigurationError(f'ORDER BY {key.text}: give the aggregate an alias with as_("…") and sort by that')
        name = key.alias if isinstance(key, Aliased) else col(key).name if isinstance(key, str) else key.name
        if name in (SIMULATED.name, PROVISIONED.name):
            warn_undocumented(f"ORDER BY {name}: rows are sorted by a telemetry, $ts or $id; choose one of these")
        return evolve(self, order=f"{name} DESC" if descending else name)

    def top(self, rows: int) -> Query:
        """Keep the first rows only, after sorting.

        Args:
            rows: 1 to 10,000; a query of properties returns at most 1,000 in any case.

        Raises:
            ConfigurationError: the number is out of range.
        """
        if type(rows) is not int or not 1 <= rows <= MAX_ROWS:
            raise ConfigurationError(f"TOP {rows!r}: a query returns at most {MAX_ROWS} rows; pass a number from 1 on")
        return evolve(self, top=rows)

    @property
    def text(self) -> str:
        """The text of the query, at most 350 characters.

        Raises:
            ConfigurationError: `from_` is missing, or a rule is broken.
        """
        if self._template is None:
            raise ConfigurationError('the query has no FROM: name the device template with .from_("dtmi:…")')
        self._check_aggregates()
        clauses = [
            "SELECT",
            f"TOP {self._top}" if self._top else "",
            ", ".join(item.text for item in self._items),
            f"FROM {self._template}",
            f"WHERE {self._condition.text}" if self._condition is not None else "",
            f"GROUP BY WINDOW({self._window})" if self._window else "",
            f"ORDER BY {self._order}" if self._order else "",
        ]
        text = " ".join(filter(None, clauses))
        if len(text) > MAX_LENGTH:
            raise ConfigurationError(
                f"the query has {len(text)} characters, but at most {MAX_LENGTH} are taken: select or compare less, "
                f"or split it ({text[:60]}…)"
            )
        return text

    def _check_aggregates(self) -> None:
        items = [item.source for item in self._items]
        aggregates = [item for item in items if isinstance(item, Aggregate)]
        plain = [item for item in items if isinstance(item, Column) and (item.name == TS.name or not item.is_metadata)]
        if self._window and not aggregates:
            warn_undocumented(
                f"GROUP BY WINDOW({self._window}) without an aggregate: select one, such as avg({items[0].text!r})"
            )
        if not self._window and aggregates and plain:
            warn_undocumented(
                f"{plain[0].text} beside {aggregates[0].text}: without a window the aggregates are one row for 30 days, "
                f'which has no single {plain[0].text}; add .group_by_window("…"), or use first() or last()'
            )

    def __str__(self) -> str:
        return self.text


def select(*items: Item | str) -> Query:
    """Return a query of the items.

    Args:
        items: the columns of the rows, 1 to 15 items: columns (`col("temperature")`, or just its name), `ID`, `TS`,
            `SIMULATED`, `PROVISIONED`, aggregates such as `avg("temperature")`, each with or without `.as_("alias")`.
            Either telemetry or properties, not both.

    Returns:
        A query that still needs `from_`.

    Raises:
        ConfigurationError: there are no items or too many, a name is malformed, or two have the same name in the rows.
    """
    if not 1 <= len(items) <= MAX_ITEMS:
        raise ConfigurationError(
            f"SELECT with {len(items)} items: a query selects 1 to {MAX_ITEMS} items; "
            + ("split it into several" if items else "name at least one, there is no *")
        )
    found = tuple(col(item) if isinstance(item, str) else item for item in items)
    _check_outputs(found)
    return Query(found)


def request_of(app: object, query: Query | str) -> Any:
    """Return the client's own `QueryRequest` of a query.

    Raises:
        ConfigurationError: the query breaks a rule, or the client's api-version has no queries.
    """
    text = query.text if isinstance(query, Query) else query
    if not hasattr(app, "query"):
        raise ConfigurationError(
            f"{type(app).__name__} of api-version {getattr(app, 'api_version', 'unknown')} has no queries: "
            f"use the client of {_packages_with_queries()}"
        )
    return models_of(app).QueryRequest(query=text)


def _packages_with_queries() -> str:
    found = [folder.name for folder in client_packages() if (folder / "resources" / "query.py").is_file()]
    return " or ".join(found) or "an api-version that has queries; no package of one is installed"


def _check_outputs(items: tuple[Item, ...]) -> None:
    for index, item in enumerate(items):
        for other in items[:index]:
            if item.output == other.output:
                raise ConfigurationError(
                    f'"{item.output}" names both {other.text} and {item.text} in the rows: '
                    'give one of them another name with .as_("…"), or leave it out'
                )
            for one, two in ((item, other), (other, item)):
                if isinstance(one, Aliased) and one.alias == two.source.text:
                    raise ConfigurationError(
                        f"{one.text}: the alias is the name of another selected item, {two.source.text}; "
                        "choose another alias"
                    )
