"""Operations on API tokens, which never change; only the response of the creation shows the secret."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from ..http.authentication import api_token_secret
from ..http.calls import Call, handles
from ..http.errors import conflict, unprocessable
from ..http.pagination import stored_page
from .roles import check_assignments

__all__ = ["LIFETIME", "create", "get", "list_tokens", "remove"]

LIFETIME = timedelta(days=365)
"""Validity of a token by default."""

_KIND = "apiToken"


@handles("ApiTokens_List")
def list_tokens(call: Call) -> Any:
    """Return a page of the tokens, without their secrets."""
    return stored_page(call, _KIND, lambda stored: _shown(stored.content))


@handles("ApiTokens_Get")
def get(call: Call) -> Any:
    """Return a token, without its secret."""
    return _shown(_stored(call))


@handles("ApiTokens_Create", keeps=("id", "roles", "expiry", "token"))
def create(call: Call) -> Any:
    """Create a token, and return it with its secret."""
    id = call.path["tokenId"]
    if call.app.get(_KIND, id) is not None:
        raise conflict(f'The API token "{id}" exists already; tokens cannot be changed.')
    roles = check_assignments(call, call.body["roles"])
    expires_at = _expiry(call)
    content = {
        "id": id,
        "roles": roles,
        "expiry": f"{expires_at:%Y-%m-%dT%H:%M:%S}.{expires_at.microsecond // 1000:03d}Z",
        "_se": _milliseconds(expires_at),
    }
    call.app.put(_KIND, id, content)
    return _shown(content) | {"token": api_token_secret(call.app, id, expires_at)}


@handles("ApiTokens_Remove")
def remove(call: Call) -> Any:
    """Delete a token: requests with it are refused from now on."""
    call.app.delete(_KIND, _stored(call)["id"])


def _stored(call: Call) -> dict[str, Any]:
    content: dict[str, Any] = call.get(_KIND, call.path["tokenId"], "API token")
    return content


def _shown(content: dict[str, Any]) -> dict[str, Any]:
    return {name: content[name] for name in ("id", "roles", "expiry")}


def _expiry(call: Call) -> datetime:
    """Return the expiry of the token, to the millisecond, as the secret holds it."""
    text = call.body.get("expiry")
    try:
        moment = call.now + LIFETIME if text is None else datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise unprocessable(f'expiry "{text}" is not a time between the years 1 and 9999') from None
    if moment <= call.now:
        raise unprocessable(f'expiry "{text}" has passed already')
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
