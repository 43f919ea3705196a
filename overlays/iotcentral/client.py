"""The base of the generated clients: configuration in, resources out, connections closed at the end."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, ClassVar, Self

import httpx

from ._version import __version__
from .credentials import SCOPE, Credential, CredentialAuth
from .retry import RetryPolicy
from .session import NO_PARAMETERS, AsyncSession, Options, Session, Timeout
from .settings import BASE_DOMAIN, resolve
from .throttle import Limiter, Rate, limiter_of
from .types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from .exchange import Hook
    from .settings import ApplicationResource

__all__ = ["RETRY", "TIMEOUT", "AsyncBaseClient", "AsyncClient", "BaseClient", "Client"]

TIMEOUT = httpx.Timeout(90, connect=10)
"""A command may wait 30 s for the connection of its device and 30 s for the answer, so reads are given more."""

RETRY = RetryPolicy()
"""What clients do unless they are told otherwise."""


class _Package:
    distribution: ClassVar[str] = "iotcentral"
    """The distribution that the client belongs to, with `version` named in the user agent."""
    version: ClassVar[str] = __version__
    rates: ClassVar[Mapping[str, Rate]] = {}
    """The documented rates: kind of request → so many in so many seconds."""

    @classmethod
    def _headers(cls) -> dict[str, str]:
        python = ".".join(map(str, sys.version_info[:3]))
        packages = dict.fromkeys([f"{cls.distribution}/{cls.version}", f"iotcentral/{__version__}"])
        return {"User-Agent": f"{' '.join(packages)} python/{python} httpx/{httpx.__version__}"}


class BaseClient(_Package):
    """What the clients of all packages have: a session, its options, and an end."""

    _session: Session

    def _open(
        self,
        base_url: str,
        credential: Credential,
        scope: str,
        timeout: Timeout,
        retry: RetryPolicy,
        limiter: Limiter | Unset | None,
        hooks: Iterable[Hook],
        transport: httpx.BaseTransport | None,
        parameters: Mapping[str, str] = NO_PARAMETERS,
    ) -> None:
        """Make the session; `parameters` are the values that the client puts into every operation that has them."""
        auth = CredentialAuth(credential, scope)
        http = httpx.Client(headers=self._headers(), transport=transport)
        limits = limiter_of(base_url, self.rates) if isinstance(limiter, Unset) else limiter
        options = Options(timeout=timeout, retry=retry, limiter=limits, hooks=tuple(hooks))
        self._session = Session(http, base_url, auth, options, parameters)

    @property
    def base_url(self) -> str:
        """The address that requests go to."""
        return self._session.base_url

    def with_options(self, *, timeout: Timeout | Unset = UNSET, retry: RetryPolicy | Unset = UNSET) -> Self:
        """Return a client with other options over the same connections; closing either closes both.

        Args:
            timeout: as for the client.
            retry: as for the client.
        """
        other = object.__new__(type(self))
        other._session = self._session.with_options(self._session.options.changed(timeout, retry))
        return other

    @property
    def limiter(self) -> Limiter | None:
        """What keeps the requests at their rate; its `statistics` tell what it did."""
        return self._session.options.limiter

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_url!r})"


class Client(BaseClient):
    """A client of one application; safe to share between threads. Close it, or use it in a `with` statement.

    Args:
        app: the application's subdomain (`contoso`) or URL (`http://127.0.0.1:8800`), or an application resource of the
            control plane; None: from `IOTCENTRAL_APP`.
        credential: `ApiToken`, `BearerToken`, or an object with azure-identity's `get_token`; None: the API token in
            `IOTCENTRAL_API_TOKEN`.
        base_domain: the domain of the subdomain; a scheme before it (`http://localhost:8800`) takes the place of https.
        scope: what tokens are asked for, with `get_token` credentials.
        timeout: seconds for each phase of a request, an `httpx.Timeout`, or None for no limit.
        retry: when requests are sent again.
        limiter: what keeps requests at the rate that the application allows. By default all clients of one
            application share one within the process, at the documented rates; None turns it off.
        hooks: are called after each attempt at a request.
        transport: what carries requests out instead of httpx's own transport; wrap one to see or change them.

    Raises:
        ConfigurationError: no application or credential is given or found, or one is unusable.
    """

    def __init__(
        self,
        app: str | ApplicationResource | None = None,
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
        base_url, credential = resolve(app, credential, base_domain=base_domain, environment=os.environ)
        self._open(base_url, credential, scope, timeout, retry, limiter, hooks, transport)


class AsyncBaseClient(_Package):
    """What the asynchronous clients of all packages have: a session, its options, and an end."""

    _session: AsyncSession

    def _open(
        self,
        base_url: str,
        credential: Credential,
        scope: str,
        timeout: Timeout,
        retry: RetryPolicy,
        limiter: Limiter | Unset | None,
        hooks: Iterable[Hook],
        transport: httpx.AsyncBaseTransport | None,
        parameters: Mapping[str, str] = NO_PARAMETERS,
    ) -> None:
        """Make the session; `parameters` are the values that the client puts into every operation that has them."""
        auth = CredentialAuth(credential, scope)
        http = httpx.AsyncClient(headers=self._headers(), transport=transport)
        limits = limiter_of(base_url, self.rates) if isinstance(limiter, Unset) else limiter
        options = Options(timeout=timeout, retry=retry, limiter=limits, hooks=tuple(hooks))
        self._session = AsyncSession(http, base_url, auth, options, parameters)

    @property
    def base_url(self) -> str:
        """The address that requests go to."""
        return self._session.base_url

    def with_options(self, *, timeout: Timeout | Unset = UNSET, retry: RetryPolicy | Unset = UNSET) -> Self:
        """Return a client with other options over the same connections; closing either closes both.

        Args:
            timeout: as for the client.
            retry: as for the client.
        """
        other = object.__new__(type(self))
        other._session = self._session.with_options(self._session.options.changed(timeout, retry))
        return other

    @property
    def limiter(self) -> Limiter | None:
        """What keeps the requests at their rate; its `statistics` tell what it did."""
        return self._session.options.limiter

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_url!r})"


class AsyncClient(AsyncBaseClient):
    """A client of one application; safe to share between tasks. Close it, or use it in an `async with` statement.

    Args:
        app: the application's subdomain (`contoso`) or URL (`http://127.0.0.1:8800`), or an application resource of the
            control plane; None: from `IOTCENTRAL_APP`.
        credential: `ApiToken`, `BearerToken`, or an object with azure-identity's `get_token`, awaited or not (one
            that blocks is asked in a worker thread); None: the API token in `IOTCENTRAL_API_TOKEN`.
        base_domain: the domain of the subdomain; a scheme before it (`http://localhost:8800`) takes the place of https.
        scope: what tokens are asked for, with `get_token` credentials.
        timeout: seconds for each phase of a request, an `httpx.Timeout`, or None for no limit.
        retry: when requests are sent again.
        limiter: what keeps requests at the rate that the application allows. By default all clients of one
            application share one within the process, at the documented rates; None turns it off.
        hooks: are called after each attempt at a request.
        transport: what carries requests out instead of httpx's own transport; wrap one to see or change them.

    Raises:
        ConfigurationError: no application or credential is given or found, or one is unusable.
    """

    def __init__(
        self,
        app: str | ApplicationResource | None = None,
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
        base_url, credential = resolve(app, credential, base_domain=base_domain, environment=os.environ)
        self._open(base_url, credential, scope, timeout, retry, limiter, hooks, transport)
