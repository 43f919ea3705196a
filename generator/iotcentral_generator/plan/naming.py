"""Naming: which of the names that are wanted in one scope are given, so that all are free and none is there twice."""

from __future__ import annotations

import json
import keyword
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

__all__ = ["SCOPES", "Wanted", "assign", "is_free", "reserved"]

_RESERVED = Path(__file__).with_name("reserved_names.json")
_DEVICES = frozenset({"aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names that no file can have under Windows, whatever its ending."""

SCOPES = (
    "classes",
    "client_methods",
    "constants",
    "exports",
    "helpers",
    "members",
    "methods",
    "modules",
    "parameters",
    "raw",
    "resource_classes",
    "resource_modules",
    "resources",
    "values",
)
"""The scopes of names: what is written by the templates beside the names of the document is reserved there."""


@cache
def reserved(scope: str) -> frozenset[str]:
    """Return the names that the templates and the base classes use in a scope, one of `SCOPES`.

    They are derived from both by `python generator/reserve_names.py`.
    """
    found = json.loads(_RESERVED.read_text(encoding="utf-8"))
    return frozenset(found.get(scope, ())) | (_DEVICES if scope.endswith("modules") else frozenset())


def is_free(name: str, scope: str) -> bool:
    """Return whether a name can be used in a scope: it is not a keyword, and not used there otherwise."""
    return not keyword.iskeyword(name) and name not in reserved(scope)


@dataclass(frozen=True)
class Wanted:
    """A name that is wanted.

    Attributes:
        name: the name that is derived from the document.
        given: the name that the document itself gives (`x-name`), if it does.
        place: what follows the name if it is taken: `query` for `id_query`; without it, a number.
        forms: all the names that are used for it.
    """

    name: str
    given: str = ""
    place: str = ""
    forms: tuple[str, ...] = ("{}",)

    def names(self, name: str) -> list[str]:
        """Return all the names that are used if it gets this one."""
        return [form.format(name) for form in self.forms]


def assign(wanted: Sequence[Wanted], scope: str, taken: Collection[str] = ()) -> list[str]:
    """Return a name for each that is wanted, in this order; names that the document gives come first.

    Args:
        wanted: the names, in the order of the document.
        scope: one of `SCOPES`.
        taken: further names that are not free.
    """
    used = set(taken)
    found: dict[int, str] = {}
    for index, each in sorted(enumerate(wanted), key=lambda pair: not pair[1].given):
        name = each.given or next(name for name in _candidates(each, scope) if used.isdisjoint(each.names(name)))
        used.update(each.names(name))
        found[index] = name
    return [found[index] for index in range(len(wanted))]


def _candidates(wanted: Wanted, scope: str) -> Iterator[str]:
    """Iterate over the names that it may get: as wanted, with an underscore if that is reserved, with place or number."""
    free = all(is_free(name, scope) for name in wanted.names(wanted.name))
    yield wanted.name if free else f"{wanted.name}_"
    if wanted.place:
        yield f"{wanted.name}_{wanted.place}"
    yield from (f"{wanted.name}_{number}" for number in count(2))
