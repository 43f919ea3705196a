# Made from _core/aio/client.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Bases of the generated clients: configuration, session, and closing of the connections."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Self

import httpx

from ..address import BASE_DOMAIN, resolve
from ..answer import MAX_ANSWER
from ..auth import SCOPE, Credential, CredentialAuth
from ..client import RETRY, TIMEOUT, ApplicationClient, NoCookies, PackageClient
from ..retry import RetryPolicy
from ..session import NO_PARAMETERS, Options, Timeout
from ..throttle import Limiter, limiter_of
from ..types import UNSET, Unset
from .session import Session
from .transport import GivenTransport, NetworkTransport

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from ..address import ApplicationResource
    from ..events import Hook

__all__ = ["BaseClient", "Client"]


class BaseClient(PackageClient[Session]):
    """A client of any package, over a session."""

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
        total: float | None,
        max_answer: int | None,
        parameters: Mapping[str, str] = NO_PARAMETERS,
    ) -> None:
        """Create the session; `parameters` are the values that the client sets in every operation that has them."""
        auth = CredentialAuth(credential, scope)
        limits = limiter_of(base_url, self.rates) if isinstance(limiter, Unset) else limiter
        options = Options(
            timeout=timeout, retry=retry, limiter=limits, hooks=tuple(hooks), total=total, max_answer=max_answer
        )
        sender = NetworkTransport() if transport is None else GivenTransport(transport)
        http = httpx.Client(headers=self._headers(), cookies=NoCookies(), transport=sender)
        self._session = Session(http, sender, base_url, auth, options, parameters)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Client(BaseClient, ApplicationClient[Session]):
    """A client of one application; safe to share between threads. Close it, or use it in a `with` statement.

    Args:
        app: the application's subdomain (`contoso`) or URL (`http://127.0.0.1:8800`), or an application resource of the
            control plane; None: from `IOTCENTRAL_APP`.
        credential: `ApiToken`, `BearerToken`, or an object with azure-identity's `get_token`;
            None: the API token in `IOTCENTRAL_API_TOKEN`.
        base_domain: the domain of the subdomain; a scheme before it (`http://localhost:8800`) takes the place of https.
        scope: the scope of tokens, for `get_token` credentials.
        timeout: seconds for each phase of a request, an `httpx.Timeout`, or None for no limit.
        retry: the retry policy.
        limiter: the rate limiter. By default all clients of one application share one within the process, at the
            documented rates; None turns it off.
        hooks: called after each attempt at a request.
        transport: an httpx transport that sends the requests; wrap one to see or change them.
        total: seconds that a whole call may take, with its retries, the waits for the limiter and all of the response;
            None: no limit. Each page of a list is a call.
        max_answer: bytes that a response may have when it is unpacked, 64 MiB by default; None: no limit.

    Raises:
        ConfigurationError: application or credential is missing or unusable.
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
        total: float | None = None,
        max_answer: int | None = MAX_ANSWER,
    ) -> None:
        base_url, credential = resolve(app, credential, base_domain=base_domain, environment=os.environ)
        self._open(base_url, credential, scope, timeout, retry, limiter, hooks, transport, total, max_answer)
