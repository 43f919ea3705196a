"""Filters and orders of lists, by OData's words: `displayName eq 'cold'`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NoReturn

from ..errors import ConfigurationError
from ..errors._undocumented import warn_undocumented

__all__ = ["Field", "Filter", "OrderBy", "checked", "field"]

_EQUAL: Final = "eq"
_UNEQUAL: Final = "ne"


class Filter:
    """Condition of a `filter`; combine conditions with `&` and `|`."""

    __slots__ = ("_joined", "_text", "fields")

    def __init__(self, text: str, fields: frozenset[str], joined: str = "") -> None:
        self._text = text
        self._joined = joined
        self.fields = fields
        """The fields that it refers to."""

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
    """Sort order of a list: a field, ascending or descending."""

    __slots__ = ("_text", "fields")

    def __init__(self, name: str, *, descending: bool = False) -> None:
        self._text = f"{_name(name)} desc" if descending else _name(name)
        self.fields = frozenset({name})
        """The field that it refers to."""

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<OrderBy {self._text}>"


class Field:
    """Field of a list's items; comparing it with a value returns a condition. As `orderby`: ascending."""

    __slots__ = ("fields", "name")
    __hash__ = None  # type: ignore[assignment]  # `==` builds a condition

    def __init__(self, name: str) -> None:
        if not name or not all(part.isidentifier() for part in name.removeprefix("@").split(".")):
            raise ConfigurationError(
                f'"{name}" is not a valid field name: use a name of the API document, such as "displayName"'
            )
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
        """Return the condition that the field's text contains `text`."""
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
    """Return a field of a list's items by its name in the API document: `displayName`, `@id`."""
    return Field(name)


def checked(operation: str, parameter: str, value: object, known: Mapping[str, Iterable[str]]) -> str:
    """Return the text of an expression, after a look at its fields; an UndocumentedWarning names those that are not known.

    Args:
        operation: operationId of the list.
        parameter: `filter` or `orderby`.
        value: an expression, or a string, which is not checked.
        known: parameter → the fields that the API document lists; a parameter without an entry takes any field.
    """
    if isinstance(value, Filter | OrderBy | Field) and parameter in known:
        for name in sorted(value.fields - set(known[parameter])):
            fields = ", ".join(known[parameter])
            warn_undocumented(f'{operation}: {parameter} does not support the field "{name}"; use one of {fields}')
    return str(value)


def _name(name: str) -> str:
    """Return a field as it is written; one that begins with `@` is quoted."""
    return f"'{name}'" if name.startswith("@") else name


def _literal(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    raise ConfigurationError(f"{name} is compared with {value!r}; compare with a string, a number, True or False")
