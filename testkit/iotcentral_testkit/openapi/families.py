"""Families of resources, found in the document: what is created, read, listed, changed and removed at one path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .operations import ApiOperation

__all__ = ["Family", "families_of"]


@dataclass(frozen=True, slots=True)
class Family:
    """A family: resources of one kind.

    Attributes:
        name: the resource of its operations (`Devices`); for what is below an item, followed by the rest of its path
            (`Devices/attestation`, `Devices/relationships`).
        path: of one item.
        create, get: PUT and GET of one item.
        list, update, remove: GET of the collection, PATCH and DELETE of one item, where the document has them.
    """

    name: str
    path: str
    create: ApiOperation
    get: ApiOperation
    list: ApiOperation | None
    update: ApiOperation | None
    remove: ApiOperation | None

    @property
    def id_parameter(self) -> str | None:
        """The path parameter that names an item; None where there is a single item per path."""
        last = self.path.rpartition("/")[2]
        return last[1:-1] if last.startswith("{") else None

    @property
    def parents(self) -> tuple[str, ...]:
        """The path parameters that name the parents of an item."""
        names = [part[1:-1] for part in self.path.split("/") if part.startswith("{")]
        return tuple(name for name in names if name != self.id_parameter)

    @property
    def stores(self) -> bool:
        """Whether the response to a PUT is the stored item, rather than the state of work that goes on."""
        return self.create.success in {200, 201} and not self.create.long_running

    @property
    def lasts(self) -> bool:
        """Whether a PUT creates an item that exists until it is removed, at once or some time later."""
        return self.stores or self.create.long_running

    def __repr__(self) -> str:
        return self.name


def families_of(operations: Iterable[ApiOperation]) -> list[Family]:
    """Return the families of a document: every path with PUT and GET."""
    at = {(operation.path, operation.method): operation for operation in operations}
    found: list[Family] = []
    for (path, method), create in at.items():
        get = at.get((path, "GET"))
        if method == "PUT" and get is not None:
            collection = at.get((path.rpartition("/")[0], "GET"))
            found.append(
                Family(
                    name=_name(create, path),
                    path=path,
                    create=create,
                    get=get,
                    list=collection if collection is not None and collection.pageable else None,
                    update=at.get((path, "PATCH")),
                    remove=at.get((path, "DELETE")),
                )
            )
    return found


def _name(create: ApiOperation, path: str) -> str:
    # the segments before the provider name the subscription and the resource group
    parts = path.rpartition("/providers/")[2].split("/")
    items = [number for number, part in enumerate(parts) if part.startswith("{")]
    below = [part for part in parts[items[0] + 1 :] if not part.startswith("{")] if items else []
    return "/".join([create.resource, *below])
