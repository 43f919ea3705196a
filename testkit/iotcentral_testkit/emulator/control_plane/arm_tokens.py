"""Bearer tokens for Azure Resource Manager: the emulator issues them itself, and accepts no others."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .arm_errors import ArmError

if TYPE_CHECKING:
    from .subscription import AzureSubscription

__all__ = ["arm_token", "authenticate", "is_management_scope"]

_ISSUER = "emulator-arm"
_AUDIENCES = frozenset({"management.azure.com", "management.core.windows.net"})


def is_management_scope(scope: str) -> bool:
    """Return whether a token for a scope is one for Azure Resource Manager."""
    try:
        return urlsplit(scope).hostname in _AUDIENCES
    except ValueError:
        return False


def arm_token(subscription: AzureSubscription, expires_on: int) -> str:
    """Return a token for the subscription's tenant, valid until a second of the emulator's clock."""
    payload = f"{subscription.tenant_id}.{expires_on}"
    return f"{_ISSUER}.{payload}.{_signature(subscription, payload)}"


def authenticate(subscription: AzureSubscription, header: str | None) -> None:
    """Check the token of a request.

    Raises:
        ArmError: 401: it is missing, for the data plane, malformed, not signed by this emulator, or expired.
    """
    scheme, _, secret = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        said = "is missing" if not header else "holds no bearer token"
        raise _refused(subscription, "AuthenticationFailed", f"Authentication failed: the header Authorization {said}.")
    issuer, _, rest = secret.partition(".")
    if issuer == "emulator":
        message = "The access token is for the data plane, not for https://management.azure.com."
        raise _refused(subscription, "InvalidAuthenticationTokenAudience", message)
    payload, _, signature = rest.rpartition(".")
    expiry = payload.rpartition(".")[2]
    # as bytes: characters beyond ASCII are compared, not refused
    signed = hmac.compare_digest(signature.encode(), _signature(subscription, payload).encode())
    if issuer != _ISSUER or not signed:
        raise _refused(subscription, "InvalidAuthenticationToken", "The access token is not valid.")
    if int(expiry) <= subscription.clock.now().timestamp():
        raise _refused(subscription, "ExpiredAuthenticationToken", "The access token has expired.")


def _signature(subscription: AzureSubscription, payload: str) -> str:
    return hmac.new(subscription.token_key, f"arm {payload}".encode(), "sha256").hexdigest()


def _refused(subscription: AzureSubscription, code: str, message: str) -> ArmError:
    authority = f"https://login.microsoftonline.com/{subscription.tenant_id}"
    challenge = f'Bearer authorization_uri="{authority}", error="invalid_token", error_description="{message}"'
    return ArmError(401, code, message, headers={"WWW-Authenticate": challenge})
