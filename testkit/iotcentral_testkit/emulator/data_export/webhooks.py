"""Requests to webhooks: the message, and before it one for an access token if the destination asks for that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import orjson

from ...openapi.json_types import is_object

if TYPE_CHECKING:
    from ..http.posting import Post

__all__ = ["post_message"]

_SUCCESS = range(200, 300)


async def post_message(destination: Mapping[str, Any], message: Any, post: Post) -> int:
    """Post a message to a webhook, and return the status of the answer.

    Raises:
        OSError: there is no answer, or no access token.
        ValueError: an answer cannot be read.
    """
    url = _with_query(destination["url"], destination.get("queryCustomizations") or {})
    authorization: dict[str, Any] = destination.get("authorization") or {}
    headers = {"Content-Type": "application/json; charset=utf-8"}
    customized: dict[str, Any] = destination.get("headerCustomizations") or {}
    headers |= {name: custom["value"] for name, custom in customized.items()}
    if authorization.get("type") == "header":
        headers["Authorization"] = authorization["value"]
    elif authorization.get("type") == "oauth":
        headers["Authorization"] = f"Bearer {await _access_token(authorization, post)}"
    status, _ = await post(url, headers, orjson.dumps(message))
    return status


def _with_query(url: str, customizations: Mapping[str, Any]) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not customizations:
        return url
    pairs = [*parse_qsl(parts.query, keep_blank_values=True), *((n, c["value"]) for n, c in customizations.items())]
    return urlunsplit(parts._replace(query=urlencode(pairs)))


async def _access_token(authorization: Mapping[str, Any], post: Post) -> str:
    """Request an access token by the client credentials flow."""
    fields = {"grant_type": "client_credentials", "client_id": authorization["clientId"]}
    fields["client_secret"] = authorization["clientSecret"]
    fields |= {name: authorization[name] for name in ("audience", "scope") if authorization.get(name)}
    if authorization.get("requestType") == "json":
        kind, body = "application/json", orjson.dumps(fields)
    else:
        kind, body = "application/x-www-form-urlencoded", urlencode(fields).encode()
    status, answer = await post(authorization["tokenUrl"], {"Content-Type": kind}, body)
    if status not in _SUCCESS:
        raise OSError(f"the token endpoint answered with the status {status}")
    return str(_member(orjson.loads(answer), "access_token"))


def _member(answer: Any, name: str) -> Any:
    if not is_object(answer) or name not in answer:
        raise OSError(f"the response of the token endpoint has no {name}")
    return answer[name]
