"""Recordings of applications, with which an emulator can start: a configuration, and what devices have beside it.

A recording is a file of `iotcentral.configuration`, which `iotcentral apply` reads too, with a member more.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from attrs import evolve

from iotcentral import NotFoundError, configuration
from iotcentral._core.atomic_file import AtomicFile
from iotcentral.errors import ConfigurationError

from .openapi.json_types import is_array, is_object

if TYPE_CHECKING:
    from iotcentral.configuration import Configuration

__all__ = ["RecordedDevice", "Recording", "RecordingError", "check_file", "invented_secret", "load", "record", "save"]

_MEMBER = "recorded"
"""Member of the file that no configuration has."""

_MEMBERS = frozenset({"iotcentral", "apiVersion", "omitted", "resources", _MEMBER})

_MAKE = "make one with iotcentral-testkit record"

_ATTESTATION = "devices (attestation)"

_KEPT_NAMES = frozenset({"deviceTemplates"})
"""Kinds whose names belong to models, and say nothing of people and places."""


class RecordingError(Exception):
    """A recording cannot be written or read; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class RecordedDevice:
    """What a device has that its item does not show.

    Attributes:
        provisioned: whether it is provisioned.
        properties: as the API shows them, with `$metadata` and components.
        modules: module → its properties.
        relationships: id of a relationship of which the device is the source → the target.
    """

    provisioned: bool
    properties: Mapping[str, Any]
    modules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    relationships: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Recording:
    """A recorded application.

    Attributes:
        configuration: what it is made of.
        devices: id → what the device has beside that.
        digest: tells the content of its file from that of others; empty where it is of none.
    """

    configuration: Configuration
    devices: Mapping[str, RecordedDevice]
    digest: str = ""


def record(
    app: Any, *, replace_names: bool = False, on_progress: Callable[[str, int], object] | None = None
) -> Recording:
    """Read an application; nothing in it is changed, and no secret is read.

    Args:
        app: a client of a generated package, best of the newest version.
        replace_names: whether display names and addresses of e-mail are replaced by numbered ones; ids, models and values of
            properties stay.
        on_progress: called with each kind and the number of its items, when they were read.
    """
    found = _without_passwords(configuration.backup(app, on_progress=on_progress))
    devices = {device.id: _device(app, device) for device in app.devices.list()}
    if on_progress is not None:
        on_progress("properties", len(devices))
    return Recording(_without_names(found) if replace_names else found, devices)


def _device(app: Any, device: Any) -> RecordedDevice:
    shown, related = device.to_dict(), _relationships(app, device.id)
    if "template" not in shown:
        return RecordedDevice(bool(shown.get("provisioned")), {}, relationships=related)
    modules: dict[str, Any] = {}
    if shown.get("type"):
        for module in app.devices.list_modules(device.id).to_dict().get("value", ()):
            modules[module["name"]] = app.devices.get_module_properties(device.id, module["name"]).to_dict()
    try:
        properties: dict[str, Any] = app.devices.get_properties(device.id).to_dict()
    except NotFoundError:  # it was deleted meanwhile
        properties = {}
    return RecordedDevice(bool(shown.get("provisioned")), properties, modules, related)


def _relationships(app: Any, id: str) -> dict[str, str]:
    try:
        return {found.id: found.target for found in app.devices.list_relationships(id)}
    except NotFoundError:  # the device was deleted meanwhile
        return {}


def _without_passwords(found: Configuration) -> Configuration:
    """Return a configuration that names passwords as secrets: manifests hold those of container registries, unmarked."""
    resources = {
        kind: {id: _masked(content, f"{kind}.{id}") for id, content in items.items()}
        for kind, items in found.resources.items()
    }
    beside = {name: why for name, why in found.omitted.items() if not name.startswith("devices ")}
    return evolve(found, resources=resources, omitted={**beside, _ATTESTATION: "it holds secrets"})


def _masked(value: Any, path: str) -> Any:
    if is_array(value):
        return [_masked(part, f"{path}.{number}") for number, part in enumerate(value)]
    if not is_object(value):
        return value
    names = {name: f"{path}.{re.sub('[{}]', '_', name)}" for name in value}
    return {
        name: f"${{secret:{names[name]}}}"
        if name == "password" and isinstance(part, str)
        else _masked(part, names[name])
        for name, part in value.items()
    }


def _without_names(found: Configuration) -> Configuration:
    """Return a configuration with numbered names."""
    patch: dict[str, Any] = {}
    for kind, items in found.resources.items():
        for number, (id, content) in enumerate(items.items(), 1):
            replaced = {
                name: value
                for name, value in (("displayName", f"{kind} {number}"), ("email", f"user{number}@example.com"))
                if name in content
            }
            if replaced and kind not in _KEPT_NAMES:
                patch.setdefault(kind, {})[id] = replaced
    return found.overlaid(patch)


def save(recording: Recording, path: str | os.PathLike[str]) -> None:
    """Write a recording to a file of JSON, which is whole, or as it was before.

    Raises:
        RecordingError: its name does not end in `.json`.
        OSError: it cannot be written.
    """
    file = _json_file(path)
    with TemporaryDirectory() as folder:
        beside = Path(folder, file.name)
        configuration.save(recording.configuration, beside)
        content = json.loads(beside.read_bytes())
    content[_MEMBER] = {
        "devices": {
            id: {
                "provisioned": device.provisioned,
                "properties": device.properties,
                "modules": device.modules,
                "relationships": device.relationships,
            }
            for id, device in sorted(recording.devices.items())
        }
    }
    atomic = AtomicFile(file)
    try:
        atomic.file.write((json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())
        atomic.commit()
    finally:
        atomic.discard()


def load(path: str | os.PathLike[str]) -> Recording:
    """Read a recording, or the configuration of an application, which has no properties of devices.

    Raises:
        RecordingError: it cannot be read, or is neither.
    """
    file = _json_file(path)
    try:
        found = configuration.load(file)
        written = file.read_bytes()
        content: Any = json.loads(written)
        recorded: Any = content.get(_MEMBER, {"devices": {}})
        devices = {str(id): _recorded(f"{_MEMBER}.devices.{id}", device) for id, device in recorded["devices"].items()}
    except OSError as error:
        raise RecordingError(f"the recording {file} cannot be read: {error.strerror}; {_MAKE}") from None
    except (ConfigurationError, ValueError) as error:
        reason = str(error).removeprefix(f"{file}: ")
        raise RecordingError(f"{file} is not a recording: {reason}; {_MAKE}") from None
    except (AttributeError, KeyError, TypeError) as error:
        raise RecordingError(f'{file} is not a recording: "{_MEMBER}" has another form ({error!r}); {_MAKE}') from None
    unknown = content.keys() - _MEMBERS
    if unknown:
        raise RecordingError(f"{file} is not a recording: it has no place for {', '.join(sorted(unknown))}; {_MAKE}")
    return Recording(found, devices, hashlib.sha256(written).hexdigest())


def _recorded(place: str, content: Mapping[str, Any]) -> RecordedDevice:
    """Return what a recording has of a device.

    Raises:
        ValueError: a member is of another type; the message names it.
        KeyError: one is missing.
    """
    device = RecordedDevice(
        content["provisioned"], content["properties"], content["modules"], content.get("relationships", {})
    )
    if not isinstance(device.provisioned, bool):  # pyright: ignore[reportUnnecessaryIsInstance]  # read from a file
        raise ValueError(f"{place}.provisioned is {device.provisioned!r}, and is true or false")
    for name, members in (
        ("properties", device.properties),
        ("modules", device.modules),
        ("relationships", device.relationships),
    ):
        if not is_object(members):
            raise ValueError(f"{place}.{name} is {members!r}, and is an object")
    for module, members in device.modules.items():
        if not is_object(members):
            raise ValueError(f"{place}.modules.{module} is {members!r}, and is an object")
    return device


def check_file(path: str | os.PathLike[str]) -> None:
    """Refuse a file that a recording cannot be written to, before an application is read for it.

    Raises:
        RecordingError: its name does not end in `.json`, it is a folder, or it would be in a folder that does not exist.
    """
    file = _json_file(path)
    if file.is_dir():
        raise RecordingError(f"{file} cannot be written: it is a folder; name a file in it")
    if not file.parent.is_dir():
        raise RecordingError(f"{file} cannot be written: there is no folder {file.parent}; make it first")


def _json_file(path: str | os.PathLike[str]) -> Path:
    file = Path(path)
    if file.suffix.lower() != ".json":
        raise RecordingError(f"the name of a recording ends in .json, and {file} does not: name it {file.stem}.json")
    return file


def invented_secret(name: str) -> str:
    """Return what stands for a secret that a recording does not hold: of the form that its place needs, and the same each time."""
    key = base64.b64encode(hashlib.sha256(name.encode()).digest()).decode()
    place = name.rpartition(".")[2].lower()
    if place.endswith(("url", "uri")):
        return "http://127.0.0.1:9/not-recorded"
    if "connectionstring" in place:
        return f"AccountName=notrecorded;AccountKey={key};Endpoint=sb://not-recorded"
    return key
