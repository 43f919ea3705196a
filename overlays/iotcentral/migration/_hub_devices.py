"""Device identities of IoT Hub: lines of the file that its import job reads, and twins.

The form is that of "Import and export IoT Hub device identities in bulk" (`ExportImportDevice`): one JSON object a line, in
a blob `devices.txt`. `create` leaves identities alone that are there already.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..enrollment import derive_device_key
from ._twin_limits import DESIRED_BYTES, TAG_BYTES, fitting
from ._twins import SplitTwin

__all__ = ["authentication_of", "derived_keys", "hub_device", "initial_twin", "tags_of", "twin_document"]

_OWN_TAGS = 1024
"""Bytes that the tags besides cloud properties have at most."""


def tags_of(device: Mapping[str, Any], cloud: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tags of a device: what IoT Central knew of it, and its cloud properties."""
    tags: dict[str, Any] = {}
    for name in ("displayName", "template"):
        if device.get(name) is not None:
            tags[name] = device[name]
    if device.get("organizations"):
        tags["organization"] = device["organizations"][0]
    if cloud:
        tags["cloudProperties"] = dict(cloud)
    return tags


def initial_twin(device: Mapping[str, Any], twin: SplitTwin) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return the tags and the desired properties that IoT Hub takes, and what it does not take, with the reason."""
    cloud, left_cloud = fitting(twin.cloud, TAG_BYTES - _OWN_TAGS, 2)
    tags, left_tags = fitting(tags_of(device, cloud), TAG_BYTES)
    desired, left_desired = fitting(twin.desired, DESIRED_BYTES)
    left = [(f"tags.cloudProperties.{path}", reason) for path, reason in left_cloud]
    left += [(f"tags.{path}", reason) for path, reason in left_tags]
    left += [(f"desired.{path}", reason) for path, reason in left_desired]
    return {"tags": tags, "properties": {"desired": desired}}, left


def hub_device(
    device: Mapping[str, Any], authentication: Mapping[str, Any] | None, begins_with: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the line of a device.

    Args:
        device: the device.
        authentication: how it connects; None: IoT Hub generates keys.
        begins_with: the tags and the desired properties of `initial_twin`.
    """
    line: dict[str, Any] = {
        "id": device["id"],
        "importMode": "create",
        "status": "disabled" if device.get("enabled") is False else "enabled",
    }
    if authentication is not None:
        line["authentication"] = dict(authentication)
    if "iotEdge" in (device.get("type") or ()):
        line["capabilities"] = {"iotEdge": True}
    return {**line, **begins_with}


def authentication_of(attestation: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return how a device with an attestation of its own connects to a hub; None if the hub has no such way."""
    match attestation:
        case {"type": "symmetricKey", "symmetricKey": keys}:
            return {"type": "sas", "symmetricKey": dict(keys)}
        case {"type": "x509", "x509": {"clientCertificates": slots}}:
            thumbprints = {
                f"{slot}Thumbprint": slots[slot]["info"]["sha1Thumbprint"].upper()
                for slot in ("primary", "secondary")
                if slots.get(slot) and slots[slot].get("info")
            }
            return {"type": "selfSigned", "x509Thumbprint": thumbprints}
        case _:
            return None


def derived_keys(group_keys: Mapping[str, str], device_id: str) -> dict[str, str]:
    """Return the keys of a device that attests through a group, derived from those of the group."""
    return {name: derive_device_key(key, device_id) for name, key in group_keys.items()}


def twin_document(device: Mapping[str, Any], twin: SplitTwin) -> dict[str, Any]:
    """Return the whole twin of a device, also what IoT Hub does not import."""
    return {
        "deviceId": device["id"],
        "tags": tags_of(device, twin.cloud),
        "properties": {"desired": dict(twin.desired), "reported": dict(twin.reported)},
    }
