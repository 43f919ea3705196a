"""Subscription of an emulator: the applications of its resource groups, as the store holds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from ..state.application import Application
from . import app_resources

if TYPE_CHECKING:
    from ..state.clock import Clock
    from ..state.identity import Identity
    from ..state.store import Store

__all__ = ["GROUP", "OPERATION", "RESOURCE", "AzureSubscription", "Hosting"]

GROUP = "emulator"
"""The resource group of the applications that the emulator has from the start."""

RESOURCE, OPERATION = "iotApp", "operation"
"""Kinds of the stored applications and operations."""

_NAME = "_subscription"
"""Name under which its documents are stored; no application can have it."""


class Hosting(Protocol):
    """Host of the data planes of applications, by their subdomains."""

    def serve(self, name: str, origin: str) -> None:
        """Serve a subdomain from now on."""
        ...

    def rename(self, name: str, to: str) -> None:
        """Serve an application under another subdomain."""
        ...

    def withdraw(self, name: str) -> None:
        """Stop serving a subdomain, and delete what its application held."""
        ...


class AzureSubscription(Application):
    """The one subscription of an emulator; tokens are issued for its tenant.

    Args:
        store: holds its documents.
        clock: tells the time.
        identity: draws its ids.
        hosting: serves the data planes.
    """

    def __init__(self, store: Store, clock: Clock, identity: Identity, hosting: Hosting) -> None:
        super().__init__(_NAME, store, clock, identity)
        self.id = identity.guid("subscription")
        self.tenant_id = identity.guid("tenant")
        self.hosting = hosting

    def resource(self, group: str, name: str) -> dict[str, Any] | None:
        """Return an application, or None."""
        found: dict[str, Any] | None = self.get(RESOURCE, app_resources.key(group, name))
        return found

    def keep(self, resource: dict[str, Any]) -> None:
        """Store an application, with a new etag."""
        resource = {**resource, "etag": self.identity.guid()}
        self.put(RESOURCE, app_resources.key(resource["resourceGroup"], resource["name"]), resource)

    def forget(self, resource: dict[str, Any]) -> None:
        """Remove an application from its resource group."""
        self.delete(RESOURCE, app_resources.key(resource["resourceGroup"], resource["name"]))

    def resources(self) -> Iterator[dict[str, Any]]:
        """Return all applications, in the order of their creation."""
        for stored in self.all(RESOURCE):
            yield stored.content

    def served_as(self, subdomain: str) -> dict[str, Any] | None:
        """Return the application that answers under a subdomain, or None."""
        found = (one for one in self.resources() if one["served"] and one["properties"]["subdomain"] == subdomain)
        return next(found, None)

    def knows(self, name: str) -> bool:
        """Return whether a name is taken for an application of the emulator's own."""
        return self.served_as(name) is not None or self.resource(GROUP, app_resources.valid_name(name)) is not None

    def adopt(self, name: str) -> dict[str, Any]:
        """Return the resource of an application that the emulator has by itself; it is created if there is none."""
        shown = app_resources.valid_name(name)
        found = self.served_as(name) or self.resource(GROUP, shown)
        if found is None:
            found = app_resources.adopted(GROUP, shown, name)
            # nothing is drawn for it: the ids of all that follows are those of an emulator without a control plane
            found["etag"] = self.identity.guid(f"etag {name}")
        found["served"] = True
        self.put(RESOURCE, app_resources.key(found["resourceGroup"], found["name"]), found)
        return found

    def shown(self, resource: dict[str, Any]) -> dict[str, Any]:
        """Return an application as responses show it."""
        origin = resource["origin"]
        return app_resources.shown(
            resource,
            subscription_id=self.id,
            application_id=self.identity.guid(f"application {origin}"),
            principal_id=self.identity.guid(f"principal {origin}"),
            tenant_id=self.tenant_id,
        )
