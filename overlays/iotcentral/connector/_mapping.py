"""Mapping of operations to operations of another API that carry them out; without I/O.

The names of the caller's arguments and those of the carrying operation differ; a `Carrier` maps them. A
`CarriedOperation` is used like any other, on the session of the application that does the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from .._core.decoding import Decode, describe, mapping, member, sequence
from .._core.model import Model, to_json
from .._core.operation import ACCEPT_JSON, Operation, Page, PagedOperation, Result, segment
from .._core.types import UNSET, Unset
from ..errors import ConfigurationError, DecodingError

if TYPE_CHECKING:
    from .._core.operation import Arguments, PreparedRequest

__all__ = ["CarriedOperation", "CarriedOperationBase", "CarriedPagedOperation", "Carrier"]

T = TypeVar("T")

Check = Callable[[], Decode[Any]]
"""Function that returns the decoder to check a body without a model with; called when there is one, so that models load late."""

_NO_NAMES: Mapping[str, str] = {}


class Carrier(NamedTuple):
    """Operation that carries another one out, and the sources of its values. *Here* is the caller's side, *there* the carrier's.

    Attributes:
        id: operationId there.
        host: the argument here that names the application.
        parameters: path or query parameter there → argument here.
        query: those of `parameters` that are query parameters.
        members: member of the body there → argument here; None: the body goes as a whole.
        same: argument here → the argument that it must equal if it is given; it is not sent.
        tags: argument here → place in the body (`type`, `data.*.type`) that has the same value.
        returns: member of the response there → member here, where the names differ.
        first: the array of the response whose first item is the result; None: the whole response is.
    """

    id: str
    host: str
    parameters: Mapping[str, str] = _NO_NAMES
    query: tuple[str, ...] = ()
    members: Mapping[str, str] | None = None
    same: Mapping[str, str] = _NO_NAMES
    tags: Mapping[str, str] = _NO_NAMES
    returns: Mapping[str, str] = _NO_NAMES
    first: str | None = None

    def result(self, answer: Any) -> Any:
        """Return the result, with its members named as they are here; None if there is no first item.

        Raises:
            DecodingError: there is no array to take the first item of.
        """
        if self.first is not None:
            items = member(self.first, sequence, mapping(answer).get(self.first, UNSET))
            answer = items[0] if items else None
        if not self.returns or not isinstance(answer, dict):
            return answer
        return {self.returns.get(key, key): value for key, value in cast("dict[str, Any]", answer).items()}


class CarriedOperationBase(Operation[T]):
    """Base of the operations that an operation of another API carries out."""

    __slots__ = ()

    carrier: Carrier
    check: Check | None

    def application(self, path: Arguments) -> Any:
        """Return the caller's argument for the application: a subdomain, a URL or an application resource."""
        return path.get(self.carrier.host, "")

    def request(self, path: Arguments, query: Arguments, headers: Arguments, body: object) -> PreparedRequest:
        """Build the request of the carrying operation.

        Args:
            path: the caller's arguments by their names here; so are `query` and, where the body has members, `body`.
            query: see `path`.
            headers: sent unchanged.
            body: the arguments that become members of the body, or the body itself.

        Raises:
            ConfigurationError: an argument cannot be sent in its place, contradicts another, or the carrying operation does
                not take the body.
        """
        given = {**path, **query, **self._members(body)}
        self._same(given)
        in_path: dict[str, object] = {}
        in_query: dict[str, object] = {}
        for there, here in self.carrier.parameters.items():
            if there in self.carrier.query:
                in_query[there] = given.get(here, UNSET)
            else:
                in_path[there] = given.get(here, UNSET)
                segment(self.id, here, in_path[there])  # rejected under the name that the caller knows
        return super().request(in_path, in_query, headers, self._body(given, body))

    def _members(self, body: object) -> Arguments:
        """Return the arguments that become members of the body."""
        if self.carrier.members is None or not isinstance(body, Mapping):
            return {}
        return cast("Arguments", body)

    def _same(self, given: Arguments) -> None:
        for argument, other in self.carrier.same.items():
            said, meant = given.get(argument, UNSET), given.get(other, UNSET)
            if said is not UNSET and said != meant:
                raise ConfigurationError(
                    f"{self.id}: {argument} is {describe(said)}, but {other} is {describe(meant)}, and both say the "
                    f"same; leave {argument} out, or give it the value of {other}"
                )

    def _body(self, given: Arguments, body: object) -> Any:
        if self.body is None:
            return UNSET
        if self.carrier.members is not None:
            members = {there: given.get(here, UNSET) for there, here in self.carrier.members.items()}
            return {there: value for there, value in members.items() if value is not UNSET}
        if isinstance(body, Unset):
            return body
        said = {argument: given.get(argument, UNSET) for argument in self.carrier.tags}
        try:
            content = to_json(body)
            tags = {argument: to_json(value) for argument, value in said.items() if value is not UNSET}
        except (TypeError, ValueError) as error:
            raise ConfigurationError(f"{self.id}: the body cannot be sent: {error}") from error
        for argument, value in tags.items():
            self._tag(content, argument, value, self.carrier.tags[argument])
        if self.check is not None and not isinstance(body, Model):
            self._checked(content, self.check())
        return content

    def _tag(self, content: Any, argument: str, value: Any, place: str) -> None:
        """Set a tag in a body that has been copied from the caller's."""
        *owner, member = place.split(".")
        for path, found in _owners(content, owner, "body"):
            said = f"{self.id}: {argument} is {describe(value)}, but {path}"
            if isinstance(found, str):
                raise ConfigurationError(
                    f"{said} is {found}, so there is no {place}; pass what it belongs to, or leave {argument} out"
                )
            present = found.setdefault(member, value)
            if present != value:
                raise ConfigurationError(
                    f"{said}.{member} is {describe(present)}; leave {argument} out, or give it that value"
                )

    def _checked(self, content: Any, decode: Decode[Any]) -> None:
        try:
            to_json(decode(content))  # of a model, which knows its secrets
        except DecodingError as error:
            raise ConfigurationError(f"{self.id}: {error.inside('body')}; {self.carrier.id} takes no other") from None
        except ValueError as error:
            raise ConfigurationError(f"{self.id}: the body cannot be sent: {error}") from None

    def _decoded(self, decode: Decode[T], content: Any) -> T:
        return decode(self.carrier.result(content))


def _owners(content: Any, names: list[str], path: str) -> Iterator[tuple[str, dict[str, Any] | str]]:
    """Yield the objects at a place, with their paths; `*` stands for every item of an array.

    Where the path ends early, a description of the value found is yielded instead of an object.
    """
    if names[:1] == ["*"] and type(content) is list:
        for index, item in enumerate(sequence(content)):
            yield from _owners(item, names[1:], f"{path}[{index}]")
    elif names[:1] == ["*"] or not isinstance(content, dict):
        yield path, describe(content)
    elif names:
        yield from _owners(cast("dict[str, Any]", content).get(names[0], UNSET), names[1:], f"{path}.{names[0]}")
    else:
        yield path, cast("dict[str, Any]", content)


class CarriedOperation(CarriedOperationBase[T]):
    """Operation that an operation of another API carries out.

    Args:
        id: operationId; errors name it.
        carrier: the carrying operation, and the sources of its values.
        check: returns the decoder to check a body without a model with; None: no check.
        method, path, fixed, results, body, rate, headers: as for `Operation`, of the carrying operation.
    """

    __slots__ = ("carrier", "check")

    def __init__(
        self,
        id: str,
        method: str,
        path: str,
        *,
        fixed: Mapping[str, str],
        results: Mapping[int, Result[T] | None],
        carrier: Carrier,
        check: Check | None = None,
        body: str | None = None,
        rate: str = "default",
        headers: Mapping[str, str] = ACCEPT_JSON,
    ) -> None:
        super().__init__(id, method, path, fixed=fixed, results=results, body=body, rate=rate, headers=headers)
        self.carrier = carrier
        self.check = check


class CarriedPagedOperation(CarriedOperationBase[Page[T]], PagedOperation[T]):
    """Operation that a paged operation of another API carries out.

    Args:
        id: operationId; errors name it.
        carrier: the carrying operation, and the sources of its values.
        check: returns the decoder to check a body without a model with; None: no check.
        method, path, fixed, results, items, next_link, body, rate, headers: as for `PagedOperation`, of the carrying operation.
    """

    __slots__ = ("carrier", "check")

    def __init__(
        self,
        id: str,
        method: str,
        path: str,
        *,
        fixed: Mapping[str, str],
        results: Mapping[int, Result[Any] | None],
        items: str,
        next_link: str,
        carrier: Carrier,
        check: Check | None = None,
        body: str | None = None,
        rate: str = "default",
        headers: Mapping[str, str] = ACCEPT_JSON,
    ) -> None:
        super().__init__(
            id,
            method,
            path,
            fixed=fixed,
            results=results,
            items=items,
            next_link=next_link,
            body=body,
            rate=rate,
            headers=headers,
        )
        self.carrier = carrier
        self.check = check
