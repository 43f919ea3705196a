# Made from _core/aio/session.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Sessions: sending requests and receiving responses."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import httpx

from ..session import NO_PARAMETERS, Options, SessionBase
from .concurrency import sleep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..operation import Operation, PreparedRequest

__all__ = ["Session"]


class Session(SessionBase):
    """Session that sends requests and receives the responses; safe to share between threads."""

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

    def send(self, operation: Operation[Any], request: PreparedRequest) -> httpx.Response:
        """Send a request, again where the retry policy says so, and return the last response.

        Raises:
            TransportError: no response arrived.
            CredentialError: the credential returned no token.
        """
        attempts = self._begin(operation, request)
        while True:
            try:
                sleep(attempts.delay(time.monotonic()))
            except BaseException:
                attempts.withdraw()
                raise
            try:
                response = self._http.request(**self._arguments(attempts, request))
            except (httpx.RequestError, httpx.InvalidURL) as error:
                pause = attempts.failed(error, time.monotonic(), time.time())
                if pause is None:
                    raise attempts.raised(error) from error
            else:
                pause = attempts.answered(response, time.monotonic(), time.time())
                if pause is None:
                    return response
            sleep(pause)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()
