"""The strategies of client methods: arguments to call them with, and answers that a server may give."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any, NamedTuple

from hypothesis import strategies as st

from iotcentral._core.aio.client import AsyncBaseClient
from iotcentral._core.model import Model
from iotcentral._core.sync.client import BaseClient

from ..openapi.json_types import is_array, is_object
from .schemas import Parameters, Response, Schemas, schemas_of

__all__ = ["Request", "request", "response"]

AnyClient = BaseClient | AsyncBaseClient


@dataclass(frozen=True)
class Request:
    """The arguments of one call of a client's method.

    Attributes:
        args: the positional ones: path parameters, then the body, as a model; JSON too where the method takes both.
        kwargs: the keyword ones: query parameters, headers, and the members of a body that the method takes one by
            one; those that are absent are not sent.
        operation: resource and method, `devices.create`; the method alone where it is the client's own.
    """

    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    operation: str

    def call(self, app: AnyClient) -> Any:
        """Call the method of a client; gives and raises what it does.

        That is a pager for lists, a poller for what the service goes on with, and an awaitable if async.
        """
        return attrgetter(self.operation)(app)(*self.args, **self.kwargs)


class _Method(NamedTuple):
    """A method of a client, with the document that describes it."""

    schemas: Schemas
    operation_id: str
    signature: inspect.Signature
    models: Any

    @property
    def node(self) -> Mapping[str, Any]:
        """The operation as the document has it."""
        return self.schemas.operation(self.operation_id)

    @property
    def carrier(self) -> Mapping[str, Any]:
        """What carries the operation out on another API; empty if nothing has to."""
        found: Mapping[str, Any] = self.node.get("x-data-plane-operation", {})
        return found


def request(client: type[AnyClient], operation: str) -> st.SearchStrategy[Request]:
    """Return the arguments of a client's method: all required ones, and others sometimes.

    They fit their schemas, which say nothing of the syntax of filters and orders, or of what exists in an application.
    Those that have to agree with another argument do.

    Args:
        client: the client class of a package, `IoTCentral` or `AsyncIoTCentral`.
        operation: resource and method, `devices.create` or `apps.begin_update`; the method alone, `list_devices`, where
            it is the client's own.

    Raises:
        TypeError: the class is no client of a package.
        ValueError: it has no such operation.
    """
    return _request(_own(client), operation)


@cache
def _request(client: Any, operation: str) -> st.SearchStrategy[Request]:
    method = _method(client, operation)
    flattened = method.node.get("requestBody", {}).get("x-ms-client-flatten", False)

    def arranged(parameters: Parameters, body: Any) -> Request:
        parts = [*parameters, body] if flattened else parameters
        values = {_squashed(name): value for part in parts for name, value in part.items()}
        _agree(values, body, method.carrier)
        args: list[Any] = []
        kwargs: dict[str, Any] = {}
        for name, parameter in list(method.signature.parameters.items())[1:]:
            if parameter.kind is not parameter.KEYWORD_ONLY:
                args.append(body if name == "body" else values[_squashed(name)])
            elif _squashed(name) in values:
                kwargs[name] = values[_squashed(name)]
        return Request(tuple(args), kwargs, operation)

    bodies = method.schemas.bodies(method.operation_id) if flattened else _bodies(method)
    return st.builds(arranged, method.schemas.parameters(method.operation_id), bodies)


def response(client: type[AnyClient], operation: str) -> st.SearchStrategy[Response]:
    """Return the answers that the document allows for a client's method: status, headers and JSON body (None: no body).

    Successes and errors come equally often. Of an operation that another API carries out, they are what that API says;
    of one that the service goes on with, the answers to its first request.

    Args:
        client: the client class of a package, `IoTCentral` or `AsyncIoTCentral`.
        operation: as for `request`.

    Raises:
        TypeError: the class is no client of a package.
        ValueError: it has no such operation.
    """
    return _response(_own(client), operation)


@cache
def _response(client: Any, operation: str) -> st.SearchStrategy[Response]:
    method = _method(client, operation)
    answers = method.schemas.responses(method.operation_id)
    first: str | None = method.carrier.get("first")
    there: dict[str, str] = {here: there for there, here in method.carrier.get("returns", {}).items()}
    if first is None and not there:
        return answers

    def carried(answer: Response, items: int) -> Response:
        body = answer.body
        if answer.status >= 400:
            return answer
        if is_object(body):
            body = {there.get(name, name): value for name, value in body.items()}
        return answer._replace(body=body if first is None else {first: [body] * items})

    return st.builds(carried, answers, st.integers(0, 2))


def _bodies(method: _Method) -> st.SearchStrategy[Any]:
    bodies = method.schemas.bodies(method.operation_id)
    schema: Mapping[str, Any] = method.schemas.body_schema(method.operation_id) or {}
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    cls: Any = getattr(method.models, name, None) if name else None
    if cls is None:
        return bodies
    decoded = bodies.map(cls.from_dict)
    return bodies | decoded if method.node["requestBody"].get("x-dynamic") else decoded


def _agree(values: dict[str, Any], body: Any, carrier: Mapping[str, Any]) -> None:
    """Bring arguments into line with what says the same: those that repeat another, and the tags of a body."""
    for name, other in carrier.get("same", {}).items():
        if _squashed(name) in values:
            values[_squashed(name)] = values[_squashed(other)]
    content = body.to_body() if isinstance(body, Model) else body
    for name, place in carrier.get("tags", {}).items():
        tags = list(_found(content, place.split(".")))
        drawn = values.pop(_squashed(name), None)
        if drawn is not None and tags and tags[0] is not None and tags.count(tags[0]) == len(tags):
            values[_squashed(name)] = tags[0]


def _found(content: Any, place: list[str]) -> Iterator[Any]:
    """Return what a body has at a place; `*` stands for every item, and None for what is not there."""
    if not place:
        yield content
    elif place[0] == "*" and is_array(content):
        for item in content:
            yield from _found(item, place[1:])
    else:
        yield from _found(content.get(place[0]) if is_object(content) else None, place[1:])


@cache
def _method(client: Any, operation: str) -> _Method:
    package = client.__module__.rpartition(".")[0]
    resource, _, name = operation.rpartition(".")
    try:
        method = getattr(_resource(package, resource) if resource else client, name)
        operations = import_module(f"{package}.operations.{method.__module__.rpartition('.')[2]}")
        declared = getattr(operations, name.removeprefix("begin_").upper())
    except (AttributeError, ModuleNotFoundError):
        raise ValueError(
            f"{package} has no operation {operation!r}; give resource and method, as in 'devices.create', "
            "or the method alone if it is the client's own"
        ) from None
    return _Method(schemas_of(package), declared.id, inspect.signature(method), import_module(f"{package}.models"))


def _resource(package: str, name: str) -> Any:
    methods = import_module(f"{package}.resources.{name}")
    return next(getattr(methods, exported) for exported in methods.__all__ if not exported.endswith("Raw"))


def _own(client: Any) -> Any:
    """Find the client class of the package itself, which a class may be made from."""
    for base in getattr(client, "__mro__", ()):
        if "api_version" in vars(base):
            return base
    raise TypeError(f"{client!r} is no client class of a package; use a class such as IoTCentral")


def _squashed(name: str) -> str:
    """Return the form in which a parameter has one name in the document and in Python: `If-Match`, `if_match`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
