# Made from _core/aio/session.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Sessions: sending requests and receiving responses."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import httpx

from ..session import NO_PARAMETERS, UNSENT, Options, SessionBase
from .concurrency import Home, sleep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..operation import Operation, PreparedRequest
    from .transport import Transport

__all__ = ["Session"]


class Session(SessionBase):
    """Session that sends requests and receives the responses; safe to share between threads."""

    def __init__(
        self,
        http: httpx.Client,
        transport: Transport,
        base_url: str,
        auth: httpx.Auth,
        options: Options,
        parameters: Mapping[str, str] = NO_PARAMETERS,
    ) -> None:
        super().__init__(base_url, auth, options, parameters)
        self._http = http
        self._transport = transport
        self._home = Home()

    def send(self, operation: Operation[Any], request: PreparedRequest) -> httpx.Response:
        """Send a request, again where the retry policy says so, and return the last response.

        Raises:
            ClientStateError: the client is closed.
            CredentialError: the credential returned no token.
            RetryLaterError: the service asked to be left alone for longer than the call may wait.
            TransportError: no response arrived.
        """
        self._home.check()
        attempts = self._begin(operation, request, closed=self._http.is_closed)
        while True:
            try:
                sleep(attempts.delay(time.monotonic(), time.time()))
            except BaseException:
                attempts.withdraw()
                raise
            try:
                response = self._http.request(**self._arguments(attempts, request))
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
            sleep(pause)

    def close(self) -> None:
        """Close the connections."""
        if not self._home.entered():
            self._transport.abandon()
        self._http.close()
