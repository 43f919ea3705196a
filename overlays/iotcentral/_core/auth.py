"""Credentials: API tokens, bearer tokens, callables, and anything that has azure-identity's `get_token`.

A credential determines the `Authorization` header. No `repr` shows a token.
"""

from __future__ import annotations

import inspect
import re
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from datetime import UTC, datetime
from math import inf
from time import time
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

import httpx

from ..errors import ConfigurationError, CredentialError, UsageError
from ..errors._shown import is_secret, shown
from .forks import renewed
from .scope import SCOPE

if TYPE_CHECKING:
    from anyio import Lock as AsyncLock

__all__ = [
    "SCOPE",
    "ApiToken",
    "AsyncTokenCredential",
    "BearerToken",
    "Credential",
    "CredentialAuth",
    "TokenCredential",
]

_REFRESH_BEFORE = 300
"""Seconds before its expiry at which a token is renewed: longer than any request takes."""


_VISIBLE = re.compile(r"[!-~]+")
"""Characters of a token; the HTTP layer would reject any other, with the token in its message."""


class AccessToken(Protocol):
    """Result of `get_token`: azure-identity's `AccessToken`."""

    @property
    def token(self) -> str: ...

    @property
    def expires_on(self) -> int: ...


class TokenCredential(Protocol):
    """Blocking credential, as azure-identity defines it."""

    def get_token(self, *scopes: str) -> AccessToken:
        """Return a token for the scopes."""
        ...


class AsyncTokenCredential(Protocol):
    """Asynchronous credential, as `azure.identity.aio` defines it."""

    def get_token(self, *scopes: str) -> Awaitable[AccessToken]:
        """Return a token for the scopes."""
        ...


class _Unpickled:
    """Credential that cannot be pickled."""

    def __reduce__(self) -> NoReturn:
        raise UsageError(
            f"{type(self).__name__} cannot be pickled, since a pickle would show the token; create it again instead"
        )


class ApiToken(_Unpickled):
    """API token issued by the application, sent unchanged.

    Args:
        token: the whole string, beginning with `SharedAccessSignature`.

    Raises:
        ConfigurationError: it has another form.
    """

    def __init__(self, token: str) -> None:
        scheme, _, rest = token.partition(" ")
        if scheme != "SharedAccessSignature" or not _VISIBLE.fullmatch(rest):
            raise ConfigurationError(
                'an API token is one line and begins with "SharedAccessSignature sr=", but this text does not have that form; '
                "copy the whole value that the application showed when the token was created, or use BearerToken"
            )
        self._token = token
        is_secret(self, token)
        self.expires_at = _expiry(token)
        """Expiry of the token (`se`); None if it has none."""

    @property
    def header(self) -> str:
        """The value of the `Authorization` header."""
        return self._token

    def __repr__(self) -> str:
        return "ApiToken(***)"


def _expiry(token: str) -> datetime | None:
    """Return the time in `se`, milliseconds since the epoch."""
    found = re.search(r"[ &]se=(\d+)(?:&|$)", token)
    try:
        return datetime.fromtimestamp(int(found[1]) / 1000, UTC) if found else None
    except (ValueError, OverflowError, OSError):
        return None


class BearerToken(_Unpickled):
    """Token of Microsoft Entra ID obtained elsewhere; it is not refreshed.

    Args:
        token: the token alone, without `Bearer`.
    """

    def __init__(self, token: str) -> None:
        if not _VISIBLE.fullmatch(token):
            raise ConfigurationError(
                'a bearer token is one word, without "Bearer" before it and without spaces or line breaks'
            )
        self._token = token
        is_secret(self, token)

    @property
    def header(self) -> str:
        """The value of the `Authorization` header."""
        return f"Bearer {self._token}"

    def __repr__(self) -> str:
        return "BearerToken(***)"


Credential = ApiToken | BearerToken | TokenCredential | AsyncTokenCredential | Callable[[], Any]
"""Credential of a client; a callable returns the text of a bearer or API token, or an awaitable of one."""


class CredentialAuth(_Unpickled, httpx.Auth):
    """Authentication of requests with a credential.

    An access token is cached until shortly before it expires, requested by one caller at a time, and requested again once
    when the service rejects it (401).
    """

    def __init__(self, credential: Credential, scope: str) -> None:
        self._credential = credential
        self._source = _source(credential, scope)
        self._lock = threading.Lock()
        self._async_lock: AsyncLock | None = None
        self._held: tuple[str, float] | None = None
        """The header, and its expiry in seconds since the epoch."""
        renewed(self)

    def after_fork(self) -> None:
        """Take locks of the child's own; a token that the parent holds is good here too."""
        self._lock = threading.Lock()
        self._async_lock = None

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Set the header of a request; called by `httpx`."""
        sent = self._header()
        request.headers["Authorization"] = sent
        response = yield request
        if response.status_code == 401 and self._source is not None:
            self._drop(sent)
            renewed = self._header()
            if renewed != sent:
                request.headers["Authorization"] = renewed
                yield request

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Set the header of a request; called by `httpx`."""
        sent = await self._header_async()
        request.headers["Authorization"] = sent
        response = yield request
        if response.status_code == 401 and self._source is not None:
            self._drop(sent)
            renewed = await self._header_async()
            if renewed != sent:
                request.headers["Authorization"] = renewed
                yield request

    def _header(self) -> str:
        header = self._current(time())
        if header is not None:
            return header
        with self._lock:  # a caller that waited here finds the token that another obtained meanwhile
            return self._current(time()) or self._remember(self._request_token())

    async def _header_async(self) -> str:
        header = self._current(time())
        if header is not None:
            return header
        if self._async_lock is None:
            from anyio import Lock  # only this needs it

            self._async_lock = Lock()
        async with self._async_lock:
            return self._current(time()) or self._remember(await self._request_token_async())

    def _current(self, now: float) -> str | None:
        """Return the header if that needs no request to the credential."""
        if isinstance(self._credential, ApiToken):
            expires_at = self._credential.expires_at
            if expires_at is not None and expires_at.timestamp() <= now:
                raise CredentialError(
                    f"the API token expired on {expires_at:%Y-%m-%d at %H:%M:%S} UTC; "
                    "create another in the application and use that"
                )
        if isinstance(self._credential, ApiToken | BearerToken):
            return self._credential.header
        if self._held is not None and self._held[1] - _REFRESH_BEFORE > now:
            return self._held[0]
        return None

    def _drop(self, header: str) -> None:
        """Drop a header that was rejected, unless another has replaced it already."""
        with self._lock:
            if self._held is not None and self._held[0] == header:
                self._held = None

    def _request_token(self) -> Any:
        assert self._source is not None
        try:
            return self._source()
        except Exception as error:
            raise self._failed(error) from error

    async def _request_token_async(self) -> Any:
        if _is_coroutine_function(self._credential):
            return await self._settled(self._request_token())
        from anyio.to_thread import run_sync  # only this needs it

        # a credential that blocks must not stop the event loop; in a tuple, since trio takes no awaitable from a thread
        (asked,) = await run_sync(lambda: (self._request_token(),))
        return await self._settled(asked)

    async def _settled(self, asked: Any) -> Any:
        """Await the result of an asynchronous credential; return that of a blocking one."""
        if not inspect.isawaitable(asked):
            return asked
        try:
            return await asked
        except Exception as error:
            raise self._failed(error) from error

    def _remember(self, access: Any) -> str:
        if inspect.isawaitable(access):
            if inspect.iscoroutine(access):
                access.close()
            raise CredentialError(f"{self._name} is asynchronous: use it with an async client")
        token: Any
        expiry: Any
        if isinstance(access, str):
            token, expiry = access, inf
        else:
            token, expiry = getattr(access, "token", None), getattr(access, "expires_on", None)
        scheme, _, secret = token.partition(" ") if isinstance(token, str) else ("", "", "")
        issued = scheme == "SharedAccessSignature" and bool(_VISIBLE.fullmatch(secret))
        bearer = isinstance(token, str) and bool(_VISIBLE.fullmatch(token))
        if not (issued or bearer) or not isinstance(expiry, int | float):
            raise CredentialError(
                f"{self._name} returned no access token: "
                "it must have a `token` without spaces or line breaks, and `expires_on` in seconds"
            )
        header = str(token) if issued else f"Bearer {token}"
        self._held = (header, expiry)
        is_secret(self, str(token))
        return header

    @property
    def _name(self) -> str:
        if hasattr(self._credential, "get_token"):
            return f"{type(self._credential).__name__}.get_token"
        return getattr(self._credential, "__name__", type(self._credential).__name__)

    def _failed(self, error: Exception) -> CredentialError:
        return CredentialError(
            f"{type(self._credential).__name__} returned no token: {type(error).__name__}: {shown(str(error))}"
        )

    def __repr__(self) -> str:
        return f"CredentialAuth({type(self._credential).__name__})"


def _source(credential: Any, scope: str) -> Callable[[], Any] | None:
    """Return a function that requests a token from the credential; None if the credential is a token itself."""
    if isinstance(credential, ApiToken | BearerToken):
        return None
    get_token = getattr(credential, "get_token", None)
    if callable(get_token):
        return lambda: get_token(scope)
    if callable(credential):
        return lambda: credential()
    raise ConfigurationError(
        f"a {type(credential).__name__} is not a credential: pass ApiToken(…), BearerToken(…), a callable that returns "
        "a token, or an object with get_token, such as azure.identity.DefaultAzureCredential()"
    )


def _is_coroutine_function(credential: Any) -> bool:
    asked = getattr(credential, "get_token", credential)
    return inspect.iscoroutinefunction(asked) or inspect.iscoroutinefunction(getattr(asked, "__call__", None))  # noqa: B004
