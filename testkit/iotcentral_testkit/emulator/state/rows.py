"""Rows of the state: documents as they are stored, and what cannot be read of them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import orjson

__all__ = ["BrokenRowError", "Stored", "content_of", "readable"]

_LOG = logging.getLogger("iotcentral_testkit.emulator")


class Stored(NamedTuple):
    """A document, its id, and its place in the order of its kind."""

    place: int
    id: str
    content: Any


class BrokenRowError(Exception):
    """A row of the state cannot be read; the text names it."""


def content_of(app: str, kind: str, id: str, content: bytes) -> Any:
    """Return the content of a row.

    Raises:
        BrokenRowError: it is not JSON.
    """
    try:
        return orjson.loads(content)
    except ValueError as error:
        raise BrokenRowError(f'the {kind} "{id}" of the application "{app}" cannot be read: {error}') from None


def readable(app: str, kind: str, rows: Iterable[tuple[int, str, bytes]]) -> Iterator[Stored]:
    """Return the rows that can be read; a broken one is told, and does not take the others with it."""
    for place, id, content in rows:
        try:
            yield Stored(place, id, content_of(app, kind, id, content))
        except BrokenRowError as error:
            _LOG.error("the state has a broken row, which is left out: %s", error)
