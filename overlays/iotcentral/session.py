"""The only I/O of the clients: a request goes out, a response comes in, sync or async.

Both sessions are thin and alike: `Exchange` decides, they send and wait. A request leaves only for the application's own
origin, and a redirect is not followed, because both would hand the credential to someone else.
"""

from __future__ import annotations

import time
from copy import copy
from typing import TYPE_CHECKING, Any, Self, TypeVar

import httpx
from attrs import evolve, frozen

from .exchange import Exchange, Hook
from .retry import RetryPolicy
from .types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .model import Model
    from .operation import Arguments, Operation, Request
    from .throttle import Limiter

__all__ = ["NO_PARAMETERS", "AsyncSession", "Options", "Session", "Timeout"]

T = TypeVar("T")

Timeout = float | httpx.Timeout | None
"""Seconds for each phase of a request (connect, read, write, wait for a connection), or `httpx.Timeout`; None: no limit."""

_NONE: Mapping[str, object] = {}

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


class _Common:
    """What both sessions know beside their `httpx` client."""

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

    def _begin(self, operation: Operation[Any], request: Request) -> Exchange:
        return Exchange(
            operation,
            request,
            base_url=self.base_url,
            retry=self.options.retry,
            limiter=self.options.limiter,
            hooks=self.options.hooks,
            now=time.monotonic(),
        )

    def _arguments(self, exchange: Exchange, request: Request) -> dict[str, Any]:
        """Return what `httpx` is called with."""
        return {
            "method": request.method,
            "url": self.base_url + request.target,
            "content": request.content,
            "headers": exchange.headers,
            "auth": self.auth,
            "timeout": self.options.timeout,
            "follow_redirects": False,
        }


class Session(_Common):
    """Sends requests and waits for the answers; safe to share between threads."""

    def __init__(
        self,
        http: httpx.Client,
        base_url: str,
        auth: httpx.Auth,
        options: Options,
        parameters: Mapping[str, str] = NO_PARAMETERS,
    ) -> None:
        super().__init__(base_url, auth, options, parameters)
        self._http = http

    def send(self, operation: Operation[Any], request: Request) -> httpx.Response:
        """Send a request, again where the retry policy says so, and return the last answer.

        Raises:
            TransportError: no answer arrived.
            CredentialError: there is no token to send.
        """
        exchange = self._begin(operation, request)
        while True:
            try:
                self._sleep(exchange.delay(time.monotonic()))
            except BaseException:
                exchange.withdraw()
                raise
            try:
                response = self._http.request(**self._arguments(exchange, request))
            except (httpx.RequestError, httpx.InvalidURL) as error:
                pause = exchange.failed(error, time.monotonic(), time.time())
                if pause is None:
                    raise exchange.raised(error) from error
            else:
                pause = exchange.answered(response, time.monotonic(), time.time())
                if pause is None:
                    return response
            self._sleep(pause)

    def _sleep(self, seconds: float) -> None:
        if seconds > 0:
            time.sleep(seconds)

    def call(
        self,
        operation: Operation[T],
        path: Arguments = _NONE,
        query: Arguments = _NONE,
        headers: Arguments = _NONE,
        body: Model | Mapping[str, Any] | Unset = UNSET,
    ) -> T:
        """Carry the operation out and give its typed result."""
        return operation.parse(self.send(operation, operation.request(path, query, headers, body)))

    def close(self) -> None:
        """Close the connections."""
        self._http.close()


class AsyncSession(_Common):
    """Sends requests and awaits the answers; safe to share between tasks."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        base_url: str,
        auth: httpx.Auth,
        options: Options,
        parameters: Mapping[str, str] = NO_PARAMETERS,
    ) -> None:
        super().__init__(base_url, auth, options, parameters)
        self._http = http

    async def send(self, operation: Operation[Any], request: Request) -> httpx.Response:
        """Send a request, again where the retry policy says so, and return the last answer.

        Raises:
            TransportError: no answer arrived.
            CredentialError: there is no token to send.
        """
        exchange = self._begin(operation, request)
        while True:
            try:
                await self._sleep(exchange.delay(time.monotonic()))
            except BaseException:
                exchange.withdraw()
                raise
            try:
                response = await self._http.request(**self._arguments(exchange, request))
            except (httpx.RequestError, httpx.InvalidURL) as error:
                pause = exchange.failed(error, time.monotonic(), time.time())
                if pause is None:
                    raise exchange.raised(error) from error
            else:
                pause = exchange.answered(response, time.monotonic(), time.time())
                if pause is None:
                    return response
            await self._sleep(pause)

    async def _sleep(self, seconds: float) -> None:
        if seconds > 0:
            from anyio import sleep  # under asyncio and trio

            await sleep(seconds)

    async def call(
        self,
        operation: Operation[T],
        path: Arguments = _NONE,
        query: Arguments = _NONE,
        headers: Arguments = _NONE,
        body: Model | Mapping[str, Any] | Unset = UNSET,
    ) -> T:
        """Carry the operation out and give its typed result."""
        return operation.parse(await self.send(operation, operation.request(path, query, headers, body)))

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()
