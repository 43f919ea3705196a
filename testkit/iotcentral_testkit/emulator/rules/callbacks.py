"""Callbacks of rules: posting a payload to the URL of a webhook action."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from ..http.errors import ServiceError

if TYPE_CHECKING:
    from ..http.posting import Post
    from .firing import RuleFiring

__all__ = ["deliver"]

_HEADERS = {"Content-Type": "application/json; charset=utf-8"}


async def deliver(firing: RuleFiring, post: Post) -> int:
    """Post a payload, and return the status of the response.

    Raises:
        ServiceError: 502: nothing answers at the URL.
    """
    try:
        status, _ = await post(firing.url, _HEADERS, orjson.dumps(firing.payload))
    except OSError as error:
        raise ServiceError(
            502, "CallbackNotReachable", f"The callback {firing.url} could not be reached: {error}."
        ) from None
    return status
