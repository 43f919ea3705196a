"""HTTP client of the server under test: sends every request of a run, and passes every exchange to its listeners."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
import orjson

from iotcentral._core.auth import CredentialAuth
from iotcentral._core.throttle import Limiter, Rate, Refusal

from ...connecting import Loopback
from ...openapi.api import Api
from ...openapi.operations import ApiOperation
from .exchange import UNANSWERED, Exchange, digest
from .findings import NotApplicableError
from .interrupts import interrupts_deferred
from .options import ContractOptions

__all__ = ["ADMINISTRATOR", "HttpClient", "NoResponseError", "ServerGoneError", "api_rates", "tls_trust"]

ADMINISTRATOR = "administrator"
"""Stands for the credential of the run."""

_UNSET: Any = object()
_TRIES = 6
"""Attempts of a request that is answered with 429."""
_CALLS = 3
"""Attempts to connect to a server that did not answer, before it counts as gone."""
_CALL_PAUSE = 0.5
"""Seconds between two of them."""


class NoResponseError(Exception):
    """The server cannot be reached, or the request must not be sent; the message says why.

    Args:
        message: what was not answered, and why.
        exchange: the request, with the status `UNANSWERED`; None if it was not sent.
    """

    def __init__(self, message: str, exchange: Exchange | None = None) -> None:
        super().__init__(message)
        self.exchange = exchange


class ServerGoneError(NoResponseError):
    """The server answered before, and can no longer be reached."""


class HttpClient:
    """HTTP client of the server under test.

    Args:
        options: of the run.
        api: the document.
        transport: sends the requests; sockets are used without one.
    """

    def __init__(self, options: ContractOptions, api: Api, transport: httpx.BaseTransport | None = None) -> None:
        self.options, self.api = options, api
        rates = api_rates(api)
        self._limiter = Limiter(rates) if options.throttled and rates else None
        self._auth = CredentialAuth(options.credential, api.plane.scope)
        if transport is None:
            transport = Loopback(verify=tls_trust(options))
        self._client = httpx.Client(
            base_url=options.url.rstrip("/"),
            transport=transport,
            timeout=httpx.Timeout(max(30.0, options.slow * 2), connect=10.0),
        )
        self.listeners: list[Callable[[Exchange], None]] = []
        """Called with each exchange, in the thread that sent the request."""
        self.authorizations = set[str]()
        """The values of the `Authorization` header that were sent for the credential of the run."""
        self._answered_once = False
        self._gone: ServerGoneError | None = None

    def send(
        self,
        operation: str | ApiOperation,
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
            path: values of the path parameters; those in the run's `places` may be left out.
            query: query parameters beside the api-version; None leaves a required one out.
            headers: header parameters and others; None leaves out one that is required, or sent by default (`accept`).
            body: sent as JSON.
            content: sent as it is, instead of `body`.
            media_type: of the body; the first documented one if it is not given.
            token: value of the `Authorization` header; `ADMINISTRATOR`: the credential of the run; None: no header.
            version: the api-version; empty: the run's; None: none is sent.

        Raises:
            NoResponseError: there was no response.
        """
        operation = self.named(operation)
        path = self.complete_path(operation, path or {})
        given: dict[str, str | None] = {**operation.required_headers, **(headers or {})}
        sent = {name: value for name, value in given.items() if value is not None}
        if body is not _UNSET:
            content = orjson.dumps(body)
        if content is not None:
            sent["content-type"] = media_type or (operation.media_types or ("application/json",))[0]
        if token is not None and token != ADMINISTRATOR:
            sent["authorization"] = token
        asked: dict[str, Any] = {**operation.required_query, **(query or {})}
        parameters = {name: _text(value) for name, value in asked.items() if value is not None}
        versions = {} if version is None else {"api-version": version or self.api.version}
        request = self._client.build_request(
            operation.method, operation.url(path), params={**versions, **parameters}, headers=sent, content=content
        )
        for name, header in given.items():
            if header is None:
                request.headers.pop(name, None)
        return self._send(request, operation, path, parameters, authorized=token == ADMINISTRATOR)

    def follow(
        self,
        operation: str | ApiOperation,
        link: str,
        path: Mapping[str, str] | None = None,
        *,
        token: str | None = ADMINISTRATOR,
    ) -> Exchange:
        """Follow a next link of a list, as it is.

        Args:
            operation: the list.
            link: the next link.
            path: values of the path parameters of the list.
            token: of the caller, as `send` takes it.

        Raises:
            NoResponseError: there was no response.
        """
        operation = self.named(operation)
        headers = {} if token is None or token == ADMINISTRATOR else {"authorization": token}
        request = self._client.build_request("GET", link, headers=headers)
        return self._send(request, operation, dict(path or {}), {}, authorized=token == ADMINISTRATOR)

    def relay(self, request: httpx.Request) -> Exchange:
        """Send a request that a client built, with the credential of the run.

        Raises:
            NoResponseError: there was no response.
        """
        request.read()
        found = self.api.match(request.method, request.url.raw_path.partition(b"?")[0])
        operation, path = found or (None, {})
        query = {name: value for name, value in request.url.params.items() if name != "api-version"}
        return self._send(request, operation, path, query, authorized=True)

    def complete_path(self, operation: ApiOperation, path: Mapping[str, str]) -> dict[str, str]:
        """Complete path parameters with those of the run's `places`; those that the version renamed get its names."""
        places = self.options.places
        found = {**{name: places[name] for name in operation.names if name in places}, **path}
        others = [name for name in path if name not in operation.names]
        missing = [name for name in operation.names if name not in found]
        if others and len(others) <= len(missing):
            renamed = dict(zip(others, missing, strict=False))  # those of parents come first
            found = {renamed.get(name, name): value for name, value in found.items()}
        return found

    def named(self, operation: str | ApiOperation) -> ApiOperation:
        """Return an operation by its id.

        Raises:
            NotApplicableError: the version does not have it.
        """
        if not isinstance(operation, str):
            return operation
        found = self.api.named(operation)
        if found is None:
            raise NotApplicableError(f"{self.api.title} has no operation {operation}")
        return found

    def send_raw(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, content: bytes | None = None
    ) -> Exchange:
        """Send a request of no operation, with the credential of the run; the path is sent unchanged, query included.

        Raises:
            NoResponseError: there was no response.
        """
        request = self._client.build_request(method, path, headers=dict(headers or {}), content=content)
        return self._send(request, None, {}, {}, authorized=True)

    def _send(
        self,
        request: httpx.Request,
        operation: ApiOperation | None,
        path: dict[str, str],
        query: dict[str, str],
        *,
        authorized: bool,
    ) -> Exchange:
        if self.options.read_only and request.method != "GET":
            raise NoResponseError(f"{request.method} {request.url.path} was not sent: this run only reads")

        def exchange_with(response: httpx.Response | None, seconds: float = 0.0) -> Exchange:
            headers = {} if response is None else {name.lower(): value for name, value in response.headers.items()}
            return Exchange(
                operation=operation.id if operation else None,
                method=request.method,
                url=str(request.url),
                request_headers={name: value for name, value in request.headers.items() if name != "authorization"},
                request_body=request.content,
                status=UNANSWERED if response is None else response.status_code,
                headers=headers,
                body=b"" if response is None else response.content,
                seconds=seconds,
                path=path,
                query=query,
                access="run" if authorized else "other" if "authorization" in request.headers else "none",
                limit=self.options.slow,
                credential="" if authorized else digest(request.headers.get("authorization", "")),
                page=operation.page_members if operation else ("value", "nextLink"),
            )

        with interrupts_deferred():
            try:
                answered = self._answered(request, operation.rate if operation else "default", authorized=authorized)
            except NoResponseError as error:
                error.exchange = exchange_with(None)
                raise
            exchange = exchange_with(*answered)
            for listener in self.listeners:
                listener(exchange)
            return exchange

    def _answered(self, request: httpx.Request, rate: str, *, authorized: bool) -> tuple[httpx.Response, float]:
        """Send a request, and repeat it while it is throttled; return the last response and its duration in seconds."""
        attempt = 0
        while True:
            attempt += 1
            self._wait_for_place(rate)
            started = time.perf_counter()
            response = self._answer(request, authorized=authorized)
            seconds = time.perf_counter() - started
            pause = _pause(response)
            if self._limiter is not None:
                now = time.monotonic()
                until = now + (pause or 0.0)
                self._limiter.answered(rate, response.status_code, now, Refusal(until, until, response))
            if response.status_code != 429 or attempt == _TRIES:
                return response, seconds
            time.sleep(pause if pause is not None else 1.0)

    def _answer(self, request: httpx.Request, *, authorized: bool) -> httpx.Response:
        if self._gone is not None:
            raise self._gone
        try:
            response = self._client.send(request, auth=self._auth if authorized else None)
        except httpx.DecodingError as error:
            raise NoResponseError(
                f"the body of the response to {request.method} {request.url} is cut short, or is not in the encoding that "
                f"its Content-Encoding names: {error}"
            ) from error
        except httpx.TransportError as error:
            if self._answered_once:
                self.expect_reachable()
            reason = str(error) or type(error).__name__
            raise NoResponseError(f"{request.method} {request.url} was not answered: {reason}") from error
        self._answered_once = True
        if authorized:
            self.authorizations.add(response.request.headers["authorization"])
        return response

    def expect_reachable(self) -> None:
        """Connect to the server again, after a request that was not answered.

        A server that drops one request deviates; with one that has gone away, nothing can be checked any more.

        Raises:
            ServerGoneError: it cannot be reached.
        """
        if self._gone is not None:
            raise self._gone
        reason = ""
        for attempt in range(_CALLS):
            time.sleep(_CALL_PAUSE if attempt else 0.0)
            try:
                self._client.get("/")
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                reason = str(error) or type(error).__name__
            except httpx.TransportError:
                return
            else:
                return
        self._gone = ServerGoneError(f"{self.options.url} can no longer be reached: {reason}")
        raise self._gone

    @property
    def gone(self) -> str:
        """Why the server can no longer be reached; empty if it can, or is not known to be gone."""
        return str(self._gone or "")

    def _wait_for_place(self, rate: str) -> None:
        if self._limiter is not None:
            now = time.monotonic()
            time.sleep(max(0.0, self._limiter.reserve(rate, now) - now))

    @property
    def origin(self) -> str:
        """Scheme, host and port of the server."""
        parts = urlsplit(self.options.url)
        return f"{parts.scheme}://{parts.netloc}"

    def serves(self, url: str) -> bool:
        """Return whether a URL leads to the server; its scheme and host may be written in capitals, and its port left out."""
        try:
            there, own = httpx.URL(url), httpx.URL(self.origin)
        except httpx.InvalidURL:
            return False
        return (there.scheme, there.userinfo, there.host, there.port) == (own.scheme, b"", own.host, own.port)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def api_rates(api: Api) -> dict[str, Rate]:
    """Return the documented rates; empty where there are none."""
    rates: Mapping[str, Mapping[str, float]] = api.content.get("x-rates", {})
    return {kind: Rate(int(rate["requests"]), float(rate["seconds"])) for kind, rate in rates.items()}


def tls_trust(options: ContractOptions) -> ssl.SSLContext | bool:
    """Return the trust settings for the certificate of the server."""
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
