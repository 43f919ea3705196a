"""The operations of a client package, with all that is needed to call them."""

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
from iotcentral.connector._mapping import Carried
from iotcentral.long_running._monitor import LongRunningOperation

from ...strategies import Request
from ..document.api import Api, Operation
from ..document.carriage import Carriage, carriage_of
from ..document.planes import CONNECTOR, CONTROL, package_of

__all__ = ["SECRET", "SUBSCRIPTION", "Target", "targets_of"]

SECRET: Final = "sr=fuzzed&sig=NeverShown&skn=clients"  # noqa: S105  # of no application
SUBSCRIPTION: Final = "8f3c1e52-6f0a-4b7e-9d41-2a5c7e90b136"
"""Id of a subscription that there is not."""


@dataclass(frozen=True)
class Target:
    """One operation.

    Attributes:
        api: the document.
        operation: as the document has it.
        name: resource and method of the clients, `devices.get`; the method alone where it is the client's own.
        client, async_client: the classes of the clients.
    """

    api: Api
    operation: Operation
    name: str
    client: type[BaseClient]
    async_client: type[AsyncBaseClient]

    @cached_property
    def carriage(self) -> Carriage | None:
        """How it is carried out; None where it stands for itself."""
        return carriage_of(self.operation)

    @property
    def wire(self) -> Operation:
        """The operation whose requests and answers are on the wire."""
        return self.carriage.operation if self.carriage is not None else self.operation

    @property
    def wire_api(self) -> Api:
        """The document of that operation."""
        return self.carriage.api if self.carriage is not None else self.api

    def result(self, content: Any) -> Any:
        """Return what the content of an answer has to become."""
        return self.carriage.result(content) if self.carriage is not None else content

    def addressed(self, request: Request, url: str) -> Request:
        """Return a call that goes to a server, where calls say where they go."""
        return request if self.carriage is None else replace(request, args=(url, *request.args[1:]))

    def given(self, request: Request) -> dict[str, Any]:
        """Return the arguments of a call by their names in Python."""
        method: Any = attrgetter(self.name)(self.client) if self.carriage is not None else None
        names = list(inspect.signature(method).parameters)[1:] if method is not None else []
        return {**dict(zip(names, request.args, strict=False)), **request.kwargs}

    @property
    def standing(self) -> dict[str, str]:
        """Path parameters that the client knows by itself."""
        return {"subscriptionId": SUBSCRIPTION} if self.api.plane is CONTROL else {}

    @property
    def token(self) -> str:
        """What the header `Authorization` of its requests says."""
        return f"Bearer {SECRET}" if self.api.plane is CONTROL else f"SharedAccessSignature {SECRET}"

    def open(
        self, url: str, transport: httpx.BaseTransport | httpx.AsyncBaseTransport, timeout: float, *, awaited: bool
    ) -> Any:
        """Make a client, which neither repeats requests nor holds them back.

        Args:
            url: of the server.
            transport: carries the requests, sync or async.
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


def targets_of(api: Api) -> Iterator[Target]:
    """Return the operations of a version's clients, in the order of the document."""
    package = package_of(api.version)
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
                resource = "" if isinstance(value, Carried) else f"{module.name}."
                yield value.id, f"{resource}{begin}{name.lower()}"
