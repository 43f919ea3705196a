"""Proxies from the environment, and the addresses of this machine, which no proxy is asked for.

The rules of `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` are those of the standard library.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.request import getproxies, proxy_bypass

import httpx

from ..errors import ConfigurationError

__all__ = ["is_loopback", "proxy_for"]


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine: 127.0.0.0/8, ::1, `localhost` or a name below it (RFC 6761, 6.3)."""
    name = host.lower().removesuffix(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def proxy_for(scheme: str, host: str) -> httpx.Proxy | None:
    """Return the proxy for an address; None: it is connected to directly.

    Raises:
        ConfigurationError: the proxy that the environment names is not the address of one.
    """
    if is_loopback(host):
        return None
    known = getproxies()
    address = known.get(scheme) or known.get("all")
    if not address or proxy_bypass(host):
        return None
    try:
        proxy = httpx.Proxy(address if "://" in address else f"http://{address}")
        if not proxy.url.host:
            raise ValueError("no host")
        return proxy
    except (ValueError, httpx.InvalidURL) as error:
        raise ConfigurationError(
            f"the proxy that the environment names for {scheme}://{host} ({scheme.upper()}_PROXY or ALL_PROXY) is not the "
            f"address of a proxy ({type(error).__name__}): use http://host:port, or name the host in NO_PROXY"
        ) from None
