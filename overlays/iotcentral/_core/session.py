"""Base of the sessions, which do the I/O of the clients: address, credential and options.

A session is thin: `Attempts` decides, the session sends and waits. A request leaves only for the application's own origin,
and a redirect is not followed, because both would send the credential elsewhere.
"""

from __future__ import annotations

import time
from copy import copy
from typing import TYPE_CHECKING, Any, Self

import httpx

from ..errors import ClientStateError, ConfigurationError, CredentialError
from .answer import MAX_ANSWER_EXTENSION
from .attempts import Attempts
from .deadline import Timeout, phases
from .options import Options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .operation import Operation, PreparedRequest

__all__ = ["NO_PARAMETERS", "UNSENT", "Options", "SessionBase", "Timeout"]

NO_PARAMETERS: Mapping[str, str] = {}

UNSENT = (ClientStateError, ConfigurationError, CredentialError)
"""Errors of an attempt that was not sent."""


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

    def _begin(self, operation: Operation[Any], request: PreparedRequest, *, closed: bool) -> Attempts:
        """Begin a call.

        Raises:
            ClientStateError: the client is closed.
        """
        if closed:
            raise ClientStateError(f"{operation.id}: the client is closed; create another, or close it later")
        return Attempts(operation, request, base_url=self.base_url, options=self.options, now=time.monotonic())

    def _arguments(self, attempts: Attempts, request: PreparedRequest) -> dict[str, Any]:
        """Return the arguments of `httpx.Client.request`."""
        timeouts = phases(self.options.timeout, attempts.deadline, time.monotonic())
        return {
            "method": request.method,
            "url": self.base_url + request.target,
            "content": request.content,
            "headers": attempts.headers,
            "auth": self.auth,
            "follow_redirects": False,
            "extensions": {"timeout": timeouts, MAX_ANSWER_EXTENSION: self.options.max_answer},
        }
