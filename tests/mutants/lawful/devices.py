"""Lawful variations in what devices send, answer and report, and in what the server keeps of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from iotcentral_testkit.emulator.devices import commands
from iotcentral_testkit.emulator.devices.scopes import called_scope, provisioned_at, simulation_of
from iotcentral_testkit.emulator.devices.simulation import Simulation
from iotcentral_testkit.emulator.devices.twin import Twin
from iotcentral_testkit.emulator.dtdl.schemas import Array, Map, Named
from iotcentral_testkit.emulator.http import pagination
from iotcentral_testkit.emulator.http.calls import Call, Handler
from iotcentral_testkit.emulator.http.errors import conflict, unprocessable
from iotcentral_testkit.emulator.http.etags import renewed
from iotcentral_testkit.emulator.seeding import operate
from iotcentral_testkit.emulator.state.clock import timestamp
from iotcentral_testkit.emulator.state.identity import EtagForm
from iotcentral_testkit.emulator.state.timers import ACTIONS

from ..defect import STABLE
from ..switching import instead, replaced, timed, together
from .variation import EMULATOR, Variation

__all__ = ["VARIATIONS"]

Function = Callable[..., Any]

_SCOPES = ("", "Component", "Module", "ModuleComponent")
_PROPERTY_WRITES = tuple(f"Devices_{verb}{scope}Properties" for verb in ("Update", "Replace") for scope in _SCOPES)

# commands: a device answers when it can, with a status of its own, and more than the last run may be kept


def _accepting(rightly: Function) -> Function:
    return lambda *args: {**rightly(*args), "responseCode": 202}


def _after_a_while(rightly: Function) -> Function:
    async def handle(self: Any, handling: Any, *more: Any) -> None:
        await rightly(self, handling, *more)
        if (handling.operation or "").startswith("Devices_Run"):
            await asyncio.sleep(0.4)

    return handle


def _older(scope: Any, name: str) -> str:
    """Return the id of the document that keeps the runs of a command."""
    return f"{commands._id(scope, name)} runs"


def _keeping_runs(rightly: Function) -> Function:
    def run(app: Any, scope: Any, name: str, *more: Any) -> Any:
        done = rightly(app, scope, name, *more)
        kept = app.get("commands", _older(scope, name)) or []
        number = kept[0][0] + 1 if kept else 0
        app.put("commands", _older(scope, name), [[number, done], *kept][:3])
        return done

    return run


def _three_runs(call: Call, rightly: Handler) -> Any:
    rightly(call)  # which refuses what does not exist
    kept = call.app.get("commands", _older(called_scope(call), call.path["commandName"])) or []
    return pagination.page(call, (([-number], run) for number, run in kept))


# simulated devices: what they send, and when, is theirs


def _sending_late(rightly: Function) -> Function:
    def init(self: Simulation, *args: Any, **more: Any) -> None:
        rightly(self, *args, **more)
        self._first += timedelta(seconds=3)

    return init


def _whole(rightly: Function) -> Function:
    def number(self: Simulation, path: str, schema: str, bounds: tuple[float, float], step: int) -> float | int:
        found: float = rightly(self, path, schema, bounds, step)
        return round(found) if bounds[0] <= round(found) <= bounds[1] else found

    return number


def _odd(rightly: Function) -> Function:
    def of_schema(self: Simulation, path: str, schema: Any, step: int) -> Any:
        if isinstance(schema, Named) and schema.name == "string":
            return 'Ünï "☃" \\ \n \N{MUSICAL SYMBOL G CLEF}'
        if isinstance(schema, Array | Map):
            return [] if isinstance(schema, Array) else {}
        return rightly(self, path, schema, step)

    return of_schema


def _accepted_late(rightly: Function) -> Function:
    """Have a simulated device report a desired value after some time, as others do."""

    def state(self: Twin, scope: Any, prop: Any, entry: dict[str, Any]) -> Any:
        desired = {name: entry[name] for name in ("desired", "desiredVersion") if name in entry}
        if not (desired and self._simulating) or prop.cloud:
            return rightly(self, scope, prop, entry)
        if self._app.clock.now() >= datetime.fromisoformat(entry["desiredAt"]) + timedelta(seconds=1.5):
            return rightly(self, scope, prop, entry)
        since = provisioned_at(self._device)
        value = simulation_of(self._app, self._device).reported(scope.path(prop.name), prop, since)
        return {"value": value, "updated": timestamp(since), **desired}

    return state


def _leaping(rightly: Function) -> Function:
    return lambda self, scope: [rightly(self, scope) for _ in range(41)][-1]


# a device's etag tells of every change: of its provisioning too, and of nothing else

_provision = ACTIONS["device.provision"]


def _renew(app: Any, device_id: str) -> None:
    device = app.get("device", device_id)
    if device is not None:
        app.put("device", device_id, renewed(app, device, EtagForm.INSTANCE))


def _provision_and_renew(app: Any, device_id: str) -> None:
    _provision(app, device_id)
    _renew(app, device_id)


def _write_and_renew(call: Call, rightly: Handler) -> Any:
    answer = rightly(call)
    _renew(call.app, call.path["deviceId"])
    return answer


def _unchanged(call: Call, rightly: Handler) -> Any:
    """Keep the etag where a write changes nothing."""
    before = call.app.get("device", call.path["deviceId"])
    answer = rightly(call)
    after = call.app.get("device", call.path["deviceId"])
    if before is None or {**after, "etag": ""} != {**before, "etag": ""}:
        return answer
    call.app.put("device", before["id"], before)
    return {**answer, "etag": before["etag"]}


# relationships, attestation, and devices of others


def _to_anything(_: Function) -> Function:
    """Take relationships to any id, and do not show the source."""

    def write(call: Call, wanted: dict[str, Any]) -> Any:
        device_id, target = call.path["deviceId"], wanted.get("target")
        if not target or wanted.get("source", device_id) != device_id:
            raise unprocessable("target is needed, and source is the device of the path")
        content = {"id": call.path["relationshipId"], "target": target}
        call.app.put("relationship", f"{device_id}/{content['id']}", content)
        return content

    return write


def _unrelated(call: Call, rightly: Handler) -> Any:
    """Refuse to remove a device that has relationships."""
    id = call.path["deviceId"]
    related = any(id in (other.id.partition("/")[0], other.content["target"]) for other in call.app.all("relationship"))
    if related:
        raise conflict("The device has relationships, which have to be removed before it.")
    return rightly(call)


def _removed_again(call: Call, rightly: Handler) -> Any:
    """Remove an attestation also where there is none."""
    device = call.get("device", call.path["deviceId"], "Device")
    return rightly(call) if call.app.get("attestation", device["id"]) is not None else None


def _busy(call: Call, rightly: Handler) -> Any:
    """Add a device of somebody else, and remove one, before the devices are listed."""
    number = call.app.identity.number()
    present = sorted(call.app.ids_under("device", "busy-"))
    with call.app.store.transaction():
        operate(call.app, "Devices_Create", {"deviceId": f"busy-{number:06}"}, {"displayName": f"Busy {number}"})
        for id in present[:-1]:
            call.app.delete("device", id)
    return rightly(call)


VARIATIONS: tuple[Variation, ...] = (
    Variation(
        "devices take some time for commands, and answer them with 202",
        "Jobs",
        together(
            replaced(f"{EMULATOR}devices.commands:_answer", _accepting),
            replaced(f"{EMULATOR}asgi:AsgiApp._handle", _after_a_while),
        ),
    ),
    Variation(
        "the last three runs of a command are kept, in pages of one",
        "Devices",
        together(
            replaced(f"{EMULATOR}devices.commands:_run", _keeping_runs),
            instead(*(f"Devices_Get{scope}CommandHistory" for scope in _SCOPES), do=_three_runs),
            replaced(f"{EMULATOR}http.pagination:_size", lambda _: lambda _call: 1),
        ),
    ),
    Variation(
        "simulated devices send some time after they are provisioned",
        "Devices",
        replaced(f"{EMULATOR}devices.simulation:Simulation.__init__", _sending_late),
        STABLE,
    ),
    Variation(
        "simulated devices send whole numbers, odd texts, and nothing in arrays and maps",
        "Query",
        together(
            replaced(f"{EMULATOR}devices.simulation:Simulation._number", _whole),
            replaced(f"{EMULATOR}devices.simulation:Simulation.of_schema", _odd),
        ),
    ),
    Variation(
        "simulated devices report desired values some time later, and their versions leap",
        "Devices",
        together(
            replaced(f"{EMULATOR}devices.twin:Twin._state", _accepted_late),
            replaced(f"{EMULATOR}devices.twin:Twin.next_version", _leaping),
        ),
    ),
    Variation(
        "the etag of a device changes when it is provisioned, and when its properties are written",
        "Devices",
        together(
            timed("device.provision", _provision_and_renew),
            instead(*_PROPERTY_WRITES, do=_write_and_renew),
        ),
    ),
    Variation(
        "a write that changes nothing of a device keeps its etag",
        "Devices",
        instead("Devices_Create", "Devices_Update", do=_unchanged),
    ),
    Variation(
        "relationships lead to anything, and do not show their source",
        "Devices",
        replaced(f"{EMULATOR}devices.relationships:_write", _to_anything),
        STABLE,
    ),
    Variation(
        "a device that has relationships cannot be removed",
        "Devices",
        instead("Devices_Remove", do=_unrelated),
    ),
    Variation(
        "an attestation can be removed where there is none",
        "Devices",
        instead("Devices_RemoveAttestation", do=_removed_again),
        STABLE,
    ),
    Variation(
        "others create and remove devices meanwhile",
        "Devices",
        instead("Devices_List", do=_busy),
    ),
)
"""The variations."""
