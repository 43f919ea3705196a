"""Transports below the clients: one over httpcore's pools of connections, and one over a transport of the caller's.

It is not httpx's own `AsyncHTTPTransport`, since that one does not let its users replace the network, which is where the
bytes of a response end and a deadline holds (`network`); it is as thin. Connections belong to the process that opened them.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import httpx

from ...errors import ConfigurationError
from ..answer import Answer
from ..forks import renewed
from ..framing import framing_of
from ..proxies import proxy_for

if TYPE_CHECKING:
    import httpcore

    from .network import AsyncBackend

__all__ = ["AsyncGivenTransport", "AsyncNetworkTransport", "AsyncTransport"]

_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20)
"""Those of httpx's clients."""


class AsyncTransport(httpx.AsyncBaseTransport):
    """Transport of a client; its answers are bounded."""

    def abandon(self) -> None:
        """Let go of the connections without I/O."""


class AsyncGivenTransport(AsyncTransport):
    """Transport over one that the caller has made.

    Args:
        inner: the caller's transport.

    Raises:
        ConfigurationError: it belongs to the other kind of client.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        if not hasattr(inner, "handle_async_request"):
            wanted = httpx.AsyncBaseTransport.__name__
            raise ConfigurationError(f"transport is a {type(inner).__name__}, but must be an httpx.{wanted}")
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        response = await self._inner.handle_async_request(request)
        return Answer(request, response.status_code, response.headers, response.stream, response.extensions)

    async def aclose(self) -> None:
        """Close the caller's transport."""
        await self._inner.aclose()


class AsyncNetworkTransport(AsyncTransport):
    """Transport over pools of connections, one for each proxy and one without."""

    def __init__(self) -> None:
        self._pools: dict[tuple[str, str | None], tuple[httpcore.AsyncConnectionPool, AsyncBackend]] = {}
        self._by_host: dict[str, httpcore.AsyncConnectionPool] = {}
        renewed(self)

    @property
    def connections(self) -> list[Any]:
        """The connections that are open, of httpcore."""
        return [connection for pool, _ in self._pools.values() for connection in pool.connections]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the answer is to be read and closed.

        Raises:
            httpx.TransportError: no response arrived.
        """
        import httpcore

        url = request.url
        pool = self._by_host.get(url.host) or self._pool_for(url.scheme, url.host)
        sent = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        try:
            response: Any = await pool.handle_async_request(sent)  # its extensions have no type
        except Exception as error:
            if translated := _translated(error):
                raise translated from error
            raise
        stream = response.extensions["network_stream"]
        if hasattr(stream, "expect"):
            stream.expect(framing_of(request.method, response.status, response.headers))
        return Answer(request, response.status, response.headers, AsyncBody(response.stream), response.extensions)

    def _pool_for(self, scheme: str, host: str) -> httpcore.AsyncConnectionPool:
        """Return the pool for a host, which is kept for it from then on."""
        proxy = proxy_for(scheme, host)
        key = scheme, None if proxy is None else str(proxy.url)
        pools = self._pools
        # threads that come together all use the pool that is kept, and closed with the client
        pool, _ = pools.get(key) or pools.setdefault(key, _new_pool(scheme, proxy))
        self._by_host[host] = pool
        return pool

    def after_fork(self) -> None:
        """Let go of the parent's connections, of which it keeps its own ends."""
        self.abandon()

    def abandon(self) -> None:
        """Let go of the connections without I/O."""
        pools, self._pools, self._by_host = self._pools, {}, {}
        for _, backend in pools.values():
            backend.abandon()

    async def aclose(self) -> None:
        """Close the connections."""
        pools, self._pools, self._by_host = self._pools, {}, {}
        for pool, _ in pools.values():
            await pool.aclose()


class AsyncBody(httpx.AsyncByteStream):
    """Body of a response, as it arrives."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __aiter__(self) -> AsyncIterator[bytes]:
        self._parts = self._stream.__aiter__()
        return self

    async def __anext__(self) -> bytes:
        try:
            part: bytes = await self._parts.__anext__()
        except StopAsyncIteration:
            raise
        except Exception as error:
            if translated := _translated(error):
                raise translated from error
            raise
        return part

    async def aclose(self) -> None:
        """Close it, and the connection with it if there is more to come."""
        await self._stream.aclose()


def _new_pool(scheme: str, proxy: httpx.Proxy | None) -> tuple[httpcore.AsyncConnectionPool, AsyncBackend]:
    import httpcore

    from .network import AsyncBackend

    backend = AsyncBackend()
    options: dict[str, Any] = {
        "ssl_context": _ssl_context() if scheme == "https" else None,  # reading certificates takes a while
        "max_connections": _LIMITS.max_connections,
        "max_keepalive_connections": _LIMITS.max_keepalive_connections,
        "keepalive_expiry": _LIMITS.keepalive_expiry,
        "network_backend": backend,
    }
    if proxy is None:
        return httpcore.AsyncConnectionPool(**options), backend
    url = httpcore.URL(scheme=proxy.url.raw_scheme, host=proxy.url.raw_host, port=proxy.url.port, target=b"/")
    if url.scheme.startswith(b"socks"):
        try:
            return httpcore.AsyncSOCKSProxy(url, proxy.raw_auth, **options), backend
        except (ImportError, RuntimeError) as error:
            raise ConfigurationError(
                "the proxy that the environment names is a SOCKS proxy, which needs the package socksio: "
                "pip install 'httpx[socks]'"
            ) from error
    pool = httpcore.AsyncHTTPProxy(
        url, proxy.raw_auth, proxy.headers.raw, proxy_ssl_context=proxy.ssl_context, **options
    )
    return pool, backend


def _ssl_context() -> Any:
    try:
        return httpx.create_ssl_context()
    except OSError as error:
        raise ConfigurationError(
            f"the certificates for TLS cannot be read (SSL_CERT_FILE={os.environ.get('SSL_CERT_FILE', '')!r}, "
            f"SSL_CERT_DIR={os.environ.get('SSL_CERT_DIR', '')!r}): {error}"
        ) from error


def _translated(error: Exception) -> httpx.TransportError | None:
    """Return the error of httpx for one of httpcore, which are called alike; None for any other error."""
    kind = getattr(httpx, type(error).__name__, None) if type(error).__module__ == "httpcore" else None
    return kind(str(error)) if isinstance(kind, type) and issubclass(kind, httpx.TransportError) else None
