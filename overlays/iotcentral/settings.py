"""Which application and which credential: explicit arguments first, then the environment; decided without I/O."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx

from .credentials import ApiToken, Credential
from .errors import ConfigurationError

__all__ = ["APP_VARIABLE", "BASE_DOMAIN", "TOKEN_VARIABLE", "Settings", "resolve"]

BASE_DOMAIN = "azureiotcentral.com"
APP_VARIABLE = "IOTCENTRAL_APP"
TOKEN_VARIABLE = "IOTCENTRAL_API_TOKEN"  # noqa: S105  # the name of a variable, no token

_HOST = re.compile(r"(?i:[a-z0-9]([a-z0-9-]*[a-z0-9])?)(?i:\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d+)?")
_LOOPBACK = re.compile(r"localhost|.+\.localhost|127\.\d+\.\d+\.\d+|::1")


class Settings(NamedTuple):
    """What a client needs to know before its first request."""

    base_url: str
    """Scheme and authority, without a closing slash."""
    credential: Credential


def resolve(
    app: str | None, credential: Credential | None, *, base_domain: str, environment: Mapping[str, str]
) -> Settings:
    """Settle the application's address and the credential.

    Args:
        app: subdomain (`contoso`), host, or whole URL; None: from `IOTCENTRAL_APP`.
        credential: who calls; None: the API token in `IOTCENTRAL_API_TOKEN`.
        base_domain: what a subdomain is completed with.
        environment: the environment variables.

    Raises:
        ConfigurationError: one of them is missing or unusable.
    """
    app = app or environment.get(APP_VARIABLE)
    if not app:
        raise ConfigurationError(
            f'no application given: pass its subdomain ("contoso") or its URL as first argument, or set {APP_VARIABLE}'
        )
    if credential is None:
        token = environment.get(TOKEN_VARIABLE)
        if not token:
            raise ConfigurationError(
                f"no credential given: pass ApiToken(…) or another credential as second argument, or set {TOKEN_VARIABLE}"
            )
        credential = ApiToken(token)
    return Settings(_base_url(app, base_domain), credential)


def _base_url(app: str, base_domain: str) -> str:
    if "://" not in app:
        host = app if "." in app else f"{app}.{base_domain}"
        if not _HOST.fullmatch(host):
            raise ConfigurationError(
                f'"{app}" is no application: give a subdomain such as "contoso" (letters, digits and hyphens) or a URL'
            )
        app = f"https://{host}"
    try:
        parts = urlsplit(app)
        _ = parts.port, httpx.URL(app)
    except (ValueError, httpx.InvalidURL) as error:
        raise ConfigurationError(f'"{app}" is no application: {error}') from None
    if parts.scheme not in {"https", "http"} or not parts.hostname or " " in parts.netloc:
        raise ConfigurationError(f'"{app}" is no application: a URL begins with https:// and names a host')
    if parts.username or parts.password or parts.query or parts.fragment or parts.path.rstrip("/"):
        raise ConfigurationError(
            f'"{parts.scheme}://{parts.hostname}/…": give scheme, host and port only, without more'
        )
    if parts.scheme == "http" and not _LOOPBACK.fullmatch(parts.hostname):
        raise ConfigurationError(
            f'"{app}" would send the credential unencrypted: use https:// (http:// is for this machine only)'
        )
    return f"{parts.scheme}://{parts.netloc}"
