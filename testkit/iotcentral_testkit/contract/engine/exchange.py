"""Exchanges: a request and its response, as checks and reports read them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import orjson

from ...openapi.json_types import is_array, is_object

__all__ = ["Exchange", "Json"]

Json: TypeAlias = dict[str, Any]
"""A JSON object."""


@dataclass(frozen=True)
class Exchange:
    """One request that was sent, and its response.

    Attributes:
        operation: the operationId that was called; None if the request matches no operation of the document.
        method: in upper case.
        url: the whole address, with its query.
        request_headers: as sent, names in lower case; the authorization is never stored.
        request_body: as sent.
        status: of the response.
        headers: of the response, names in lower case.
        body: of the response.
        seconds: from the sending of the request to the end of the response.
        path: the values of the path parameters.
        query: the query parameters as they were sent, without the api-version.
        access: its authorization: the credential of the `run`, `none`, or an `other` one.
        limit: seconds after which a response counts as slow.
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
        return self.json if is_object(self.json) else {}

    @property
    def value(self) -> list[dict[str, Any]]:
        """The items of a page; empty if the response is not a page."""
        items = self.content.get("value")
        return [item for item in items if is_object(item)] if is_array(items) else []

    @property
    def error_code(self) -> str | None:
        """The member `code` of the error envelope; None if there is none."""
        error = self.json.get("error") if is_object(self.json) else None
        code = error.get("code") if is_object(error) else None
        return code if isinstance(code, str) else None

    def __str__(self) -> str:
        return f"{self.method} {self.url} → {self.status}"
