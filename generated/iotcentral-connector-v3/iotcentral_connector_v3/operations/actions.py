# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Actions, as data."""

from __future__ import annotations

from iotcentral._core.decoding import optional
from iotcentral.connector._mapping import CarriedOperation, CarriedPagedOperation, Carrier
from iotcentral.webhooks._triggers import Trigger

from .. import models

LIST_DEVICES: CarriedPagedOperation[models.DeviceV1] = CarriedPagedOperation(
    "ListDevices",
    "GET",
    "/api/devices",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceCollectionV1.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier(
        "Devices_List",
        host="application",
    ),
)
GET_A_DEVICE_BY_ID: CarriedOperation[models.DeviceV1] = CarriedOperation(
    "GetADeviceById",
    "GET",
    "/api/devices/{deviceId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceV1.decode},
    carrier=Carrier(
        "Devices_Get",
        host="application",
        parameters={"deviceId": "device_id"},
    ),
)
CREATE_OR_UPDATE_A_DEVICE: CarriedOperation[models.DeviceV2] = CarriedOperation(
    "CreateOrUpdateADevice",
    "PUT",
    "/api/devices/{deviceId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceV2.decode},
    body="application/json",
    carrier=Carrier(
        "Devices_Create",
        host="application",
        parameters={"deviceId": "device_id"},
        members={
            "displayName": "displayName",
            "template": "template",
            "simulated": "simulated",
            "enabled": "enabled",
            "organizations": "organizations",
            "provisioned": "provisioned",
        },
        same={"id": "device_id"},
    ),
)
DELETE_A_DEVICE: CarriedOperation[None] = CarriedOperation(
    "DeleteADevice",
    "DELETE",
    "/api/devices/{deviceId}",
    fixed={"api-version": "2022-07-31"},
    results={204: None},
    carrier=Carrier(
        "Devices_Remove",
        host="application",
        parameters={"deviceId": "device_id"},
    ),
)
GET_DEVICE_COMMAND_RESPONSE: CarriedOperation[models.DataPlaneDeviceCommand | None] = CarriedOperation(
    "GetDeviceCommandResponse",
    "GET",
    "/api/devices/{deviceId}/commands/{commandName}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: optional(models.DataPlaneDeviceCommand.decode)},
    carrier=Carrier(
        "Devices_GetCommandHistory",
        host="application",
        parameters={"deviceId": "device_id", "commandName": "command_name"},
        first="value",
    ),
)
RUN_A_DEVICE_COMMAND: CarriedOperation[models.DataPlaneDeviceCommand] = CarriedOperation(
    "RunADeviceCommand",
    "POST",
    "/api/devices/{deviceId}/commands/{commandName}",
    fixed={"api-version": "2022-07-31"},
    results={201: lambda: models.DataPlaneDeviceCommand.decode},
    body="application/json",
    carrier=Carrier(
        "Devices_RunCommand",
        host="application",
        parameters={"deviceId": "device_id", "commandName": "command_name"},
    ),
    check=lambda: models.DataPlaneDeviceCommand.decode,
)
GET_COMPONENT_COMMAND_RESPONSE: CarriedOperation[models.DataPlaneDeviceCommand | None] = CarriedOperation(
    "GetComponentCommandResponse",
    "GET",
    "/api/devices/{deviceId}/components/{componentName}/commands/{commandName}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: optional(models.DataPlaneDeviceCommand.decode)},
    carrier=Carrier(
        "Devices_GetComponentCommandHistory",
        host="application",
        parameters={"deviceId": "device_id", "componentName": "component_name", "commandName": "command_name"},
        first="value",
    ),
)
RUN_A_COMPONENT_COMMAND: CarriedOperation[models.DataPlaneDeviceCommand] = CarriedOperation(
    "RunAComponentCommand",
    "POST",
    "/api/devices/{deviceId}/components/{componentName}/commands/{commandName}",
    fixed={"api-version": "2022-07-31"},
    results={201: lambda: models.DataPlaneDeviceCommand.decode},
    body="application/json",
    carrier=Carrier(
        "Devices_RunComponentCommand",
        host="application",
        parameters={"deviceId": "device_id", "componentName": "component_name", "commandName": "command_name"},
    ),
    check=lambda: models.DataPlaneDeviceCommand.decode,
)
GET_MODULE_COMMAND_RESPONSE: CarriedOperation[models.DataPlaneDeviceCommand | None] = CarriedOperation(
    "GetModuleCommandResponse",
    "GET",
    "/api/devices/{deviceId}/modules/{moduleName}/commands/{commandName}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: optional(models.DataPlaneDeviceCommand.decode)},
    carrier=Carrier(
        "Devices_GetModuleCommandHistory",
        host="application",
        parameters={"deviceId": "device_id", "moduleName": "module", "commandName": "command_name"},
        first="value",
    ),
)
RUN_A_MODULE_COMMAND: CarriedOperation[models.DataPlaneDeviceCommand] = CarriedOperation(
    "RunAModuleCommand",
    "POST",
    "/api/devices/{deviceId}/modules/{moduleName}/commands/{commandName}",
    fixed={"api-version": "2022-07-31"},
    results={201: lambda: models.DataPlaneDeviceCommand.decode},
    body="application/json",
    carrier=Carrier(
        "Devices_RunModuleCommand",
        host="application",
        parameters={"deviceId": "device_id", "moduleName": "module", "commandName": "command_name"},
    ),
    check=lambda: models.DataPlaneDeviceCommand.decode,
)
GET_MODULE_COMPONENT_COMMAND_RESPONSE: CarriedOperation[models.DataPlaneDeviceCommand | None] = CarriedOperation(
    "GetModuleComponentCommandResponse",
    "GET",
    "/api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/commands/{commandName}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: optional(models.DataPlaneDeviceCommand.decode)},
    carrier=Carrier(
        "Devices_GetModuleComponentCommandHistory",
        host="application",
        parameters={
            "deviceId": "device_id",
            "moduleName": "module",
            "componentName": "component_name",
            "commandName": "command_name",
        },
        first="value",
    ),
)
RUN_A_MODULE_COMPONENT_COMMAND: CarriedOperation[models.DataPlaneDeviceCommand] = CarriedOperation(
    "RunAModuleComponentCommand",
    "POST",
    "/api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/commands/{commandName}",
    fixed={"api-version": "2022-07-31"},
    results={201: lambda: models.DataPlaneDeviceCommand.decode},
    body="application/json",
    carrier=Carrier(
        "Devices_RunModuleComponentCommand",
        host="application",
        parameters={
            "deviceId": "device_id",
            "moduleName": "module",
            "componentName": "component_name",
            "commandName": "command_name",
        },
    ),
    check=lambda: models.DataPlaneDeviceCommand.decode,
)
GET_DEVICE_PROPERTIES: CarriedOperation[models.DataPlaneDeviceProperties] = CarriedOperation(
    "GetDeviceProperties",
    "GET",
    "/api/devices/{deviceId}/properties",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneDeviceProperties.decode},
    carrier=Carrier(
        "Devices_GetProperties",
        host="application",
        parameters={"deviceId": "device_id"},
    ),
)
UPDATE_DEVICE_PROPERTIES: CarriedOperation[models.DataPlaneDeviceProperties] = CarriedOperation(
    "UpdateDeviceProperties",
    "PATCH",
    "/api/devices/{deviceId}/properties",
    fixed={"api-version": "2022-07-31"},
    results={202: lambda: models.DataPlaneDeviceProperties.decode},
    body="application/merge-patch+json",
    carrier=Carrier(
        "Devices_UpdateProperties",
        host="application",
        parameters={"deviceId": "device_id"},
    ),
    check=lambda: models.DataPlaneDevicePropertiesPatch.decode,
)
GET_DEVICE_TELEMETRY_VALUE: CarriedOperation[models.DataPlaneDeviceTelemetry] = CarriedOperation(
    "GetDeviceTelemetryValue",
    "GET",
    "/api/devices/{deviceId}/telemetry/{telemetryName}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneDeviceTelemetry.decode},
    carrier=Carrier(
        "Devices_GetTelemetryValue",
        host="application",
        parameters={"deviceId": "device_id", "telemetryName": "telemetry_name"},
    ),
)
GET_COMPONENT_TELEMETRY_VALUE: CarriedOperation[models.DataPlaneDeviceTelemetry] = CarriedOperation(
    "GetComponentTelemetryValue",
    "GET",
    "/api/devices/{deviceId}/components/{componentName}/telemetry/{telemetryName}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneDeviceTelemetry.decode},
    carrier=Carrier(
        "Devices_GetComponentTelemetryValue",
        host="application",
        parameters={"deviceId": "device_id", "componentName": "component_name", "telemetryName": "telemetry_name"},
    ),
)
GET_MODULE_PROPERTIES: CarriedOperation[models.DataPlaneDeviceProperties] = CarriedOperation(
    "GetModuleProperties",
    "GET",
    "/api/devices/{deviceId}/modules/{moduleName}/properties",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneDeviceProperties.decode},
    carrier=Carrier(
        "Devices_GetModuleProperties",
        host="application",
        parameters={"deviceId": "device_id", "moduleName": "module"},
    ),
)
UPDATE_MODULE_PROPERTIES: CarriedOperation[models.DataPlaneDeviceProperties] = CarriedOperation(
    "UpdateModuleProperties",
    "PATCH",
    "/api/devices/{deviceId}/modules/{moduleName}/properties",
    fixed={"api-version": "2022-07-31"},
    results={202: lambda: models.DataPlaneDeviceProperties.decode},
    body="application/merge-patch+json",
    carrier=Carrier(
        "Devices_UpdateModuleProperties",
        host="application",
        parameters={"deviceId": "device_id", "moduleName": "module"},
    ),
    check=lambda: models.DataPlaneDevicePropertiesPatch.decode,
)
GET_MODULE_TELEMETRY_VALUE: CarriedOperation[models.DataPlaneDeviceTelemetry] = CarriedOperation(
    "GetModuleTelemetryValue",
    "GET",
    "/api/devices/{deviceId}/modules/{moduleName}/telemetry/{telemetryName}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneDeviceTelemetry.decode},
    carrier=Carrier(
        "Devices_GetModuleTelemetryValue",
        host="application",
        parameters={"deviceId": "device_id", "moduleName": "module", "telemetryName": "telemetry_name"},
    ),
)
GET_MODULE_COMPONENT_TELEMETRY_VALUE: CarriedOperation[models.DataPlaneDeviceTelemetry] = CarriedOperation(
    "GetModuleComponentTelemetryValue",
    "GET",
    "/api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/telemetry/{telemetryName}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneDeviceTelemetry.decode},
    carrier=Carrier(
        "Devices_GetModuleComponentTelemetryValue",
        host="application",
        parameters={
            "deviceId": "device_id",
            "moduleName": "module",
            "componentName": "component_name",
            "telemetryName": "telemetry_name",
        },
    ),
)
LIST_RELATIONSHIPS: CarriedPagedOperation[models.DeviceRelationshipStatic] = CarriedPagedOperation(
    "ListRelationships",
    "GET",
    "/api/devices/{deviceId}/relationships",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceRelationshipCollection.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier(
        "Devices_ListRelationships",
        host="application",
        parameters={"deviceId": "device_id"},
    ),
)
GET_DEVICE_RELATIONSHIP: CarriedOperation[models.DeviceRelationshipStatic] = CarriedOperation(
    "GetDeviceRelationship",
    "GET",
    "/api/devices/{deviceId}/relationships/{relationshipId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceRelationshipStatic.decode},
    carrier=Carrier(
        "Devices_GetRelationship",
        host="application",
        parameters={"deviceId": "device_id", "relationshipId": "relationship_id"},
    ),
)
CREATE_A_DEVICE_RELATIONSHIP: CarriedOperation[models.DeviceRelationshipStatic] = CarriedOperation(
    "CreateADeviceRelationship",
    "PUT",
    "/api/devices/{deviceId}/relationships/{relationshipId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceRelationshipStatic.decode},
    body="application/json",
    carrier=Carrier(
        "Devices_CreateRelationship",
        host="application",
        parameters={"relationshipId": "relationship_id", "deviceId": "device_id"},
        members={"target": "target"},
        same={"id": "relationship_id"},
    ),
)
UPDATE_A_DEVICE_RELATIONSHIP: CarriedOperation[models.DeviceRelationshipStatic] = CarriedOperation(
    "UpdateADeviceRelationship",
    "PATCH",
    "/api/devices/{deviceId}/relationships/{relationshipId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceRelationshipStatic.decode},
    body="application/merge-patch+json",
    carrier=Carrier(
        "Devices_UpdateRelationship",
        host="application",
        parameters={"deviceId": "device_id", "relationshipId": "relationship_id"},
        members={"target": "target"},
        same={"id": "relationship_id"},
    ),
)
DELETE_A_DEVICE_RELATIONSHIP: CarriedOperation[None] = CarriedOperation(
    "DeleteADeviceRelationship",
    "DELETE",
    "/api/devices/{deviceId}/relationships/{relationshipId}",
    fixed={"api-version": "2022-07-31"},
    results={204: None},
    carrier=Carrier(
        "Devices_RemoveRelationship",
        host="application",
        parameters={"deviceId": "device_id", "relationshipId": "relationship_id"},
    ),
)
LIST_DEVICE_GROUPS: CarriedPagedOperation[models.DeviceGroup] = CarriedPagedOperation(
    "ListDeviceGroups",
    "GET",
    "/api/deviceGroups",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceGroupCollection.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier(
        "DeviceGroups_List",
        host="application",
    ),
)
GET_A_DEVICE_GROUP: CarriedOperation[models.DeviceGroup] = CarriedOperation(
    "GetADeviceGroup",
    "GET",
    "/api/deviceGroups/{deviceGroupId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceGroup.decode},
    carrier=Carrier(
        "DeviceGroups_Get",
        host="application",
        parameters={"deviceGroupId": "device_group_id"},
    ),
)
CREATE_A_DEVICE_GROUP: CarriedOperation[models.DeviceGroup] = CarriedOperation(
    "CreateADeviceGroup",
    "PUT",
    "/api/deviceGroups/{deviceGroupId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceGroup.decode},
    body="application/json",
    carrier=Carrier(
        "DeviceGroups_Create",
        host="application",
        parameters={"deviceGroupId": "device_group_id"},
        members={
            "displayName": "displayName",
            "filter": "filter",
            "description": "description",
            "etag": "etag",
            "organizations": "organizations",
        },
        same={"id": "device_group_id"},
    ),
)
DELETE_DEVICE_GROUP: CarriedOperation[None] = CarriedOperation(
    "DeleteDeviceGroup",
    "DELETE",
    "/api/deviceGroups/{deviceGroupId}",
    fixed={"api-version": "2022-07-31"},
    results={204: None},
    carrier=Carrier(
        "DeviceGroups_Remove",
        host="application",
        parameters={"deviceGroupId": "device_group_id"},
    ),
)
GET_DEVICES_BY_DEVICE_GROUP_ID: CarriedPagedOperation[models.DeviceV1] = CarriedPagedOperation(
    "GetDevicesByDeviceGroupId",
    "GET",
    "/api/deviceGroups/{deviceGroupId}/devices",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceGroupDeviceCollection.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier(
        "DeviceGroups_GetDevices",
        host="application",
        parameters={"deviceGroupId": "device_group_id"},
    ),
)
LIST_DEVICE_TEMPLATES: CarriedPagedOperation[models.DeviceTemplateV1] = CarriedPagedOperation(
    "ListDeviceTemplates",
    "GET",
    "/api/deviceTemplates",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceTemplateCollectionV1.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier(
        "DeviceTemplates_List",
        host="application",
    ),
)
GET_A_DEVICE_TEMPLATE_BY_ID: CarriedOperation[models.DeviceTemplateV1] = CarriedOperation(
    "GetADeviceTemplateById",
    "GET",
    "/api/deviceTemplates/{deviceTemplateId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceTemplateV1.decode},
    carrier=Carrier(
        "DeviceTemplates_Get",
        host="application",
        parameters={"deviceTemplateId": "template_id"},
    ),
)
DELETE_A_DEVICE_TEMPLATE: CarriedOperation[None] = CarriedOperation(
    "DeleteADeviceTemplate",
    "DELETE",
    "/api/deviceTemplates/{deviceTemplateId}",
    fixed={"api-version": "2022-07-31"},
    results={204: None},
    carrier=Carrier(
        "DeviceTemplates_Remove",
        host="application",
        parameters={"deviceTemplateId": "template_id"},
    ),
)
LIST_JOBS: CarriedPagedOperation[models.JobStatic] = CarriedPagedOperation(
    "ListJobs",
    "GET",
    "/api/jobs",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.JobCollection.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier(
        "Jobs_List",
        host="application",
    ),
)
GET_A_JOB: CarriedOperation[models.JobStatic] = CarriedOperation(
    "GetAJob",
    "GET",
    "/api/jobs/{jobId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.JobStatic.decode},
    carrier=Carrier(
        "Jobs_Get",
        host="application",
        parameters={"jobId": "job_id"},
    ),
)
CREATE_A_JOB: CarriedOperation[models.DataPlaneJob] = CarriedOperation(
    "CreateAJob",
    "PUT",
    "/api/jobs/{jobId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneJob.decode},
    body="application/json",
    carrier=Carrier(
        "Jobs_Create",
        host="application",
        parameters={"jobId": "job_id"},
        tags={"job_type": "data.*.type"},
    ),
    check=lambda: models.DataPlaneJob.decode,
)
GET_DEVICE_STATUSES: CarriedPagedOperation[models.JobDeviceStatus] = CarriedPagedOperation(
    "GetDeviceStatuses",
    "GET",
    "/api/jobs/{jobId}/devices",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.JobDeviceStatusCollection.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier(
        "Jobs_GetDevices",
        host="application",
        parameters={"jobId": "job_id"},
    ),
)
STOP_A_RUNNING_JOB: CarriedOperation[None] = CarriedOperation(
    "StopARunningJob",
    "POST",
    "/api/jobs/{jobId}/stop",
    fixed={"api-version": "2022-07-31"},
    results={204: None},
    carrier=Carrier(
        "Jobs_Stop",
        host="application",
        parameters={"jobId": "job_id"},
    ),
)
RESUME_A_STOPPED_JOB: CarriedOperation[None] = CarriedOperation(
    "ResumeAStoppedJob",
    "POST",
    "/api/jobs/{jobId}/resume",
    fixed={"api-version": "2022-07-31"},
    results={204: None},
    carrier=Carrier(
        "Jobs_Resume",
        host="application",
        parameters={"jobId": "job_id"},
    ),
)
RESUME_A_JOB_ON_FAILED_DEVICES: CarriedOperation[models.JobStatic] = CarriedOperation(
    "ResumeAJobOnFailedDevices",
    "PUT",
    "/api/jobs/{jobId}/rerun/{rerunId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.JobStatic.decode},
    carrier=Carrier(
        "Jobs_Rerun",
        host="application",
        parameters={"jobId": "job_id", "rerunId": "rerun_id"},
    ),
)
LIST_SCHEDULED_JOBS: CarriedPagedOperation[models.ScheduledJobStatic] = CarriedPagedOperation(
    "ListScheduledJobs",
    "GET",
    "/api/scheduledJobs",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.ScheduledJobCollection.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier(
        "ScheduledJobs_List",
        host="application",
    ),
)
GET_A_SCHEDULED_JOB: CarriedOperation[models.ScheduledJobStatic] = CarriedOperation(
    "GetAScheduledJob",
    "GET",
    "/api/scheduledJobs/{scheduledJobId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.ScheduledJobStatic.decode},
    carrier=Carrier(
        "ScheduledJobs_Get",
        host="application",
        parameters={"scheduledJobId": "scheduled_job_id"},
    ),
)
CREATE_A_SCHEDULED_JOB: CarriedOperation[models.DataPlaneScheduledJob] = CarriedOperation(
    "CreateAScheduledJob",
    "PUT",
    "/api/scheduledJobs/{scheduledJobId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneScheduledJob.decode},
    body="application/json",
    carrier=Carrier(
        "ScheduledJobs_Create",
        host="application",
        parameters={"scheduledJobId": "scheduled_job_id"},
        tags={"job_type": "data.*.type", "scheduled_job_end_type": "schedule.end.type"},
    ),
    check=lambda: models.DataPlaneScheduledJob.decode,
)
UPDATE_A_SCHEDULED_JOB: CarriedOperation[models.ScheduledJobStatic] = CarriedOperation(
    "UpdateAScheduledJob",
    "PATCH",
    "/api/scheduledJobs/{scheduledJobId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.ScheduledJobStatic.decode},
    body="application/merge-patch+json",
    carrier=Carrier(
        "ScheduledJobs_Update",
        host="application",
        parameters={"scheduledJobId": "scheduled_job_id"},
        tags={"scheduled_job_end_type": "schedule.end.type"},
    ),
    check=lambda: models.DataPlaneScheduledJobPatch.decode,
)
DELETE_A_SCHEDULED_JOB: CarriedOperation[None] = CarriedOperation(
    "DeleteAScheduledJob",
    "DELETE",
    "/api/scheduledJobs/{scheduledJobId}",
    fixed={"api-version": "2022-07-31"},
    results={204: None},
    carrier=Carrier(
        "ScheduledJobs_Remove",
        host="application",
        parameters={"scheduledJobId": "scheduled_job_id"},
    ),
)
GET_JOBS_BY_SCHEDULED_JOB_ID: CarriedPagedOperation[models.JobStatic] = CarriedPagedOperation(
    "GetJobsByScheduledJobId",
    "GET",
    "/api/scheduledJobs/{scheduledJobId}/jobs",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.ScheduledJobJobCollection.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier(
        "ScheduledJobs_ListJobs",
        host="application",
        parameters={"scheduledJobId": "scheduled_job_id"},
    ),
)
LIST_ORGANIZATIONS: CarriedPagedOperation[models.Organization] = CarriedPagedOperation(
    "ListOrganizations",
    "GET",
    "/api/organizations",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.OrganizationCollection.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier(
        "Organizations_List",
        host="application",
    ),
)
GET_AN_ORGANIZATION: CarriedOperation[models.Organization] = CarriedOperation(
    "GetAnOrganization",
    "GET",
    "/api/organizations/{organizationId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.Organization.decode},
    carrier=Carrier(
        "Organizations_Get",
        host="application",
        parameters={"organizationId": "organization_id"},
    ),
)
CREATE_AN_ORGANIZATION: CarriedOperation[models.Organization] = CarriedOperation(
    "CreateAnOrganization",
    "PUT",
    "/api/organizations/{organizationId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.Organization.decode},
    body="application/json",
    carrier=Carrier(
        "Organizations_Create",
        host="application",
        parameters={"organizationId": "organization_id"},
        members={"displayName": "displayName", "parent": "parent"},
        same={"id": "organization_id"},
    ),
)
DELETE_ORGANIZATION: CarriedOperation[None] = CarriedOperation(
    "DeleteOrganization",
    "DELETE",
    "/api/organizations/{organizationId}",
    fixed={"api-version": "2022-07-31"},
    results={204: None},
    carrier=Carrier(
        "Organizations_Remove",
        host="application",
        parameters={"organizationId": "organization_id"},
    ),
)
LIST_USERS: CarriedPagedOperation[models.UserStaticV1] = CarriedPagedOperation(
    "ListUsers",
    "GET",
    "/api/users",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.UserCollectionV1.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier(
        "Users_List",
        host="application",
    ),
)
GET_USER: CarriedOperation[models.UserStaticV1] = CarriedOperation(
    "GetUser",
    "GET",
    "/api/users/{userId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.UserStaticV1.decode},
    carrier=Carrier(
        "Users_Get",
        host="application",
        parameters={"userId": "user_id"},
    ),
)
CREATE_USER: CarriedOperation[models.DataPlaneUser] = CarriedOperation(
    "CreateUser",
    "PUT",
    "/api/users/{userId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneUser.decode},
    body="application/json",
    carrier=Carrier(
        "Users_Create",
        host="application",
        parameters={"userId": "user_id"},
        tags={"user_type": "type"},
    ),
    check=lambda: models.DataPlaneUser.decode,
)
UPDATE_USER: CarriedOperation[models.DataPlaneUser] = CarriedOperation(
    "UpdateUser",
    "PATCH",
    "/api/users/{userId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneUser.decode},
    body="application/merge-patch+json",
    carrier=Carrier(
        "Users_Update",
        host="application",
        parameters={"userId": "user_id"},
        tags={"user_type": "type"},
    ),
    check=lambda: models.DataPlaneUserPatch.decode,
)
DELETE_USER: CarriedOperation[None] = CarriedOperation(
    "DeleteUser",
    "DELETE",
    "/api/users/{userId}",
    fixed={"api-version": "2022-07-31"},
    results={204: None},
    carrier=Carrier(
        "Users_Remove",
        host="application",
        parameters={"userId": "user_id"},
    ),
)
LIST_ROLES: CarriedPagedOperation[models.RoleV1] = CarriedPagedOperation(
    "ListRoles",
    "GET",
    "/api/roles",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.RoleCollectionV1.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier(
        "Roles_List",
        host="application",
    ),
)
GET_ROLE: CarriedOperation[models.RoleV1] = CarriedOperation(
    "GetRole",
    "GET",
    "/api/roles/{roleId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.RoleV1.decode},
    carrier=Carrier(
        "Roles_Get",
        host="application",
        parameters={"roleId": "role_id"},
    ),
)
CREATE_OR_UPDATE_A_DEVICE_V1_DEPRECATED: CarriedOperation[models.DeviceV1] = CarriedOperation(
    "CreateOrUpdateADeviceV1Deprecated",
    "PUT",
    "/api/devices/{deviceId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DeviceV1.decode},
    body="application/json",
    carrier=Carrier(
        "Devices_Create",
        host="application",
        parameters={"deviceId": "device_id"},
        members={
            "displayName": "displayName",
            "template": "template",
            "simulated": "simulated",
            "enabled": "enabled",
            "provisioned": "provisioned",
        },
        same={"id": "device_id"},
    ),
)
GET_A_DEVICE_BY_ID_DEPRECATED: CarriedOperation[models.Device] = CarriedOperation(
    "GetADeviceByIdDeprecated",
    "GET",
    "/api/devices/{deviceId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.Device.decode},
    carrier=Carrier(
        "Devices_Get",
        host="application",
        parameters={"deviceId": "device_id"},
        returns={"template": "instanceOf", "enabled": "approved"},
    ),
)
CREATE_OR_UPDATE_A_DEVICE_PREVIEW_DEPRECATED: CarriedOperation[models.Device] = CarriedOperation(
    "CreateOrUpdateADevicePreviewDeprecated",
    "PUT",
    "/api/devices/{deviceId}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.Device.decode},
    body="application/json",
    carrier=Carrier(
        "Devices_Create",
        host="application",
        parameters={"deviceId": "device_id"},
        members={
            "displayName": "displayName",
            "template": "instanceOf",
            "simulated": "simulated",
            "enabled": "approved",
            "provisioned": "provisioned",
        },
        same={"id": "device_id"},
        returns={"template": "instanceOf", "enabled": "approved"},
    ),
)
DELETE_A_DEVICE_DEPRECATED: CarriedOperation[None] = CarriedOperation(
    "DeleteADeviceDeprecated",
    "DELETE",
    "/api/devices/{deviceId}",
    fixed={"api-version": "2022-07-31"},
    results={204: None},
    carrier=Carrier(
        "Devices_Remove",
        host="application",
        parameters={"deviceId": "device_id"},
    ),
)
EXECUTE_A_DEVICE_COMMAND_DEPRECATED: CarriedOperation[models.DataPlaneDeviceCommand] = CarriedOperation(
    "ExecuteADeviceCommandDeprecated",
    "POST",
    "/api/devices/{deviceId}/components/{componentName}/commands/{commandName}",
    fixed={"api-version": "2022-07-31"},
    results={201: lambda: models.DataPlaneDeviceCommand.decode},
    body="application/json",
    carrier=Carrier(
        "Devices_RunComponentCommand",
        host="application",
        parameters={"deviceId": "device_id", "componentName": "component_name", "commandName": "command_name"},
    ),
    check=lambda: models.DataPlaneDeviceCommand.decode,
)
GET_DEVICE_TELEMETRY_VALUE_DEPRECATED: CarriedOperation[models.DataPlaneDeviceTelemetry] = CarriedOperation(
    "GetDeviceTelemetryValueDeprecated",
    "GET",
    "/api/devices/{deviceId}/components/{componentName}/telemetry/{telemetryName}",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneDeviceTelemetry.decode},
    carrier=Carrier(
        "Devices_GetComponentTelemetryValue",
        host="application",
        parameters={"deviceId": "device_id", "componentName": "component_name", "telemetryName": "telemetry_name"},
    ),
)
GET_DEVICE_PROPERTIES_DEPRECATED: CarriedOperation[models.DataPlaneDeviceProperties] = CarriedOperation(
    "GetDevicePropertiesDeprecated",
    "GET",
    "/api/devices/{deviceId}/properties",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneDeviceProperties.decode},
    carrier=Carrier(
        "Devices_GetProperties",
        host="application",
        parameters={"deviceId": "device_id"},
    ),
)
UPDATE_DEVICE_PROPERTIES_DEPRECATED: CarriedOperation[models.DataPlaneDeviceProperties] = CarriedOperation(
    "UpdateDevicePropertiesDeprecated",
    "PATCH",
    "/api/devices/{deviceId}/properties",
    fixed={"api-version": "2022-07-31"},
    results={202: lambda: models.DataPlaneDeviceProperties.decode},
    body="application/merge-patch+json",
    carrier=Carrier(
        "Devices_UpdateProperties",
        host="application",
        parameters={"deviceId": "device_id"},
    ),
    check=lambda: models.DataPlaneDevicePropertiesPatch.decode,
)
GET_DEVICE_CLOUD_PROPERTIES_DEPRECATED: CarriedOperation[models.DataPlaneDeviceProperties] = CarriedOperation(
    "GetDeviceCloudPropertiesDeprecated",
    "GET",
    "/api/devices/{deviceId}/properties",
    fixed={"api-version": "2022-07-31"},
    results={200: lambda: models.DataPlaneDeviceProperties.decode},
    carrier=Carrier(
        "Devices_GetProperties",
        host="application",
        parameters={"deviceId": "device_id"},
    ),
)
UPDATE_DEVICE_CLOUD_PROPERTIES_DEPRECATED: CarriedOperation[models.DataPlaneDeviceProperties] = CarriedOperation(
    "UpdateDeviceCloudPropertiesDeprecated",
    "PATCH",
    "/api/devices/{deviceId}/properties",
    fixed={"api-version": "2022-07-31"},
    results={202: lambda: models.DataPlaneDeviceProperties.decode},
    body="application/merge-patch+json",
    carrier=Carrier(
        "Devices_UpdateProperties",
        host="application",
        parameters={"deviceId": "device_id"},
    ),
    check=lambda: models.DataPlaneDevicePropertiesPatch.decode,
)
WHEN_A_RULE_IS_FIRED: Trigger[models.RuleFired] = Trigger(
    "WhenARuleIsFired",
    payload=lambda: models.RuleFired.decode,
)
