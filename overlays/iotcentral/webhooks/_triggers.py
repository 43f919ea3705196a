"""Triggers and their subscriptions: addresses for the service to call, and checking and decoding of its calls.

The service signs nothing, so the address that it calls is the secret: it ends in a signature that only the holder of the
subscription's secret can create. `Subscription` decides without I/O; `iotcentral.receiver` serves it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import orjson
from attrs import evolve, field, frozen

from .._core.address import address
from .._core.decoding import Decode, wrong
from .._core.json_text import loads
from .._core.types import UNSET
from ..errors import ConfigurationError, DecodingError

if TYPE_CHECKING:
    from .._core.operation import Arguments

__all__ = ["SIGNATURE", "Subscription", "Trigger"]

T = TypeVar("T")

SIGNATURE = "sig"
"""The query parameter that carries the signature."""

_SHORTEST = 16
"""Smallest length of a secret, in bytes."""

_NOTHING: Mapping[str, Any] = {}

_ID = re.compile(r"[A-Za-z0-9._~-]{1,128}")


class Trigger(Generic[T]):
    """Trigger of an API document.

    Args:
        id: operationId.
        payload: returns the decoder of the payload, so that models load when they are needed.
    """

    __slots__ = ("id", "payload")

    def __init__(self, id: str, *, payload: Callable[[], Decode[T]]) -> None:
        self.id = id
        self.payload = payload

    def __repr__(self) -> str:
        return f"<Trigger {self.id}>"

    def subscription(self, values: Arguments) -> Subscription[T]:
        """Return a subscription with a new secret.

        Args:
            values: `application`, `rule` and, if it has one already, `id`; without it, an id is created.

        Raises:
            ConfigurationError: one of them is unusable.
        """
        given = values.get("id", UNSET)
        return Subscription(
            self,
            _name(self.id, "application", values.get("application")),
            _name(self.id, "rule", values.get("rule")),
            _checked_id(self.id, secrets.token_urlsafe(12) if given is UNSET else given),
            secrets.token_bytes(32),
        )


@frozen(eq=False)
class Subscription(Generic[T]):
    """Subscription to the firings of one rule of one application.

    Attributes:
        trigger: the trigger.
        application: subdomain, host, URL or id of the application.
        rule: id or display name of the rule.
        id: distinguishes this subscription from others; the last segment of its address.
        secret: the key of the address's signature; `repr` does not show it.
    """

    trigger: Trigger[T]
    application: str
    rule: str
    id: str
    secret: bytes = field(repr=False)

    def with_secret(self, secret: bytes | str) -> Subscription[T]:
        """Return the subscription with a secret of your own, so that its address outlives the process.

        Args:
            secret: at least 16 bytes, or as many in hexadecimal digits, as `to_dict` writes them.

        Raises:
            ConfigurationError: it is shorter, or not hexadecimal text.
        """
        try:
            key = bytes.fromhex(secret) if isinstance(secret, str) else bytes(secret)
        except ValueError:
            raise ConfigurationError(
                f"{self.trigger.id}: the secret is not hexadecimal text; pass bytes, or what to_dict returned"
            ) from None
        if len(key) < _SHORTEST:
            raise ConfigurationError(
                f"{self.trigger.id}: the secret has {len(key)} bytes, but needs {_SHORTEST}; "
                "secrets.token_bytes(32) creates one"
            )
        return evolve(self, secret=key)

    def to_dict(self) -> dict[str, str]:
        """Return the values to create the subscription again: application, rule, id, and the secret in hexadecimal digits.

        Store it like a password: with it, the address can be called.
        """
        return {"application": self.application, "rule": self.rule, "id": self.id, "secret": self.secret.hex()}

    @property
    def path(self) -> str:
        """The path of the address, below that of the receiver."""
        return f"/{self.id}"

    def callback_url(self, base: str) -> str:
        """Return the address to enter in the rule's webhook action. It is a secret.

        Args:
            base: URL of the receiver, `https://hooks.contoso.com/iot`; `http://` is for this machine only.

        Raises:
            ConfigurationError: it is not a valid URL, has a query, or would be called unencrypted.
        """
        return f"{_checked_base(self.trigger.id, base)}{self.path}?{SIGNATURE}={self._signature()}"

    def verify(self, signature: str) -> bool:
        """Return whether a signature is that of this subscription's address; takes constant time.

        Args:
            signature: the value of the query parameter `sig`.
        """
        return hmac.compare_digest(self._signature().encode(), signature.encode(errors="replace"))

    def decode(self, content: bytes) -> T:
        """Return the payload of a call.

        Args:
            content: the body of the request.

        Raises:
            DecodingError: it is not JSON, does not match the API document, or is about another application or rule.
        """
        decode = self.trigger.payload()
        name = getattr(getattr(decode, "__self__", None), "__name__", "body")
        try:
            data = loads(content)
        except orjson.JSONDecodeError as error:
            raise DecodingError(name, "JSON", f"{len(content)} bytes: {error}") from None
        try:
            payload = decode(data)
            self._check_origin(data)
        except DecodingError as error:
            raise error.inside(name) from None
        return payload

    def _check_origin(self, data: Mapping[str, Any]) -> None:
        rule = _texts(data.get("rule"), "id", "displayName")
        if self.rule not in rule:
            raise wrong(f'the rule "{self.rule}" by its id or display name', _first(rule)).inside("rule")
        application = _texts(data.get("application"), "id", "subdomain", "host")
        if not {*_names(self.application)} & {name for text in application for name in _names(text)}:
            expected = f'the application "{self.application}" by its id, subdomain or host'
            raise wrong(expected, _first(application)).inside("application")

    def _signature(self) -> str:
        return hmac.digest(self.secret, self.id.encode(), hashlib.sha256).hex()


def _texts(value: object, *members: str) -> list[str]:
    found: Mapping[str, Any] = cast("dict[str, Any]", value) if isinstance(value, dict) else _NOTHING
    return [found[name] for name in members if isinstance(found.get(name), str)]


def _first(texts: list[str]) -> object:
    return texts[0] if texts else UNSET


def _names(application: str) -> Iterator[str]:
    """Yield the names of an application: a URL and a host include its subdomain."""
    host = application.lower().rpartition("://")[2].rstrip("/")
    yield host
    if "." in host:
        yield host.partition(":")[0]
        yield host.partition(".")[0]


def _name(trigger: str, argument: str, value: object) -> str:
    subdomain = getattr(getattr(value, "properties", None), "subdomain", None)  # an application resource
    text = subdomain or value
    if not isinstance(text, str) or not text.strip():
        raise ConfigurationError(f'{trigger}: {argument} is {value!r}, but must be a string such as "contoso"')
    return text


def _checked_id(trigger: str, value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value) or not value.strip("."):
        raise ConfigurationError(
            f"{trigger}: id is {value!r}, but is part of an address: pass 1 to 128 letters, digits, and any of - . _ ~"
        )
    return value


def _checked_base(trigger: str, base: str) -> str:
    if re.search(r"[?#\s]", base):
        raise ConfigurationError(
            f'{trigger}: "{base}" is not the address of a receiver: it has neither query, fragment nor spaces'
        )
    scheme, separator, rest = base.partition("://")
    authority, slash, path = rest.partition("/")
    try:
        origin = address(f"{scheme}{separator}{authority}", "receiver")
    except ConfigurationError as error:
        raise ConfigurationError(f"{trigger}: {error}") from None
    return origin + f"{slash}{path}".rstrip("/")
