"""The application that a call of the connector names, and the settings of its client."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from .._core.address import TOKEN_VARIABLE, Settings, address, address_of, resolve
from .._core.throttle import Limiter
from ..errors import ConfigurationError
from ._mapping import Carried

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._core.auth import Credential
    from .._core.operation import Arguments, Operation
    from .._core.throttle import Rate

__all__ = ["application_address", "own_limiter", "settled"]


def settled(credential: Credential | None, base_domain: str) -> Settings:
    """Settle the credential, and the domain as an address of its own."""
    if credential is None and not os.environ.get(TOKEN_VARIABLE):
        raise ConfigurationError(
            f"no credential given: pass ApiToken(…) or another credential as first argument, or set {TOKEN_VARIABLE}"
        )
    url = address(base_domain if "://" in base_domain else f"https://{base_domain}", "base domain")
    return resolve(url, credential, base_domain=base_domain, environment=os.environ)


def own_limiter(rates: Mapping[str, Rate]) -> Limiter | None:
    """Return a limiter that nobody shares: the limit is that of a connection, not of an application."""
    return Limiter(rates) if rates else None


def application_address(operation: Operation[Any], path: Arguments, base_domain: str) -> str:
    """Return the address of the application that a call names.

    Raises:
        ConfigurationError: it names none, or something that is none.
    """
    if not isinstance(operation, Carried):
        raise ConfigurationError(f"{operation.id}: nothing carries it out; call it on a client of its own package")
    try:
        return address_of(operation.application(path), base_domain)
    except ConfigurationError as error:
        raise ConfigurationError(f"{operation.id}: {error}") from None
