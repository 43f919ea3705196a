# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Devices, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.Device] = PagedOperation(
    "Devices_List",
    "GET",
    "/api/devices",
    fixed=FIXED,
    results={200: lambda: models.DeviceCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.Device] = Operation(
    "Devices_Get",
    "GET",
    "/api/devices/{deviceId}",
    fixed=FIXED,
    results={200: lambda: models.Device.decode},
)
CREATE: Operation[models.Device] = Operation(
    "Devices_Create",
    "PUT",
    "/api/devices/{deviceId}",
    fixed=FIXED,
    results={200: lambda: models.Device.decode},
    body="application/json",
    content=lambda: models.Device.decode,
)
UPDATE: Operation[models.Device] = Operation(
    "Devices_Update",
    "PATCH",
    "/api/devices/{deviceId}",
    fixed=FIXED,
    results={200: lambda: models.Device.decode},
    body="application/merge-patch+json",
    content=lambda: models.DevicePatch.decode,
)
REMOVE: Operation[None] = Operation(
    "Devices_Remove",
    "DELETE",
    "/api/devices/{deviceId}",
    fixed=FIXED,
    results={204: None},
)
GET_ATTESTATION: Operation[models.Attestation] = Operation(
    "Devices_GetAttestation",
    "GET",
    "/api/devices/{deviceId}/attestation",
    fixed=FIXED,
    results={200: lambda: models.Attestation.decode},
)
CREATE_ATTESTATION: Operation[models.Attestation] = Operation(
    "Devices_CreateAttestation",
    "PUT",
    "/api/devices/{deviceId}/attestation",
    fixed=FIXED,
    results={200: lambda: models.Attestation.decode},
    body="application/json",
    content=lambda: models.Attestation.decode,
)
UPDATE_ATTESTATION: Operation[models.Attestation] = Operation(
    "Devices_UpdateAttestation",
    "PATCH",
    "/api/devices/{deviceId}/attestation",
    fixed=FIXED,
    results={200: lambda: models.Attestation.decode},
    body="application/merge-patch+json",
    content=lambda: models.AttestationPatch.decode,
)
REMOVE_ATTESTATION: Operation[None] = Operation(
    "Devices_RemoveAttestation",
    "DELETE",
    "/api/devices/{deviceId}/attestation",
    fixed=FIXED,
    results={204: None},
)
GET_CREDENTIALS: Operation[models.DeviceCredentials] = Operation(
    "Devices_GetCredentials",
    "GET",
    "/api/devices/{deviceId}/credentials",
    fixed=FIXED,
    results={200: lambda: models.DeviceCredentials.decode},
)
LIST_RELATIONSHIPS: PagedOperation[models.DeviceRelationship] = PagedOperation(
    "Devices_ListRelationships",
    "GET",
    "/api/devices/{deviceId}/relationships",
    fixed=FIXED,
    results={200: lambda: models.DeviceRelationshipCollection.decode},
    items="value",
    next_link="next_link",
)
GET_RELATIONSHIP: Operation[models.DeviceRelationship] = Operation(
    "Devices_GetRelationship",
    "GET",
    "/api/devices/{deviceId}/relationships/{relationshipId}",
    fixed=FIXED,
    results={200: lambda: models.DeviceRelationship.decode},
)
CREATE_RELATIONSHIP: Operation[models.DeviceRelationship] = Operation(
    "Devices_CreateRelationship",
    "PUT",
    "/api/devices/{deviceId}/relationships/{relationshipId}",
    fixed=FIXED,
    results={200: lambda: models.DeviceRelationship.decode},
    body="application/json",
    content=lambda: models.DeviceRelationship.decode,
)
UPDATE_RELATIONSHIP: Operation[models.DeviceRelationship] = Operation(
    "Devices_UpdateRelationship",
    "PATCH",
    "/api/devices/{deviceId}/relationships/{relationshipId}",
    fixed=FIXED,
    results={200: lambda: models.DeviceRelationship.decode},
    body="application/merge-patch+json",
    content=lambda: models.DeviceRelationshipPatch.decode,
)
REMOVE_RELATIONSHIP: Operation[None] = Operation(
    "Devices_RemoveRelationship",
    "DELETE",
    "/api/devices/{deviceId}/relationships/{relationshipId}",
    fixed=FIXED,
    results={204: None},
)
GET_COMMAND_HISTORY: PagedOperation[models.DeviceCommand] = PagedOperation(
    "Devices_GetCommandHistory",
    "GET",
    "/api/devices/{deviceId}/commands/{commandName}",
    fixed=FIXED,
    results={200: lambda: models.DeviceCommandCollection.decode},
    items="value",
    next_link="next_link",
)
RUN_COMMAND: Operation[models.DeviceCommand] = Operation(
    "Devices_RunCommand",
    "POST",
    "/api/devices/{deviceId}/commands/{commandName}",
    fixed=FIXED,
    results={201: lambda: models.DeviceCommand.decode},
    body="application/json",
    content=lambda: models.DeviceCommand.decode,
)
GET_PROPERTIES: Operation[models.DeviceProperties] = Operation(
    "Devices_GetProperties",
    "GET",
    "/api/devices/{deviceId}/properties",
    fixed=FIXED,
    results={200: lambda: models.DeviceProperties.decode},
)
REPLACE_PROPERTIES: Operation[models.DeviceProperties] = Operation(
    "Devices_ReplaceProperties",
    "PUT",
    "/api/devices/{deviceId}/properties",
    fixed=FIXED,
    results={202: lambda: models.DeviceProperties.decode},
    body="application/json",
    content=lambda: models.DeviceProperties.decode,
)
UPDATE_PROPERTIES: Operation[models.DeviceProperties] = Operation(
    "Devices_UpdateProperties",
    "PATCH",
    "/api/devices/{deviceId}/properties",
    fixed=FIXED,
    results={202: lambda: models.DeviceProperties.decode},
    body="application/merge-patch+json",
    content=lambda: models.DevicePropertiesPatch.decode,
)
GET_TELEMETRY_VALUE: Operation[models.DeviceTelemetry] = Operation(
    "Devices_GetTelemetryValue",
    "GET",
    "/api/devices/{deviceId}/telemetry/{telemetryName}",
    fixed=FIXED,
    results={200: lambda: models.DeviceTelemetry.decode},
)
LIST_COMPONENTS: Operation[models.Collection] = Operation(
    "Devices_ListComponents",
    "GET",
    "/api/devices/{deviceId}/components",
    fixed=FIXED,
    results={200: lambda: models.Collection.decode},
)
GET_COMPONENT_COMMAND_HISTORY: PagedOperation[models.DeviceCommand] = PagedOperation(
    "Devices_GetComponentCommandHistory",
    "GET",
    "/api/devices/{deviceId}/components/{componentName}/commands/{commandName}",
    fixed=FIXED,
    results={200: lambda: models.DeviceCommandCollection.decode},
    items="value",
    next_link="next_link",
)
RUN_COMPONENT_COMMAND: Operation[models.DeviceCommand] = Operation(
    "Devices_RunComponentCommand",
    "POST",
    "/api/devices/{deviceId}/components/{componentName}/commands/{commandName}",
    fixed=FIXED,
    results={201: lambda: models.DeviceCommand.decode},
    body="application/json",
    content=lambda: models.DeviceCommand.decode,
)
GET_COMPONENT_PROPERTIES: Operation[models.DeviceProperties] = Operation(
    "Devices_GetComponentProperties",
    "GET",
    "/api/devices/{deviceId}/components/{componentName}/properties",
    fixed=FIXED,
    results={200: lambda: models.DeviceProperties.decode},
)
REPLACE_COMPONENT_PROPERTIES: Operation[models.DeviceProperties] = Operation(
    "Devices_ReplaceComponentProperties",
    "PUT",
    "/api/devices/{deviceId}/components/{componentName}/properties",
    fixed=FIXED,
    results={202: lambda: models.DeviceProperties.decode},
    body="application/json",
    content=lambda: models.DeviceProperties.decode,
)
UPDATE_COMPONENT_PROPERTIES: Operation[models.DeviceProperties] = Operation(
    "Devices_UpdateComponentProperties",
    "PATCH",
    "/api/devices/{deviceId}/components/{componentName}/properties",
    fixed=FIXED,
    results={202: lambda: models.DeviceProperties.decode},
    body="application/merge-patch+json",
    content=lambda: models.DevicePropertiesPatch.decode,
)
GET_COMPONENT_TELEMETRY_VALUE: Operation[models.DeviceTelemetry] = Operation(
    "Devices_GetComponentTelemetryValue",
    "GET",
    "/api/devices/{deviceId}/components/{componentName}/telemetry/{telemetryName}",
    fixed=FIXED,
    results={200: lambda: models.DeviceTelemetry.decode},
)
LIST_MODULES: Operation[models.Collection] = Operation(
    "Devices_ListModules",
    "GET",
    "/api/devices/{deviceId}/modules",
    fixed=FIXED,
    results={200: lambda: models.Collection.decode},
)
GET_MODULE_COMMAND_HISTORY: PagedOperation[models.DeviceCommand] = PagedOperation(
    "Devices_GetModuleCommandHistory",
    "GET",
    "/api/devices/{deviceId}/modules/{moduleName}/commands/{commandName}",
    fixed=FIXED,
    results={200: lambda: models.DeviceCommandCollection.decode},
    items="value",
    next_link="next_link",
)
RUN_MODULE_COMMAND: Operation[models.DeviceCommand] = Operation(
    "Devices_RunModuleCommand",
    "POST",
    "/api/devices/{deviceId}/modules/{moduleName}/commands/{commandName}",
    fixed=FIXED,
    results={201: lambda: models.DeviceCommand.decode},
    body="application/json",
    content=lambda: models.DeviceCommand.decode,
)
LIST_MODULE_COMPONENTS: Operation[models.Collection] = Operation(
    "Devices_ListModuleComponents",
    "GET",
    "/api/devices/{deviceId}/modules/{moduleName}/components",
    fixed=FIXED,
    results={200: lambda: models.Collection.decode},
)
GET_MODULE_COMPONENT_COMMAND_HISTORY: PagedOperation[models.DeviceCommand] = PagedOperation(
    "Devices_GetModuleComponentCommandHistory",
    "GET",
    "/api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/commands/{commandName}",
    fixed=FIXED,
    results={200: lambda: models.DeviceCommandCollection.decode},
    items="value",
    next_link="next_link",
)
RUN_MODULE_COMPONENT_COMMAND: Operation[models.DeviceCommand] = Operation(
    "Devices_RunModuleComponentCommand",
    "POST",
    "/api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/commands/{commandName}",
    fixed=FIXED,
    results={201: lambda: models.DeviceCommand.decode},
    body="application/json",
    content=lambda: models.DeviceCommand.decode,
)
GET_MODULE_COMPONENT_PROPERTIES: Operation[models.DeviceProperties] = Operation(
    "Devices_GetModuleComponentProperties",
    "GET",
    "/api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/properties",
    fixed=FIXED,
    results={200: lambda: models.DeviceProperties.decode},
)
REPLACE_MODULE_COMPONENT_PROPERTIES: Operation[models.DeviceProperties] = Operation(
    "Devices_ReplaceModuleComponentProperties",
    "PUT",
    "/api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/properties",
    fixed=FIXED,
    results={202: lambda: models.DeviceProperties.decode},
    body="application/json",
    content=lambda: models.DeviceProperties.decode,
)
UPDATE_MODULE_COMPONENT_PROPERTIES: Operation[models.DeviceProperties] = Operation(
    "Devices_UpdateModuleComponentProperties",
    "PATCH",
    "/api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/properties",
    fixed=FIXED,
    results={202: lambda: models.DeviceProperties.decode},
    body="application/merge-patch+json",
    content=lambda: models.DevicePropertiesPatch.decode,
)
GET_MODULE_COMPONENT_TELEMETRY_VALUE: Operation[models.DeviceTelemetry] = Operation(
    "Devices_GetModuleComponentTelemetryValue",
    "GET",
    "/api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/telemetry/{telemetryName}",
    fixed=FIXED,
    results={200: lambda: models.DeviceTelemetry.decode},
)
GET_MODULE_PROPERTIES: Operation[models.DeviceProperties] = Operation(
    "Devices_GetModuleProperties",
    "GET",
    "/api/devices/{deviceId}/modules/{moduleName}/properties",
    fixed=FIXED,
    results={200: lambda: models.DeviceProperties.decode},
)
REPLACE_MODULE_PROPERTIES: Operation[models.DeviceProperties] = Operation(
    "Devices_ReplaceModuleProperties",
    "PUT",
    "/api/devices/{deviceId}/modules/{moduleName}/properties",
    fixed=FIXED,
    results={202: lambda: models.DeviceProperties.decode},
    body="application/json",
    content=lambda: models.DeviceProperties.decode,
)
UPDATE_MODULE_PROPERTIES: Operation[models.DeviceProperties] = Operation(
    "Devices_UpdateModuleProperties",
    "PATCH",
    "/api/devices/{deviceId}/modules/{moduleName}/properties",
    fixed=FIXED,
    results={202: lambda: models.DeviceProperties.decode},
    body="application/merge-patch+json",
    content=lambda: models.DevicePropertiesPatch.decode,
)
GET_MODULE_TELEMETRY_VALUE: Operation[models.DeviceTelemetry] = Operation(
    "Devices_GetModuleTelemetryValue",
    "GET",
    "/api/devices/{deviceId}/modules/{moduleName}/telemetry/{telemetryName}",
    fixed=FIXED,
    results={200: lambda: models.DeviceTelemetry.decode},
)
