"""Sessions: the only I/O of the clients, a request out and a response in.

A session is thin: `Attempts` decides, the session sends and waits. A request leaves only for the application's own origin,
and a redirect is not followed, because both would hand the credential to someone else.
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

    from .operation import Operation, Request
    from .throttle import Limiter

__all__ = ["NO_PARAMETERS", "Options", "SessionBase", "Timeout"]

Timeout = float | httpx.Timeout | None
"""Seconds for each phase of a request (connect, read, write, wait for a connection), or `httpx.Timeout`; None: no limit."""

NO_PARAMETERS: Mapping[str, str] = {}


@frozen(kw_only=True)
class Options:
    """How requests are sent."""

    timeout: Timeout
    retry: RetryPolicy
    limiter: Limiter | None
    hooks: tuple[Hook, ...] = ()

    def changed(self, timeout: Timeout | Unset, retry: RetryPolicy | Unset) -> Options:
        """Return other options."""
        return evolve(
            self,
            timeout=self.timeout if isinstance(timeout, Unset) else timeout,
            retry=self.retry if isinstance(retry, Unset) else retry,
        )


class SessionBase:
    """The address, credential and options of a session, without its `httpx` client."""

    def __init__(self, base_url: str, auth: httpx.Auth, options: Options, parameters: Mapping[str, str]) -> None:
        self.base_url = base_url
        self.auth = auth
        self.options = options
        self.parameters = parameters
        """Values that the client knows and puts into every operation that has them, by the parameters' names."""

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

    def _begin(self, operation: Operation[Any], request: Request) -> Attempts:
        return Attempts(
            operation,
            request,
            base_url=self.base_url,
            retry=self.options.retry,
            limiter=self.options.limiter,
            hooks=self.options.hooks,
            now=time.monotonic(),
        )

    def _arguments(self, attempts: Attempts, request: Request) -> dict[str, Any]:
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
