"""Base of the generated resource classes: a session to call, and values with the responses that they came in."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Self, TypeVar, cast

import httpx

from ..errors import ConfigurationError
from .session import SessionBase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .operation import Arguments, Operation

__all__ = ["NO_ARGUMENTS", "RawResponse", "ResourceBase"]

S = TypeVar("S", bound=SessionBase)
T = TypeVar("T")

NO_ARGUMENTS: Mapping[str, object] = {}


class RawResponse(NamedTuple, Generic[T]):
    """A typed value and the HTTP response that it was read from."""

    value: T
    response: httpx.Response


class ResourceBase(Generic[S]):
    """The operations of one resource of the API, over a session."""

    _is_raw = False
    """Whether calls return the response beside the value: on the copies behind `raw`."""

    def __init__(self, session: S) -> None:
        self._session = session

    def _at(self, operation: Operation[Any], path: Arguments) -> S:  # noqa: ARG002
        """Return the session for a call; with clients of several addresses, `operation` and `path` say which."""
        return self._session

    def _parameter(self, name: str) -> str:
        """Return the value that the client has for a parameter of its operations."""
        try:
            return self._session.parameters[name]
        except KeyError:
            raise ConfigurationError(
                f"the client has no {name}: make the resource with a client of its own package, which is given one"
            ) from None

    def _returned(self, value: T, response: httpx.Response) -> T:
        """Return the value of a call; behind `raw`, with its response."""
        return cast("T", RawResponse(value, response)) if self._is_raw else value

    def _raw(self) -> Self:
        """Return a copy whose calls return the response beside the value, whatever their annotation says."""
        other = copy(self)
        other._is_raw = True
        return other

    def with_session(self, session: S) -> Self:
        """Return the same resource over another session."""
        return type(self)(session)

    @property
    def session(self) -> S:
        """The session that carries the operations out."""
        return self._session
