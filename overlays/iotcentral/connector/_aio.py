"""Base of the generated connectors: one client for many applications, whose operations the data plane carries out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import httpx

from .._core.address import BASE_DOMAIN
from .._core.aio.client import AsyncBaseClient
from .._core.aio.resource import AsyncResource
from .._core.aio.session import AsyncSession
from .._core.answer import MAX_ANSWER
from .._core.auth import SCOPE, Credential
from .._core.client import RETRY, TIMEOUT
from .._core.types import UNSET, Unset
from ._application import application_address, own_limiter, resolve_connector

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._core.events import Hook
    from .._core.operation import Arguments, Operation
    from .._core.retry import RetryPolicy
    from .._core.session import Timeout
    from .._core.throttle import Limiter

__all__ = ["AsyncConnectorClient"]


class AsyncConnectorClient(AsyncBaseClient, AsyncResource):
    """Client of all applications that a credential can access; each call names its application.

    All applications are called over the same connections and count against the same limit. It is safe to share between
    tasks. Close it, or use it in an `async with` statement.

    Args:
        credential: `ApiToken`, which belongs to one application, `BearerToken`, or an object with azure-identity's
            `get_token`, awaited or not (one that blocks is called in a worker thread); None: the API token in
            `IOTCENTRAL_API_TOKEN`.
        base_domain: the domain of the applications that are named by their subdomain.
        scope: the scope of tokens, for `get_token` credentials.
        timeout: seconds for each phase of a request, an `httpx.Timeout`, or None for no limit.
        retry: the retry policy.
        limiter: the rate limiter. By default each client has its own, which counts the
            calls to all applications together; None turns it off.
        hooks: called after each attempt at a request.
        transport: an httpx transport that sends the requests; wrap one to see or change them.
        total: seconds that a whole call may take, with its retries, the waits for the limiter and all of the response;
            None: no limit. Each page of a list is a call.
        max_answer: bytes that a response may have when it is unpacked, 64 MiB by default; None: no limit.

    Raises:
        ConfigurationError: the credential is missing, or it or the domain is unusable.
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
        total: float | None = None,
        max_answer: int | None = MAX_ANSWER,
    ) -> None:
        base_url, credential = resolve_connector(credential, base_domain)
        limits = own_limiter(self.rates) if isinstance(limiter, Unset) else limiter
        self._open(base_url, credential, scope, timeout, retry, limits, hooks, transport, total, max_answer)

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
        return self._session.at(application_address(operation, path, self._session.base_url))
