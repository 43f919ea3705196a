"""Published documents from which packages are made, each adopted into a folder of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from . import swagger_facts
from .adoption import adopted
from .social import social

__all__ = ["PUBLISHED", "Published", "read", "write_document"]

_FOLDER = Path(__file__).with_name("published")
_SECRETS = dict.fromkeys(("token", "connectionString", "clientSecret", "primaryKey", "secondaryKey"), True)
_UNUSED = ("CommandConfiguration", "DestinationExport", "ExportDestination", "MapFormatConfiguration")


class Published(NamedTuple):
    """A document, and what is made of it.

    Attributes:
        distribution: the name of the package.
        document: returns it, adopted.
        operations: how many it has.
    """

    distribution: str
    document: Callable[[], dict[str, Any]]
    operations: int

    @property
    def package(self) -> str:
        """The import name of the package."""
        return self.distribution.replace("-", "_")


def read(name: str) -> dict[str, Any]:
    """Return a document of the folder `published`, as it stands there."""
    return dict(yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def _contract(version: str, unused: tuple[str, ...] = ()) -> dict[str, Any]:
    document = swagger_facts.in_openapi(swagger_facts.facts(version), version)
    return adopted(document, f"contract-{version}", "Contract", _SECRETS, unused)


PUBLISHED = (
    Published("petstore", lambda: adopted(read("petstore"), "petstore", "PetStore"), 18),
    Published("paging", lambda: adopted(read("paging"), "paging", "Paging"), 7),
    Published(
        "social", lambda: adopted(social(), "social", "Social", {"next_token": False, "previous_token": False}), 210
    ),
    Published("contract-2022-07-31", lambda: _contract("2022-07-31"), 96),
    Published("contract-2022-10-31-preview", lambda: _contract("2022-10-31-preview", _UNUSED), 120),
)


def write_document(document: dict[str, Any], folder: Path) -> None:
    """Write a document as the root of a folder; JSON is YAML, and has a line for each node."""
    folder.mkdir(parents=True)
    (folder / "openapi.yaml").write_text(json.dumps(document, indent=1, ensure_ascii=False), encoding="utf-8")
