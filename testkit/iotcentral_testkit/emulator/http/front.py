"""The front of a server on a socket: what is refused before the emulator reads a request.

Pages of other sites reach a server on this machine under a name of theirs (DNS rebinding), so only names of this machine
are answered.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from .errors import ServiceError
from .hosts import host_name

if TYPE_CHECKING:
    from .transport import AsgiScope, Receive, Send

__all__ = ["Front", "HostRule"]

_RESOURCE_MANAGER = "management.azure.com"
"""The host of the control plane, for clients that are led here; no other site can have the name."""


class HostRule:
    """Which names in the header Host are answered: those of this machine, and those that are allowed.

    Args:
        listening: the address that is listened on; other machines know it by its number, if it is open to them.
        allowed: further host names; `.example` allows every name below it.
    """

    def __init__(self, listening: str, allowed: Iterable[str] = ()) -> None:
        self._names = {listening.lower(), _RESOURCE_MANAGER, *(name.lower() for name in allowed)}
        self.allows = lru_cache(maxsize=256)(self._allows)
        """Return whether a host, with or without a port, is answered."""
        try:
            self._open = not ipaddress.ip_address(listening).is_loopback
        except ValueError:
            self._open = listening.lower() != "localhost"

    def _allows(self, host: str) -> bool:
        name = host_name(host)
        if name is None:
            return False
        if name == "localhost" or name.endswith(".localhost") or name in self._names:
            return True
        if any(known.startswith(".") and name.endswith(known) for known in self._names):
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        address = getattr(address, "ipv4_mapped", None) or address
        return address.is_loopback or self._open  # a number cannot be made to lead here by others


class Front:
    """An ASGI application that passes on the requests which may be answered.

    Args:
        app: answers them.
        refuse: answers a request with an error, unread.
        rule: which hosts are answered.
    """

    def __init__(
        self,
        app: Callable[[AsgiScope, Receive, Send], Awaitable[None]],
        refuse: Callable[[AsgiScope, Send, ServiceError], Awaitable[None]],
        rule: HostRule,
    ) -> None:
        self._app, self._refuse, self._rule = app, refuse, rule

    def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer one request (ASGI)."""
        error = self._problem(scope)
        return self._app(scope, receive, send) if error is None else self._refuse(scope, send, error)

    def _problem(self, scope: AsgiScope) -> ServiceError | None:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        closing = {"connection": "close"}
        if len(hosts) > 1:
            return ServiceError(400, "BadRequest", "The request has more than one header Host.", closing)
        if not hosts and scope["http_version"] != "1.0":
            return ServiceError(400, "BadRequest", "The request has no header Host.", closing)
        if hosts and host_name(hosts[0]) is None:
            return ServiceError(400, "BadRequest", "The header Host of the request names no host.", closing)
        if hosts and not self._rule.allows(hosts[0]):
            message = f'No application answers at the host "{hosts[0]}"; allow it with --allow-host if it is yours.'
            return ServiceError(421, "MisdirectedRequest", message, closing)
        return None
