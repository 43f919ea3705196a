"""API documents as the contract kit reads them: operations and families of resources."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import unquote_to_bytes

from .documents import METHODS, Document, document_in
from .families import Family, families_of
from .narrowing import without_operations
from .operations import ApiOperation
from .packages import packages
from .planes import CONTROL, PLANES, Plane, package_of

__all__ = ["Api"]


class Api:
    """API document of one api-version.

    Args:
        version: one of `planes.all_versions()`.
        without: operationIds that are left out, for a server that does not have them.
    """

    def __init__(self, version: str, without: Collection[str] = ()) -> None:
        self.version = version
        self.without = frozenset(without)
        self.plane: Plane = next(plane for plane in PLANES if version in plane.versions)
        # as the control plane's is served, so that a document is read once in a process that does both
        cased: dict[str, bool] = {"any_case": True} if self.plane is CONTROL else {}
        self.any_case = bool(cased)
        self.document = document_in(package_of(version).folder, **cased)
        if without:
            self.document = Document(without_operations(self.document.content, self.without), **cased)
        self.content: dict[str, Any] = self.document.content
        self.operations: dict[str, ApiOperation] = {}
        for path, item in self.content["paths"].items():
            for method in METHODS:
                if method.lower() in item:
                    operation = ApiOperation(self.document, method, path, item[method.lower()])
                    self.operations[operation.id] = operation

    def named(self, id: str) -> ApiOperation | None:
        """Return the operation of an id; one that this version renamed is found at the path that older ones have it at.

        Returns:
            The operation; None if the version has no such operation.
        """
        found = self.operations.get(id)
        if found is not None:
            return found
        known = {document.operations[id].shape for document in self._older if id in document.operations}
        return next(
            (self.operations[route.id] for route in self.document.operations.values() if route.shape in known), None
        )

    def at(self, method: str, path: str) -> ApiOperation | None:
        """Return the operation of a method at a path; None if there is none."""
        return next((found for found in self.operations.values() if (found.method, found.path) == (method, path)), None)

    @property
    def title(self) -> str:
        """What the document is called in messages."""
        return f"the server's part of api-version {self.version}" if self.without else f"api-version {self.version}"

    @cached_property
    def absent_resources(self) -> frozenset[str]:
        """The resources of the version whose items cannot be created, because their operations are left out."""
        if not self.without:
            return frozenset()
        whole = {family.name for family in Api(self.version).families}
        return frozenset(whole - {family.name for family in self.families})

    @cached_property
    def question(self) -> str | None:
        """The operationId of a harmless request that every valid token may send; None if there is none."""
        return next(iter(self.questions), None)

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The operationIds of harmless requests, the one that every valid token may send first."""
        named = self.named(self.plane.question or "")
        reading = [found.id for found in self.operations.values() if found.method == "GET" and not found.names]
        return tuple(dict.fromkeys([*([named.id] if named is not None else []), *reading]))

    @cached_property
    def families(self) -> list[Family]:
        """The families of resources, in the order of the document.

        One that this version has under another resource has the name by which older versions know what is at its path.
        """
        known = {
            route.shape: route.id.partition("_")[0]
            for document in self._older
            for route in document.operations.values()
            if route.method == "PUT"
        }
        own = {operation.resource for operation in self.operations.values()}
        found: list[Family] = []
        for family in families_of(self.operations.values()):
            name = known.get(self.document.operations[family.create.id].shape, family.create.resource)
            renamed = name if name not in own else family.create.resource
            found.append(replace(family, name=family.name.replace(family.create.resource, renamed, 1)))
        return found

    @property
    def _older(self) -> list[Document]:
        """The documents of the other versions."""
        cased: dict[str, bool] = {"any_case": True} if self.any_case else {}
        found = packages(self.plane.prefix)
        return [document_in(package.folder, **cased) for package in found if package.version != self.version]

    @property
    def resources(self) -> list[str]:
        """The names of the resources (`Devices`), in the order of the document."""
        return list(dict.fromkeys(operation.resource for operation in self.operations.values()))

    def match(self, method: str, raw_path: bytes) -> tuple[ApiOperation, dict[str, str]] | None:
        """Find the operation of a request, with its path parameters; None if there is none."""
        try:
            unquote_to_bytes(raw_path).decode()
        except UnicodeDecodeError:
            return None  # the path is not valid in any document
        found = self.document.match(raw_path)
        known = found.operations.get(method) if found else None
        if found is None or known is None:
            return None
        operation = self.operations[known.id]
        return operation, dict(zip(operation.names, found.segments, strict=True))

    def resolve(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Follow a reference."""
        return self.document.resolve(dict(schema))
