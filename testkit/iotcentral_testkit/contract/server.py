"""The server under test: requests go out here and nowhere else, and what was exchanged is told to whoever listens."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
import orjson

from iotcentral._core.auth import CredentialAuth
from iotcentral._core.throttle import Limiter, Rate

from ..connecting import Loopback
from .document.api import Api, Operation
from .exchange import Exchange
from .interrupts import held
from .options import Options

__all__ = ["ADMINISTRATOR", "Server", "ServerError", "api_rates", "trusted"]

ADMINISTRATOR = "administrator"
"""Stands for the credential of the run."""

_UNSET: Any = object()
_TRIES = 6
"""How often a request is sent that is answered with 429."""


class ServerError(Exception):
    """The server cannot be reached, or not asked at all; the message says why."""


class Server:
    """Sends requests to the server under test.

    Args:
        options: of the run.
        api: what the document says.
        transport: carries the requests; without one, sockets.
    """

    def __init__(self, options: Options, api: Api, transport: httpx.BaseTransport | None = None) -> None:
        self.options, self.api = options, api
        rates = api_rates(api)
        self._limiter = Limiter(rates) if options.throttled and rates else None
        self._auth = CredentialAuth(options.credential, api.plane.scope)
        if transport is None:
            transport = Loopback(verify=trusted(options))
        self._client = httpx.Client(
            base_url=options.url.rstrip("/"),
            transport=transport,
            timeout=httpx.Timeout(max(30.0, options.slow * 2), connect=10.0),
        )
        self.listeners: list[Callable[[Exchange], None]] = []
        """Called with each exchange, in the thread that sent the request."""

    def ask(
        self,
        operation: str | Operation,
        path: Mapping[str, str] | None = None,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str | None] | None = None,
        body: Any = _UNSET,
        content: bytes | None = None,
        media_type: str | None = None,
        token: str | None = ADMINISTRATOR,
        version: str | None = "",
    ) -> Exchange:
        """Call an operation.

        Args:
            operation: the operation, or its id.
            path: values of the path parameters; those of the run's `places` need not be given.
            query: query parameters beside the api-version.
            headers: header parameters and others; None: without one that is usually sent, `accept` for one.
            body: sent as JSON.
            content: sent as it is, instead of `body`.
            media_type: of the body; the first documented one if it is not given.
            token: what the `Authorization` header says; `ADMINISTRATOR`: the credential of the run; None: no header.
            version: the api-version; empty: the run's; None: none is sent.

        Raises:
            ServerError: there was no answer.
        """
        if isinstance(operation, str):
            operation = self.api.operations[operation]
        path = self.placed(operation, path or {})
        sent = {name: value for name, value in (headers or {}).items() if value is not None}
        if body is not _UNSET:
            content = orjson.dumps(body)
        if content is not None:
            sent["content-type"] = media_type or (operation.media_types or ("application/json",))[0]
        if token is not None and token != ADMINISTRATOR:
            sent["authorization"] = token
        parameters = {name: _text(value) for name, value in (query or {}).items()}
        versions = {} if version is None else {"api-version": version or self.api.version}
        request = self._client.build_request(
            operation.method, operation.url(path), params={**versions, **parameters}, headers=sent, content=content
        )
        for name, value in (headers or {}).items():
            if value is None:
                request.headers.pop(name, None)
        return self._send(request, operation, path, parameters, authorized=token == ADMINISTRATOR)

    def follow(self, operation: str | Operation, link: str, path: Mapping[str, str] | None = None) -> Exchange:
        """Follow a next link of a list, as it is.

        Raises:
            ServerError: there was no answer.
        """
        if isinstance(operation, str):
            operation = self.api.operations[operation]
        request = self._client.build_request("GET", link)
        return self._send(request, operation, dict(path or {}), {}, authorized=True)

    def relay(self, request: httpx.Request) -> Exchange:
        """Send a request that a client has made, with the credential of the run.

        Raises:
            ServerError: there was no answer.
        """
        request.read()
        found = self.api.match(request.method, request.url.raw_path.partition(b"?")[0])
        operation, path = found or (None, {})
        query = {name: value for name, value in request.url.params.items() if name != "api-version"}
        return self._send(request, operation, path, query, authorized=True)

    def placed(self, operation: Operation, path: Mapping[str, str]) -> dict[str, str]:
        """Complete path parameters by those that say where everything of the run is."""
        places = self.options.places
        return {**{name: places[name] for name in operation.names if name in places}, **path}

    def raw(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, content: bytes | None = None
    ) -> Exchange:
        """Send what no operation says, with the credential of the run; the path is taken as it is, query included.

        Raises:
            ServerError: there was no answer.
        """
        request = self._client.build_request(method, path, headers=dict(headers or {}), content=content)
        return self._send(request, None, {}, {}, authorized=True)

    def _send(
        self,
        request: httpx.Request,
        operation: Operation | None,
        path: dict[str, str],
        query: dict[str, str],
        *,
        authorized: bool,
    ) -> Exchange:
        if self.options.read_only and request.method != "GET":
            raise ServerError(f"{request.method} {request.url.path} was not sent: this run only reads")
        with held():
            response, seconds = self._answered(
                request, operation.rate if operation else "default", authorized=authorized
            )
            exchange = Exchange(
                operation=operation.id if operation else None,
                method=request.method,
                url=str(request.url),
                request_headers={name: value for name, value in request.headers.items() if name != "authorization"},
                request_body=request.content,
                status=response.status_code,
                headers={name.lower(): value for name, value in response.headers.items()},
                body=response.content,
                seconds=seconds,
                path=path,
                query=query,
                access="run" if authorized else "other" if "authorization" in request.headers else "none",
                limit=self.options.slow,
            )
            for listener in self.listeners:
                listener(exchange)
            return exchange

    def _answered(self, request: httpx.Request, rate: str, *, authorized: bool) -> tuple[httpx.Response, float]:
        """Send a request, again where the answer says that it came too soon; return the answer, and its seconds."""
        attempt = 0
        while True:
            attempt += 1
            self._wait_for_place(rate)
            started = time.perf_counter()
            response = self._answer(request, authorized=authorized)
            seconds = time.perf_counter() - started
            pause = _pause(response)
            if self._limiter is not None:
                self._limiter.answered(rate, response.status_code, time.monotonic(), pause)
            if response.status_code != 429 or attempt == _TRIES:
                return response, seconds
            time.sleep(pause if pause is not None else 1.0)

    def _answer(self, request: httpx.Request, *, authorized: bool) -> httpx.Response:
        try:
            return self._client.send(request, auth=self._auth if authorized else None)
        except httpx.TransportError as error:
            reason = str(error) or type(error).__name__
            raise ServerError(f"{request.method} {request.url} was not answered: {reason}") from error

    def _wait_for_place(self, rate: str) -> None:
        if self._limiter is not None:
            now = time.monotonic()
            time.sleep(max(0.0, self._limiter.reserve(rate, now) - now))

    @property
    def origin(self) -> str:
        """Scheme, host and port of the server."""
        parts = urlsplit(self.options.url)
        return f"{parts.scheme}://{parts.netloc}"

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()


def api_rates(api: Api) -> dict[str, Rate]:
    """Return the documented rates; none where nothing is said of them."""
    rates: Mapping[str, Mapping[str, float]] = api.content.get("x-rates", {})
    return {kind: Rate(int(rate["requests"]), float(rate["seconds"])) for kind, rate in rates.items()}


def trusted(options: Options) -> ssl.SSLContext | bool:
    """Return what a certificate of the server is checked with."""
    if options.ca is None or not options.url.startswith("https"):
        return True
    context = ssl.create_default_context()
    context.load_verify_locations(options.ca)
    return context


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _pause(response: httpx.Response) -> float | None:
    """Read `Retry-After`, in seconds."""
    text = response.headers.get("retry-after", "")
    return min(float(text), 60.0) if text.isdigit() else None
