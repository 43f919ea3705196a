# Made from _core/aio/transport.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Transports below the clients: one over httpcore's pools of connections, and one over a transport of the caller's.

It is not httpx's own `AsyncHTTPTransport`, since that one does not let its users replace the network, which is where the
bytes of a response end and a deadline holds (`network`); it is as thin. Connections belong to the process that opened them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import httpx

from ...errors import ConfigurationError
from ..answer import Answer
from ..forks import renewed
from ..framing import framing_of
from ..proxies import proxy_for

if TYPE_CHECKING:
    import httpcore

    from .network import Backend

__all__ = ["GivenTransport", "NetworkTransport", "Transport"]

_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20)
"""Those of httpx's clients."""


class Transport(httpx.BaseTransport):
    """Transport of a client; its answers are bounded."""

    def abandon(self) -> None:
        """Let go of the connections without I/O."""


class GivenTransport(Transport):
    """Transport over one that the caller has made.

    Args:
        inner: the caller's transport.

    Raises:
        ConfigurationError: it belongs to the other kind of client.
    """

    def __init__(self, inner: httpx.BaseTransport) -> None:
        if not hasattr(inner, "handle_request"):
            wanted = httpx.BaseTransport.__name__
            raise ConfigurationError(f"transport is a {type(inner).__name__}, but must be an httpx.{wanted}")
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        response = self._inner.handle_request(request)
        return Answer(request, response.status_code, response.headers, response.stream, response.extensions)

    def close(self) -> None:
        """Close the caller's transport."""
        self._inner.close()


class NetworkTransport(Transport):
    """Transport over pools of connections, one for each proxy and one without."""

    def __init__(self) -> None:
        self._pools: dict[tuple[str, str | None], tuple[httpcore.ConnectionPool, Backend]] = {}
        self._by_host: dict[str, httpcore.ConnectionPool] = {}
        renewed(self)

    @property
    def connections(self) -> list[Any]:
        """The connections that are open, of httpcore."""
        return [connection for pool, _ in self._pools.values() for connection in pool.connections]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
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
            response: Any = pool.handle_request(sent)  # its extensions have no type
        except Exception as error:
            if translated := _translated(error):
                raise translated from error
            raise
        stream = response.extensions["network_stream"]
        if hasattr(stream, "expect"):
            stream.expect(framing_of(request.method, response.status, response.headers))
        return Answer(request, response.status, response.headers, Body(response.stream), response.extensions)

    def _pool_for(self, scheme: str, host: str) -> httpcore.ConnectionPool:
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

    def close(self) -> None:
        """Close the connections."""
        pools, self._pools, self._by_host = self._pools, {}, {}
        for pool, _ in pools.values():
            pool.close()


class Body(httpx.SyncByteStream):
    """Body of a response, as it arrives."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        self._parts = self._stream.__iter__()
        return self

    def __next__(self) -> bytes:
        try:
            part: bytes = self._parts.__next__()
        except StopIteration:
            raise
        except Exception as error:
            if translated := _translated(error):
                raise translated from error
            raise
        return part

    def close(self) -> None:
        """Close it, and the connection with it if there is more to come."""
        self._stream.close()


def _new_pool(scheme: str, proxy: httpx.Proxy | None) -> tuple[httpcore.ConnectionPool, Backend]:
    import httpcore

    from .network import Backend

    backend = Backend()
    options: dict[str, Any] = {
        "ssl_context": _ssl_context() if scheme == "https" else None,  # reading certificates takes a while
        "max_connections": _LIMITS.max_connections,
        "max_keepalive_connections": _LIMITS.max_keepalive_connections,
        "keepalive_expiry": _LIMITS.keepalive_expiry,
        "network_backend": backend,
    }
    if proxy is None:
        return httpcore.ConnectionPool(**options), backend
    url = httpcore.URL(scheme=proxy.url.raw_scheme, host=proxy.url.raw_host, port=proxy.url.port, target=b"/")
    if url.scheme.startswith(b"socks"):
        try:
            return httpcore.SOCKSProxy(url, proxy.raw_auth, **options), backend
        except (ImportError, RuntimeError) as error:
            raise ConfigurationError(
                "the proxy that the environment names is a SOCKS proxy, which needs the package socksio: "
                "pip install 'httpx[socks]'"
            ) from error
    pool = httpcore.HTTPProxy(url, proxy.raw_auth, proxy.headers.raw, proxy_ssl_context=proxy.ssl_context, **options)
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
