"""Operations on properties, on all four scopes: reading them with their metadata, and setting desired values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson

from ...openapi.json_types import is_object
from ..dtdl.capabilities import Property
from ..dtdl.value_checks import mistakes
from ..http.calls import Call, handles
from ..http.errors import not_found, unprocessable
from ..state.clock import timestamp
from ..state.merge_patch import merged
from .connections import ask, connection_of
from .scopes import CapabilityScope, called_scope, capability_scope
from .twin import Twin, report

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["report", "set_desired", "tell_desired"]

_METADATA = "$metadata"
_MARKS = frozenset({_METADATA, "__t"})
"""Members that clients echo and that are not properties."""

_CLAUSES = 10
_LARGEST = 4096
"""Bytes of one property."""

_REFUSED = 400
"""Status codes of devices from this one on refuse a desired value."""

_SCOPES = ("", "Component", "Module", "ModuleComponent")


@handles(*(f"Devices_Get{scope}Properties" for scope in _SCOPES))
def get(call: Call) -> Any:
    """Return the properties of a scope."""
    scope = called_scope(call)
    return Twin(call.app, scope.device).show(scope, unmodeled=bool(call.query.get("unmodeled")))


@handles(*(f"Devices_Update{scope}Properties" for scope in _SCOPES))
def update(call: Call) -> Any:
    """Set desired values of some properties."""
    return _written(call, replace=False)


@handles(*(f"Devices_Replace{scope}Properties" for scope in _SCOPES))
def replace(call: Call) -> Any:
    """Set the desired values of a scope as a whole: those that are left out are removed."""
    return _written(call, replace=True)


def set_desired(app: Application, device_id: str, path: str, value: Any, *, cloud: bool = False) -> None:
    """Set one property, as a job does.

    Args:
        app: the application.
        device_id: the device.
        path: `name` or `component.name`.
        value: the new value; None: none.
        cloud: whether it has to be a cloud property.

    Raises:
        ServiceError: there is no such device or property, or it does not take the value.
    """
    device = app.get("device", device_id)
    if device is None:
        raise not_found(f'Device "{device_id}"')
    scope, name = capability_scope(app, device, path)
    prop = scope.interface.properties.get(name) if scope.interface else None
    if prop is None or prop.cloud != cloud:
        raise unprocessable(f"{path} is not a {'cloud ' if cloud else ''}property of the device's template")
    _write(app, scope, {name: value}, replace=False, unmodeled=False)
    tell_desired(app, device)


def _written(call: Call, *, replace: bool) -> Any:
    scope = called_scope(call)
    answer = _write(call.app, scope, call.body, replace=replace, unmodeled=bool(call.query.get("unmodeled")))
    desired = Twin(call.app, scope.device).desired_bytes(scope.twin)
    call.check_amount("bytes of desired properties of a device", desired)
    tell_desired(call.app, scope.device)
    return answer


def tell_desired(app: Application, device: Mapping[str, Any]) -> None:
    """Notify a connected device of the desired values that it has not been told yet, and store its answers."""
    connection = connection_of(app, device["id"])
    if connection is None or connection.on_desired is None:
        return
    for module, component, name, wanted in Twin(app, device).untold():
        path = ".".join(part for part in (module, component, name) if part)
        answer = ask(device["id"], "on_desired", partial(connection.on_desired, path, wanted), "")
        if answer is not None:
            code, description = answer
            kept = None if code >= _REFUSED else wanted
            report(
                app,
                device["id"],
                {name: kept},
                ack=code,
                description=description,
                module=module,
                component=component,
            )


def _write(app: Application, scope: CapabilityScope, body: Mapping[str, Any], *, replace: bool, unmodeled: bool) -> Any:
    """Write properties of a scope and its components: all of them or, if one is not valid, none."""
    twin = Twin(app, scope.device)
    levels = list(_levels(scope, body, replace=replace))
    clauses: list[str] = []
    for level, members, whole in levels:
        clauses += _clauses(twin, level, members, whole=whole, unmodeled=unmodeled)
    if clauses:
        raise unprocessable(*clauses[:_CLAUSES])
    version, now = twin.next_version(scope), timestamp(app.now)
    answer: dict[str, Any] = {}
    for level, members, whole in levels:
        written = _apply(twin, level, members, version, now)
        if whole:
            _clear(twin, level, members, unmodeled=unmodeled)
        if level is scope:
            answer.update(written)
        elif members:
            answer[str(level.component)] = written
    twin.save()
    return answer


def _levels(
    scope: CapabilityScope, body: Mapping[str, Any], *, replace: bool
) -> Iterator[tuple[CapabilityScope, dict[str, Any], bool]]:
    """Split a body into its scopes; each with its members and whether these replace the scope as a whole."""
    components = scope.interface.components if scope.interface else {}
    own = {name: value for name, value in body.items() if name not in components and name not in _MARKS}
    yield scope, own, replace
    for name in components:
        given = body.get(name, {})
        if given is None or (name not in body and replace):
            yield scope.part(name), {}, True
        elif not is_object(given):
            raise unprocessable(f"{name} should be object: it is a component")
        elif name in body:
            yield scope.part(name), {key: value for key, value in given.items() if key not in _MARKS}, replace


def _clauses(
    twin: Twin, scope: CapabilityScope, members: dict[str, Any], *, whole: bool, unmodeled: bool
) -> Iterator[str]:
    """Return the problems of the members; those that only repeat what a device reported are removed from them."""
    properties = scope.interface.properties if scope.interface else {}
    prefix = f"{scope.component}." if scope.component else ""
    entries = twin.entries(scope)
    for name, value in list(members.items()):
        place, prop = prefix + name, properties.get(name)
        if prop is None:
            if not unmodeled:
                yield f"{place} is not a property of the device's template"
            elif name.startswith("$") or "." in name:
                yield f"{place} should not begin with a dollar sign or hold a dot"
        elif not prop.writable:
            if value is not None and value == twin.value(scope, prop):
                del members[name]
            else:
                yield f"{place} is read-only"
        elif value is not None:
            wanted = members[name] = value if whole else _merged_value(entries.get(name, {}), prop, value)
            yield from mistakes(wanted, prop.schema, place)
            yield from _bound_mistakes(wanted, prop, place)
        if len(orjson.dumps(value)) > _LARGEST:
            yield f"{place} should be no longer than {_LARGEST} bytes"


def _merged_value(entry: Mapping[str, Any], prop: Property, value: Any) -> Any:
    """Return an object value as a twin stores it: members that are not sent stay."""
    present = entry.get("value" if prop.cloud else "desired")
    return merged(present, value) if is_object(value) and is_object(present) else value


def _bound_mistakes(value: Any, prop: Property, place: str) -> Iterator[str]:
    if isinstance(value, int | float):
        if prop.minimum is not None and value < prop.minimum:
            yield f"{place} should be >= {prop.minimum}, but is {value}"
        if prop.maximum is not None and value > prop.maximum:
            yield f"{place} should be <= {prop.maximum}, but is {value}"


def _apply(twin: Twin, scope: CapabilityScope, members: Mapping[str, Any], version: int, now: str) -> dict[str, Any]:
    """Store members, and return what the response shows of them."""
    properties = scope.interface.properties if scope.interface else {}
    entries, shown = twin.entries(scope), dict[str, Any]()
    metadata: dict[str, Any] = {}
    for name, value in members.items():
        prop = properties.get(name)
        if value is None:
            _forget(entries, name, prop)
        elif prop is not None and prop.cloud:
            entries[name] = {"value": value, "updated": now}
            shown[name] = value
        else:
            desired = {"desired": value, "desiredVersion": version, "desiredAt": now}
            entries[name] = {**entries.get(name, {}), **desired}
            metadata[name] = {"desiredValue": value}
    return {**shown, _METADATA: metadata}


def _clear(twin: Twin, scope: CapabilityScope, members: Mapping[str, Any], *, unmodeled: bool) -> None:
    """Remove the desired values of properties that were left out."""
    properties = scope.interface.properties if scope.interface else {}
    entries = twin.entries(scope)
    for name in list(entries):
        prop = properties.get(name)
        if name not in members and (unmodeled if prop is None else prop.writable):
            _forget(entries, name, prop)


def _forget(entries: dict[str, Any], name: str, prop: Property | None) -> None:
    """Remove what the cloud wrote to a property; what a device reported stays."""
    entry = entries.pop(name, {})
    if "value" in entry and not (prop is not None and prop.cloud):
        entries[name] = {"value": entry["value"], "updated": entry["updated"]}
