"""Credentials and clients for the applications of an emulator."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from ..openapi.planes import DATA
from .control_plane.arm_tokens import arm_token, is_management_scope
from .http.authentication import bearer_token

if TYPE_CHECKING:
    from .control_plane.subscription import AzureSubscription
    from .state.application import Application

__all__ = ["EmulatorCredential", "IssuedToken", "ServedApplication", "client_for"]

_LIFE = 3600
"""Seconds that a bearer token is valid, as with Entra ID."""


class ServedApplication(NamedTuple):
    """An application that an emulator serves: its name, its URL, and an administrator's API token."""

    name: str
    url: str
    token: str


class IssuedToken(NamedTuple):
    """A token and its expiry in seconds since the epoch, as azure-identity's credentials return them."""

    token: str
    expires_on: int


class EmulatorCredential:
    """Credential of a user by azure-identity's `TokenCredential` protocol; the user owns the subscription too.

    Its tokens are valid in every application that has a user of that id; the creator is a user of all.

    A token expires by the emulator's clock, but `expires_on` is by the machine's, as callers compare it with that.
    """

    def __init__(self, app: Application, user_id: str, subscription: AzureSubscription) -> None:
        self._app = app
        self._user_id = user_id
        self._subscription = subscription

    def get_token(self, *scopes: str, **_options: Any) -> IssuedToken:
        """Return a token, valid for an hour.

        Args:
            scopes: with one for `https://management.azure.com/.default` the token is for the control plane, with any
                other for the data plane.
        """
        expiry = int(self._app.clock.now().timestamp()) + _LIFE
        if any(is_management_scope(scope) for scope in scopes):
            token = arm_token(self._subscription, expiry)
        else:
            token = bearer_token(self._app, self._user_id, expiry)
        return IssuedToken(token, int(time.time()) + _LIFE)


def client_for(
    served: ServedApplication,
    package: str,
    trusted: Callable[[], ssl.SSLContext],
    options: dict[str, Any],
    *,
    asynchronous: bool = False,
) -> Any:
    """Return a client for an application.

    Args:
        served: the application.
        package: import name of the client package.
        trusted: returns the TLS context that clients need.
        options: as `IoTCentral` takes them; they override the administrator's token and the missing limit of requests.
        asynchronous: whether it is an asynchronous one.
    """
    from iotcentral import ApiToken

    options = {"limiter": None, "credential": ApiToken(served.token), **options}
    if "transport" not in options:
        from ..connecting import AsyncLoopback, Loopback

        # for http an empty context, which trusts nobody: to read the machine's authorities would take 50 ms
        context = trusted() if served.url.startswith("https") else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        options["transport"] = AsyncLoopback(verify=context) if asynchronous else Loopback(verify=context)
    name = f"Async{DATA.client}" if asynchronous else DATA.client
    return getattr(import_module(package), name)(served.url, **options)
