"""Enrollments of the Device Provisioning Service: groups, and devices with an attestation of their own.

The form is that of its service API, api-version 2021-10-01 (`EnrollmentGroup` and `IndividualEnrollment` of
`specification/deviceprovisioningservices/data-plane/…/2021-10-01/service.json` in Azure/azure-rest-api-specs): the body of
`PUT /enrollmentGroups/{id}` and of `PUT /enrollments/{id}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ._certificates import signing_certificates
from ._report import NotMoved

__all__ = ["enrollment_group", "individual_enrollment"]

_REPROVISION = {"updateHubAssignment": True, "migrateDeviceData": True}


def enrollment_group(
    group: Mapping[str, Any], *, with_keys: bool, certificates: Mapping[str, str]
) -> dict[str, Any] | NotMoved:
    """Return the enrollment group for a group of IoT Central, or why there is none.

    Args:
        group: the answer of EnrollmentGroups_Get.
        with_keys: whether its keys are written; without them, the service generates others.
        certificates: the certificates of authorities that are at hand: thumbprint → certificate.
    """
    attestation: Mapping[str, Any] = group.get("attestation") or {}
    if attestation.get("type") == "symmetricKey":
        own = _by_keys(attestation, with_keys=with_keys)
    else:
        slots, missing = signing_certificates(attestation, certificates)
        if missing or not slots:
            return NotMoved(
                "enrollmentGroups",
                str(group["id"]),
                "it attests by certificates, which the API does not give away",
                "Migrate with the certificate of its authority (--certificate), or create the group with it",
            )
        own = {"type": "x509", "x509": {"signingCertificates": slots}}
    return {
        "enrollmentGroupId": group["id"],
        "attestation": own,
        "capabilities": {"iotEdge": group.get("type") == "iotEdge"},
        "provisioningStatus": "disabled" if group.get("enabled") is False else "enabled",
        "reprovisionPolicy": _REPROVISION,
    }


def individual_enrollment(
    device: Mapping[str, Any], attestation: Mapping[str, Any], initial_twin: Mapping[str, Any], *, with_keys: bool
) -> dict[str, Any] | NotMoved:
    """Return the enrollment of a device with an attestation of its own, or why there is none.

    Args:
        device: the device.
        attestation: the answer of Devices_GetAttestation.
        initial_twin: tags and desired properties that it begins with.
        with_keys: whether its keys are written; without them, the service generates others.
    """
    match attestation.get("type"):
        case "symmetricKey":
            own = _by_keys(attestation, with_keys=with_keys)
        case "tpm":
            own = {"type": "tpm", "tpm": {"endorsementKey": attestation["tpm"]["endorsementKey"]}}
        case _:
            return NotMoved(
                "individualEnrollments",
                str(device["id"]),
                "it attests by a certificate of its own, of which the API gives the thumbprint alone",
                "Create the enrollment with the certificate; the import file has the thumbprint",
            )
    return {
        "registrationId": device["id"],
        "deviceId": device["id"],
        "attestation": own,
        "capabilities": {"iotEdge": "iotEdge" in (device.get("type") or ())},
        "provisioningStatus": "disabled" if device.get("enabled") is False else "enabled",
        "reprovisionPolicy": _REPROVISION,
        "initialTwin": dict(initial_twin),
    }


def _by_keys(attestation: Mapping[str, Any], *, with_keys: bool) -> dict[str, Any]:
    keys: Mapping[str, Any] = attestation.get("symmetricKey") or {}
    kept = {name: keys[name] for name in ("primaryKey", "secondaryKey") if with_keys and keys.get(name)}
    return {"type": "symmetricKey", **({"symmetricKey": kept} if kept else {})}
