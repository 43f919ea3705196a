"""Planes: the APIs of IoT Central, with their client packages and facts that no document states."""

from __future__ import annotations

from dataclasses import dataclass

from iotcentral._core.scope import SCOPE

from .packages import CONTROL_PLANE, DATA_PLANE, ClientPackage, packages

__all__ = ["CONNECTOR", "CONTROL", "DATA", "PLANES", "SERVED", "Plane", "all_versions", "package_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """A plane: one API in all its versions.

    Attributes:
        name: for messages.
        client: name of the client class of its packages; the asynchronous one has `Async` before it.
        prefix: what the names of its packages begin with, before their versions.
        scope: of the tokens.
        question: operationId of a harmless request that every valid token may send; None if its server is another API's.
        root: prefix of every path.
        parts: of a contract run that apply to it.
        advice: on the token to use.
    """

    name: str
    client: str
    prefix: str
    scope: str
    question: str | None
    root: str
    parts: tuple[str, ...] = ("rules", "schemathesis", "clients")
    advice: str = "use an administrator's API token of this application"

    @property
    def packages(self) -> dict[str, str]:
        """Its client packages that are there, from the oldest to the newest: api-version → import name."""
        return {package.version: package.name for package in packages(self.prefix)}

    @property
    def versions(self) -> tuple[str, ...]:
        """The api-versions of its client packages, from the oldest to the newest."""
        return tuple(package.version for package in packages(self.prefix))

    def __repr__(self) -> str:
        return self.name


DATA = Plane(
    name="data plane",
    client="IoTCentral",
    prefix=DATA_PLANE,
    scope=SCOPE,
    question="Roles_List",
    root="/api/",
)
CONTROL = Plane(
    name="control plane",
    client="IoTCentralManagement",
    prefix=CONTROL_PLANE,
    scope="https://management.azure.com/.default",
    question="Apps_ListBySubscription",
    root="/providers/",
    advice="use a bearer token for Azure Resource Manager of a user who may write to the subscription",
)
CONNECTOR = Plane(
    name="connector",
    client="Connector",
    prefix="iotcentral_connector",
    scope=SCOPE,
    question=None,
    root="/",
    parts=("rules", "clients"),
)
"""Its actions are carried out on the data plane; nothing of its own is served."""

PLANES = (DATA, CONTROL, CONNECTOR)
SERVED = (DATA, CONTROL)
"""The APIs that a server implements itself."""


def all_versions() -> tuple[str, ...]:
    """Return the api-versions of all APIs whose client packages are there."""
    return tuple(version for plane in PLANES for version in plane.versions)


def package_of(version: str) -> ClientPackage:
    """Return the client package of an api-version."""
    return next(found for plane in PLANES for found in packages(plane.prefix) if found.version == version)
