"""Callbacks of rules: posting a payload to the URL of a webhook action."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import orjson

from ..http.errors import ServiceError

if TYPE_CHECKING:
    from .firing import RuleFiring

__all__ = ["Post", "deliver", "post"]

_TIMEOUT = 5
"""Seconds that a callback may take."""

Post = Callable[[str, bytes], int]
"""Posts JSON to a URL, and returns the status of the response; raises OSError if there is none."""


def deliver(firing: RuleFiring, post: Post) -> int:
    """Post a payload, and return the status of the response.

    Raises:
        ServiceError: 502: nothing answers at the URL.
    """
    try:
        return post(firing.url, orjson.dumps(firing.payload))
    except OSError as error:
        raise ServiceError(
            502, "CallbackNotReachable", f"The callback {firing.url} could not be reached: {error}."
        ) from None


def post(url: str, body: bytes) -> int:
    """Post JSON over HTTP, and return the status of the response.

    Raises:
        OSError: there is no response.
    """
    headers = {"Content-Type": "application/json; charset=utf-8"}
    try:
        return httpx.post(url, headers=headers, content=body, timeout=_TIMEOUT, trust_env=False).status_code
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise OSError(str(error) or type(error).__name__) from error
