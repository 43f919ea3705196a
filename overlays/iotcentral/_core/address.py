"""Address and credential of an application: explicit arguments first, then the environment; without I/O."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

import httpx

from ..errors import ConfigurationError
from .auth import ApiToken, Credential
from .proxies import is_loopback
from .types import Unset

__all__ = [
    "APP_VARIABLE",
    "BASE_DOMAIN",
    "TOKEN_VARIABLE",
    "ApplicationResource",
    "ResolvedApplication",
    "address",
    "address_of",
    "resolve",
]

BASE_DOMAIN = "azureiotcentral.com"
APP_VARIABLE = "IOTCENTRAL_APP"
TOKEN_VARIABLE = "IOTCENTRAL_API_TOKEN"  # noqa: S105  # the name of a variable, not a token

_HOST = r"(?i:[a-z0-9]([a-z0-9-]*[a-z0-9])?)(?i:\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]+)?"


class ApplicationProperties(Protocol):
    """Properties of an application resource that are read."""

    @property
    def subdomain(self) -> str | Unset | None:
        """The subdomain of the application."""
        ...


class ApplicationResource(Protocol):
    """Application resource as the control plane returns it, such as the `App` of its package."""

    @property
    def properties(self) -> ApplicationProperties | Unset | None:
        """Its properties."""
        ...


class ResolvedApplication(NamedTuple):
    """Address of an application, and the credential for it."""

    base_url: str
    """Scheme and authority, without a closing slash."""
    credential: Credential


def resolve(
    app: str | ApplicationResource | None,
    credential: Credential | None,
    *,
    base_domain: str,
    environment: Mapping[str, str],
) -> ResolvedApplication:
    """Resolve the application's address and the credential.

    Args:
        app: subdomain (`contoso`), host, whole URL, or application resource; None: from `IOTCENTRAL_APP`.
        credential: the caller's credential; None: the API token in `IOTCENTRAL_API_TOKEN`.
        base_domain: the domain appended to a subdomain; it may begin with a scheme (`http://localhost:8800`).
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
    return ResolvedApplication(address_of(app, base_domain), credential)


def address_of(app: str | ApplicationResource, base_domain: str) -> str:
    """Return scheme and authority of an application, without a closing slash.

    Args:
        app: subdomain, host, whole URL, or application resource.
        base_domain: the domain appended to a subdomain; it may begin with a scheme.

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
        if not re.fullmatch(_HOST, domain.removesuffix("/")):
            raise ConfigurationError(
                f'base_domain is "{base_domain}", but must be a domain such as "{BASE_DOMAIN}", '
                "with https:// before it or not"
            )
        scheme, host = scheme if separator else "https", f"{name}.{domain.removesuffix('/')}"
    if not re.fullmatch(_HOST, host):
        raise ConfigurationError(
            f'"{name}" is not a valid application: pass a subdomain such as "contoso" (letters, digits and hyphens) or a URL'
        )
    return address(f"{scheme}://{host}", "application")


def _subdomain(app: ApplicationResource) -> str:
    try:
        properties = app.properties
    except AttributeError:
        raise ConfigurationError(
            f"a {type(app).__name__} is not an application: pass a subdomain, a URL, or an application resource, "
            "which has properties.subdomain"
        ) from None
    subdomain = properties.subdomain if properties else None
    if not subdomain:
        raise ConfigurationError(
            "the application resource has no properties.subdomain: get it from the control plane first, "
            "or pass the subdomain itself"
        )
    return subdomain


def address(url: str, what: str) -> str:
    """Check a URL; return its scheme and authority, without a closing slash.

    Args:
        url: scheme, host and port.
        what: the kind of address, for the error.

    Raises:
        ConfigurationError: it has more or less than that, or is unencrypted and leads to another machine.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port, httpx.URL(url)
    except (ValueError, httpx.InvalidURL) as error:
        raise ConfigurationError(f'"{url}" is not a valid {what}: {error}') from None
    if parts.scheme not in {"https", "http"} or not parts.hostname or " " in parts.netloc:
        raise ConfigurationError(f'"{url}" is not a valid {what}: a URL begins with https:// and names a host')
    if parts.username or parts.password or parts.query or parts.fragment or parts.path.rstrip("/"):
        raise ConfigurationError(
            f'"{parts.scheme}://{parts.hostname}/…": pass scheme, host and port only, without more'
        )
    if not url.isascii():
        raise ConfigurationError(
            f'"{url}" is not a valid {what}: a host has letters from a to z, digits and hyphens; '
            "write any other in its form that begins with xn--"
        )
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ConfigurationError(
            f'"{url}" would send the credential unencrypted: use https:// (http:// is for this machine only)'
        )
    return f"{parts.scheme}://{parts.netloc}"
