"""Language of `Query_Run`: a parser from text to a typed tree, with the limits that the service documents.

SELECT [TOP n] item {, item} FROM template [WHERE condition] [GROUP BY WINDOW(duration)] [ORDER BY key [ASC|DESC]]
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from ..state.clock import duration
from .scanner import Scalar, Scanner, StatementSyntaxError, Token

__all__ = [
    "FUNCTIONS",
    "TIME_FUNCTIONS",
    "Condition",
    "Conjunction",
    "Disjunction",
    "ParsedQuery",
    "PathComparison",
    "SelectedItem",
    "TimeWindow",
    "parse",
]

FUNCTIONS: Final = frozenset({"SUM", "MAX", "MIN", "COUNT", "AVG", "FIRST", "LAST"})
"""Aggregates over telemetry."""

TIME_FUNCTIONS: Final = frozenset({"COUNT", "MAX", "MIN"})
"""Aggregates that take `$ts` too, as sample programs of Microsoft send them."""

LONGEST: Final = 350
MOST_ITEMS: Final = 15
MOST_OPERATIONS: Final = 10

_RESERVED = frozenset({"SELECT", "FROM", "WHERE", "GROUP", "ORDER", "BY", "AS", "AND", "OR", "IN"})
_METADATA = frozenset({"$id", "$ts", "$simulated", "$provisioned"})
_OPERATORS = {"=": "=", "!=": "!=", "<>": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">="}


@dataclass(frozen=True, slots=True)
class SelectedItem:
    """A selected path, or an aggregate of one; `name` is the member of the row."""

    path: str
    function: str | None
    name: str


@dataclass(frozen=True, slots=True)
class PathComparison:
    """A comparison of a path with a literal; with the operator `IN`, with several."""

    path: str
    operator: str
    value: Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """`WITHIN_WINDOW`: a length of time up to now, or between two times."""

    length: timedelta | None
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Conjunction:
    """Conditions that must all hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Disjunction:
    """Conditions of which one must hold."""

    parts: tuple[Condition, ...]


Condition = PathComparison | TimeWindow | Conjunction | Disjunction


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query.

    Attributes:
        window: length of the windows that rows are grouped by.
        order: (path or name of an item, whether descending).
    """

    items: tuple[SelectedItem, ...]
    template: str
    top: int | None = None
    where: Condition | None = None
    window: timedelta | None = None
    order: tuple[str, bool] | None = None

    @property
    def aggregates(self) -> bool:
        """Whether it selects aggregates rather than single messages."""
        return any(item.function for item in self.items)


def parse(text: str) -> ParsedQuery:
    """Parse a query.

    Raises:
        StatementSyntaxError: it is not a valid query, or exceeds a limit.
    """
    if len(text) > LONGEST:
        raise StatementSyntaxError(f"it has {len(text)} characters; at most {LONGEST} are allowed")
    scanner = Scanner(text)
    scanner.expect("SELECT")
    top = _top(scanner)
    items = _items(scanner)
    scanner.expect("FROM")
    template = scanner.raw("the id of a device template")
    aliases = {item.name: item.path for item in items if item.function is None}
    where = _where(scanner, aliases) if scanner.accept("WHERE") else None
    window = _window(scanner) if scanner.accept("GROUP") else None
    order = _order(scanner) if scanner.accept("ORDER") else None
    if scanner.peek().kind != "end":
        raise scanner.problem("WHERE, GROUP BY, ORDER BY (in this order, each once) or the end")
    query = ParsedQuery(items, template, top, where, window, order)
    _check_aggregates(query)
    return query


def _top(scanner: Scanner) -> int | None:
    at = scanner.peek()
    if not at.is_word("TOP"):
        return None
    ahead = Scanner(scanner.rest)
    ahead.take()
    if ahead.peek().kind != "number":
        return None  # TOP is the name of a capability here
    scanner.take()
    count = scanner.literal()
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise StatementSyntaxError("TOP needs a whole number from 1")
    return count


def _items(scanner: Scanner) -> tuple[SelectedItem, ...]:
    items, aliases = list[SelectedItem](), list[str]()
    while True:
        item, alias = _item(scanner)
        items.append(item)
        if alias is not None:
            aliases.append(alias)
        if not scanner.accept(","):
            break
    if len(items) > MOST_ITEMS:
        raise StatementSyntaxError(f"it selects {len(items)} items; at most {MOST_ITEMS} are allowed")
    names = [item.name for item in items]
    for name in names:
        if names.count(name) > 1:
            raise StatementSyntaxError(f'two items have the name "{name}"')
    for alias in aliases:
        if any(item.path == alias for item in items):
            raise StatementSyntaxError(f'the alias "{alias}" is the name of another item')
    return tuple(items)


def _item(scanner: Scanner) -> tuple[SelectedItem, str | None]:
    if scanner.peek().text == "*":
        raise StatementSyntaxError("the wildcard * cannot be selected; name each item")
    first = _path(scanner, "an item to select")
    path, function = first.text, None
    if scanner.accept("("):
        function = first.text.upper()
        if function not in FUNCTIONS:
            raise StatementSyntaxError(
                f'"{first.text}" is not a function; functions are {", ".join(sorted(FUNCTIONS))}'
            )
        path = _path(scanner, "the name of a telemetry").text
        if path.startswith("$") and (path != "$ts" or function not in TIME_FUNCTIONS):
            also = " or $ts" if function in TIME_FUNCTIONS else ""
            raise StatementSyntaxError(f"{function} takes telemetry{also}, not {path}")
        scanner.expect(")")
    elif path.startswith("$") and path not in _METADATA:
        raise StatementSyntaxError(f"{path} cannot be selected; metadata are {', '.join(sorted(_METADATA))}")
    alias = _path(scanner, "an alias").text if scanner.accept("AS") else None
    name = alias or (path if function is None else f"{function.lower()}_{path}")
    return SelectedItem(path, function, name), alias


def _path(scanner: Scanner, what: str) -> Token:
    if scanner.peek().is_word(*_RESERVED):
        raise scanner.problem(what)
    return scanner.name(what)


def _where(scanner: Scanner, aliases: dict[str, str]) -> Condition:
    """Parse conditions; AND binds closer than OR, as in SQL."""
    either, operations = list[Condition](), 0
    both = [_condition(scanner, aliases)]
    while True:
        if scanner.accept("AND"):
            both.append(_condition(scanner, aliases))
        elif scanner.accept("OR"):
            either.append(_joined(both))
            both = [_condition(scanner, aliases)]
        else:
            break
        operations += 1
    if operations > MOST_OPERATIONS:
        raise StatementSyntaxError(f"it has {operations} logical operations; at most {MOST_OPERATIONS} are allowed")
    either.append(_joined(both))
    return either[0] if len(either) == 1 else Disjunction(tuple(either))


def _joined(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else Conjunction(tuple(parts))


def _condition(scanner: Scanner, aliases: dict[str, str]) -> Condition:
    if scanner.accept("WITHIN_WINDOW"):
        return _within(scanner)
    name = _path(scanner, "a condition").text
    path = aliases.get(name, name)
    if path.startswith("$") and path not in _METADATA:
        raise StatementSyntaxError(f"{path} is not metadata; metadata are {', '.join(sorted(_METADATA))}")
    if scanner.accept("IN"):
        return PathComparison(path, "IN", _literals(scanner))
    operator = scanner.peek()
    if operator.kind != "operator" or operator.text not in _OPERATORS:
        raise scanner.problem("one of = != <> > < >= <= IN")
    scanner.take()
    return PathComparison(path, _OPERATORS[operator.text], _literal(scanner))


def _literals(scanner: Scanner) -> tuple[Scalar, ...]:
    scanner.expect("[")
    values = [_literal(scanner)]
    while scanner.accept(","):
        values.append(_literal(scanner))
    scanner.expect("]")
    return tuple(values)


def _literal(scanner: Scanner) -> Scalar:
    if scanner.peek().text.startswith('"'):
        raise scanner.problem("a number, a boolean or a string in single quotes")
    return scanner.literal()


def _within(scanner: Scanner) -> TimeWindow:
    scanner.expect("(")
    if scanner.peek().kind == "string":
        text = str(_literal(scanner))
        first, slash, last = text.partition("/")
        start, end = _moment(first), _moment(last)
        if not slash or start is None or end is None or start > end:
            raise StatementSyntaxError(
                f"'{text}' is not a time range, such as '2026-03-01T08:00:00Z/2026-03-01T09:00:00Z'"
            )
        window = TimeWindow(None, start, end)
    else:
        window = TimeWindow(_duration(scanner))
    scanner.expect(")")
    return window


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _duration(scanner: Scanner) -> timedelta:
    text = scanner.raw("an ISO 8601 duration")
    try:
        length = duration(text)
    except (ValueError, OverflowError) as error:
        raise StatementSyntaxError(str(error)) from None
    if not timedelta() < length <= timedelta(days=36500):
        raise StatementSyntaxError(f"the duration {text} is not positive, or longer than a hundred years")
    return length


def _window(scanner: Scanner) -> timedelta:
    scanner.expect("BY", "WINDOW", "(")
    length = _duration(scanner)
    scanner.expect(")")
    return length


def _order(scanner: Scanner) -> tuple[str, bool]:
    scanner.expect("BY")
    key = _path(scanner, "what to sort by").text
    descending = scanner.accept("DESC")
    if not descending:
        scanner.accept("ASC")
    return key, descending


def _check_aggregates(query: ParsedQuery) -> None:
    plain = [item.path for item in query.items if item.function is None]
    if query.window is not None and not query.aggregates:
        raise StatementSyntaxError("GROUP BY WINDOW needs aggregates, such as AVG(temperature)")
    if not query.aggregates:
        return
    allowed = {"$ts"} if query.window is not None else set[str]()
    for path in plain:
        if path not in allowed:
            advice = (
                "group by time with GROUP BY WINDOW" if path == "$ts" else "select aggregates only, and add a condition"
            )
            raise StatementSyntaxError(f"{path} cannot be selected beside aggregates; {advice}")
    if query.order is not None:
        names = {item.name for item in query.items} | allowed
        if query.order[0] not in names:
            raise StatementSyntaxError(f'ORDER BY "{query.order[0]}" is not one of the selected aggregates')
