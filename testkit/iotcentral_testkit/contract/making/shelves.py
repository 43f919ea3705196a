"""Lists whose items can be got one by one, and the items that a run puts into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..document.api import Api, Operation
from ..document.families import Family
from ..exchange import Exchange
from . import fleet
from .workshop import Item, Workshop

if TYPE_CHECKING:
    from ..probe import Probe

__all__ = ["Reading", "Shelf", "each_shelf", "id_of", "read_list", "stock"]

_MOST = 300
"""Pages of a list that are read; what is longer belongs to an application that a check must not keep busy."""

_BEYOND_A_PAGE = 27
"""Items that fill more than a page of the documented default size, 25."""

_FEW = {"Destinations": 2, "Exports": 2, "Users": 4, "Organizations": 4}
"""Families of which an application may hold few → how many a run puts into the list."""

_SOME = 6


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list, and the operation that gets one of its items.

    Attributes:
        list, get: the operations.
        family: of the items; None where they cannot be made.
    """

    list: Operation
    get: Operation
    family: Family | None

    @property
    def id_parameter(self) -> str:
        """The path parameter that names an item."""
        return self.get.path.rpartition("/")[2][1:-1]

    @property
    def pages_by_request(self) -> bool:
        """Whether a request can say how long a page is."""
        return self.list.takes("maxpagesize")

    def __repr__(self) -> str:
        return self.list.id


@dataclass(frozen=True, slots=True)
class Reading:
    """A list as it was read, page by page.

    Attributes:
        pages: the exchanges.
        whole: whether it was read to its end.
    """

    pages: tuple[Exchange, ...]
    whole: bool

    @property
    def items(self) -> list[Any]:
        """Its items, in order."""
        return [item for page in self.pages for item in page.value]

    @property
    def ids(self) -> list[str]:
        """The ids of its items, in order."""
        return [id_of(item) for item in self.items]


def each_shelf(*, made: bool = False, also: str = "") -> Any:
    """Run a check over every list whose items can be got one by one.

    Args:
        made: leave out lists whose items cannot be made.
        also: an operation of the family, beside, that there has to be (`remove`).
    """

    def subjects(api: Api) -> Sequence[tuple[Shelf, tuple[str, ...]]]:
        found: list[tuple[Shelf, tuple[str, ...]]] = []
        for shelf in _shelves(api):
            more = getattr(shelf.family, also, None) if also else None
            if (shelf.family is None and made) or (also and more is None):
                continue
            operations = (shelf.list, shelf.get, *((more,) if more is not None else ()))
            found.append((shelf, tuple(operation.id for operation in operations)))
        return found

    return subjects


def _shelves(api: Api) -> list[Shelf]:
    getting = {
        operation.path.rpartition("/")[0]: operation
        for operation in api.operations.values()
        if operation.method == "GET" and operation.path.endswith("}")
    }
    families = {family.list.id: family for family in api.families if family.list is not None}
    return [
        Shelf(operation, getting[operation.path], families.get(operation.id))
        for operation in api.operations.values()
        if operation.pageable and operation.path in getting
    ]


def id_of(item: Mapping[str, Any]) -> str:
    """Return the id of a list's item."""
    return str(item.get("id", item.get("@id")))


def stock(probe: Probe, shelf: Shelf) -> list[Item]:
    """Put items into a list, once for the whole run.

    So many that there is more than one page where requests cannot ask for short ones, unless an application may hold few.

    Raises:
        Blocked: the server refused one.
    """
    family = shelf.family
    if family is None:
        return []
    if family.name == "Jobs":
        return [fleet.steady_job(probe), fleet.noting_job(probe)]
    if family.name == "Devices":
        # their simulated one takes a while to be provisioned, and is needed later
        fleet.devices(probe.workshop)
    count = _FEW.get(family.name, _SOME if shelf.pages_by_request or family.parents else _BEYOND_A_PAGE)
    return [_stocked(probe.workshop, family, number) for number in range(count)]


def _stocked(workshop: Workshop, family: Family, number: int) -> Item:
    def body() -> dict[str, Any]:
        if family.name == "Devices/relationships":
            return {"target": child.id}
        bodies = workshop.recipe(family).bodies(workshop)
        # plain ones for the most part: cheap, and still not all alike
        return (
            bodies[number] if number < 2 and number < len(bodies) else bodies[-1 if family.name in _PLAIN_LAST else 0]
        )

    def path() -> dict[str, str]:
        parents = {name: _named(workshop, "parent").id for name in family.parents}
        return {**parents, str(family.id_parameter): workshop.new_id(family)}

    if family.name == "Devices/relationships":
        child = _named(workshop, f"child {number}")
    return workshop.shared(f"listed {family} {number}", family.name, body, path=path)


_PLAIN_LAST = frozenset({"Devices", "DeviceTemplates", "Dashboards", "Organizations", "ApiTokens"})
"""Families whose last recipe has the fewest members."""


def _named(workshop: Workshop, key: str) -> Item:
    return workshop.shared(f"{key} of relationships", "Devices", lambda: {"displayName": workshop.title()})


def read_list(
    probe: Probe, operation: Operation, path: Mapping[str, str] | None = None, query: Mapping[str, Any] | None = None
) -> Reading:
    """Read a list page by page, but not without end.

    Raises:
        Blocked, Deviation: see `Probe.pages`.
    """
    pages: list[Exchange] = []
    for page in probe.pages(operation, path, query=query):
        pages.append(page)
        if len(pages) == _MOST:
            return Reading(tuple(pages), whole=page.content.get("nextLink") is None)
    return Reading(tuple(pages), whole=True)
