# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of DeviceGroups, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.DeviceGroup] = PagedOperation(
    "DeviceGroups_List",
    "GET",
    "/api/deviceGroups",
    fixed=FIXED,
    results={200: lambda: models.DeviceGroupCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.DeviceGroup] = Operation(
    "DeviceGroups_Get",
    "GET",
    "/api/deviceGroups/{deviceGroupId}",
    fixed=FIXED,
    results={200: lambda: models.DeviceGroup.decode},
)
CREATE: Operation[models.DeviceGroup] = Operation(
    "DeviceGroups_Create",
    "PUT",
    "/api/deviceGroups/{deviceGroupId}",
    fixed=FIXED,
    results={200: lambda: models.DeviceGroup.decode},
    body="application/json",
    content=lambda: models.DeviceGroup.decode,
)
UPDATE: Operation[models.DeviceGroup] = Operation(
    "DeviceGroups_Update",
    "PATCH",
    "/api/deviceGroups/{deviceGroupId}",
    fixed=FIXED,
    results={200: lambda: models.DeviceGroup.decode},
    body="application/merge-patch+json",
    content=lambda: models.DeviceGroupPatch.decode,
)
REMOVE: Operation[None] = Operation(
    "DeviceGroups_Remove",
    "DELETE",
    "/api/deviceGroups/{deviceGroupId}",
    fixed=FIXED,
    results={204: None},
)
GET_DEVICES: PagedOperation[models.Device] = PagedOperation(
    "DeviceGroups_GetDevices",
    "GET",
    "/api/deviceGroups/{deviceGroupId}/devices",
    fixed=FIXED,
    results={200: lambda: models.DeviceGroupDeviceCollection.decode},
    items="value",
    next_link="next_link",
)
