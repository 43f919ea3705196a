"""Base of the sessions, which do the I/O of the clients: address, credential and options.

A session is thin: `Attempts` decides, the session sends and waits. A request leaves only for the application's own origin,
and a redirect is not followed, because both would send the credential elsewhere.
"""

from __future__ import annotations

import time
from copy import copy
from typing import TYPE_CHECKING, Any, Self

import httpx
from attrs import evolve, frozen

from .attempts import Attempts, Hook
from .retry import RetryPolicy
from .types import Unset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .operation import Operation, PreparedRequest
    from .throttle import Limiter

__all__ = ["NO_PARAMETERS", "Options", "SessionBase", "Timeout"]

Timeout = float | httpx.Timeout | None
"""Seconds for each phase of a request (connect, read, write, wait for a connection), or `httpx.Timeout`; None: no limit."""

NO_PARAMETERS: Mapping[str, str] = {}


@frozen(kw_only=True)
class Options:
    """Options of sending requests."""

    timeout: Timeout
    retry: RetryPolicy
    limiter: Limiter | None
    hooks: tuple[Hook, ...] = ()

    def changed(self, timeout: Timeout | Unset, retry: RetryPolicy | Unset) -> Options:
        """Return changed options."""
        return evolve(
            self,
            timeout=self.timeout if isinstance(timeout, Unset) else timeout,
            retry=self.retry if isinstance(retry, Unset) else retry,
        )


class SessionBase:
    """Address, credential and options of a session, without its `httpx` client."""

    def __init__(self, base_url: str, auth: httpx.Auth, options: Options, parameters: Mapping[str, str]) -> None:
        self.base_url = base_url
        self.auth = auth
        self.options = options
        self.parameters = parameters
        """Values that the client sets in every operation that has them, by the parameters' names."""

    def at(self, base_url: str) -> Self:
        """Return the same session for another address."""
        other = copy(self)
        other.base_url = base_url
        return other

    def with_options(self, options: Options) -> Self:
        """Return a session over the same connections with other options."""
        other = copy(self)
        other.options = options
        return other

    def _begin(self, operation: Operation[Any], request: PreparedRequest) -> Attempts:
        return Attempts(
            operation,
            request,
            base_url=self.base_url,
            retry=self.options.retry,
            limiter=self.options.limiter,
            hooks=self.options.hooks,
            now=time.monotonic(),
        )

    def _arguments(self, attempts: Attempts, request: PreparedRequest) -> dict[str, Any]:
        """Return the arguments of `httpx.Client.request`."""
        return {
            "method": request.method,
            "url": self.base_url + request.target,
            "content": request.content,
            "headers": attempts.headers,
            "auth": self.auth,
            "timeout": self.options.timeout,
            "follow_redirects": False,
        }
