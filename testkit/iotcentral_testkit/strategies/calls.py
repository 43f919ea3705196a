"""The strategies of client methods: arguments to call them with, and answers that a server may give."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any, NamedTuple

from hypothesis import strategies as st

from iotcentral.client import AsyncClient, Client

from .schemas import Parameters, Response, Schemas, schemas_of

__all__ = ["Request", "request", "response"]

AnyClient = Client | AsyncClient


@dataclass(frozen=True)
class Request:
    """The arguments of one call of a client's method.

    Attributes:
        args: the positional ones: path parameters, then the body, as a model.
        kwargs: the keyword ones: query parameters and headers; those that are absent are not sent.
        operation: resource and method, `devices.create`.
    """

    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    operation: str

    def call(self, app: AnyClient) -> Any:
        """Call the method of a client; gives and raises what it does (a pager for lists, an awaitable if async)."""
        return attrgetter(self.operation)(app)(*self.args, **self.kwargs)


class _Method(NamedTuple):
    """A method of a client, with the document that describes it."""

    schemas: Schemas
    operation_id: str
    signature: inspect.Signature
    models: Any


def request(client: type[AnyClient], operation: str) -> st.SearchStrategy[Request]:
    """Give the arguments of a client's method: all required ones, and others sometimes.

    They fit their schemas, which say nothing of the syntax of filters and orders, or of what exists in an application.

    Args:
        client: the client class of a package, `IoTCentral` or `AsyncIoTCentral`.
        operation: resource and method, `devices.create`.

    Raises:
        TypeError: the class is no client of a package.
        ValueError: it has no such operation.
    """
    return _request(_package(client), operation)


@cache
def _request(package: str, operation: str) -> st.SearchStrategy[Request]:
    method = _method(package, operation)

    def arranged(parameters: Parameters, body: Any) -> Request:
        values = {_squashed(name): value for part in parameters for name, value in part.items()}
        args: list[Any] = []
        kwargs: dict[str, Any] = {}
        for name, parameter in list(method.signature.parameters.items())[1:]:
            if parameter.kind is not parameter.KEYWORD_ONLY:
                args.append(body if name == "body" else values[_squashed(name)])
            elif _squashed(name) in values:
                kwargs[name] = values[_squashed(name)]
        return Request(tuple(args), kwargs, operation)

    return st.builds(arranged, method.schemas.parameters(method.operation_id), _bodies(method))


def response(client: type[AnyClient], operation: str) -> st.SearchStrategy[Response]:
    """Give the answers that the document allows for a client's method: status, headers and JSON body (None: no body).

    Successes and errors come equally often.

    Args:
        client: the client class of a package, `IoTCentral` or `AsyncIoTCentral`.
        operation: resource and method, `devices.get`.

    Raises:
        TypeError: the class is no client of a package.
        ValueError: it has no such operation.
    """
    method = _method(_package(client), operation)
    return method.schemas.responses(method.operation_id)


def _bodies(method: _Method) -> st.SearchStrategy[Any]:
    bodies = method.schemas.bodies(method.operation_id)
    schema: Mapping[str, Any] = method.schemas.body_schema(method.operation_id) or {}
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    cls: Any = getattr(method.models, name, None) if name else None
    return bodies if cls is None else bodies.map(cls.from_dict)


@cache
def _method(package: str, operation: str) -> _Method:
    resource, _, name = operation.partition(".")
    try:
        declared = getattr(import_module(f"{package}.operations.{resource}"), name.upper())
        methods = import_module(f"{package}.resources.{resource}")
    except (AttributeError, ModuleNotFoundError):
        raise ValueError(
            f"{package} has no operation {operation!r}; give resource and method, as in 'devices.create'"
        ) from None
    cls = next(getattr(methods, exported) for exported in methods.__all__ if not exported.endswith("Raw"))
    signature = inspect.signature(getattr(cls, name))
    return _Method(schemas_of(package), declared.id, signature, import_module(f"{package}.models"))


def _package(client: Any) -> str:
    """Find the package of a client class, or of a class made from one."""
    for base in getattr(client, "__mro__", ()):
        if "api_version" in vars(base):
            return str(base.__module__).rpartition(".")[0]
    raise TypeError(f"{client!r} is no client class of a package; use a class such as IoTCentral")


def _squashed(name: str) -> str:
    """Give the form in which a parameter has one name in the document and in Python: `If-Match`, `if_match`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
