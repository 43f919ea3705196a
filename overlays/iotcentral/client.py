"""The base of the generated clients: configuration in, resources out, connections closed at the end."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, ClassVar, Self

import httpx

from ._version import __version__
from .credentials import SCOPE, Credential, CredentialAuth
from .retry import RetryPolicy
from .session import AsyncSession, Options, Session, Timeout
from .settings import BASE_DOMAIN, resolve
from .throttle import Limiter, Rate, limiter_of
from .types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from .exchange import Hook

__all__ = ["AsyncClient", "Client"]

_TIMEOUT = httpx.Timeout(90, connect=10)
"""A command may wait 30 s for the connection of its device and 30 s for the answer, so reads are given more."""


_RETRY = RetryPolicy()


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


class Client(_Package):
    """A client of one application; safe to share between threads. Close it, or use it in a `with` statement.

    Args:
        app: the application's subdomain (`contoso`) or URL (`http://127.0.0.1:8800`); None: from `IOTCENTRAL_APP`.
        credential: `ApiToken`, `BearerToken`, or an object with azure-identity's `get_token`; None: the API token in
            `IOTCENTRAL_API_TOKEN`.
        base_domain: the domain of the subdomain.
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
        app: str | None = None,
        credential: Credential | None = None,
        *,
        base_domain: str = BASE_DOMAIN,
        scope: str = SCOPE,
        timeout: Timeout = _TIMEOUT,
        retry: RetryPolicy = _RETRY,
        limiter: Limiter | Unset | None = UNSET,
        hooks: Iterable[Hook] = (),
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        settings = resolve(app, credential, base_domain=base_domain, environment=os.environ)
        auth = CredentialAuth(settings.credential, scope)
        http = httpx.Client(headers=self._headers(), transport=transport)
        limits = limiter_of(settings.base_url, self.rates) if isinstance(limiter, Unset) else limiter
        options = Options(timeout=timeout, retry=retry, limiter=limits, hooks=tuple(hooks))
        self._session = Session(http, settings.base_url, auth, options)

    @property
    def base_url(self) -> str:
        """The address that requests go to."""
        return self._session.base_url

    def with_options(self, *, timeout: Timeout | Unset = UNSET, retry: RetryPolicy | Unset = UNSET) -> Self:
        """Give a client with other options over the same connections; closing either closes both.

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


class AsyncClient(_Package):
    """A client of one application; safe to share between tasks. Close it, or use it in an `async with` statement.

    Args:
        app: the application's subdomain (`contoso`) or URL (`http://127.0.0.1:8800`); None: from `IOTCENTRAL_APP`.
        credential: `ApiToken`, `BearerToken`, or an object with azure-identity's `get_token`, awaited or not (one
            that blocks is asked in a worker thread); None: the API token in `IOTCENTRAL_API_TOKEN`.
        base_domain: the domain of the subdomain.
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
        app: str | None = None,
        credential: Credential | None = None,
        *,
        base_domain: str = BASE_DOMAIN,
        scope: str = SCOPE,
        timeout: Timeout = _TIMEOUT,
        retry: RetryPolicy = _RETRY,
        limiter: Limiter | Unset | None = UNSET,
        hooks: Iterable[Hook] = (),
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        settings = resolve(app, credential, base_domain=base_domain, environment=os.environ)
        auth = CredentialAuth(settings.credential, scope)
        http = httpx.AsyncClient(headers=self._headers(), transport=transport)
        limits = limiter_of(settings.base_url, self.rates) if isinstance(limiter, Unset) else limiter
        options = Options(timeout=timeout, retry=retry, limiter=limits, hooks=tuple(hooks))
        self._session = AsyncSession(http, settings.base_url, auth, options)

    @property
    def base_url(self) -> str:
        """The address that requests go to."""
        return self._session.base_url

    def with_options(self, *, timeout: Timeout | Unset = UNSET, retry: RetryPolicy | Unset = UNSET) -> Self:
        """Give a client with other options over the same connections; closing either closes both.

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
