"""Addresses that the emulator calls: those on this machine, and hosts that are allowed."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

__all__ = ["CallRule", "is_loopback"]


class CallRule:
    """Which addresses may be called.

    Args:
        hosts: host names that may be called beside this machine's.
    """

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        self._hosts = {host.lower() for host in hosts}

    def refusal(self, url: str) -> str | None:
        """Return why a URL is not called; None if it may be."""
        if is_loopback(url) or _host(url) in self._hosts:
            return None
        return (
            f"The emulator calls addresses on this machine only, such as http://127.0.0.1:9000, not {url}; "
            "allow the host with --call-host."
        )


@lru_cache(maxsize=256)
def _host(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    if parts.hostname is None or parts.scheme not in {"http", "https"}:
        return None
    return parts.hostname.removesuffix(".")


@lru_cache(maxsize=256)
def is_loopback(url: str) -> bool:
    """Return whether a URL refers to this machine: `localhost`, names below it, and loopback addresses."""
    host = _host(url)
    if host is None:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
