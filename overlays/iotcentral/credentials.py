"""Who calls: API tokens, bearer tokens, and anything that has azure-identity's `get_token`.

A credential decides what the `Authorization` header says; `authorization` and `authorization_async` are the only
places where asking may block. No `repr` shows a token.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import AsyncGenerator, Awaitable, Generator
from time import time
from typing import Any, Protocol

import httpx

from .errors import ConfigurationError, CredentialError

__all__ = [
    "SCOPE",
    "ApiToken",
    "AsyncTokenCredential",
    "BearerToken",
    "Credential",
    "CredentialAuth",
    "TokenCredential",
]

SCOPE = "https://apps.azureiotcentral.com/.default"
"""What a token for the data plane is asked for."""

_REFRESH_BEFORE = 300
"""Seconds before its expiry from which a token counts as expired: longer than any request takes."""


_VISIBLE = re.compile(r"[!-~]+")
"""What a token is made of; anything else would be refused by the HTTP layer, with the token in its message."""


class AccessToken(Protocol):
    """What `get_token` gives: azure-identity's `AccessToken`."""

    @property
    def token(self) -> str: ...

    @property
    def expires_on(self) -> int: ...


class TokenCredential(Protocol):
    """azure-identity's protocol for credentials that block."""

    def get_token(self, *scopes: str) -> AccessToken:
        """Give a token for the scopes."""
        ...


class AsyncTokenCredential(Protocol):
    """azure-identity's protocol for credentials that are awaited (`azure.identity.aio`)."""

    def get_token(self, *scopes: str) -> Awaitable[AccessToken]:
        """Give a token for the scopes."""
        ...


class ApiToken:
    """A token issued by the application, sent as it is.

    Args:
        token: the whole string, beginning with `SharedAccessSignature`.

    Raises:
        ConfigurationError: it has another form.
    """

    def __init__(self, token: str) -> None:
        if not token.startswith("SharedAccessSignature ") or not _VISIBLE.fullmatch(token.partition(" ")[2]):
            raise ConfigurationError(
                'an API token begins with "SharedAccessSignature sr=" and goes on without spaces or line breaks, but '
                "this text does not; copy the whole value that the application showed when the token was made, or use "
                "BearerToken"
            )
        self._token = token

    @property
    def header(self) -> str:
        """The value of the `Authorization` header."""
        return self._token

    def __repr__(self) -> str:
        return "ApiToken(***)"


class BearerToken:
    """A token of Microsoft Entra ID that was got elsewhere; it is not refreshed.

    Args:
        token: the token alone, without `Bearer`.
    """

    def __init__(self, token: str) -> None:
        if not _VISIBLE.fullmatch(token):
            raise ConfigurationError(
                'a bearer token is one word, without "Bearer" before it and without spaces or line breaks'
            )
        self._token = token

    @property
    def header(self) -> str:
        """The value of the `Authorization` header."""
        return f"Bearer {self._token}"

    def __repr__(self) -> str:
        return "BearerToken(***)"


Credential = ApiToken | BearerToken | TokenCredential | AsyncTokenCredential
"""What a client takes as its credential."""


class CredentialAuth(httpx.Auth):
    """Puts the credential's header on each request, and keeps an access token until shortly before it expires."""

    def __init__(self, credential: Credential, scope: str) -> None:
        if not isinstance(credential, ApiToken | BearerToken) and not callable(getattr(credential, "get_token", None)):
            raise ConfigurationError(
                f"a {type(credential).__name__} is no credential: give ApiToken(…), BearerToken(…) "
                "or an object with get_token, such as azure.identity.DefaultAzureCredential()"
            )
        self._credential = credential
        self._scope = scope
        self._access: AccessToken | None = None

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Put the header on a request; called by `httpx`."""
        request.headers["Authorization"] = self._fixed() or self._remember(self._ask())
        yield request

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Put the header on a request; called by `httpx`."""
        request.headers["Authorization"] = self._fixed() or self._remember(await self._ask_async())
        yield request

    def _fixed(self) -> str | None:
        """Give the header if that needs no question to the credential."""
        if isinstance(self._credential, ApiToken | BearerToken):
            return self._credential.header
        if self._access is not None and self._access.expires_on - _REFRESH_BEFORE > time():
            return f"Bearer {self._access.token}"
        return None

    def _ask(self) -> Any:
        assert not isinstance(self._credential, ApiToken | BearerToken)
        try:
            return self._credential.get_token(self._scope)
        except Exception as error:
            raise self._failed(error) from error

    async def _ask_async(self) -> Any:
        assert not isinstance(self._credential, ApiToken | BearerToken)
        if inspect.iscoroutinefunction(self._credential.get_token):
            return await _settled(self._ask())
        from anyio.to_thread import run_sync  # only this needs it

        # a credential that blocks must not stop the event loop; in a tuple, since trio takes no awaitable from a thread
        (asked,) = await run_sync(lambda: (self._ask(),))
        return await _settled(asked)

    def _remember(self, access: Any) -> str:
        if inspect.isawaitable(access):
            if inspect.iscoroutine(access):
                access.close()
            raise CredentialError(f"{type(self._credential).__name__} is asynchronous: use it with an async client")
        token, expiry = getattr(access, "token", None), getattr(access, "expires_on", None)
        if not isinstance(token, str) or not _VISIBLE.fullmatch(token) or not isinstance(expiry, int | float):
            raise CredentialError(
                f"{type(self._credential).__name__}.get_token gave no access token: "
                "it must have a `token` without spaces or line breaks, and `expires_on` in seconds"
            )
        self._access = access
        return f"Bearer {access.token}"

    def _failed(self, error: Exception) -> CredentialError:
        return CredentialError(f"{type(self._credential).__name__} gave no token: {type(error).__name__}: {error}")

    def __repr__(self) -> str:
        return f"CredentialAuth({type(self._credential).__name__})"


async def _settled(asked: Any) -> Any:
    """Await what an asynchronous credential gave; give what a blocking one gave."""
    if not inspect.isawaitable(asked):
        return asked
    try:
        return await asked
    except Exception as error:
        raise CredentialError(f"the credential gave no token: {type(error).__name__}: {error}") from error
