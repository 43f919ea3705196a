"""The only I/O of the clients: a request goes out, a response comes in, sync or async.

Both sessions are thin and alike. Time-outs, connection limits, proxies and anything that wraps the sending of a
request (an `httpx` transport) are given from outside; no decision is taken here but two: a request leaves only for the
application's own origin, and a redirect is not followed, because both would hand the credential to someone else.
"""

from __future__ import annotations

import logging
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from .errors import TransportError, TransportTimeoutError
from .types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .model import Model
    from .operation import Arguments, Operation, Request

__all__ = ["AsyncSession", "Session", "Timeout"]

T = TypeVar("T")

Timeout = float | httpx.Timeout | None
"""Seconds for each phase of a request (connect, read, write, wait for a connection), or `httpx.Timeout`; None: no limit."""

_log = logging.getLogger("iotcentral")

_NONE: Mapping[str, object] = {}


class _Address:
    """What both sessions know beside their `httpx` client."""

    def __init__(self, base_url: str, auth: httpx.Auth, timeout: Timeout) -> None:
        self.base_url = base_url
        self._auth = auth
        self.timeout = timeout

    def _failed(self, operation: Operation[Any], error: httpx.RequestError) -> TransportError:
        kind = TransportTimeoutError if isinstance(error, httpx.TimeoutException) else TransportError
        return kind(
            f"{operation.id}: no answer from {self.base_url} "
            f"({operation.method} {operation.path}): {type(error).__name__}: {str(error) or 'no details'}"
        )

    def _answered(self, operation: Operation[Any], response: httpx.Response, started: float) -> httpx.Response:
        if "Authorization" in response.request.headers:
            # the request stays with the response, which goes into errors and, from there, into logs and pickles
            response.request.headers["Authorization"] = "***"
        _log.debug(
            "%s %s -> %d in %.0f ms",
            operation.method,
            operation.path,
            response.status_code,
            (perf_counter() - started) * 1000,
        )
        return response


class Session(_Address):
    """Sends requests and waits for the answers; safe to share between threads."""

    def __init__(self, http: httpx.Client, base_url: str, auth: httpx.Auth, timeout: Timeout) -> None:
        super().__init__(base_url, auth, timeout)
        self._http = http

    def with_timeout(self, timeout: Timeout) -> Session:
        """Give a session over the same connections with another time-out."""
        return Session(self._http, self.base_url, self._auth, timeout)

    def send(self, operation: Operation[Any], request: Request) -> httpx.Response:
        """Send one request.

        Raises:
            TransportError: no answer arrived.
            CredentialError: there is no token to send.
        """
        started = perf_counter()
        try:
            response = self._http.request(
                request.method,
                self.base_url + request.target,
                content=request.content,
                headers=request.headers,
                auth=self._auth,
                timeout=self.timeout,
                follow_redirects=False,
            )
        except httpx.RequestError as error:
            raise self._failed(operation, error) from error
        return self._answered(operation, response, started)

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


class AsyncSession(_Address):
    """Sends requests and awaits the answers; safe to share between tasks."""

    def __init__(self, http: httpx.AsyncClient, base_url: str, auth: httpx.Auth, timeout: Timeout) -> None:
        super().__init__(base_url, auth, timeout)
        self._http = http

    def with_timeout(self, timeout: Timeout) -> AsyncSession:
        """Give a session over the same connections with another time-out."""
        return AsyncSession(self._http, self.base_url, self._auth, timeout)

    async def send(self, operation: Operation[Any], request: Request) -> httpx.Response:
        """Send one request.

        Raises:
            TransportError: no answer arrived.
            CredentialError: there is no token to send.
        """
        started = perf_counter()
        try:
            response = await self._http.request(
                request.method,
                self.base_url + request.target,
                content=request.content,
                headers=request.headers,
                auth=self._auth,
                timeout=self.timeout,
                follow_redirects=False,
            )
        except httpx.RequestError as error:
            raise self._failed(operation, error) from error
        return self._answered(operation, response, started)

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
