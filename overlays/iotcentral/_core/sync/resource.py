# Made from _core/aio/resource.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Base of the resources: calls and lists of operations, and the raw form of both."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from ..resource import NO_ARGUMENTS, RawResponse, ResourceBase
from ..types import UNSET
from .pager import Pager
from .session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..operation import Arguments, Operation, Page, PagedOperation

__all__ = ["Resource", "raw", "raw_page"]

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R", bound="Resource")


class Resource(ResourceBase[Session]):
    """Operations of one resource of the API."""

    def _call(
        self,
        operation: Operation[T],
        path: Arguments = NO_ARGUMENTS,
        query: Arguments = NO_ARGUMENTS,
        headers: Arguments = NO_ARGUMENTS,
        body: object = UNSET,
    ) -> T:
        session = self._at(operation, path)
        response = session.send(operation, operation.request(path, query, headers, body))
        return self._returned(operation.parse(response), response)

    def _list(
        self,
        operation: PagedOperation[T],
        path: Arguments = NO_ARGUMENTS,
        query: Arguments = NO_ARGUMENTS,
        headers: Arguments = NO_ARGUMENTS,
        body: object = UNSET,
    ) -> Pager[T]:
        return Pager(self._at(operation, path), operation, operation.request(path, query, headers, body))


def raw(resource: R, method: Callable[Concatenate[R, P], T]) -> Callable[P, RawResponse[T]]:
    """Return the form of a method that returns the response beside the value."""
    keeping = resource._raw()  # pyright: ignore[reportPrivateUsage]  # of the base's own interface

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        return cast("RawResponse[T]", method(keeping, *args, **kwargs))

    return call


def raw_page(resource: R, method: Callable[Concatenate[R, P], Pager[T]]) -> Callable[P, RawResponse[Page[T]]]:
    """Return the form of a listing method that fetches the first page, with its response."""

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[Page[T]]:
        page = method(resource, *args, **kwargs).first_page()
        return RawResponse(page, page.response)

    return call
