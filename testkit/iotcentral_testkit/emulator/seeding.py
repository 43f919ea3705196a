"""Devices that an emulator has from the start: thermostats, created by the handlers that answer requests, and copies of one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..openapi.documents import newest_operation
from .http.authorization import ADMINISTRATOR, Caller
from .http.calls import HANDLERS, Call
from .http.etags import renewed
from .state.identity import EtagForm

if TYPE_CHECKING:
    from .state.application import Application
    from .state.shared import SharedState

__all__ = ["TEMPLATE", "operate", "seed_devices"]

TEMPLATE = "dtmi:emulator:Thermostat;1"
"""The template of the seeded devices."""

_PREFIX = "thermostat-"

_SIMULATED = 100
"""Number of them that are simulated: as many as the service allows."""

_SEEDER = Caller("emulator", ((ADMINISTRATOR, None),))


def operate(app: Application, operation_id: str, path: dict[str, str], body: Any) -> Any:
    """Do what a request of the newest version does that has the operation, within a transaction of the caller's.

    Raises:
        ServiceError: the handler refuses it.
    """
    operation = newest_operation(operation_id)
    return HANDLERS[operation_id](Call(app, operation, path, {}, {}, body, _SEEDER, ""))


def seed_devices(shared: SharedState, app: Application, count: int) -> None:
    """Create seeded devices in an application: `thermostat-000001` and so on.

    Those that the state holds already stay as they are.
    """
    if count < 1:
        return
    with shared.store.transaction():
        if app.get("template", TEMPLATE) is None:
            operate(app, "DeviceTemplates_Create", {"deviceTemplateId": TEMPLATE}, _template())
        present = app.ids_under("device", _PREFIX)
        missing = [number for number in range(1, count + 1) if _id(number) not in present]
        alike = bisect_right(missing, _SIMULATED) + 1
        for number in missing[:alike]:
            body = {"displayName": _name(number), "template": TEMPLATE, "simulated": number <= _SIMULATED}
            operate(app, "Devices_Create", {"deviceId": _id(number)}, body)
        if missing[alike:]:
            app.put_many("device", _copies(app, _id(missing[alike - 1]), missing[alike:]))
        shared.keep()


def _copies(app: Application, id: str, numbers: Iterable[int]) -> Iterator[tuple[str, Any]]:
    """Return devices as the handler would create them that are like one which it has created: thousands take it long."""
    device = app.get("device", id)
    for number in numbers:
        new = {**device, "id": _id(number), "displayName": _name(number)}
        yield _id(number), renewed(app, new, EtagForm.INSTANCE)


def _id(number: int) -> str:
    return f"{_PREFIX}{number:06}"


def _name(number: int) -> str:
    return f"Thermostat {number}"


def _template() -> dict[str, Any]:
    def capability(kind: str | list[str], name: str, shown: str, **more: Any) -> dict[str, Any]:
        return {"@id": f"dtmi:emulator:Thermostat:{name};1", "@type": kind, "name": name, "displayName": shown, **more}

    model = {
        "@id": "dtmi:emulator:ThermostatModel;1",
        "@type": "Interface",
        "displayName": "Thermostat",
        "contents": [
            capability(
                ["Telemetry", "Temperature"], "temperature", "Temperature", schema="double", unit="degreeCelsius"
            ),
            capability(
                ["Property", "Temperature"],
                "targetTemperature",
                "Target temperature",
                schema="double",
                unit="degreeCelsius",
                writable=True,
            ),
            capability("Property", "serialNumber", "Serial number", schema="string"),
            capability("Command", "reboot", "Reboot"),
        ],
        "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
    }
    return {
        "@id": TEMPLATE,
        "@type": ["ModelDefinition", "DeviceModel"],
        "displayName": "Thermostat",
        "capabilityModel": model,
    }
