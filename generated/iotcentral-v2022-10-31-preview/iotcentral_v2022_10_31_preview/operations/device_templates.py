# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of DeviceTemplates, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.DeviceTemplate] = PagedOperation(
    "DeviceTemplates_List",
    "GET",
    "/api/deviceTemplates",
    fixed=FIXED,
    results={200: lambda: models.DeviceTemplateCollection.decode},
    items="value",
    next_link="next_link",
    fields={
        "filter": ("@id", "displayName", "capabilityModelId"),
        "orderby": ("displayName",),
    },
)
GET: Operation[models.DeviceTemplate] = Operation(
    "DeviceTemplates_Get",
    "GET",
    "/api/deviceTemplates/{deviceTemplateId}",
    fixed=FIXED,
    results={200: lambda: models.DeviceTemplate.decode},
)
CREATE: Operation[models.DeviceTemplate] = Operation(
    "DeviceTemplates_Create",
    "PUT",
    "/api/deviceTemplates/{deviceTemplateId}",
    fixed=FIXED,
    results={200: lambda: models.DeviceTemplate.decode},
    body="application/json",
    content=lambda: models.DeviceTemplate.decode,
)
UPDATE: Operation[models.DeviceTemplate] = Operation(
    "DeviceTemplates_Update",
    "PATCH",
    "/api/deviceTemplates/{deviceTemplateId}",
    fixed=FIXED,
    results={200: lambda: models.DeviceTemplate.decode},
    body="application/merge-patch+json",
    content=lambda: models.DeviceTemplatePatch.decode,
)
REMOVE: Operation[None] = Operation(
    "DeviceTemplates_Remove",
    "DELETE",
    "/api/deviceTemplates/{deviceTemplateId}",
    fixed=FIXED,
    results={204: None},
)
