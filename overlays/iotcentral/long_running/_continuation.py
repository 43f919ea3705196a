"""The token that a long-running operation is resumed from: text that is safe in a URL, with no secret in it.

It is base64url of a checksum and JSON. What it says is checked against the client that resumes, since the addresses in
it are asked with that client's credential.
"""

from __future__ import annotations

import re
from base64 import b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import parse_qsl
from zlib import crc32

import orjson

from .._core.operation import segment
from .._core.same_origin import origin
from ..errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._core.operation import Operation

__all__ = ["Continuation"]

_VERSION = 1


class Continuation(NamedTuple):
    """What has to be known of an operation to go on with it."""

    operation: str
    """operationId."""
    method: str
    endpoint: str
    target: str
    """Path and query of the first request."""
    status: str | None
    """Path and query of the last `Azure-AsyncOperation`."""
    location: str | None
    """Path and query of the last `Location`."""
    done: bool
    """It succeeded, and has no result."""

    def written(self) -> str:
        """Return the token."""
        content = orjson.dumps({"version": _VERSION, **self._asdict()})
        return urlsafe_b64encode(crc32(content).to_bytes(4) + content).decode().rstrip("=")

    @classmethod
    def read(cls, token: str, operation: Operation[Any], base_url: str, parameters: Mapping[str, str]) -> Continuation:
        """Read a token that is of the operation and of a client that resumes it.

        Args:
            token: what `written` gave.
            operation: what is resumed.
            base_url: the address that the client sends to.
            parameters: the values that the client puts into every operation that has them.

        Raises:
            ConfigurationError: it is damaged, its version is unknown, or it is of something else.
        """
        content = _content(token)
        if content is None:
            raise _refused(operation, "is damaged: pass the whole text that continuation_token() gave")
        version = content.pop("version", None)
        if version != _VERSION:
            raise _refused(operation, f"has version {version}, but this release of iotcentral reads {_VERSION}")
        if not _legible(content):
            raise _refused(operation, "is damaged: pass the whole text that continuation_token() gave")
        kept = cls(**content)
        kept._check(operation, base_url, parameters)
        return kept

    def _check(self, operation: Operation[Any], base_url: str, parameters: Mapping[str, str]) -> None:
        if (self.operation, self.method) != (operation.id, operation.method):
            raise _refused(operation, f"is of {self.operation} ({self.method}): resume that operation")
        if not _same_origin(self.endpoint, base_url):
            raise _refused(operation, f"is of {self.endpoint}, but this client is of {base_url}")
        path, _, query = self.target.partition("?")
        placeholders = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(operation.path))
        found = re.fullmatch(placeholders, path)
        if found is None or not self.target.isprintable():
            raise _refused(operation, f"is of {path}, which is no path of that operation ({operation.path})")
        for name, value in found.groupdict().items():
            known = parameters.get(name)
            if known is not None and segment(operation.id, name, known).lower() != value.lower():
                raise _refused(operation, f'has the {name} "{value}", but this client has "{known}"')
        given = dict(parse_qsl(query))
        for name, known in operation.fixed.items():
            if given.get(name) != known:
                raise _refused(operation, f'has the {name} "{given.get(name, "")}", but this package has "{known}"')


def _content(token: str) -> dict[str, Any] | None:
    try:
        raw = b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        content = orjson.loads(raw[4:])
    except ValueError:
        return None
    sound = crc32(raw[4:]).to_bytes(4) == raw[:4] and isinstance(content, dict)
    return cast("dict[str, Any]", content) if sound else None


def _legible(content: dict[str, Any]) -> bool:
    """Return whether these are the members of a `Continuation`, and of their types."""
    texts = [content.get(name) for name in ("operation", "method", "endpoint", "target")]
    links = [content.get(name) for name in ("status", "location")]
    return (
        content.keys() == set(Continuation._fields)
        and all(isinstance(text, str) for text in texts)
        and all(link is None or isinstance(link, str) for link in links)
        and isinstance(content["done"], bool)
    )


def _same_origin(one: str, other: str) -> bool:
    try:
        return origin(one) == origin(other)
    except ValueError:
        return False


def _refused(operation: Operation[Any], reason: str) -> ConfigurationError:
    return ConfigurationError(f"{operation.id}: the continuation token {reason}")
