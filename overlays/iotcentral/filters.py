"""Builders for the `filter` and `orderby` parameters of lists.

    from iotcentral.filters import field
    app.devices.list(filter=field("displayName").contains("cold") & (field("enabled") == True), orderby=field("displayName"))

An expression is immutable and pure; `str` gives its text. The fields that a list can filter and sort by are in the API
document: a list is refused an expression over others before anything is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NoReturn

from .errors import ConfigurationError

__all__ = ["Field", "Filter", "OrderBy", "checked", "field"]

_EQUAL: Final = "eq"
_UNEQUAL: Final = "ne"


class Filter:
    """A condition; combine conditions with `&` and `|`."""

    __slots__ = ("_joined", "_text", "fields")

    def __init__(self, text: str, fields: frozenset[str], joined: str = "") -> None:
        self._text = text
        self._joined = joined
        self.fields = fields
        """The fields that it is about."""

    def __and__(self, other: Filter) -> Filter:
        return self._join("and", other)

    def __or__(self, other: Filter) -> Filter:
        return self._join("or", other)

    def _join(self, word: str, other: Filter) -> Filter:
        text = f"{self._within(word)} {word} {other._within(word)}"
        return Filter(text, self.fields | other.fields, word)

    def _within(self, word: str) -> str:
        """Return the text as a part of a longer one; `or` within `and` needs parentheses."""
        return f"({self._text})" if self._joined == "or" and word == "and" else self._text

    def __bool__(self) -> NoReturn:
        raise ConfigurationError("combine conditions with & and | (in parentheses), not with `and`, `or` and `not`")

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<Filter {self._text}>"


class OrderBy:
    """What a list is sorted by: a field, ascending or descending."""

    __slots__ = ("_text", "fields")

    def __init__(self, name: str, *, descending: bool = False) -> None:
        self._text = f"{_name(name)} desc" if descending else _name(name)
        self.fields = frozenset({name})
        """The field that it is about."""

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<OrderBy {self._text}>"


class Field:
    """A field of a list's items; compare it with a value to get a condition. As `orderby`: ascending."""

    __slots__ = ("fields", "name")
    __hash__ = None  # type: ignore[assignment]  # `==` builds a condition

    def __init__(self, name: str) -> None:
        if not name or not all(part.isidentifier() for part in name.removeprefix("@").split(".")):
            raise ConfigurationError(f'"{name}" is no field: give its name in the API document, such as "displayName"')
        self.name = name
        self.fields = frozenset({name})
        """The field itself, as a set."""

    def __eq__(self, value: object) -> Filter:  # type: ignore[override]
        return self._compare(_EQUAL, value)

    def __ne__(self, value: object) -> Filter:  # type: ignore[override]
        return self._compare(_UNEQUAL, value)

    def __lt__(self, value: object) -> Filter:
        return self._compare("lt", value)

    def __le__(self, value: object) -> Filter:
        return self._compare("le", value)

    def __gt__(self, value: object) -> Filter:
        return self._compare("gt", value)

    def __ge__(self, value: object) -> Filter:
        return self._compare("ge", value)

    def contains(self, text: str) -> Filter:
        """Return the condition that the field's text holds `text`."""
        return Filter(f"contains({_name(self.name)}, {_literal(self.name, text)})", self.fields)

    @property
    def descending(self) -> OrderBy:
        """The field as `orderby`, descending."""
        return OrderBy(self.name, descending=True)

    def _compare(self, operator: str, value: object) -> Filter:
        return Filter(f"{_name(self.name)} {operator} {_literal(self.name, value)}", self.fields)

    def __str__(self) -> str:
        return _name(self.name)

    def __repr__(self) -> str:
        return f"field({self.name!r})"


def field(name: str) -> Field:
    """Name a field of a list's items, as the API document does: `displayName`, `@id`."""
    return Field(name)


def checked(operation: str, parameter: str, value: object, known: Mapping[str, Iterable[str]]) -> str:
    """Return the text of an expression, if the list knows its fields.

    Args:
        operation: operationId of the list.
        parameter: `filter` or `orderby`.
        value: an expression, or a text, which is taken as it is.
        known: parameter → the fields that the API document names; a parameter that is not in it takes any.

    Raises:
        ConfigurationError: a field is not known.
    """
    if isinstance(value, Filter | OrderBy | Field) and parameter in known:
        for name in sorted(value.fields - set(known[parameter])):
            fields = ", ".join(known[parameter])
            raise ConfigurationError(f'{operation}: {parameter} does not know the field "{name}"; it knows {fields}')
    return str(value)


def _name(name: str) -> str:
    """Write a field; one that begins with `@` stands in quotes."""
    return f"'{name}'" if name.startswith("@") else name


def _literal(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    raise ConfigurationError(f"{name} is compared with {value!r}; compare with a text, a number, True or False")
