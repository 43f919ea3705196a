"""Requests to ask any operation with: valid ones about things of the run, and ones about things that do not exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...openapi.json_types import is_object
from ..document.api import Api, Operation
from ..document.families import Family
from ..findings import NotApplicable
from ..probe import Probe
from .recipes import ADMINISTRATOR_ROLE, Json
from .workshop import Item, Workshop

__all__ = ["Situation", "absent", "example", "family_of", "has_member", "reading", "valid", "writes_elsewhere"]


@dataclass(frozen=True, slots=True)
class Situation:
    """A request that an administrator's token makes succeed, or that only the state of a device keeps from it.

    Attributes:
        path: values of the path parameters.
        body: None where there is none.
        item: what was made for it, where it changes or removes something.
    """

    path: dict[str, str]
    body: Any = None
    item: Item | None = None

    @property
    def options(self) -> dict[str, Any]:
        """What `Probe.ask` takes beside the path."""
        return {} if self.body is None else {"body": self.body}


def valid(probe: Probe, operation: Operation, **members: Any) -> Situation:
    """Prepare a valid request; it is not sent.

    Args:
        probe: makes what is needed.
        operation: that the request calls.
        members: of what is made for it.

    Raises:
        Blocked: what is needed could not be made.
        NotApplicable: the request would change the only thing of its kind, which the run did not make.
    """
    workshop = probe.workshop
    family = family_of(probe.api, operation)
    if family is None or operation.method in {"GET", "POST"}:
        return Situation(reading(workshop, operation), _body(workshop, operation))
    if operation.method == "PUT":
        refuse_taken(workshop, family)
        return Situation(workshop.place(family), {**workshop.body(family), **members})
    item = probe.make(family, **members)
    return Situation(item.path, workshop.change(family) if operation.method == "PATCH" else None, item)


def family_of(api: Api, operation: Operation) -> Family | None:
    """Return the family whose items an operation makes, reads, changes or removes."""
    return next((family for family in api.families if family.path == operation.path), None)


def refuse_taken(workshop: Workshop, family: Family) -> None:
    """Leave a thing alone that was there before the run.

    Raises:
        NotApplicable: it was.
    """
    if workshop.taken(family):
        raise NotApplicable(f"{family.path} was configured before this run, which leaves it alone")


def writes_elsewhere(operation: Operation) -> bool:
    """Return whether a request may change something that the run did not make: there is no id in its path."""
    return operation.method in {"PUT", "PATCH", "DELETE"} and not operation.of("path")


def has_member(api: Api, family: Family, name: str) -> bool:
    """Return whether the body that makes an item may have a member."""
    schema = api.resolve(family.create.body_schema or {})
    return name in schema.get("properties", {})


def example(operation: Operation) -> Any:
    """Return the first worked example of the body; None where there is no body."""
    if not operation.media_types:
        return None
    return operation.examples[0] if operation.examples else {}


def absent(workshop: Workshop, operation: Operation) -> dict[str, str]:
    """Return path parameters that lead to nothing; ids begin with the prefix of the run, and are looked for in its place."""
    values = workshop.server.placed(operation, {})
    for parameter in operation.of("path"):
        if parameter["name"] in workshop.server.options.places:
            continue
        if parameter["schema"].get("enum"):
            value = str(parameter["schema"]["enum"][0])
        elif str(parameter.get("example", "")).startswith("dtmi:"):
            value = f"dtmi:{workshop.prefix}:{workshop.word()};1"
        else:
            value = f"{workshop.prefix}-{workshop.word()}"
        values[parameter["name"]] = value
    return values


def reading(workshop: Workshop, operation: Operation) -> dict[str, str]:
    """Return path parameters that lead to things of the run.

    Raises:
        Blocked: one could not be made.
    """
    if not operation.of("path"):
        return {}
    below = [family for family in workshop.api.families if _below(operation.path, family) and family.remove is not None]
    nearest = max(below, key=lambda family: len(family.path), default=None)
    if nearest is not None and nearest.parents:
        # what lies below an item goes with it, so that it is not shared
        return _also(workshop, operation, workshop.make(nearest).path)
    return _also(workshop, operation, {})


def _below(path: str, family: Family) -> bool:
    return path == family.path or path.startswith(f"{family.path}/")


def _also(workshop: Workshop, operation: Operation, known: dict[str, str]) -> dict[str, str]:
    """Return the path parameters of an operation, those known as they are."""
    names = [parameter["name"] for parameter in operation.of("path")]
    return {name: known[name] if name in known else _shared(workshop, name) for name in names}


def _shared(workshop: Workshop, name: str) -> str:
    """Return the value of a path parameter that names something which is there for the whole run."""
    if name in _NAMES:
        return str(_NAMES[name])
    if name in workshop.server.options.places:
        return workshop.server.options.places[name]
    if name == "resourceName":
        return workshop.application.id
    if name in _SHARED:
        return str(getattr(workshop, _SHARED[name]))
    if name == "rerunId":
        return f"{workshop.prefix}-{workshop.word()}"
    family = next(found for found in workshop.api.families if found.id_parameter == name and not found.parents)
    found: str = workshop.shared(f"{family.name} to look at", family.name).id
    return found


def _body(workshop: Workshop, operation: Operation) -> Any:
    """Return a body for an operation that makes nothing."""
    schema = workshop.api.resolve(operation.body_schema or {})
    if operation.body_schema is None:
        return None
    if "query" in schema.get("properties", {}):
        return {"query": f"SELECT $id, $ts FROM {workshop.template}"}
    if operation.path.endswith("/commands/{commandName}"):
        return {"request": 1}
    found = example(operation)
    return dict[str, Any](found) if is_object(found) else found


_NAMES: Json = {
    "componentName": "zone",
    "moduleName": "filterModule",
    "commandName": "reboot",
    "telemetryName": "temperature",
    "entry": "primary",
    "roleId": ADMINISTRATOR_ROLE,
}
"""Path parameters whose values every application or the run's template has."""

_SHARED = {
    "deviceId": "simulated_device",
    "deviceTemplateId": "template",
    "deviceGroupId": "group",
    "organizationId": "organization",
    "destinationId": "destination",
}
"""Path parameter → what the workshop keeps for it."""
