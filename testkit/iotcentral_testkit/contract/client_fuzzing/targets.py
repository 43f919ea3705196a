"""Targets of client fuzzing: the operations of a client package, and how to call them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from operator import attrgetter
from pkgutil import iter_modules
from typing import Any, Final

import httpx

from iotcentral import NO_RETRY, ApiToken, BearerToken
from iotcentral._core.aio.client import AsyncBaseClient
from iotcentral._core.operation import Operation as ClientOperation
from iotcentral._core.sync.client import BaseClient
from iotcentral.connector._mapping import CarriedOperationBase
from iotcentral.long_running._monitor import LongRunningOperation

from ...openapi.api import Api
from ...openapi.connector_mapping import ConnectorMapping, mapping_of
from ...openapi.operations import ApiOperation
from ...openapi.planes import CONNECTOR, CONTROL, package_of
from ...strategies import Request

__all__ = ["SECRET", "SUBSCRIPTION", "Target", "missing_client", "targets_of"]

SECRET: Final = "sr=fuzzed&sig=NeverShown&skn=clients"  # noqa: S105  # of no application
SUBSCRIPTION: Final = "8f3c1e52-6f0a-4b7e-9d41-2a5c7e90b136"
"""Id of a subscription that does not exist."""


@dataclass(frozen=True)
class Target:
    """An operation of a client package.

    Attributes:
        api: the document.
        operation: as the document has it.
        name: resource and method of the clients, `devices.get`; the method alone where it is the client's own.
        client, async_client: the classes of the clients.
    """

    api: Api
    operation: ApiOperation
    name: str
    client: type[BaseClient]
    async_client: type[AsyncBaseClient]

    @cached_property
    def mapping(self) -> ConnectorMapping | None:
        """Its mapping to another API's operation; None where there is none."""
        return mapping_of(self.operation)

    @property
    def served(self) -> ApiOperation:
        """The operation whose requests and responses are exchanged."""
        return self.mapping.operation if self.mapping is not None else self.operation

    @property
    def served_api(self) -> Api:
        """The document of that operation."""
        return self.mapping.api if self.mapping is not None else self.api

    def result(self, content: Any) -> Any:
        """Return the result that the content of a response maps to."""
        return self.mapping.result(content) if self.mapping is not None else content

    def addressed(self, request: Request, url: str) -> Request:
        """Return a call with the address of a server, where calls have one."""
        return request if self.mapping is None else replace(request, args=(url, *request.args[1:]))

    def given(self, request: Request) -> dict[str, Any]:
        """Return the arguments of a call by their Python names."""
        method: Any = attrgetter(self.name)(self.client) if self.mapping is not None else None
        names = list(inspect.signature(method).parameters)[1:] if method is not None else []
        return {**dict(zip(names, request.args, strict=False)), **request.kwargs}

    @property
    def standing(self) -> dict[str, str]:
        """Path parameters that the client sets itself."""
        return {"subscriptionId": SUBSCRIPTION} if self.api.plane is CONTROL else {}

    @property
    def token(self) -> str:
        """Value of the header `Authorization` of its requests."""
        return f"Bearer {SECRET}" if self.api.plane is CONTROL else f"SharedAccessSignature {SECRET}"

    def open(
        self, url: str, transport: httpx.BaseTransport | httpx.AsyncBaseTransport, timeout: float, *, awaited: bool
    ) -> Any:
        """Create a client without retries and rate limits.

        Args:
            url: of the server.
            transport: sends the requests, sync or async.
            timeout: seconds for each phase of a request.
            awaited: whether it is the asynchronous client.
        """
        made: Any = self.async_client if awaited else self.client
        options: dict[str, Any] = {"transport": transport, "timeout": timeout, "retry": NO_RETRY, "limiter": None}
        if self.api.plane is CONTROL:
            return made(SUBSCRIPTION, BearerToken(SECRET), endpoint=url, **options)
        if self.api.plane is CONNECTOR:
            return made(ApiToken(self.token), **options)
        return made(url, ApiToken(self.token), **options)


def missing_client(api: Api) -> str:
    """Return why the clients of a version cannot be called: its package has its document alone; empty if they can."""
    package = package_of(api.version)
    if (package.folder / "client.py").is_file():
        return ""
    return f"the package {package.name} has a document, but no client; iotcentral-generator generate writes it"


def targets_of(api: Api) -> Iterator[Target]:
    """Return the operations of a version's clients, in the order of the document."""
    package = package_of(api.version).name
    names = dict(_names(package))
    clients: Any = import_module(package)
    for operation in api.operations.values():
        if "x-ms-trigger" in operation.node:
            continue  # nothing is sent for it
        name = api.plane.client
        yield Target(api, operation, names[operation.id], getattr(clients, name), getattr(clients, f"Async{name}"))


def _names(package: str) -> Iterator[tuple[str, str]]:
    declared = import_module(f"{package}.operations")
    for module in iter_modules(declared.__path__):
        for name, value in vars(import_module(f"{declared.__name__}.{module.name}")).items():
            if isinstance(value, ClientOperation):
                begin = "begin_" if isinstance(value, LongRunningOperation) else ""
                resource = "" if isinstance(value, CarriedOperationBase) else f"{module.name}."
                yield value.id, f"{resource}{begin}{name.lower()}"
