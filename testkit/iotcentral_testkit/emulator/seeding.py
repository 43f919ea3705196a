"""Devices that an emulator has from the start: thermostats, created by the handlers that answer requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..openapi.documents import newest_operation
from .http.authorization import ADMINISTRATOR, Caller
from .http.calls import HANDLERS, Call

if TYPE_CHECKING:
    from .state.application import Application
    from .state.shared import SharedState

__all__ = ["TEMPLATE", "operate", "seed_devices"]

TEMPLATE = "dtmi:emulator:Thermostat;1"
"""The template of the seeded devices."""

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
    ids = (f"thermostat-{number:06}" for number in range(1, count + 1))
    with shared.store.transaction():
        if app.get("template", TEMPLATE) is None:
            operate(app, "DeviceTemplates_Create", {"deviceTemplateId": TEMPLATE}, _template())
        for number, id in enumerate(ids, 1):
            if app.get("device", id) is None:
                body = {"displayName": f"Thermostat {number}", "template": TEMPLATE, "simulated": number <= _SIMULATED}
                operate(app, "Devices_Create", {"deviceId": id}, body)
        shared.keep()


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
