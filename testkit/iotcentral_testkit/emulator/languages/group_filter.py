"""Filters of device groups: `SELECT * FROM devices WHERE $template = "dtmi:contoso:Thermostat;1" AND floor > 2`.

    filter    := SELECT * FROM devices [WHERE condition {AND condition}]
    condition := path operator literal | CONTAINS(path, "text")
    path      := $id | $displayName | $template | $provisioned | $simulated | $enabled | name {. name}
    operator  := = | == | != | <> | < | <= | > | >=
    literal   := "text" | number | true | false

Keywords are read in any case, names and texts as they are written. A text holds `\\"` and `\\\\` for a quote and a
backslash. OR, NOT, IN and grouping do not exist.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any, NamedTuple

__all__ = ["METADATA", "FilterError", "GroupCondition", "GroupFilter", "parse"]

METADATA = frozenset({"$displayName", "$enabled", "$id", "$provisioned", "$simulated", "$template"})
"""Metadata that a filter can name beside the properties of a device."""

_MOST = 100
"""Conditions of one filter."""

# the quantifiers are possessive: no filter, however long, makes the search backtrack
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"(?:[^"\\]|\\.)*+")
  | (?P<number>[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?)(?![\w$.])
  | (?P<path>\$?[^\W\d]\w*+(?:\.[^\W\d]\w*+)*+)
  | (?P<mark>==|!=|<>|<=|>=|[=<>(),*])
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)

_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_OPERATORS = {"=": "=", "==": "=", "!=": "!=", "<>": "!=", **{sign: sign for sign in _ORDER}}
_REFUSED = frozenset({"in", "or", "not", "like", "between", "is", "null"})


class FilterError(ValueError):
    """A filter is not valid; the message says where and why."""


class GroupCondition(NamedTuple):
    """A condition of a filter.

    Attributes:
        path: metadata (with `$`), a property, or a component and its property.
        operator: `=`, `!=`, `<`, `<=`, `>`, `>=` or `contains`.
        literal: the value to compare with.
    """

    path: str
    operator: str
    literal: str | float | bool

    def holds(self, value: Any) -> bool:
        """Return whether a value meets the condition; one that is absent (None) meets none."""
        if value is None:
            return False
        if self.operator == "contains":
            return isinstance(value, str) and str(self.literal).casefold() in value.casefold()
        alike = _kind(value) == _kind(self.literal)
        if self.operator == "=":
            return alike and bool(value == self.literal)
        if self.operator == "!=":
            return not (alike and value == self.literal)
        return alike and not isinstance(value, bool) and _ORDER[self.operator](value, self.literal)


class GroupFilter(NamedTuple):
    """A filter, whose conditions must all hold."""

    conditions: tuple[GroupCondition, ...]

    @property
    def reads_properties(self) -> bool:
        """Whether a condition names more than the metadata of a device."""
        return any(condition.path not in METADATA for condition in self.conditions)

    def matches(self, value_of: Callable[[str], Any]) -> bool:
        """Return whether a device is in the group.

        Args:
            value_of: returns the value of a path, or None; called only for paths that are needed.
        """
        return all(condition.holds(value_of(condition.path)) for condition in self.conditions)


def parse(text: str) -> GroupFilter:
    """Parse a filter.

    Raises:
        FilterError: it is not valid.
    """
    reader = _Reader(text)
    for word in ("SELECT", "*", "FROM", "devices"):
        reader.expect(word)
    conditions: list[GroupCondition] = []
    if not reader.at_end:
        reader.expect("WHERE")
        conditions.append(_condition(reader))
    while not reader.at_end:
        reader.expect("AND")
        conditions.append(_condition(reader))
        if len(conditions) > _MOST:
            raise FilterError(f"a filter holds at most {_MOST} conditions")
    return GroupFilter(tuple(conditions))


class _Token(NamedTuple):
    kind: str
    text: str
    place: int


class _Reader:
    """Scanner of one filter."""

    def __init__(self, text: str) -> None:
        self._text = text.rstrip()
        self._place = 0
        self._next = self._scan()

    @property
    def at_end(self) -> bool:
        """Whether nothing is left."""
        return self._next.kind == "end"

    def take(self, kind: str, wanted: str) -> str:
        """Consume the next token, which must be of a kind, and return its text."""
        token = self._next
        if token.kind != kind:
            raise self._unexpected(wanted)
        self._next = self._scan()
        return token.text

    def expect(self, word: str) -> None:
        """Consume a keyword or mark, which must come next."""
        if not self.sees(word):
            raise self._unexpected(word)
        self._next = self._scan()

    def sees(self, word: str) -> bool:
        """Return whether a keyword or mark comes next."""
        return self._next.kind in {"path", "mark"} and self._next.text.lower() == word.lower()

    def literal(self) -> str | float | bool:
        """Consume a literal and return its value."""
        token = self._next
        if token.kind == "path" and token.text.lower() in {"true", "false"}:
            self._next = self._scan()
            return token.text.lower() == "true"
        if token.kind == "number":
            self._next = self._scan()
            return _number(token.text)
        return _ESCAPE.sub(r"\1", self.take("text", "a text in double quotes, a number, true or false")[1:-1])

    def _scan(self) -> _Token:
        if self._place == len(self._text):
            return _Token("end", "the end", self._place)
        found = _TOKEN.match(self._text, self._place)
        if found is None:
            raise FilterError(
                f"the text at position {self._place} is not valid: {self._text[self._place :][:20].strip()!r}"
            )
        self._place = found.end()
        kind = str(found.lastgroup)
        return _Token(kind, found[kind], found.start(kind))

    def _unexpected(self, wanted: str) -> FilterError:
        token = self._next
        reason = f"{token.text[:40]} at position {token.place} where {wanted} was expected"
        if token.text.lower() in _REFUSED:
            reason += f"; {token.text.upper()} is not supported"
        return FilterError(reason)


def _condition(reader: _Reader) -> GroupCondition:
    name = reader.take("path", "a property")
    if name.lower() == "contains" and reader.sees("("):
        reader.expect("(")
        path = _known(reader.take("path", "a property"))
        reader.expect(",")
        text = _ESCAPE.sub(r"\1", reader.take("text", "a text in double quotes")[1:-1])
        reader.expect(")")
        return GroupCondition(path, "contains", text)
    path = _known(name)
    sign = next((sign for sign in _OPERATORS if reader.sees(sign)), None)
    if sign is None:
        reader.expect("a comparison operator")
        raise AssertionError
    reader.expect(sign)
    return GroupCondition(path, _OPERATORS[sign], reader.literal())


def _known(path: str) -> str:
    if path.startswith("$") and path not in METADATA:
        raise FilterError(f"{path} is not one of {', '.join(sorted(METADATA))}")
    return path


def _number(text: str) -> float:
    return int(text) if text.lstrip("+-").isdecimal() and len(text) < 30 else float(text)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, (int, float)) else type(value).__name__
