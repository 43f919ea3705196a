"""Bases of the generated clients: the package a client belongs to, its session, and the defaults of its options."""

from __future__ import annotations

import sys
from http.cookiejar import CookieJar
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

import httpx

from .answer import ENCODINGS
from .retry import RetryPolicy
from .session import SessionBase, Timeout
from .types import UNSET, Unset
from .version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .throttle import Limiter, Rate

__all__ = ["RETRY", "TIMEOUT", "ApplicationClient", "NoCookies", "PackageClient"]

S = TypeVar("S", bound=SessionBase)

TIMEOUT = httpx.Timeout(90, connect=10)
"""Default time-outs. A command may wait 30 s for its device to connect and 30 s for the answer, so reads get longer."""

RETRY = RetryPolicy()
"""Default retry policy of clients."""


class NoCookies(CookieJar):
    """Jar that keeps no cookies: the API has none, and requests would grow with those of a gateway."""

    def extract_cookies(self, response: object, request: object) -> None:
        """Keep nothing."""


class PackageClient(Generic[S]):
    """Client of a generated package, over a session."""

    distribution: ClassVar[str] = "iotcentral"
    """The client's distribution, named in the user agent with `version`."""
    version: ClassVar[str] = __version__
    rates: ClassVar[Mapping[str, Rate]] = {}
    """The documented rates: kind of request → rate."""

    _session: S

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Add the arguments to the docstring of a class that takes those of its base, so that `help` lists them."""
        super().__init_subclass__(**kwargs)
        own, begin = cleandoc(cls.__doc__ or ""), "Args:\n"  # without indentation, as Python 3.13 compiles docstrings
        if own and begin not in own and "__init__" not in vars(cls):
            described = (cleandoc(base.__doc__ or "") for base in cls.__mro__[1:])
            arguments = next((text.partition(begin)[2] for text in described if begin in text), "")
            cls.__doc__ = f"{own}\n\n{begin}{arguments}" if arguments else own

    @classmethod
    def _headers(cls) -> dict[str, str]:
        python = ".".join(map(str, sys.version_info[:3]))
        packages = dict.fromkeys([f"{cls.distribution}/{cls.version}", f"iotcentral/{__version__}"])
        return {
            "User-Agent": f"{' '.join(packages)} python/{python} httpx/{httpx.__version__}",
            "Accept-Encoding": ENCODINGS,
        }

    @property
    def base_url(self) -> str:
        """The address that requests go to."""
        return self._session.base_url

    def with_options(
        self,
        *,
        timeout: Timeout | Unset = UNSET,
        retry: RetryPolicy | Unset = UNSET,
        total: float | Unset | None = UNSET,
        max_answer: int | Unset | None = UNSET,
    ) -> Self:
        """Return a client with other options over the same connections; closing either closes both.

        Args:
            timeout: as for the client.
            retry: as for the client.
            total: as for the client.
            max_answer: as for the client.

        Raises:
            ConfigurationError: `total` or `max_answer` is not more than 0.
        """
        options = self._session.options.changed(timeout=timeout, retry=retry, total=total, max_answer=max_answer)
        other = object.__new__(type(self))
        other._session = self._session.with_options(options)
        return other

    @property
    def limiter(self) -> Limiter | None:
        """The limiter that keeps the requests at their rate; its `statistics` count what it did."""
        return self._session.options.limiter

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_url!r})"


class ApplicationClient(PackageClient[S]):
    """Client of one application; workflows take these, with the models of their package."""
