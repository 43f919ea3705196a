"""Planes: the APIs of IoT Central, with their client packages and facts that no document states."""

from __future__ import annotations

from dataclasses import dataclass

from iotcentral._core.auth import SCOPE

from .documents import documents

__all__ = ["ALL_VERSIONS", "CONNECTOR", "CONTROL", "DATA", "PLANES", "SERVED", "VERSIONS", "Plane", "package_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """A plane: one API in all its versions.

    Attributes:
        name: for messages.
        client: name of the client class of its packages; the asynchronous one has `Async` before it.
        packages: api-version → client package.
        scope: of the tokens.
        question: operationId of a harmless request that every valid token may send; None if its server is another API's.
        root: prefix of every path.
        parts: of a contract run that apply to it.
        advice: on the token to use.
    """

    name: str
    client: str
    packages: dict[str, str]
    scope: str
    question: str | None
    root: str
    parts: tuple[str, ...] = ("rules", "schemathesis", "clients")
    advice: str = "use an administrator's API token of this application"

    def __repr__(self) -> str:
        return self.name


DATA = Plane(
    name="data plane",
    client="IoTCentral",
    packages={version: f"iotcentral_v{version.replace('-', '_')}" for version in documents()},
    scope=SCOPE,
    question="Roles_List",
    root="/api/",
)
CONTROL = Plane(
    name="control plane",
    client="IoTCentralManagement",
    packages={"2021-06-01": "iotcentral_management_v2021_06_01"},
    scope="https://management.azure.com/.default",
    question="Apps_ListBySubscription",
    root="/providers/",
    advice="use a bearer token for Azure Resource Manager of a user who may write to the subscription",
)
CONNECTOR = Plane(
    name="connector",
    client="Connector",
    packages={"v3": "iotcentral_connector_v3"},
    scope=SCOPE,
    question=None,
    root="/",
    parts=("rules", "clients"),
)
"""Its actions are carried out on the data plane; nothing of its own is served."""

PLANES = (DATA, CONTROL, CONNECTOR)
SERVED = (DATA, CONTROL)
"""The APIs that a server implements itself."""

VERSIONS: tuple[str, ...] = tuple(DATA.packages)
"""The api-versions of the data plane."""

ALL_VERSIONS: tuple[str, ...] = tuple(version for plane in PLANES for version in plane.packages)
"""The api-versions of all APIs whose documents are installed."""


def package_of(version: str) -> str:
    """Return the name of the client package of an api-version."""
    return next(plane.packages[version] for plane in PLANES if version in plane.packages)
