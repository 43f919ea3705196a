"""Keys of single devices, derived from the symmetric key of their enrollment group; standard library only."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from ..errors import ConfigurationError

__all__ = ["derive_device_key"]


def derive_device_key(group_key: str, device_id: str) -> str:
    """Derive the key with which a device connects through a group that attests by symmetric keys.

    It is base64(HMAC-SHA256(group key, device id)), as in the article "Device authentication concepts". Nothing is
    sent; whoever has the group key can derive the key of every device.

    Args:
        group_key: primary or secondary key of the group, in base64 (EnrollmentGroups_Get).
        device_id: id of the device, case included.

    Returns:
        The device's key, in base64.

    Raises:
        ConfigurationError: the group key is no base64, or one of them is empty.
    """
    try:
        key = base64.b64decode(group_key.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise ConfigurationError(
            "the group key is no base64 text: copy the whole primary or secondary key of the enrollment group, as in "
            "its attestation.symmetric_key.primary_key"
        )
    if not device_id:
        raise ConfigurationError("the device id is empty: give the id of the device that the key is for")
    return base64.b64encode(hmac.digest(key, device_id.encode(), hashlib.sha256)).decode()
