"""Oracle of `filter` and `orderby`: expressions that are written and evaluated on the client.

Only what the articles say is decided. Where they leave something open (whether `contains` ignores case, how a language sorts
characters other than lower-case letters and digits, the value of a comparison with an absent member), the result is None: any is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, TypeAlias

from ...openapi.json_types import is_object

__all__ = ["ComparisonTerm", "ContainsTerm", "Expression", "JoinedTerms", "MixedTerms", "comes_before", "value_of"]

ListedItem: TypeAlias = Mapping[str, Any]

_WORD = re.compile(r"[A-Za-z_]\w*")
_PLAIN = re.compile(r"[a-z0-9]?")
"""Characters that every collation sorts in the same order; the empty string, the end of a text, comes before them."""


@dataclass(frozen=True, slots=True)
class ComparisonTerm:
    """`field operator value`; the operator is one of `eq`, `ne`, `lt`, `le`, `gt`, `ge`."""

    field: str
    operator: str
    value: str | bool

    def holds(self, item: ListedItem) -> bool | None:
        """Return whether an item matches; None if that is undefined."""
        found = value_of(item, self.field)
        if found is None:
            return False if self.operator == "eq" else None
        if self.operator in {"eq", "ne"}:
            same = _same(found, self.value)
            return same if same is None or self.operator == "eq" else not same
        if found == self.value:
            return self.operator in {"le", "ge"}
        less = comes_before(str(found), str(self.value))
        return less if less is None or self.operator in {"lt", "le"} else not less

    def __str__(self) -> str:
        return f"{_name(self.field)} {self.operator} {_literal(self.value)}"


@dataclass(frozen=True, slots=True)
class ContainsTerm:
    """`contains(field, text)`."""

    field: str
    text: str

    def holds(self, item: ListedItem) -> bool | None:
        """Return whether an item matches; None if that is undefined: the cases differ, or both texts are empty."""
        found = value_of(item, self.field)
        if found is None:
            return False if self.text else None
        if self.text.casefold() not in str(found).casefold():
            return False
        return True if self.text in str(found) else None

    def __str__(self) -> str:
        return f"contains({_name(self.field)}, {_literal(self.text)})"


@dataclass(frozen=True, slots=True)
class JoinedTerms:
    """Terms joined by `and` or by `or`."""

    word: str
    terms: tuple[ComparisonTerm | ContainsTerm, ...]

    def holds(self, item: ListedItem) -> bool | None:
        """Return whether an item matches; None if that is undefined."""
        found = {term.holds(item) for term in self.terms}
        decisive = self.word == "or"
        if decisive in found:
            return decisive
        return None if None in found else not decisive

    def __str__(self) -> str:
        return f" {self.word} ".join(map(str, self.terms))


@dataclass(frozen=True, slots=True)
class MixedTerms:
    """`first or second and third`, where `and` binds closer; or, grouped, `(first or second) and third`.

    The articles name OData for these expressions, and OData has this precedence.
    """

    first: ComparisonTerm
    second: ComparisonTerm
    third: ComparisonTerm
    grouped: bool = False

    def holds(self, item: ListedItem) -> bool | None:
        """Return whether an item matches; None if that is undefined."""
        one, two, three = (term.holds(item) for term in (self.first, self.second, self.third))
        if one is None or two is None or three is None:
            return None
        return (one or two) and three if self.grouped else one or (two and three)

    def __str__(self) -> str:
        either = f"{self.first} or {self.second}"
        return f"({either}) and {self.third}" if self.grouped else f"{either} and {self.third}"


Expression: TypeAlias = ComparisonTerm | ContainsTerm | JoinedTerms | MixedTerms


def value_of(item: ListedItem, field: str) -> Any:
    """Return the value of a field of an item; None if it has none."""
    find = _FIELDS.get(field)
    return item.get(field) if find is None else find(item)


def comes_before(left: str, right: str) -> bool | None:
    """Return whether a text sorts before another; None if they are equal, or if collations differ about them."""
    for mine, other in zip_longest(left, right, fillvalue=""):
        if mine != other:
            return mine < other if _PLAIN.fullmatch(mine) and _PLAIN.fullmatch(other) else None
    return None


def _same(found: Any, value: str | bool) -> bool | None:
    if found == value:
        return True
    alike = isinstance(found, str) and isinstance(value, str) and found.casefold() == value.casefold()
    return None if alike else False


def _model(item: ListedItem) -> ListedItem:
    model = item.get("capabilityModel")
    return model if is_object(model) else {}


def _first(values: Iterable[Any]) -> Any:
    return next(iter(values), None)


_FIELDS: dict[str, Callable[[ListedItem], Any]] = {
    "scopes": lambda item: _first(item.get("organizations") or ()),
    "type": lambda item: _first(item.get("type") or ()) if isinstance(item.get("type"), list) else item.get("type"),
    "capabilityModelId": lambda item: _model(item).get("@id"),
}
"""Fields that are not members of the same name."""


def _name(field: str) -> str:
    return field if _WORD.fullmatch(field) else f"'{field}'"


def _literal(value: str | bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    doubled = value.replace("'", "''")
    return f"'{doubled}'"
