"""Devices of IoT Central as identities, twins and enrollments, from what was read of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from ._capabilities import TemplateScope
from ._enrollments import individual_enrollment
from ._hub_devices import authentication_of, derived_keys, hub_device, initial_twin, twin_document
from ._report import NotMoved
from ._twins import twin_of

__all__ = ["MovedDevice", "moved_device"]


def _no_twin() -> dict[str, Any]:
    return {}


@frozen(kw_only=True)
class MovedDevice:
    """What a device becomes.

    Attributes:
        identity: its line in the import file of IoT Hub; None: it does not move.
        twin: its whole twin.
        enrollment: its individual enrollment, if it attests on its own.
        left: what of it does not move.
    """

    identity: dict[str, Any] | None = None
    twin: dict[str, Any] = field(factory=_no_twin)
    enrollment: dict[str, Any] | None = None
    left: tuple[NotMoved, ...] = ()


def moved_device(
    record: Mapping[str, Any],
    scopes: Mapping[str, TemplateScope],
    group_keys: Mapping[str, Mapping[str, str]],
    *,
    with_keys: bool,
) -> MovedDevice:
    """Return what a device becomes.

    Args:
        record: what was read of it.
        scopes: what the templates say of their devices, by their ids.
        group_keys: the keys of the enrollment groups, by their ids.
        with_keys: whether its keys are written.
    """
    device: Mapping[str, Any] = record["device"]
    if (reason := _stays(record)) is not None:
        return MovedDevice(left=(reason,))
    scope = scopes.get(str(device.get("template")), TemplateScope())
    twin = twin_of(record.get("properties") or {}, scope)
    begins_with, unfit = initial_twin(device, twin)
    attestation = record.get("attestation")
    left = [NotMoved("devices", f"{device['id']}: {path}", reason, _UNFIT) for path, reason in unfit]
    left += _beside(record)
    enrollment = None
    if attestation is not None:
        made = individual_enrollment(device, attestation, begins_with, with_keys=with_keys)
        if isinstance(made, NotMoved):
            left.append(made)
        else:
            enrollment = made
    authentication = _authentication(record, group_keys, with_keys=with_keys)
    return MovedDevice(
        identity=hub_device(device, authentication, begins_with),
        twin=twin_document(device, twin),
        enrollment=enrollment,
        left=tuple(left),
    )


_UNFIT = "iothub/twins.jsonl has it; keep it elsewhere"


def _stays(record: Mapping[str, Any]) -> NotMoved | None:
    """Return why a device does not move; None if it does."""
    id = str(record["device"]["id"])
    if record["device"].get("simulated"):
        return NotMoved("devices", id, "it is simulated, and IoT Hub simulates none", "Run a simulator of your own")
    if record.get("gone"):
        return NotMoved("devices", id, "it was deleted while it was being read", "Nothing is to be done")
    if record.get("failed"):
        return NotMoved(
            "devices", id, f"it could not be read: {record['failed']}", "Migrate again, into another folder"
        )
    return None


def _beside(record: Mapping[str, Any]) -> Iterator[NotMoved]:
    device = record["device"]
    if record.get("relationships"):
        advice = "Set the parents after the import: iothub/relationships.jsonl has them"
        yield NotMoved("devices", str(device["id"]), "its devices below are told by ids that the new hub gives", advice)
    if "iotEdge" in (device.get("type") or ()):
        advice = "Deploy the manifest of application.json as an IoT Edge deployment"
        yield NotMoved("devices", str(device["id"]), "its modules and their twins come with a deployment", advice)


def _authentication(
    record: Mapping[str, Any], group_keys: Mapping[str, Mapping[str, str]], *, with_keys: bool
) -> dict[str, Any] | None:
    attestation = record.get("attestation")
    if attestation is not None and attestation["type"] != "symmetricKey":
        return authentication_of(attestation)
    if not with_keys:
        return None
    if attestation is not None:
        return authentication_of(attestation)
    if "group" in record:
        keys = derived_keys(group_keys[record["group"]], str(record["device"]["id"]))
        return authentication_of({"type": "symmetricKey", "symmetricKey": keys})
    return authentication_of(record.get("credentials"))
