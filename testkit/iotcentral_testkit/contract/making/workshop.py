"""Makes what checks need: fresh ids, single things, and what is shared by a whole run, a template for one."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from ...openapi.json_types import is_object
from ..document.api import Api
from ..document.families import Family
from ..exchange import Exchange
from ..findings import NotApplicable
from ..server import Server
from .long_running import Astray, settled, state
from .recipes import RECIPES, Json, Recipe

__all__ = ["Blocked", "Item", "Workshop"]

_PAUSE = 0.1
"""Seconds between two looks at something that takes its time."""


class Blocked(Exception):  # noqa: N818  # what stands in the way
    """What a check needs could not be made.

    Args:
        exchange: the request that failed.
    """

    def __init__(self, exchange: Exchange) -> None:
        super().__init__(f"{exchange.operation} answered {exchange.status}")
        self.exchange = exchange


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was made.

    Attributes:
        family: of what kind.
        path: the values of its path parameters.
        sent: the body that made it.
        exchange: the request that made it.
    """

    family: Family
    path: dict[str, str]
    sent: Json
    exchange: Exchange

    @property
    def id(self) -> str:
        """Its own path parameter; empty where there is only one item in its place."""
        return self.path.get(self.family.id_parameter or "", "")

    @property
    def stored(self) -> Json:
        """What the request that made it was answered with."""
        found = self.exchange.json
        return found if is_object(found) else {}


class Workshop:
    """Makes things on the server.

    Args:
        server: where.
        random: what the contents are drawn from.
    """

    def __init__(self, server: Server, random: Random) -> None:
        self.server = server
        self.api: Api = server.api
        self.random = random
        self.prefix: str = server.options.prefix
        self._count = 0
        self._shared: dict[str, Item] = {}
        self._taken: dict[str, bool] = {}

    @property
    def preview(self) -> bool:
        """Whether the document is the preview's."""
        return self.api.version.endswith("preview")

    def recipe(self, family: Family) -> Recipe:
        """Return how things of a family are made."""
        return RECIPES[family.name]

    def word(self) -> str:
        """Return a word that was not used before."""
        self._count += 1
        return f"{self.random.choice(_WORDS)}{self._count}"

    def title(self) -> str:
        """Return a name for people that was not used before; it begins with the run's prefix."""
        return f"{self.prefix} {self.word()}"

    def new_id(self, family: Family) -> str:
        """Return an id that nothing has yet; it begins with the run's prefix, behind `dtmi:` where the API wants that."""
        for parameter in family.create.of("path"):
            if parameter["name"] == family.id_parameter:
                if parameter["schema"].get("enum"):
                    return str(parameter["schema"]["enum"][0])
                if str(parameter.get("example", "")).startswith("dtmi:"):
                    return f"dtmi:{self.prefix}:{self.word()};1"
        return f"{self.prefix}-{self.word()}"

    def place(self, family: Family) -> dict[str, str]:
        """Return path parameters for a new item; what it lies below is made if need be."""
        path = self.server.placed(family.create, self.recipe(family).parents(self))
        if family.id_parameter is not None:
            path[family.id_parameter] = self.new_id(family)
        return path

    def body(self, family: Family, variant: int = 0) -> Json:
        """Return a body that makes an item; the first of its `bodies` has the most members."""
        bodies = self.bodies(family)
        return bodies[variant % len(bodies)]

    def bodies(self, family: Family) -> list[Json]:
        """Return a body of every kind."""
        return self.recipe(family).bodies(self)

    def fitted(self, family: Family, body: Json, path: Mapping[str, str]) -> Json:
        """Complete a body for its place."""
        return self.recipe(family).fits(body, path)

    def change(self, family: Family) -> Json:
        """Return a merge patch, each member of which changes an item that the first body made."""
        return self.recipe(family).change(self)

    def make(
        self, family: Family | str, body: Json | None = None, *, path: Mapping[str, str] | None = None, **members: Any
    ) -> Item:
        """Make an item.

        Args:
            family: of what kind, or its name.
            body: what is sent; the first body of the recipe if it is not given.
            path: path parameters; a new place if they are not given.
            members: members of the body that are set.

        Raises:
            Blocked: the server refused it.
            NotApplicable: there can be only one, and it was there before the run.
        """
        if isinstance(family, str):
            family = self.api.family(family)
        if self.taken(family):
            raise NotApplicable(f"{family.path} was configured before this run, which leaves it alone")
        chosen = dict(path) if path is not None else self.place(family)
        sent = self.fitted(family, {**(self.body(family) if body is None else body), **members}, chosen)
        exchange = self.server.ask(family.create, chosen, body=sent)
        if exchange.status == 409 and family.id_parameter is None:
            # the only item of its place may be on its way out
            exchange = self.wait(lambda: self.server.ask(family.create, chosen, body=sent), lambda e: e.status != 409)
        if not exchange.succeeded:
            raise Blocked(exchange)
        if family.create.long_running:
            self.finish(exchange)
        return Item(family, chosen, sent, exchange)

    def finish(self, started: Exchange) -> None:
        """Wait for the end of a long-running operation.

        Raises:
            Blocked: it did not succeed, or not within the patience of the run.
        """
        try:
            last = settled(self.server, started)
        except Astray as astray:
            raise Blocked(astray.exchange) from None
        if state(last) != "succeeded":
            raise Blocked(last)

    def taken(self, family: Family) -> bool:
        """Return whether the only thing of its kind, the file upload configuration, was there before the run."""
        if family.id_parameter is not None or family.parents:
            return False
        if family.name not in self._taken:
            self._taken[family.name] = self.server.ask(family.get).status != 404
        return self._taken[family.name]

    def shared(
        self,
        key: str,
        family: str,
        body: Callable[[], Json] | None = None,
        *,
        path: Callable[[], dict[str, str]] | None = None,
    ) -> Item:
        """Return an item that is made once for the whole run.

        Args:
            key: by which it is found again.
            family: the name of its family.
            body: gives what is sent; without it, the first body of the recipe is.
            path: gives its path parameters; without it, a new place is taken.

        Raises:
            Blocked: the server refused it.
        """
        if key not in self._shared:
            place = path() if path is not None else None
            self._shared[key] = self.make(family, body() if body is not None else None, path=place)
        return self._shared[key]

    @property
    def kept(self) -> set[str]:
        """The paths of what is made once for the whole run."""
        return {item.family.create.url(item.path) for item in self._shared.values()}

    def wait(
        self, ask: Callable[[], Exchange], enough: Callable[[Exchange], bool], at_most: float = math.inf
    ) -> Exchange:
        """Ask again and again until it is enough, or until the patience of the run is over; gives the last answer.

        Args:
            ask: sends the request.
            enough: looks at the answer.
            at_most: seconds, where less patience will do.
        """
        until = time.monotonic() + min(at_most, self.server.options.patience)
        while True:
            exchange = ask()
            if enough(exchange) or time.monotonic() >= until:
                return exchange
            time.sleep(_PAUSE)

    # what most checks stand on, made once for a run

    @property
    def application(self) -> Item:
        """An application that no check changes."""
        return self.shared("application", "Apps")

    @property
    def template(self) -> str:
        """Id of a template with every kind of capability; see `recipes.capability_model`."""
        return self.shared("template", "DeviceTemplates").id

    @property
    def group(self) -> str:
        """Id of a device group: the devices of the template."""
        return self.shared("group", "DeviceGroups").id

    @property
    def idle_group(self) -> str:
        """Id of a device group without devices."""
        filter = f'SELECT * FROM devices WHERE $id = "{self.prefix}-nobody"'
        return self.shared("idle group", "DeviceGroups", lambda: {"displayName": self.title(), "filter": filter}).id

    @property
    def manifest(self) -> str:
        """Id of a deployment manifest."""
        return self.shared("manifest", "DeploymentManifests").id

    @property
    def organization(self) -> str:
        """Id of an organization below the root."""
        return self.shared("organization", "Organizations", lambda: {"displayName": self.title()}).id

    @property
    def destination(self) -> str:
        """Id of a webhook destination."""
        return self.shared("destination", "Destinations").id

    @property
    def device(self) -> str:
        """Id of a device without template that belongs to the run, and that no check changes."""
        return self.shared("device", "Devices", lambda: {"displayName": self.title()}).id

    @property
    def simulated_device(self) -> str:
        """Id of a simulated device of the template; it may not be provisioned yet."""
        body: Json = {"displayName": self.title(), "template": self.template, "simulated": True, "enabled": True}
        if self.preview:
            body["type"] = ["iotEdge"]
        return self.shared("simulated device", "Devices", lambda: body).id

    @property
    def certificate_group(self) -> str:
        """Id of an enrollment group that attests by certificates."""
        body = {"displayName": self.title(), "type": "iot", "attestation": {"type": "x509"}}
        return self.shared("certificate group", "EnrollmentGroups", lambda: body).id


_WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor", "inlet", "juniper", "kelp", "larch")
