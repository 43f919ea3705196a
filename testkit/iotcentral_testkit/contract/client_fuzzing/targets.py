"""The operations of a client package, with all that is needed to call them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from iotcentral.client import AsyncClient, Client
from iotcentral.operation import Operation as ClientOperation

from ..document.api import Api, Operation

__all__ = ["Target", "package_of", "targets_of"]


@dataclass(frozen=True)
class Target:
    """One operation.

    Attributes:
        api: the document.
        operation: as the document has it.
        name: resource and method of the clients, `devices.get`.
        client, async_client: the classes of the clients.
    """

    api: Api
    operation: Operation
    name: str
    client: type[Client]
    async_client: type[AsyncClient]


def package_of(version: str) -> str:
    """Give the name of the client package of an api-version."""
    return f"iotcentral_v{version.replace('-', '_')}"


def targets_of(api: Api) -> Iterator[Target]:
    """Give the operations of a version's clients, in the order of the document."""
    package = package_of(api.version)
    names = dict(_names(package))
    clients: Any = import_module(package)
    for operation in api.operations.values():
        yield Target(api, operation, names[operation.id], clients.IoTCentral, clients.AsyncIoTCentral)


def _names(package: str) -> Iterator[tuple[str, str]]:
    declared = import_module(f"{package}.operations")
    for module in iter_modules(declared.__path__):
        for name, value in vars(import_module(f"{declared.__name__}.{module.name}")).items():
            if isinstance(value, ClientOperation):
                yield value.id, f"{module.name}.{name.lower()}"
