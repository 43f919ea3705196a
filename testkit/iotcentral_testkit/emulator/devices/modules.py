"""Operations that list the components and modules of a device, by the model of its template."""

from __future__ import annotations

from typing import Any

from ..dtdl.models import Component, Interface, Module, model_of
from ..http.calls import Call, handles
from ..http.errors import not_found

__all__: list[str] = []


@handles("Devices_ListComponents")
def list_components(call: Call) -> Any:
    """Return the components of a device; its root interface is not one of them."""
    model = _model(call)
    return {"value": [] if model is None else [_component(part) for part in model.components.values()]}


@handles("Devices_ListModules")
def list_modules(call: Call) -> Any:
    """Return the modules of an edge device, without those of the runtime itself."""
    model = _model(call)
    return {"value": [] if model is None else [_module(part) for part in model.modules.values()]}


@handles("Devices_ListModuleComponents")
def list_module_components(call: Call) -> Any:
    """Return the components of a module."""
    model, name = _model(call), call.path["moduleName"]
    module = None if model is None else model.modules.get(name)
    if module is None:
        raise not_found(f'Module "{name}" of device "{call.path["deviceId"]}"')
    return {"value": [_component(part) for part in module.interface.components.values()]}


def _model(call: Call) -> Interface | None:
    device = call.get("device", call.path["deviceId"], "Device")
    return model_of(call.app, device.get("template"))


def _component(part: Component) -> dict[str, Any]:
    return {"@type": "Component", **_names(part)}


def _module(part: Module) -> dict[str, Any]:
    return {"@type": ["Relationship", "EdgeModule"], **_names(part)}


def _names(part: Component | Module) -> dict[str, Any]:
    told = {
        "name": part.name,
        "displayName": part.display_name,
        "description": part.description,
        "comment": part.comment,
    }
    return {name: value for name, value in told.items() if value is not None}
