"""The generated client packages, with what a test needs to go through everything that their documents name."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from importlib import resources
from typing import Any, NamedTuple

import orjson
from iotcentral_testkit.openapi.planes import CONNECTOR as CONNECTOR_PLANE
from iotcentral_testkit.openapi.planes import CONTROL, DATA, PLANES

from .names import method_of, resource_of

__all__ = ["ALL_PACKAGES", "CONNECTOR", "MANAGEMENT", "PACKAGES", "DocumentedOperation", "Package"]

METHODS = ("get", "put", "post", "patch", "delete")


class Package:
    """One generated package and its document."""

    def __init__(self, name: str, client: str = "IoTCentral") -> None:
        self.name = name
        self.module = importlib.import_module(name)
        self.models = importlib.import_module(f"{name}.models")
        self.client: Any = getattr(self.module, client)
        self.async_client: Any = getattr(self.module, f"Async{client}")
        self.document: dict[str, Any] = orjson.loads(resources.files(name).joinpath("openapi.json").read_bytes())

    @property
    def schemas(self) -> dict[str, Any]:
        """The component schemas."""
        found: dict[str, Any] = self.document["components"]["schemas"]
        return found

    @property
    def objects(self) -> list[str]:
        """The names of the schemas that have a model class."""
        return [name for name in self.schemas if hasattr(getattr(self.models, name), "from_dict")]

    @property
    def unions(self) -> dict[str, dict[str, str]]:
        """The discriminated unions: name → tag → name of the variant."""
        return {
            name: {tag: ref.rsplit("/", 1)[-1] for tag, ref in schema["discriminator"]["mapping"].items()}
            for name, schema in self.schemas.items()
            if "discriminator" in schema
        }

    def resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        """Follow a reference."""
        while "$ref" in node:
            found: Any = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node

    def operations(self) -> Iterator[DocumentedOperation]:
        """Go through the operations of the document."""
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    yield DocumentedOperation(self, method.upper(), path, item[method])

    def __repr__(self) -> str:
        return self.name


class DocumentedOperation(NamedTuple):
    """An operation as the document describes it, with its worked example."""

    package: Package
    method: str
    path: str
    node: dict[str, Any]

    @property
    def id(self) -> str:
        """The operationId."""
        found: str = self.node["operationId"]
        return found

    @property
    def resource(self) -> str:
        """The resource that it belongs to, which is its tag."""
        found: str = self.node["tags"][0]
        return found

    @property
    def method_name(self) -> str:
        """The name of its method: `create`, `begin_update`, `list_devices`."""
        return f"{'begin_' if self.is_long_running else ''}{method_of(self.id)}"

    @property
    def call(self) -> str:
        """How a client gives its method: `devices.create`, or `list_devices` where it is the client's own."""
        return f"{resource_of(self.id)}.{self.method_name}" if "_" in self.id else self.method_name

    @property
    def is_long_running(self) -> bool:
        """Whether the service goes on with it after its answer."""
        return bool(self.node.get("x-ms-long-running-operation"))

    @property
    def is_pageable(self) -> bool:
        """Whether it gives its items page by page."""
        return "x-ms-pageable" in self.node

    @property
    def is_trigger(self) -> bool:
        """Whether the service calls, and not the client."""
        return "x-ms-trigger" in self.node

    @property
    def carrier(self) -> dict[str, Any]:
        """What carries it out on the data plane; empty if nothing has to."""
        found: dict[str, Any] = self.node.get("x-data-plane-operation", {})
        return found

    @property
    def flattened(self) -> dict[str, Any]:
        """The members of the body that the method takes one by one, with their schemas."""
        if not self.node.get("requestBody", {}).get("x-ms-client-flatten"):
            return {}
        _, media = self.request_media or ("", {})
        found: dict[str, Any] = self.package.resolve(media["schema"])["properties"]
        return found

    @property
    def takes_body(self) -> bool:
        """Whether the method takes a body as a whole."""
        return self.request_media is not None and not self.flattened and not self.is_trigger

    @property
    def parameters(self) -> list[dict[str, Any]]:
        """The parameters, resolved."""
        return [self.package.resolve(parameter) for parameter in self.node.get("parameters", [])]

    @property
    def success(self) -> tuple[int, dict[str, Any]]:
        """The documented success: status and response."""
        status = next(status for status in self.node["responses"] if status.startswith("2"))
        return int(status), self.package.resolve(self.node["responses"][status])

    @property
    def request_media(self) -> tuple[str, dict[str, Any]] | None:
        """The media type that a client sends, with its description; None without a body."""
        content = self.node.get("requestBody", {}).get("content")
        return next(iter(content.items())) if content else None

    def __repr__(self) -> str:
        return f"{self.package}-{self.id}"


_FOUND = {plane: [Package(name, plane.client) for name in plane.packages.values()] for plane in PLANES}

PACKAGES = _FOUND[DATA]
"""The data plane, version by version: what is in generated/, of which no list is kept."""

MANAGEMENT = _FOUND[CONTROL][-1]
CONNECTOR = _FOUND[CONNECTOR_PLANE][-1]

ALL_PACKAGES = [package for packages in _FOUND.values() for package in packages]
