"""Authored document as it is loaded: all api-versions in one, with positions and the settings of its packages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..document.nodes import Key
from ..document.versions import VersionLines
from ..problems import Position

__all__ = ["FIRST_RELEASE", "RELEASE", "CarrierLink", "PackageSettings", "Spec"]

RELEASE = re.compile(r"(?P<major>\d+)\.(?P<minor>\d+)\.(?P<patch>\d+)(?:b(?P<beta>\d+))?")
"""The form of a distribution's version: `1.2.0`, or `1.2.0b1` for a pre-release (PEP 440)."""

FIRST_RELEASE = "0.1.0"
"""The version of a distribution of which the document says none; a preview's is its first pre-release."""


@dataclass(frozen=True)
class PackageSettings:
    """Settings of the packages that are generated from a document (`x-package`).

    In the texts `{api-version}` stands for the version.

    Attributes:
        distribution: the name of the distribution.
        version: the version of the distributions; each may have one of its own in `versions`.
        client: the name of the client class.
        description: one line about the package.
        example: Python code for its README; `{package}` stands for the import name.
        base: the class of the runtime from which the client is derived; its module has an `Async` form of it.
        methods: the resource of the operations whose operationIds name none: they are methods of the client itself.
        author: who publishes the packages.
        repository: the URL of the project's repository, from which the other URLs of the project follow.
        requires: the requirement on the runtime.
        versions: api-version → version of its distribution.
    """

    distribution: str
    version: str
    client: str
    description: str
    example: str
    base: str = "iotcentral._core.clients.Client"
    methods: str = ""
    author: str = ""
    repository: str = ""
    requires: str = "iotcentral>=0.1,<0.2"
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def base_module(self) -> str:
        """The module of the class from which the client is derived."""
        return self.base.rpartition(".")[0]

    @property
    def base_class(self) -> str:
        """The class from which the client is derived."""
        return self.base.rpartition(".")[2]

    def name(self, api_version: str) -> str:
        """Return the distribution's name for one api-version."""
        return self.distribution.replace("{api-version}", api_version)


@dataclass(frozen=True)
class CarrierLink:
    """The document whose operations carry out those of this one (`x-carrier`).

    Attributes:
        spec: the other document.
        api_version: its version.
        host: the parameter here that holds the address of the other API.
        prefix: the prefix of the names of schemas that are copied from it.
    """

    spec: Spec
    api_version: str
    host: str
    prefix: str


@dataclass(frozen=True)
class Spec:
    """An authored document: all api-versions in one.

    Attributes:
        root: the file of its root.
        document: its content, without the settings of its root.
        lines: its api-versions, of the stable and of the preview line.
        positions: key of a node → where it is authored.
        carrier: the document that carries its operations out, if there is one.
        revised: the released versions whose contracts are changed on purpose (`x-revised`).
        memory: what later stages derived from it and read more than once, by names of their own.
    """

    root: Path
    document: dict[str, Any]
    lines: VersionLines
    package: PackageSettings
    positions: Mapping[Key, Position] = field(repr=False)
    carrier: CarrierLink | None = field(default=None, repr=False)
    revised: tuple[str, ...] = ()
    memory: dict[tuple[str, str], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def versions(self) -> tuple[str, ...]:
        """Its api-versions, in order."""
        return self.lines.all

    def settings(self, version: str) -> PackageSettings:
        """Return the settings of the package of an api-version, with the version of its distribution.

        A package of the preview line is a pre-release, by PEP 440.
        """
        package = self.package
        released = package.versions.get(version, package.version)
        if version in self.lines.preview and version not in package.versions and not re.search("[a-z]", released):
            released += "b1"
        return replace(package, version=released)

    def position(self, key: Key) -> Position:
        """Return the position of a node, or of the nearest node above it that was authored."""
        while key not in self.positions:
            key = key[:-1]
        return self.positions[key]
