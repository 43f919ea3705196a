"""API tokens and bearer tokens: issuing them, and authenticating requests by them."""

from __future__ import annotations

import base64
import hmac
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from ..state.application import Remembered
from .authorization import Caller, caller_with
from .errors import ServiceError

if TYPE_CHECKING:
    from datetime import datetime

    from ..state.application import Application

__all__ = ["api_token_secret", "authenticate", "bearer_token"]


def api_token_secret(app: Application, token_id: str, expires_at: datetime) -> str:
    """Return the secret of an API token."""
    expiry = str(int(expires_at.timestamp() * 1000))
    signature = quote(base64.b64encode(_signature(app, token_id, expiry)).decode(), safe="")
    return f"SharedAccessSignature sr={app.id}&sig={signature}&skn={quote(token_id, safe='')}&se={expiry}"


def _signature(app: Application, token_id: str, expiry: str) -> bytes:
    return hmac.digest(app.token_key, f"{app.id}\n{token_id}\n{expiry}".encode(), "sha256")


def authenticate(app: Application, header: str | None) -> Caller:
    """Return the caller of a request.

    Raises:
        ServiceError: 401: the token is missing, malformed, unknown, expired or not signed by this application.
    """
    scheme, _, secret = (header or "").partition(" ")
    if scheme.lower() == "sharedaccesssignature":
        return _token_caller(app, secret)
    if scheme.lower() == "bearer" and secret:
        return _bearer_caller(app, secret)
    raise _unauthenticated()


_CALLERS = 1024
"""Callers that an application remembers by their tokens: to find them again would double the time of a read."""

_KINDS = ("apiToken", "organization")
"""Kinds of documents in which the caller of a token is found."""


def _token_caller(app: Application, secret: str) -> Caller:
    now, revision = app.clock.now().timestamp() * 1000, app.store.revision(_KINDS)
    known = app.callers.get(secret)
    if known is not None and known.revision == revision and known.expiry > now:
        caller: Caller = known.caller
        return caller
    token_id, expiry = _signed(app, secret)
    stored = app.get("apiToken", token_id)
    if stored is None or str(stored.get("_se")) != expiry or int(expiry) <= now:
        raise _unauthenticated()
    caller = caller_with(app, token_id, stored["roles"])
    if len(app.callers) >= _CALLERS:
        app.callers.clear()
    app.callers[secret] = Remembered(revision, int(expiry), caller)
    return caller


def _signed(app: Application, secret: str) -> tuple[str, str]:
    """Return the id and the expiry that an API token of this application is signed for.

    Raises:
        ServiceError: 401: it is malformed, another application's, or not signed by this application.
    """
    fields = {name: values[0] for name, values in parse_qs(secret).items()}
    token_id, expiry = fields.get("skn", ""), fields.get("se", "")
    try:
        given = base64.b64decode(fields.get("sig", ""), validate=True)
    except ValueError:
        raise _unauthenticated() from None
    if fields.get("sr") != app.id or not hmac.compare_digest(given, _signature(app, token_id, expiry)):
        raise _unauthenticated()
    return token_id, expiry


def _bearer_caller(app: Application, secret: str) -> Caller:
    """Return the caller of a token of the emulator's own issuer: `emulator.<user id>.<expiry>.<signature>`."""
    issuer, _, rest = secret.partition(".")
    payload, _, signature = rest.rpartition(".")
    user_id, _, expiry = payload.rpartition(".")
    expected = _bearer_signature(app, payload)
    # as bytes: characters beyond ASCII are compared, not refused
    if issuer != "emulator" or not hmac.compare_digest(signature.encode(), expected.encode()) or not expiry.isdigit():
        raise _unauthenticated()
    if int(expiry) <= app.clock.now().timestamp():
        raise _unauthenticated()
    user_id = base64.urlsafe_b64decode(user_id + "=" * (-len(user_id) % 4)).decode()
    user = app.get("user", user_id)
    if user is None:
        raise ServiceError(403, "Forbidden", "The caller is not a user of this application.")
    return replace(caller_with(app, user_id, user["roles"]), type="user")


def _bearer_signature(app: Application, payload: str) -> str:
    """Return the signature of a bearer token's payload, which identifies a user in all applications."""
    return hmac.new(app.identity.signing_key("bearer tokens"), payload.encode(), "sha256").hexdigest()


def bearer_token(app: Application, user_id: str, expires_on: int) -> str:
    """Return a bearer token of the emulator's own issuer; every application that has the user accepts it."""
    name = base64.urlsafe_b64encode(user_id.encode()).decode().rstrip("=")
    payload = f"{name}.{expires_on}"
    return f"emulator.{payload}.{_bearer_signature(app, payload)}"


def _unauthenticated() -> ServiceError:
    return ServiceError(401, "Unauthenticated", "The provided authentication token is not valid.")
