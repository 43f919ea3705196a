"""Kind of change, with those whom it breaks in requests and in answers."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["LEVELS", "ChangeKind", "kind", "prose"]

LEVELS = ("silent", "breaking", "additive", "prose")
"""The levels of a change, the most serious first.

`silent` breaks somebody, and neither a type checker nor a test of signatures shows it; `breaking` is shown by a type
checker; `additive` breaks nobody who reads or calls; `prose` changes descriptions and examples only.
"""


class ChangeKind(NamedTuple):
    """A kind of change.

    Attributes:
        id: its stable name.
        title: the change in words.
        requests: who breaks if it is in a request; for a change that has no direction, who breaks.
        answers: who breaks if it is in an answer.
        uses: the uses of Python names that it can break: `name`, `call`, `accepts`, `gives`, `is`.
        advice: what to do.
        prose: whether only descriptions or examples change.
    """

    id: str
    title: str
    requests: tuple[str, ...]
    answers: tuple[str, ...]
    uses: frozenset[str]
    advice: str
    prose: bool = False


_WHO = {"callers": "callers", "readers": "readers", "servers": "servers", "stored": "stored data"}


def kind(name: str, title: str, requests: str, answers: str, uses: str, advice: str) -> ChangeKind:
    """Return a row of the table; lists are written as words."""
    return ChangeKind(name, title, _who(requests), _who(answers), frozenset(uses.split()), advice)


def prose(name: str, title: str, advice: str) -> ChangeKind:
    """Return a row of a kind that changes no behaviour."""
    return ChangeKind(name, title, (), (), frozenset(), advice, prose=True)


def _who(words: str) -> tuple[str, ...]:
    return tuple(_WHO[word] for word in words.split())
