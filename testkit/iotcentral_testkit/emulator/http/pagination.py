"""Pages of lists, with opaque next links that stay correct while items are added and removed."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, urlencode

import orjson

from ..state.narrowing import Narrowing
from ..state.rows import Stored
from ..state.steps import pause
from .calls import Call
from .errors import bad_request

__all__ = ["DEFAULT_SIZE", "last_key", "page", "stored_page"]

DEFAULT_SIZE = 25
"""Items of a page by default."""

_BATCH = 1000
"""Documents that are read at once, at most."""

_TOKEN = "$skiptoken"  # noqa: S105  # the name of a parameter

_SIGNATURE = 12
"""Bytes of a token's signature."""


def stored_page(
    call: Call, kind: str, shown: Callable[[Stored], Any | None], narrowing: Narrowing | None = None
) -> dict[str, Any]:
    """Return a page of the documents of a kind, in the order of their creation.

    Args:
        call: the request.
        kind: the kind of the documents.
        shown: returns an item as the response shows it, or None to leave it out.
        narrowing: a condition that all documents meet which are shown; None: none.
    """
    size = _size(call)
    after = last = int(_token(call).get("after", 0))
    batch = size + 1
    items: list[Any] = []
    while True:
        found = call.app.listed(kind, after, batch, narrowing)
        for stored in found:
            pause()
            item = shown(stored)
            if item is None:
                continue
            if len(items) == size:
                return {"value": items, "nextLink": _link(call, {"after": last})}
            items.append(item)
            last = stored.place
        if len(found) < batch:
            return {"value": items}
        after = found[-1].place
        batch = min(2 * batch, _BATCH)  # where few are shown, many must be read


def page(call: Call, items: Iterable[tuple[list[Any], Any]]) -> dict[str, Any]:
    """Return a page of sorted items.

    Args:
        call: the request.
        items: (sort key, item), ascending by unique keys that are JSON lists; the next link holds the last key, so that
            items which are added or removed elsewhere shift nothing.
    """
    size = _size(call)
    last = _token(call).get("key")
    value: list[Any] = []
    reached = last
    for key, item in items:
        if last is not None and not _behind(key, last):
            continue
        if len(value) == size:
            return {"value": value, "nextLink": _link(call, {"key": reached})}
        value.append(item)
        reached = key
    return {"value": value}


def last_key(call: Call) -> list[Any] | None:
    """Return the sort key with which the page before ended; None: this is the first."""
    return _token(call).get("key")


def _behind(key: list[Any], last: list[Any]) -> bool:
    return key > last


def _size(call: Call) -> int:
    token = _token(call)
    return int(token.get("size", call.role("pagesize") or DEFAULT_SIZE))


def _token(call: Call) -> dict[str, Any]:
    text = call.extra.get(_TOKEN)
    if text is None:
        return {}
    try:
        signed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        signed = b""
    content, signature = signed[:-_SIGNATURE], signed[-_SIGNATURE:]
    # only tokens that the emulator itself issued are read, so that no forged position can do harm
    if not hmac.compare_digest(signature, _signature(call, content)):
        raise bad_request("The continuation token is not valid.")
    found: dict[str, Any] = orjson.loads(content)
    if found["of"] != call.operation.id:
        raise bad_request("The continuation token belongs to another list.")
    return found


def _signature(call: Call, content: bytes) -> bytes:
    return hmac.digest(call.app.token_key, b"page " + content, "sha256")[:_SIGNATURE]


def _link(call: Call, position: dict[str, Any]) -> str:
    content = {"of": call.operation.id, "size": _size(call), **position}
    written = orjson.dumps(content)
    token = base64.urlsafe_b64encode(written + _signature(call, written)).decode().rstrip("=")
    sent: Iterable[tuple[str, Any]] = call.query.items()
    version = call.operation.version
    if call.asked is not None:
        version, sent = call.asked.name, call.asked.called(sent)
    pairs = [("api-version", version), *((k, _text(v)) for k, v in sent), (_TOKEN, token)]
    return f"{call.url}{call.operation.url(call.path.values())}?{urlencode(pairs, quote_via=quote)}"


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
