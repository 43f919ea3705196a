"""Start of an application from a recording: its items by requests, and then what its devices have beside them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve

from iotcentral import IoTCentralError, configuration

from ..openapi.json_types import is_object
from ..recording import RecordingError, invented_secret
from .devices.scopes import CapabilityScope, scope_of
from .devices.twin import Twin
from .http.errors import SUPPORT_BEGINS, ServiceError
from .state.clock import timestamp

if TYPE_CHECKING:
    from iotcentral.configuration import Configuration

    from ..recording import RecordedDevice, Recording
    from .state.application import Application
    from .world import World

__all__ = ["put_devices", "put_items", "was_put"]

_LOG = logging.getLogger("iotcentral_testkit.emulator")
_KIND, _ID = "recording", "recording"
"""What an application that was started from a recording has in the store, so that a later run on the state leaves it."""

_ACKNOWLEDGED = ("ackVersion", "ackCode", "ackDescription")


def was_put(app: Application, recording: Recording) -> bool:
    """Return whether an application was started from a recording already.

    Raises:
        RecordingError: it was started from another one.
    """
    known: dict[str, Any] | None = app.get(_KIND, _ID)
    if known is None:
        return False
    if known.get("digest", recording.digest) != recording.digest:
        raise RecordingError(
            "the state was started from another recording, or from an earlier form of it: leave --from out to go on with "
            "that, or use another file for the state"
        )
    return True


def put_items(client: Any, recording: Recording) -> list[str]:
    """Create the items of a recording, and return what could not be created, and why.

    Args:
        client: of the emulator, for the application; of the version that the recording was made with, or a newer one.
        recording: the recording; what stands for its secrets is invented.
    """
    wanted, problems = recording.configuration, list[str]()
    while True:
        try:
            configuration.apply(client, wanted, secrets=invented_secret)
        except configuration.ApplyError as error:
            problems.append(f"{error.change.kind}/{error.change.id}: {_reason(error.__cause__)}")
            wanted = _without(wanted, error.change.kind, error.change.id)
        else:
            return [*problems, *_put_relationships(client, recording)]


def _put_relationships(client: Any, recording: Recording) -> Iterator[str]:
    """Create the relationships of devices, and return what could not be created, and why."""
    for id, device in recording.devices.items():
        for name, target in device.relationships.items():
            try:
                client.devices.create_relationship(id, name, {"target": target})
            except IoTCentralError as error:
                yield f"devices/{id}/relationships/{name}: {_reason(error)}"


def _reason(error: BaseException | None) -> str:
    """Return why something could not be created, without the tail about support."""
    return str(error).partition(SUPPORT_BEGINS)[0].strip()


def _without(wanted: Configuration, kind: str, id: str) -> Configuration:
    items = {name: content for name, content in wanted.resources[kind].items() if name != id}
    return evolve(wanted, resources={**wanted.resources, kind: items})


def put_devices(world: World, app: Application, recording: Recording) -> list[str]:
    """Store what the devices of a recording have beside their items, and return what could not be stored, and why."""
    problems = list[str]()
    with world.store.transaction():
        for id, recorded in recording.devices.items():
            device = app.get("device", id)
            if device is not None:
                problems += _put_device(app, device, recorded)
            elif id not in recording.configuration.resources.get("devices", {}):  # else it was told
                problems.append(f"devices/{id}: the recording has properties of it, and no item under devices")
        app.put(_KIND, _ID, {"devices": len(recording.devices), "digest": recording.digest})
        world.keep()
    return problems


def _put_device(app: Application, device: dict[str, Any], recorded: RecordedDevice) -> Iterator[str]:
    if recorded.provisioned and not device["provisioned"]:
        device |= {"provisioned": True, "_provisionedAt": timestamp(app.clock.now())}
        app.put("device", device["id"], device)
    twin = Twin(app, device)
    parts = [(None, recorded.properties), *recorded.modules.items()]
    for module, shown in parts:
        try:
            scope = scope_of(app, device, module)
        except ServiceError as error:
            yield f"devices/{device['id']}/modules/{module}: {error.message}"
            continue
        for part, members in _scopes(scope, shown):
            _put_properties(app, twin, part, members)
    twin.save()


def _scopes(scope: CapabilityScope, shown: Mapping[str, Any]) -> Iterator[tuple[CapabilityScope, Mapping[str, Any]]]:
    """Return the parts of a device or module with the members that are recorded of them."""
    components = scope.interface.components if scope.interface else {}
    yield scope, {name: value for name, value in shown.items() if name not in components}
    for name in components:
        if is_object(shown.get(name)):
            yield scope.part(name), shown[name]


def _put_properties(app: Application, twin: Twin, scope: CapabilityScope, shown: Mapping[str, Any]) -> None:
    metadata: Mapping[str, Any] = shown.get("$metadata") or {}
    entries, properties = twin.entries(scope), scope.interface.properties if scope.interface else {}
    for name in dict.fromkeys([*shown, *metadata]):
        prop = properties.get(name)
        initial = prop is not None and name not in metadata and prop.initial == shown.get(name)
        if name == "$metadata" or initial:  # an initial value is shown by itself
            continue
        known: Mapping[str, Any] = metadata.get(name) or {}
        updated = known.get("lastUpdateTime") or timestamp(app.clock.now())
        entry: dict[str, Any] = {"value": shown[name], "updated": updated} if name in shown else {}
        if "desiredValue" in known:
            version = int(known.get("desiredVersion") or 1)
            entry |= {"desired": known["desiredValue"], "desiredVersion": version, "desiredAt": updated}
            entry |= {member: known[member] for member in _ACKNOWLEDGED if member in known}
            twin.note_version(scope, version)
        entries[name] = entry
