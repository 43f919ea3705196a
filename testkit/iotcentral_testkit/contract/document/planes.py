"""The APIs that a run can be about, and what each has of its own that no document says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from iotcentral._core.auth import SCOPE

from ...openapi.documents import documents
from ..exchange import Exchange
from ..judging.envelopes import data_plane_envelope, resource_manager_envelope

__all__ = ["ALL_VERSIONS", "CONNECTOR", "CONTROL", "DATA", "PLANES", "SERVED", "VERSIONS", "Plane", "package_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """One API, in all its versions.

    Attributes:
        name: for people.
        client: name of the client class of its packages; the asynchronous one has `Async` before it.
        packages: api-version → client package.
        scope: what tokens are asked for.
        question: operationId of something harmless that every good token may ask; None if its server is another API's.
        root: part of every path, behind which a path that is not known can be made.
        envelope: gives what is wrong with an error, as (subject, message) pairs.
        parts: of a run that it can be put through.
        advice: what to give as a token.
    """

    name: str
    client: str
    packages: dict[str, str]
    scope: str
    question: str | None
    root: str
    envelope: Callable[[Exchange], Iterator[tuple[str, str]]] = field(repr=False)
    parts: tuple[str, ...] = ("rules", "schemathesis", "clients")
    advice: str = "give an administrator's API token of this application"

    def __repr__(self) -> str:
        return self.name


DATA = Plane(
    name="data plane",
    client="IoTCentral",
    packages={version: f"iotcentral_v{version.replace('-', '_')}" for version in documents()},
    scope=SCOPE,
    question="Roles_List",
    root="/api/",
    envelope=data_plane_envelope,
)
CONTROL = Plane(
    name="control plane",
    client="IoTCentralManagement",
    packages={"2021-06-01": "iotcentral_management_v2021_06_01"},
    scope="https://management.azure.com/.default",
    question="Apps_ListBySubscription",
    root="/providers/",
    envelope=resource_manager_envelope,
    advice="give a bearer token for Azure Resource Manager of somebody who may write to the subscription",
)
CONNECTOR = Plane(
    name="connector",
    client="Connector",
    packages={"v3": "iotcentral_connector_v3"},
    scope=SCOPE,
    question=None,
    root="/",
    envelope=data_plane_envelope,
    parts=("rules", "clients"),
)
"""Its actions are carried out on the data plane; nothing of its own is served."""

PLANES = (DATA, CONTROL, CONNECTOR)
SERVED = (DATA, CONTROL)
"""The APIs that a server answers by itself."""

VERSIONS: tuple[str, ...] = tuple(DATA.packages)
"""The api-versions of the data plane."""

ALL_VERSIONS: tuple[str, ...] = tuple(version for plane in PLANES for version in plane.packages)
"""The api-versions whose documents are at hand, those of all APIs."""


def package_of(version: str) -> str:
    """Return the name of the client package of an api-version."""
    return next(plane.packages[version] for plane in PLANES if version in plane.packages)
