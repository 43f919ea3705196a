"""Strategies of objects: presence, values and order of their members."""

from __future__ import annotations

from collections.abc import Container
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

__all__ = ["Members", "objects"]

_CHUNK = 16
_BITS = st.integers(0, 2**_CHUNK - 1)
"""Hypothesis draws integers of many bits small, and the last members of a large object would never be present."""

_ORDER = st.integers(0, 15)


class Members:
    """Specification of an object.

    Args:
        required: the members that are always present, in the order of the document.
        optional: the others that the document names.
        declared: the names that no further member may have.
        others: strategies of the names, the values and the amount of further members.
        limits: how few and how many members the object may have.
        sparse: whether an optional member is present one time in four rather than two.
    """

    def __init__(
        self,
        required: dict[str, st.SearchStrategy[Any]],
        optional: dict[str, st.SearchStrategy[Any]],
        *,
        declared: Container[str],
        others: Others | None,
        limits: tuple[int, float],
        sparse: bool,
    ) -> None:
        self.required = required
        self.optional = list(optional.items())
        self.declared = declared
        self.others = others
        self.at_least, self.at_most = limits
        self.sparse = sparse


class Others(NamedTuple):
    """The members that the document does not name."""

    names: st.SearchStrategy[str]
    values: st.SearchStrategy[Any]
    amount: st.SearchStrategy[int]


@st.composite
def objects(draw: st.DrawFn, members: Members) -> dict[str, Any]:
    """Return an object; its members are in the order of the document half of the time."""
    content = {name: draw(values) for name, values in members.required.items()}
    for name, values in _present(draw, members, len(content)):
        content[name] = draw(values)
    if members.others is not None:
        _add_others(draw, members, members.others, content)
    if len(content) > 1 and (seed := draw(_ORDER)) > 7:
        names = list(content)
        Random(seed).shuffle(names)  # noqa: S311  # an order, not a secret
        return {name: content[name] for name in names}
    return content


def _present(draw: st.DrawFn, members: Members, count: int) -> list[tuple[str, st.SearchStrategy[Any]]]:
    """Choose among the optional members, enough of them and not too many."""
    optional = members.optional
    mask = _mask(draw, len(optional))
    if members.sparse:
        mask &= _mask(draw, len(optional))
    chosen = [pair for index, pair in enumerate(optional) if mask >> index & 1]
    if count + len(chosen) < members.at_least:
        chosen += [pair for pair in optional if pair not in chosen][: members.at_least - count - len(chosen)]
    room = members.at_most - count
    return chosen if len(chosen) <= room else chosen[: int(room)]


def _mask(draw: st.DrawFn, width: int) -> int:
    mask = 0
    for _ in range(0, width, _CHUNK):
        mask = mask << _CHUNK | draw(_BITS)
    return mask


def _add_others(draw: st.DrawFn, members: Members, others: Others, content: dict[str, Any]) -> None:
    """Add members that the document does not name."""
    room = members.at_most - len(content)
    missing = members.at_least - len(content)
    for index in range(max(missing, int(min(draw(others.amount), room)))):
        names = others.names
        if index < missing:  # there have to be so many, so none may be lost
            names = names.filter(lambda name: name not in content and name not in members.declared)
        name = draw(names)
        if name not in members.declared:
            content[name] = draw(others.values)
