"""Credentials from a text: an API token, `Bearer …`, or a bearer token alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral import ApiToken, BearerToken

if TYPE_CHECKING:
    from iotcentral._core.auth import Credential

__all__ = ["credential_of"]


def credential_of(text: str) -> Credential:
    """Return the credential that a text is.

    Raises:
        ConfigurationError: it has another format.
    """
    scheme, _, rest = text.partition(" ")
    if scheme.lower() == "bearer" and rest:
        return BearerToken(rest.strip())
    return ApiToken(text) if rest or scheme == "SharedAccessSignature" else BearerToken(text)
