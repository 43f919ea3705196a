"""Expressions of lists: `filter` and `orderby`, parsed into a tree and evaluated against items.

    expression  := conjunction { "or" conjunction }
    conjunction := term { "and" term }
    term        := "(" expression ")" | "contains" "(" field "," text ")" | field operator value
    operator    := "eq" | "ne" | "lt" | "le" | "gt" | "ge"
    value       := text in single quotes, doubled within | "true" | "false" | "null"

`and` binds closer than `or`. Names of fields match in any case; one that is not a word is written in quotes, like
`'@id'`. Texts are compared exactly and character by character, `contains` ignores case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

__all__ = [
    "Contains",
    "ExpressionError",
    "FieldComparison",
    "Junction",
    "ListField",
    "Order",
    "Tree",
    "parse",
    "parse_order",
]

_TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<word>[A-Za-z_@$][\w@$./-]*)|(?P<sign>[(),])|(?P<other>\S))")
_DEPTH = 32
"""Parentheses within parentheses."""
_TERMS = 200
"""Conditions of a filter."""

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "lt": lambda left, right: left < right,
    "le": lambda left, right: left <= right,
    "gt": lambda left, right: left > right,
    "ge": lambda left, right: left >= right,
}


class ExpressionError(ValueError):
    """An expression is not valid; the text names the position and what was expected there."""


@dataclass(frozen=True, slots=True)
class ListField:
    """A field that expressions may name.

    Attributes:
        kind: the type of its values, `str` or `bool`.
        of: returns the value of an item, or None.
        member: the member that it is, of items as they are stored too; None: it is not such a member.
    """

    kind: type[str] | type[bool]
    of: Callable[[Mapping[str, Any]], Any]
    member: str | None = None


class FieldComparison(NamedTuple):
    """`field operator value`."""

    field: ListField
    operator: str
    value: str | bool | None

    def holds(self, item: Mapping[str, Any]) -> bool:
        """Return whether an item meets the condition; an absent value equals null, and is neither less nor greater."""
        found = self.field.of(item)
        if self.operator == "eq":
            return bool(found == self.value)
        if self.operator == "ne":
            return bool(found != self.value)
        return found is not None and self.value is not None and _COMPARE[self.operator](found, self.value)


class Contains(NamedTuple):
    """`contains(field, text)`."""

    field: ListField
    text: str

    def holds(self, item: Mapping[str, Any]) -> bool:
        """Return whether an item meets the condition."""
        return self.text.casefold() in str(self.field.of(item) or "").casefold()


class Junction(NamedTuple):
    """Terms of which all (`and`) or one (`or`) must hold."""

    every: bool
    terms: tuple[Tree, ...]

    def holds(self, item: Mapping[str, Any]) -> bool:
        """Return whether an item meets the condition."""
        return (all if self.every else any)(term.holds(item) for term in self.terms)


Tree: TypeAlias = "FieldComparison | Contains | Junction"


class Order(NamedTuple):
    """Sort order of a list."""

    field: ListField
    descending: bool


def parse(text: str, fields: Mapping[str, ListField]) -> Tree:
    """Parse a filter.

    Args:
        text: the expression.
        fields: name → field of the list.

    Raises:
        ExpressionError: it is not valid, names an unknown field, or compares one with another type.
    """
    return _Parser(text, fields).whole()


def parse_order(text: str, fields: Mapping[str, ListField], sortable: Collection[str]) -> Order:
    """Parse an `orderby`: a field, and optionally `asc` or `desc`.

    Raises:
        ExpressionError: it is not valid, or the list cannot be sorted by the field.
    """
    words = text.split()
    name = next((name for name in sortable if words and name.lower() == words[0].lower()), None)
    if name is None:
        place = f'"{words[0]}"' if words else "an empty text"
        raise ExpressionError(f"at position 1 it has {place}, where one of {', '.join(sorted(sortable))} is expected")
    if len(words) > 2 or (len(words) == 2 and words[1].lower() not in {"asc", "desc"}):
        behind = " ".join(words[1:])
        raise ExpressionError(f'after {name} it has "{behind}", where asc, desc or the end is expected')
    return Order(fields[name], words[-1].lower() == "desc" and len(words) == 2)


class _Parser:
    def __init__(self, text: str, fields: Mapping[str, ListField]) -> None:
        self._fields = {name.lower(): field for name, field in fields.items()}
        self._names = ", ".join(name if name.isalnum() else f"'{name}'" for name in fields)
        # blanks at the end precede no token: the expression would search for one from each of them, to the end
        found = _TOKEN.finditer(text.rstrip())
        self._tokens = [(m[kind], kind, m.start(kind) + 1) for m in found if (kind := m.lastgroup) is not None]
        self._end = len(text) + 1
        self._at = 0
        self._terms = 0

    def whole(self) -> Tree:
        tree = self._expression(0)
        if self._at < len(self._tokens):
            raise self._unexpected("and, or or the end")
        return tree

    def _expression(self, depth: int) -> Tree:
        terms = [self._conjunction(depth)]
        while self._word("or"):
            terms.append(self._conjunction(depth))
        return terms[0] if len(terms) == 1 else Junction(False, tuple(terms))

    def _conjunction(self, depth: int) -> Tree:
        terms = [self._term(depth)]
        while self._word("and"):
            terms.append(self._term(depth))
        return terms[0] if len(terms) == 1 else Junction(True, tuple(terms))

    def _term(self, depth: int) -> Tree:
        self._terms += 1
        if depth > _DEPTH or self._terms > _TERMS:
            raise self._unexpected(f"less (at most {_TERMS} conditions and {_DEPTH} nested parentheses)")
        if self._sign("("):
            tree = self._expression(depth + 1)
            self._need(")")
            return tree
        if self._peek()[:2] == ("contains", "word") and self._peek(1)[0] == "(":
            return self._contains()
        field = self._field("a condition")
        operator = self._peek()[0]
        if operator not in {"eq", "ne", *_COMPARE}:
            raise self._unexpected("one of the operators eq, ne, lt, le, gt, ge")
        self._at += 1
        return FieldComparison(field, operator, self._value(field, operator))

    def _contains(self) -> Tree:
        self._at += 2
        field = self._field("a field")
        if field.kind is not str:
            self._at -= 1
            raise self._unexpected("a field that holds text")
        self._need(",")
        text = self._text()
        self._need(")")
        return Contains(field, text)

    def _field(self, expected: str) -> ListField:
        token, kind, _ = self._peek()
        name = token[1:-1] if kind == "text" else token
        field = self._fields.get(name.lower()) if kind in {"word", "text"} else None
        if field is None:
            raise self._unexpected(f"{expected} on one of the fields {self._names}")
        self._at += 1
        return field

    def _value(self, field: ListField, operator: str) -> str | bool | None:
        word, kind, _ = self._peek()
        if kind == "word" and word == "null" and operator in {"eq", "ne"}:
            self._at += 1
            return None
        if field.kind is str:
            return self._text()
        if operator not in {"eq", "ne"}:
            self._at -= 1
            raise self._unexpected("eq or ne, because the field is true or false")
        if kind != "word" or word not in {"true", "false"}:
            raise self._unexpected("true or false")
        self._at += 1
        return word == "true"

    def _text(self) -> str:
        token, kind, _ = self._peek()
        if kind != "text":
            raise self._unexpected("a text in single quotes")
        self._at += 1
        return token[1:-1].replace("''", "'")

    def _peek(self, ahead: int = 0) -> tuple[str, str | None, int]:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ("", None, self._end)

    def _word(self, word: str) -> bool:
        return self._take(word, "word")

    def _sign(self, sign: str) -> bool:
        return self._take(sign, "sign")

    def _take(self, token: str, kind: str) -> bool:
        found = self._peek()[:2] == (token, kind)
        self._at += found
        return found

    def _need(self, sign: str) -> None:
        if not self._sign(sign):
            raise self._unexpected(f'"{sign}"')

    def _unexpected(self, expected: str) -> ExpressionError:
        token, kind, position = self._peek()
        found = "it ends" if kind is None else f'it has "{token[:60]}"'
        return ExpressionError(f"at position {position} {found}, where {expected} is expected")
