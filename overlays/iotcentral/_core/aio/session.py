"""Sessions: sending requests and receiving responses."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import httpx

from ..session import NO_PARAMETERS, UNSENT, Options, SessionBase
from .concurrency import AsyncHome, sleep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..operation import Operation, PreparedRequest
    from .transport import AsyncTransport

__all__ = ["AsyncSession"]


class AsyncSession(SessionBase):
    """Session that sends requests and receives the responses; safe to share between tasks."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        transport: AsyncTransport,
        base_url: str,
        auth: httpx.Auth,
        options: Options,
        parameters: Mapping[str, str] = NO_PARAMETERS,
    ) -> None:
        super().__init__(base_url, auth, options, parameters)
        self._http = http
        self._transport = transport
        self._home = AsyncHome()

    async def send(self, operation: Operation[Any], request: PreparedRequest) -> httpx.Response:
        """Send a request, again where the retry policy says so, and return the last response.

        Raises:
            ClientStateError: the client is closed, or belongs to another event loop.
            CredentialError: the credential returned no token.
            RetryLaterError: the service asked to be left alone for longer than the call may wait.
            TransportError: no response arrived.
        """
        self._home.check()
        attempts = self._begin(operation, request, closed=self._http.is_closed)
        while True:
            try:
                await sleep(attempts.delay(time.monotonic(), time.time()))
            except BaseException:
                attempts.withdraw()
                raise
            try:
                response = await self._http.request(**self._arguments(attempts, request))
            except UNSENT:
                raise
            except Exception as error:  # of httpx, and of whatever it stands on
                pause = attempts.failed(error, time.monotonic(), time.time())
                if pause is None:
                    raise attempts.raised(error) from attempts.cause(error)
            else:
                pause = attempts.answered(response, time.monotonic(), time.time())
                if pause is None:
                    return response
            await sleep(pause)

    async def close(self) -> None:
        """Close the connections; those of another event loop without a word to the other side."""
        if not self._home.entered():
            self._transport.abandon()
        await self._http.aclose()
