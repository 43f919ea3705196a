"""Which application and which credential: explicit arguments first, then the environment; decided without I/O."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

import httpx

from ..errors import ConfigurationError
from .auth import ApiToken, Credential
from .types import Unset

__all__ = [
    "APP_VARIABLE",
    "BASE_DOMAIN",
    "TOKEN_VARIABLE",
    "ApplicationResource",
    "Settings",
    "address",
    "address_of",
    "resolve",
]

BASE_DOMAIN = "azureiotcentral.com"
APP_VARIABLE = "IOTCENTRAL_APP"
TOKEN_VARIABLE = "IOTCENTRAL_API_TOKEN"  # noqa: S105  # the name of a variable, no token

_HOST = re.compile(r"(?i:[a-z0-9]([a-z0-9-]*[a-z0-9])?)(?i:\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d+)?")
_LOOPBACK = re.compile(r"localhost|.+\.localhost|127\.\d+\.\d+\.\d+|::1")


class ApplicationProperties(Protocol):
    """What is read of an application resource's properties."""

    @property
    def subdomain(self) -> str | Unset | None:
        """The subdomain of the application."""
        ...


class ApplicationResource(Protocol):
    """An application as the control plane gives it; the `App` of its package is one."""

    @property
    def properties(self) -> ApplicationProperties | Unset | None:
        """Its properties."""
        ...


class Settings(NamedTuple):
    """What a client needs to know before its first request."""

    base_url: str
    """Scheme and authority, without a closing slash."""
    credential: Credential


def resolve(
    app: str | ApplicationResource | None,
    credential: Credential | None,
    *,
    base_domain: str,
    environment: Mapping[str, str],
) -> Settings:
    """Settle the application's address and the credential.

    Args:
        app: subdomain (`contoso`), host, whole URL, or application resource; None: from `IOTCENTRAL_APP`.
        credential: who calls; None: the API token in `IOTCENTRAL_API_TOKEN`.
        base_domain: what a subdomain is completed with; it may begin with a scheme (`http://localhost:8800`).
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
    return Settings(address_of(app, base_domain), credential)


def address_of(app: str | ApplicationResource, base_domain: str) -> str:
    """Return scheme and authority of an application, without a closing slash.

    Args:
        app: subdomain, host, whole URL, or application resource.
        base_domain: what a subdomain is completed with; it may begin with a scheme.

    Raises:
        ConfigurationError: one of them is unusable.
    """
    name = app if isinstance(app, str) else _subdomain(app)
    if "://" in name:
        return address(name, "application")
    scheme, separator, domain = base_domain.rpartition("://")
    if "." in name:
        scheme, host = "https", name
    else:
        if not _HOST.fullmatch(domain.removesuffix("/")):
            raise ConfigurationError(
                f'base_domain is "{base_domain}", but must be a domain such as "{BASE_DOMAIN}", '
                "with https:// before it or not"
            )
        scheme, host = scheme if separator else "https", f"{name}.{domain.removesuffix('/')}"
    if not _HOST.fullmatch(host):
        raise ConfigurationError(
            f'"{name}" is no application: give a subdomain such as "contoso" (letters, digits and hyphens) or a URL'
        )
    return address(f"{scheme}://{host}", "application")


def _subdomain(app: ApplicationResource) -> str:
    try:
        properties = app.properties
    except AttributeError:
        raise ConfigurationError(
            f"a {type(app).__name__} is no application: give a subdomain, a URL, or an application resource, "
            "which has properties.subdomain"
        ) from None
    subdomain = properties.subdomain if properties else None
    if not subdomain:
        raise ConfigurationError(
            "the application resource has no properties.subdomain: get it from the control plane first, "
            "or give the subdomain itself"
        )
    return subdomain


def address(url: str, what: str) -> str:
    """Check an address that is given as URL; give scheme and authority, without a closing slash.

    Args:
        url: scheme, host and port.
        what: what it is the address of, for the error.

    Raises:
        ConfigurationError: it has more or less than that, or is not encrypted though it leads to another machine.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port, httpx.URL(url)
    except (ValueError, httpx.InvalidURL) as error:
        raise ConfigurationError(f'"{url}" is no {what}: {error}') from None
    if parts.scheme not in {"https", "http"} or not parts.hostname or " " in parts.netloc:
        raise ConfigurationError(f'"{url}" is no {what}: a URL begins with https:// and names a host')
    if parts.username or parts.password or parts.query or parts.fragment or parts.path.rstrip("/"):
        raise ConfigurationError(
            f'"{parts.scheme}://{parts.hostname}/…": give scheme, host and port only, without more'
        )
    if parts.scheme == "http" and not _LOOPBACK.fullmatch(parts.hostname):
        raise ConfigurationError(
            f'"{url}" would send the credential unencrypted: use https:// (http:// is for this machine only)'
        )
    return f"{parts.scheme}://{parts.netloc}"
