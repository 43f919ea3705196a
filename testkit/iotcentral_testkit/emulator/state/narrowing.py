"""Conditions of SQL that narrow a list of documents down, over columns that hold some of their members.

They let through all that is wanted, and perhaps more: whoever asks checks what comes. So what has no place in SQL is left
out, and nothing depends on the two agreeing in every detail.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import orjson

from ...openapi.json_types import is_object

__all__ = [
    "COLUMNS",
    "INDEXES",
    "NOTHING",
    "Narrowing",
    "both",
    "columns_of",
    "compared",
    "containing",
    "either",
    "equal",
    "having",
    "index_of",
    "mentioning",
    "mentioning_part",
]

COLUMNS = {
    "displayName": "display_name",
    "template": "template",
    "simulated": "simulated",
    "provisioned": "provisioned",
    "enabled": "enabled",
}
"""Member → column that holds it too, the most selective first; the columns of other kinds are empty."""

_TEXTS = frozenset({"displayName", "template"})
_KINDS = frozenset({"device"})
"""Kinds whose members are in columns: those of which there are many."""

INDEXES = "".join(
    f"CREATE INDEX IF NOT EXISTS {kind}_{column} ON documents (app, {column}, place) WHERE kind = '{kind}';\n"
    for kind in sorted(_KINDS)
    for column in COLUMNS.values()
)
"""Statements that create the indexes."""


class Narrowing(NamedTuple):
    """A condition.

    Attributes:
        sql: over the columns of a document.
        values: of its parameters.
        equals: members that are compared with one value, and these values.
    """

    sql: str
    values: tuple[Any, ...]
    equals: tuple[tuple[str, Any], ...] = ()


def columns_of(kind: str, content: Any) -> tuple[Any, ...]:
    """Return what the columns of a document hold: texts, 0 and 1; an absent text is empty."""
    if kind not in _KINDS or not is_object(content):
        return (None,) * len(COLUMNS)
    return tuple(_held(member, content.get(member)) for member in COLUMNS)


def _held(member: str, value: Any) -> Any:
    if member in _TEXTS:
        return value if isinstance(value, str) else ""
    return None if value is None else int(bool(value))


def equal(member: str, value: Any) -> Narrowing | None:
    """Return the condition that a member has a value; None if it is not one that narrows."""
    if member == "id" and isinstance(value, str):
        return Narrowing("id = ?", (value,), (("id", value),))
    if member in _TEXTS and isinstance(value, str | None):
        return Narrowing(f"{COLUMNS[member]} = ?", (value or "",), ((member, value or ""),))
    if member in COLUMNS and member not in _TEXTS and isinstance(value, bool):
        return Narrowing(f"{COLUMNS[member]} = ?", (int(value),), ((member, int(value)),))
    return None


_COMPARED = {"ne": "IS NOT", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
"""Operator of a filter → of SQL; texts are compared by code point in both."""


def compared(member: str, operator: str, value: Any) -> Narrowing | None:
    """Return the condition that a member compares with a value; None if it is not one that narrows.

    Args:
        member: the member.
        operator: `ne`, `lt`, `le`, `gt` or `ge`.
        value: a text, which is not empty, as absent texts are in the columns; or a truth value for `ne`.
    """
    text = isinstance(value, str) and value != "" and member in {"id", *_TEXTS}
    truth = isinstance(value, bool) and operator == "ne" and member in COLUMNS and member not in _TEXTS
    if not text and not truth:
        return None
    held = value if text else int(value)
    return Narrowing(f"{COLUMNS.get(member, member)} {_COMPARED[operator]} ?", (held,))


def containing(member: str, part: str) -> Narrowing | None:
    """Return the condition that a member contains a text, in any case; None if it is not one that narrows."""
    if member not in {"id", *_TEXTS} or not part.isascii():
        return None
    return _like(COLUMNS.get(member, member), part)


def mentioning(text: str) -> Narrowing:
    """Return the condition that a text stands somewhere in a document, by itself."""
    return Narrowing("instr(content, ?)", (orjson.dumps(text),))


def mentioning_part(part: str) -> Narrowing | None:
    """Return the condition that a text contains another somewhere in a document; None if it is not one that narrows."""
    if not part.isascii() or not part.isprintable() or '"' in part or "\\" in part:  # JSON may write these otherwise
        return None
    return _like("CAST(content AS TEXT)", part)


def _like(text: str, part: str) -> Narrowing:
    pattern = "".join(f"\\{character}" if character in "\\%_" else character for character in part)
    # texts with letters beyond ASCII, which may be equal to some of ASCII but for their case, are all let through
    return Narrowing(f"({text} LIKE ? ESCAPE '\\' OR {text} GLOB '*[^ -~]*')", (f"%{pattern}%",))


NOTHING = Narrowing("place < 0", ())
"""The condition that no document meets; with a constant, SQLite refuses to use an index that is named."""


def having(kind: str, value: str | float | None) -> Narrowing:
    """Return the condition that there is a document of another kind with the same id.

    Args:
        kind: the kind.
        value: what stands somewhere in that document; None: anything.
    """
    same = f"other.app = documents.app AND other.kind = '{kind}' AND other.id = documents.id"
    found = f"EXISTS (SELECT 1 FROM documents AS other WHERE {same}"  # noqa: S608  # kinds are names of rooms
    if value is None:
        return Narrowing(f"{found})", ())
    return Narrowing(f"{found} AND instr(other.content, ?))", (orjson.dumps(value),))


def both(terms: Iterable[Narrowing | None]) -> Narrowing | None:
    """Return the condition that all of some hold; None stands for one that lets everything through."""
    known = [term for term in terms if term is not None]
    if not known:
        return None
    equals = tuple(pair for term in known for pair in term.equals)
    return Narrowing(" AND ".join(term.sql for term in known), _values(known), equals)


def either(terms: Iterable[Narrowing | None]) -> Narrowing | None:
    """Return the condition that one of some holds."""
    known = list[Narrowing]()
    for term in terms:
        if term is None:
            return None
        known.append(term)
    return Narrowing(f"({' OR '.join(f'({term.sql})' for term in known)})", _values(known))


def _values(terms: Iterable[Narrowing]) -> tuple[Any, ...]:
    return tuple(value for term in terms for value in term.values)


def index_of(kind: str, members: Iterable[str]) -> str | None:
    """Return the name of the index over the most selective of some members; None: there is none."""
    found = next((column for member, column in COLUMNS.items() if member in members), None)
    return None if found is None or kind not in _KINDS else f"{kind}_{found}"
