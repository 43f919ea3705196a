"""An emulator of another process, reached over HTTP: several test processes can share one."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from ..openapi.packages import newest_stable
from ..openapi.planes import DATA
from .clients import ServedApplication, client_for
from .http.errors import SUPPORT_BEGINS

if TYPE_CHECKING:
    import httpx

__all__ = ["RemoteEmulator", "RemoteEmulatorError"]

_URL, _TOKEN = "IOTCENTRAL_EMULATOR_URL", "IOTCENTRAL_EMULATOR_TOKEN"  # names of variables
_PATIENCE = 60
"""Seconds that an answer may take: settling includes deliveries."""


class RemoteEmulatorError(Exception):
    """The emulator of another process does not do what was requested; the text says why and what to do."""


class RemoteEmulator:
    """An emulator that runs elsewhere, such as `iotcentral-testkit serve`; use it in a `with` statement.

    Args:
        url: its URL, at which its first application answers.
        token: an administrator's API token of that application.

    Raises:
        RemoteEmulatorError: on entering: no emulator answers there, or the token is not an administrator's.
    """

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/")
        self.token = token
        self._added: dict[str, ServedApplication] = {}
        self._closing = ExitStack()
        self._http: httpx.Client | None = None

    @classmethod
    def from_environment(cls) -> RemoteEmulator | None:
        """Return the emulator that `IOTCENTRAL_EMULATOR_URL` names; None if it names none.

        Raises:
            RemoteEmulatorError: `IOTCENTRAL_EMULATOR_TOKEN`, an administrator's API token, is missing.
        """
        url, token = os.environ.get(_URL), os.environ.get(_TOKEN)
        if not url:
            return None
        if not token:
            raise RemoteEmulatorError(
                f"{_URL} names the emulator at {url}, but {_TOKEN} is missing; set it to the token that serve prints"
            )
        return cls(url, token)

    def __enter__(self) -> Self:
        import httpx

        from ..connecting import Loopback

        _check(self.url, self.token)
        transport = Loopback(verify=self._context())
        self._http = httpx.Client(
            base_url=self.url, transport=transport, headers={"Authorization": self.token}, timeout=_PATIENCE
        )
        self._closing.callback(self._http.close)
        try:
            self._ask("GET", "clock")
        except BaseException:
            self._closing.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def _context(self) -> ssl.SSLContext:
        secure = self.url.startswith("https")
        return ssl.create_default_context() if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def _ask(self, method: str, what: str, body: Any = None, query: Mapping[str, str] | None = None) -> Any:
        import httpx

        if self._http is None:
            raise RemoteEmulatorError("this emulator is not connected: use it in a with statement")
        try:
            answer = self._http.request(method, f"/_emulator/{what}", json=body, params=dict(query or {}))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise RemoteEmulatorError(_silence(self.url, error)) from error
        if not answer.is_success:
            raise RemoteEmulatorError(_refusal(f"{method} {self.url}/_emulator/{what}", answer))
        try:
            return answer.json()
        except ValueError:
            raise RemoteEmulatorError(_refusal(f"{method} {self.url}/_emulator/{what}", answer)) from None

    def add_application(self, name: str) -> ServedApplication:
        """Serve one more application, an empty one.

        Raises:
            RemoteEmulatorError: the name is taken, or is not valid.
        """
        added = self._added[name] = ServedApplication(**self._ask("POST", "applications", {"name": name}))
        return added

    def _application(self, name: str | None) -> ServedApplication:
        if name is None:
            return ServedApplication("", self.url, self.token)
        if name not in self._added:
            raise RemoteEmulatorError(f'this process has added no application "{name}"')
        return self._added[name]

    def client(self, api_version: str | None = None, *, app: str | None = None, **options: Any) -> Any:
        """Return a client of an application, as `Emulator.client` does."""
        client = client_for(self._application(app), _package(api_version), self._context, options)
        self._closing.callback(client.close)
        return client

    def async_client(self, api_version: str | None = None, *, app: str | None = None, **options: Any) -> Any:
        """Return an asynchronous client of an application, which need not be closed."""
        from ..connecting import Loopback, Threaded

        if "transport" not in options:
            loopback = Loopback(verify=self._context())
            self._closing.callback(loopback.close)
            options = {**options, "transport": Threaded(loopback)}
        return client_for(self._application(app), _package(api_version), self._context, options, asynchronous=True)

    def advance(self, by: str) -> None:
        """Move the clock forward by an ISO 8601 duration, and return when what is due by then is done and delivered."""
        self._ask("POST", "clock", {"advance": by})

    def settle(self) -> None:
        """Return when everything that is due is done, and its deliveries were made or have failed."""
        self._ask("POST", "settle")

    def reset(self) -> None:
        """Go back to the beginning; applications that were added are gone."""
        self._ask("POST", "reset")
        self._added.clear()

    def exported(self, destination: str) -> list[Any]:
        """Return the messages that a destination of the first application has received, oldest first."""
        sent: list[Any] = self._ask("GET", "exports", query={"destination": destination})["value"]
        return sent


def _check(url: str, token: str) -> None:
    """Refuse what cannot be the URL or the token of an emulator.

    Raises:
        RemoteEmulatorError: it cannot.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise RemoteEmulatorError(
            f'"{url}" is not the URL of an emulator: it has http:// or https://, host and port and nothing more; '
            f"set {_URL} to what serve prints"
        )
    if not token.isascii() or not token.isprintable():
        raise RemoteEmulatorError(
            f"the token is not an API token, which is one line of ASCII; set {_TOKEN} to what serve prints"
        )


def _silence(url: str, error: Exception) -> str:
    """Return why there is no answer, and what to do."""
    reason = str(error) or type(error).__name__
    if "CERTIFICATE_VERIFY_FAILED" in reason:
        advice = "set SSL_CERT_FILE to the certificate that serve --tls names"
    else:
        advice = f"start one with iotcentral-testkit serve, and set {_URL} to the URL that it prints"
    return f"no emulator answers at {url}: {reason}; {advice}"


def _refusal(asked: str, answer: httpx.Response) -> str:
    """Return what was asked for, how it was answered, and what to do."""
    asked = f"{asked} was answered with {answer.status_code}"
    try:
        error: Any = answer.json()["error"]
        code, message = str(error["code"]), str(error["message"]).partition(SUPPORT_BEGINS)[0].strip()
    except (ValueError, KeyError, TypeError):
        kind = answer.headers.get("content-type", "no content type")
        return f"{asked}, in a form ({kind}) that is not the emulator's; check {_URL}: another program may answer there"
    advice = _ADVICE.get(answer.status_code)
    return f"{asked} {code}: {message}{f' What to do: {advice}.' if advice else ''}"


_ADVICE = {
    401: f"set {_TOKEN} to the token that serve printed when it started; another start without --state has other ones",
    403: f"set {_TOKEN} to the token of an administrator, such as the one that serve prints",
    421: "start the emulator with --allow-host and the name in the URL",
    500: "look at what the emulator has written to its standard error",
    507: "make room where the emulator keeps its state",
}
"""What to do about a refusal, where its own message cannot know who asked."""


def _package(api_version: str | None) -> str:
    known = DATA.packages
    version = api_version or newest_stable(known)
    if version not in known:
        raise RemoteEmulatorError(f'there is no api-version "{version}" here; there are {", ".join(known)}')
    return known[version]
