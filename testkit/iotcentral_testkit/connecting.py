"""How programs reach an emulator: addresses, credentials, and clients that need no entry in the name service."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from .emulator.access import bearer
from .emulator.control_plane.tokens import is_management_scope, mint

if TYPE_CHECKING:
    from .emulator.application import Application
    from .emulator.control_plane.subscription import Subscription

__all__ = ["AccessToken", "AsyncLoopback", "EmulatorCredential", "Loopback", "Served", "client_of"]

_LIFE = 3600
"""Seconds that a bearer token is good for, as with Entra ID."""


class Served(NamedTuple):
    """An application: its name, where it answers, and an administrator's API token."""

    name: str
    url: str
    token: str


class AccessToken(NamedTuple):
    """What azure-identity's credentials give."""

    token: str
    expires_on: int


class EmulatorCredential:
    """Speaks azure-identity's `TokenCredential` protocol for a user, who owns the subscription too.

    Its tokens are good in every application that has a user of that id; the creator is a user of all.

    The token expires by the emulator's clock, but `expires_on` is told by the machine's, as callers compare it with that.
    """

    def __init__(self, app: Application, user_id: str, subscription: Subscription) -> None:
        self._app = app
        self._user_id = user_id
        self._subscription = subscription

    def get_token(self, *scopes: str, **_options: Any) -> AccessToken:
        """Return a token, good for an hour.

        Args:
            scopes: one for `https://management.azure.com/.default` is good for the control plane, any other for the
                data plane.
        """
        expiry = int(self._app.clock.now().timestamp()) + _LIFE
        if any(is_management_scope(scope) for scope in scopes):
            token = mint(self._subscription, expiry)
        else:
            token = bearer(self._app, self._user_id, expiry)
        return AccessToken(token, int(time.time()) + _LIFE)


class Loopback(httpx.HTTPTransport):
    """Takes names below `localhost` for the machine itself, whatever the name service says of them."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the machine itself; called by `httpx`."""
        _turn_to_loopback(request)
        return super().handle_request(request)


class AsyncLoopback(httpx.AsyncHTTPTransport):
    """The same for asynchronous clients."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the machine itself; called by `httpx`."""
        _turn_to_loopback(request)
        return await super().handle_async_request(request)


def _turn_to_loopback(request: httpx.Request) -> None:
    if request.url.host.endswith(".localhost"):
        request.url = request.url.copy_with(host="127.0.0.1")  # the header Host keeps the name
        request.extensions = {**request.extensions, "sni_hostname": request.headers["host"].partition(":")[0]}


def client_of(served: Served, api_version: str, trusted: Callable[[], ssl.SSLContext], options: dict[str, Any]) -> Any:
    """Make the client of a version for an application."""
    from iotcentral import ApiToken

    package = import_module(f"iotcentral_v{api_version.replace('-', '_')}")
    options = {"limiter": None, "credential": ApiToken(served.token), **options}
    if "transport" not in options:
        options["transport"] = Loopback(verify=trusted() if served.url.startswith("https") else True)
    return package.IoTCentral(served.url, **options)
