"""Keys of devices that attest through a group: derived from those of the group, once it is known which one it is.

The API does not say through which group a device attests, but gives its credentials, a request for each device. So those of
one are compared with what each group's key gives for it; then the keys of all others are derived.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..enrollment import derive_device_key
from ..errors import ConfigurationError

__all__ = ["KeySource", "without_keys"]


class KeySource:
    """Knowledge of the group from whose keys those of devices are derived.

    Args:
        groups: the enrollment groups with their keys.

    Attributes:
        group: the id of the group; None: not known, or the keys are derived from none that can be read.
        is_unknown: whether no device has been compared yet.
    """

    def __init__(self, groups: Iterable[Mapping[str, Any]]) -> None:
        self._keys = {
            str(group["id"]): str(group["attestation"]["symmetricKey"]["primaryKey"])
            for group in groups
            if group["attestation"].get("symmetricKey")
        }
        self.group: str | None = None
        self.is_unknown = True

    @property
    def derives(self) -> bool:
        """Whether keys are derived, so that no credentials need be read."""
        return self.group is not None

    def learn(self, device_id: str, credentials: Mapping[str, Any]) -> None:
        """Compare the credentials of a device with the keys of the groups."""
        self.is_unknown = False
        keys: Mapping[str, str] = credentials.get("symmetricKey") or {}
        own = keys.get("primaryKey")
        self.group = next((id for id, key in self._keys.items() if _derived(key, device_id) == own and own), None)

    def read_of(self, credentials: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a record holds of the keys of a device whose credentials were read."""
        if self.group is not None:
            return {"group": self.group}
        keys = credentials.get("symmetricKey")
        return {"credentials": {"type": "symmetricKey", "symmetricKey": dict(keys)}} if keys else {}


def _derived(key: str, device_id: str) -> str | None:
    try:
        return derive_device_key(key, device_id)
    except ConfigurationError:  # it is masked
        return None


def without_keys(attestation: Mapping[str, Any]) -> dict[str, Any]:
    """Return an attestation without symmetric keys."""
    return {name: value for name, value in attestation.items() if name != "symmetricKey"}
