"""Exchanges: a request and its response, as checks and reports read them."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any, TypeAlias

import orjson

from ...openapi.json_types import is_array, is_object

__all__ = ["NOT_IMPLEMENTED", "UNANSWERED", "AskedMembers", "Exchange", "Json", "digest"]

Json: TypeAlias = dict[str, Any]
"""A JSON object."""


NOT_IMPLEMENTED = 501
"""Status of an operation that a server does not implement; it says so, and nothing else is known of it."""

UNANSWERED = 0
"""Stands for the status of a response that did not come."""

_NUMBERS = count()


def digest(token: str) -> str:
    """Return a digest of a token, which is never stored itself."""
    return hashlib.sha256(token.encode()).hexdigest()


class AskedMembers(dict[str, Any]):
    """The members of an object in a response, which notes the names that a check asks for.

    Args:
        content: the members.
        asked: receives the names.
    """

    def __init__(self, content: Mapping[str, Any], asked: set[str]) -> None:
        super().__init__(content)
        self._asked = asked

    def __contains__(self, name: object) -> bool:
        self._asked.add(str(name))
        return super().__contains__(name)

    def __getitem__(self, name: str) -> Any:
        self._asked.add(name)
        return self._noting(super().__getitem__(name))

    def get(self, name: str, default: Any = None) -> Any:
        """Return a member, or a default."""
        self._asked.add(name)
        return self._noting(super().get(name, default))

    def _noting(self, value: Any) -> Any:
        if is_array(value):
            return [self._noting(part) for part in value]
        return AskedMembers(value, self._asked) if is_object(value) else value


@dataclass(frozen=True)
class Exchange:
    """One request that was sent, and its response.

    Attributes:
        operation: the operationId that was called; None if the request matches no operation of the document.
        method: in upper case.
        url: the whole address, with its query.
        request_headers: as sent, names in lower case; the authorization is never stored.
        request_body: as sent.
        status: of the response; `UNANSWERED` if there was none.
        headers: of the response, names in lower case.
        body: of the response.
        seconds: from the sending of the request to the end of the response.
        path: the values of the path parameters.
        query: the query parameters as they were sent, without the api-version.
        access: its authorization: the credential of the `run`, `none`, or an `other` one.
        limit: seconds after which a response counts as slow.
        page: the members of a page that have its items and the next link, by the document.
        asked: the names of members that a check asked for in the response.
        credential: a digest of an `other` authorization, by which the response that issued it is found.
        number: its place among all exchanges.
        ended: when the response was there, in seconds of a clock that only runs forward.
    """

    operation: str | None
    method: str
    url: str
    request_headers: Mapping[str, str]
    request_body: bytes
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float
    path: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    access: str = "run"
    limit: float = math.inf
    page: tuple[str, str] = ("value", "nextLink")
    asked: set[str] = field(default_factory=set[str], compare=False, repr=False)
    credential: str = field(default="", compare=False)
    number: int = field(default_factory=_NUMBERS.__next__, compare=False, repr=False)
    ended: float = field(default_factory=time.monotonic, compare=False, repr=False)

    @property
    def succeeded(self) -> bool:
        """Whether the status is a success."""
        return 200 <= self.status < 300

    @cached_property
    def json(self) -> Any:
        """The parsed body of the response; None if it is empty or not valid JSON."""
        try:
            return orjson.loads(self.body)
        except orjson.JSONDecodeError:
            return None

    @cached_property
    def sent(self) -> Any:
        """The parsed body of the request; None if it is empty or not valid JSON."""
        try:
            return orjson.loads(self.request_body)
        except orjson.JSONDecodeError:
            return None

    @property
    def content(self) -> dict[str, Any]:
        """The parsed body of the response if it is an object; empty otherwise."""
        return AskedMembers(self.json, self.asked) if is_object(self.json) else {}

    @property
    def value(self) -> list[dict[str, Any]]:
        """The items of a page; empty if the response is not a page."""
        items = self.json if is_array(self.json) else self.content.get(self.page[0])
        return [AskedMembers(item, self.asked) for item in items if is_object(item)] if is_array(items) else []

    @property
    def next_link(self) -> Any:
        """The link to the next page; None if there is none, or an empty one."""
        return self.content.get(self.page[1]) or None

    @property
    def error_code(self) -> str | None:
        """The member `code` of the error envelope; None if there is none."""
        error = self.json.get("error") if is_object(self.json) else None
        code = error.get("code") if is_object(error) else None
        return code if isinstance(code, str) else None

    def __str__(self) -> str:
        return f"{self.method} {self.url} → {self.status or 'no answer'}"
