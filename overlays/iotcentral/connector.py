"""The base of the generated connectors: one client for many applications, whose operations others carry out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Self

import httpx

from .client import RETRY, TIMEOUT, AsyncBaseClient, BaseClient
from .credentials import SCOPE, Credential
from .errors import ConfigurationError
from .resource import AsyncResource, Resource
from .settings import BASE_DOMAIN, TOKEN_VARIABLE, Settings, address, address_of, resolve
from .throttle import Limiter
from .types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .exchange import Hook
    from .operation import Arguments, Operation
    from .retry import RetryPolicy
    from .session import AsyncSession, Session, Timeout
    from .throttle import Rate

__all__ = ["AsyncConnectorClient", "ConnectorClient"]


class ConnectorClient(BaseClient, Resource):
    """A client of all applications that a credential may enter; each call names its application.

    All applications are called over the same connections and count against the same limit. It is safe to share between
    threads. Close it, or use it in a `with` statement.

    Args:
        credential: `ApiToken`, which belongs to one application, `BearerToken`, or an object with azure-identity's
            `get_token`; None: the API token in `IOTCENTRAL_API_TOKEN`.
        base_domain: the domain of the applications that are named by their subdomain.
        scope: what tokens are asked for, with `get_token` credentials.
        timeout: seconds for each phase of a request, an `httpx.Timeout`, or None for no limit.
        retry: when requests are sent again.
        limiter: what keeps the calls at the connector's rate. By default each client has its own, which counts the
            calls to all applications together; None turns it off.
        hooks: are called after each attempt at a request.
        transport: what carries requests out instead of httpx's own transport; wrap one to see or change them.

    Raises:
        ConfigurationError: no credential is given or found, or it or the domain is unusable.
    """

    def __init__(
        self,
        credential: Credential | None = None,
        *,
        base_domain: str = BASE_DOMAIN,
        scope: str = SCOPE,
        timeout: Timeout = TIMEOUT,
        retry: RetryPolicy = RETRY,
        limiter: Limiter | Unset | None = UNSET,
        hooks: Iterable[Hook] = (),
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        base_url, credential = _settings(credential, base_domain)
        limits = _own(self.rates) if isinstance(limiter, Unset) else limiter
        self._open(base_url, credential, scope, timeout, retry, limits, hooks, transport)

    @property
    def base_url(self) -> str:
        """The domain of the applications that are named by their subdomain, with its scheme."""
        return self._session.base_url

    def with_session(self, session: Session) -> Self:
        """Return the same client over another session."""
        other = object.__new__(type(self))
        other._session = session
        return other

    def _at(self, operation: Operation[Any], path: Arguments) -> Session:
        return self._session.at(_address(operation, path, self._session.base_url))


class AsyncConnectorClient(AsyncBaseClient, AsyncResource):
    """A client of all applications that a credential may enter; each call names its application.

    All applications are called over the same connections and count against the same limit. It is safe to share between
    tasks. Close it, or use it in an `async with` statement.

    Args:
        credential: `ApiToken`, which belongs to one application, `BearerToken`, or an object with azure-identity's
            `get_token`, awaited or not (one that blocks is asked in a worker thread); None: the API token in
            `IOTCENTRAL_API_TOKEN`.
        base_domain: the domain of the applications that are named by their subdomain.
        scope: what tokens are asked for, with `get_token` credentials.
        timeout: seconds for each phase of a request, an `httpx.Timeout`, or None for no limit.
        retry: when requests are sent again.
        limiter: what keeps the calls at the connector's rate. By default each client has its own, which counts the
            calls to all applications together; None turns it off.
        hooks: are called after each attempt at a request.
        transport: what carries requests out instead of httpx's own transport; wrap one to see or change them.

    Raises:
        ConfigurationError: no credential is given or found, or it or the domain is unusable.
    """

    def __init__(
        self,
        credential: Credential | None = None,
        *,
        base_domain: str = BASE_DOMAIN,
        scope: str = SCOPE,
        timeout: Timeout = TIMEOUT,
        retry: RetryPolicy = RETRY,
        limiter: Limiter | Unset | None = UNSET,
        hooks: Iterable[Hook] = (),
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        base_url, credential = _settings(credential, base_domain)
        limits = _own(self.rates) if isinstance(limiter, Unset) else limiter
        self._open(base_url, credential, scope, timeout, retry, limits, hooks, transport)

    @property
    def base_url(self) -> str:
        """The domain of the applications that are named by their subdomain, with its scheme."""
        return self._session.base_url

    def with_session(self, session: AsyncSession) -> Self:
        """Return the same client over another session."""
        other = object.__new__(type(self))
        other._session = session
        return other

    def _at(self, operation: Operation[Any], path: Arguments) -> AsyncSession:
        return self._session.at(_address(operation, path, self._session.base_url))


def _settings(credential: Credential | None, base_domain: str) -> Settings:
    """Settle the credential, and the domain as an address of its own."""
    if credential is None and not os.environ.get(TOKEN_VARIABLE):
        raise ConfigurationError(
            f"no credential given: pass ApiToken(…) or another credential as first argument, or set {TOKEN_VARIABLE}"
        )
    url = address(base_domain if "://" in base_domain else f"https://{base_domain}", "base domain")
    return resolve(url, credential, base_domain=base_domain, environment=os.environ)


def _own(rates: Mapping[str, Rate]) -> Limiter | None:
    """Return a limiter that nobody shares: the limit is that of a connection, not of an application."""
    return Limiter(rates) if rates else None


def _address(operation: Operation[Any], path: Arguments, base_domain: str) -> str:
    """Return the address of the application that a call names.

    Raises:
        ConfigurationError: it names none, or something that is none.
    """
    from .carriers import Carried  # loaded by whoever made the operation

    if not isinstance(operation, Carried):
        raise ConfigurationError(f"{operation.id}: nothing carries it out; call it on a client of its own package")
    try:
        return address_of(operation.application(path), base_domain)
    except ConfigurationError as error:
        raise ConfigurationError(f"{operation.id}: {error}") from None
