"""Request bodies of links, under the keyword by which Schemathesis reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

__all__ = ["with_link_bodies"]


def with_link_bodies(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of a document whose links have their request bodies in `requestBody`.

    The shipped documents have bodies that are objects in `x-request-body`: many readers refuse them under the keyword,
    where OpenAPI allows any value.
    """
    copy: dict[str, Any] = orjson.loads(orjson.dumps(document))
    for link in copy.get("components", {}).get("links", {}).values():
        if "x-request-body" in link:
            link["requestBody"] = link.pop("x-request-body")
    return copy
