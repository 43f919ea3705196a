# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The models; each loads when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.lazy import lazy_exports

if TYPE_CHECKING:
    from .data_plane_ad_group_user import DataPlaneADGroupUser
    from .data_plane_any_value import DataPlaneAnyValue
    from .data_plane_capability_job_data import DataPlaneCapabilityJobData
    from .data_plane_cloud_property_job_data import DataPlaneCloudPropertyJobData
    from .data_plane_command_job_data import DataPlaneCommandJobData
    from .data_plane_date_job_schedule_end import DataPlaneDateJobScheduleEnd
    from .data_plane_device_command import DataPlaneDeviceCommand
    from .data_plane_device_properties import DataPlaneDeviceProperties
    from .data_plane_device_properties_patch import DataPlaneDevicePropertiesPatch
    from .data_plane_device_telemetry import DataPlaneDeviceTelemetry
    from .data_plane_device_template_migration_job_data import DataPlaneDeviceTemplateMigrationJobData
    from .data_plane_email_user import DataPlaneEmailUser
    from .data_plane_job import DataPlaneJob
    from .data_plane_job_batch import DataPlaneJobBatch
    from .data_plane_job_batch_patch import DataPlaneJobBatchPatch
    from .data_plane_job_batch_type import DataPlaneJobBatchType
    from .data_plane_job_cancellation_threshold import DataPlaneJobCancellationThreshold
    from .data_plane_job_cancellation_threshold_patch import DataPlaneJobCancellationThresholdPatch
    from .data_plane_job_cancellation_threshold_type import DataPlaneJobCancellationThresholdType
    from .data_plane_job_data import DataPlaneJobData, UnknownDataPlaneJobData
    from .data_plane_job_progress import DataPlaneJobProgress
    from .data_plane_job_recurrence import DataPlaneJobRecurrence
    from .data_plane_job_schedule import DataPlaneJobSchedule
    from .data_plane_job_schedule_end import DataPlaneJobScheduleEnd, UnknownDataPlaneJobScheduleEnd
    from .data_plane_job_schedule_end_patch import DataPlaneJobScheduleEndPatch
    from .data_plane_job_schedule_patch import DataPlaneJobSchedulePatch
    from .data_plane_occurrences_job_schedule_end import DataPlaneOccurrencesJobScheduleEnd
    from .data_plane_permission import DataPlanePermission
    from .data_plane_property_job_data import DataPlanePropertyJobData
    from .data_plane_role_assignment import DataPlaneRoleAssignment
    from .data_plane_scheduled_job import DataPlaneScheduledJob
    from .data_plane_scheduled_job_patch import DataPlaneScheduledJobPatch
    from .data_plane_service_principal_user import DataPlaneServicePrincipalUser
    from .data_plane_user import DataPlaneUser, UnknownDataPlaneUser
    from .data_plane_user_patch import DataPlaneUserPatch
    from .device import Device
    from .device_collection_v1 import DeviceCollectionV1
    from .device_group import DeviceGroup
    from .device_group_collection import DeviceGroupCollection
    from .device_group_device_collection import DeviceGroupDeviceCollection
    from .device_relationship_collection import DeviceRelationshipCollection
    from .device_relationship_content import DeviceRelationshipContent
    from .device_relationship_static import DeviceRelationshipStatic
    from .device_template_collection_v1 import DeviceTemplateCollectionV1
    from .device_template_v1 import DeviceTemplateV1
    from .device_v1 import DeviceV1
    from .device_v2 import DeviceV2
    from .error import Error
    from .error_details import ErrorDetails
    from .job_batch import JobBatch
    from .job_cancellation_threshold import JobCancellationThreshold
    from .job_collection import JobCollection
    from .job_device_status import JobDeviceStatus
    from .job_device_status_collection import JobDeviceStatusCollection
    from .job_static import JobStatic
    from .organization import Organization
    from .organization_collection import OrganizationCollection
    from .role_assignment_v1 import RoleAssignmentV1
    from .role_collection_v1 import RoleCollectionV1
    from .role_v1 import RoleV1
    from .rule_fired import RuleFired
    from .rule_fired_action import RuleFiredAction
    from .rule_fired_application import RuleFiredApplication
    from .rule_fired_device import RuleFiredDevice
    from .rule_fired_rule import RuleFiredRule
    from .rule_subscription import RuleSubscription
    from .scheduled_job_collection import ScheduledJobCollection
    from .scheduled_job_job_collection import ScheduledJobJobCollection
    from .scheduled_job_static import ScheduledJobStatic
    from .user_collection_v1 import UserCollectionV1
    from .user_static_v1 import UserStaticV1
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "DataPlaneADGroupUser": "data_plane_ad_group_user",
            "DataPlaneAnyValue": "data_plane_any_value",
            "DataPlaneCapabilityJobData": "data_plane_capability_job_data",
            "DataPlaneCloudPropertyJobData": "data_plane_cloud_property_job_data",
            "DataPlaneCommandJobData": "data_plane_command_job_data",
            "DataPlaneDateJobScheduleEnd": "data_plane_date_job_schedule_end",
            "DataPlaneDeviceCommand": "data_plane_device_command",
            "DataPlaneDeviceProperties": "data_plane_device_properties",
            "DataPlaneDevicePropertiesPatch": "data_plane_device_properties_patch",
            "DataPlaneDeviceTelemetry": "data_plane_device_telemetry",
            "DataPlaneDeviceTemplateMigrationJobData": "data_plane_device_template_migration_job_data",
            "DataPlaneEmailUser": "data_plane_email_user",
            "DataPlaneJob": "data_plane_job",
            "DataPlaneJobBatch": "data_plane_job_batch",
            "DataPlaneJobBatchPatch": "data_plane_job_batch_patch",
            "DataPlaneJobBatchType": "data_plane_job_batch_type",
            "DataPlaneJobCancellationThreshold": "data_plane_job_cancellation_threshold",
            "DataPlaneJobCancellationThresholdPatch": "data_plane_job_cancellation_threshold_patch",
            "DataPlaneJobCancellationThresholdType": "data_plane_job_cancellation_threshold_type",
            "DataPlaneJobData": "data_plane_job_data",
            "DataPlaneJobProgress": "data_plane_job_progress",
            "DataPlaneJobRecurrence": "data_plane_job_recurrence",
            "DataPlaneJobSchedule": "data_plane_job_schedule",
            "DataPlaneJobScheduleEnd": "data_plane_job_schedule_end",
            "DataPlaneJobScheduleEndPatch": "data_plane_job_schedule_end_patch",
            "DataPlaneJobSchedulePatch": "data_plane_job_schedule_patch",
            "DataPlaneOccurrencesJobScheduleEnd": "data_plane_occurrences_job_schedule_end",
            "DataPlanePermission": "data_plane_permission",
            "DataPlanePropertyJobData": "data_plane_property_job_data",
            "DataPlaneRoleAssignment": "data_plane_role_assignment",
            "DataPlaneScheduledJob": "data_plane_scheduled_job",
            "DataPlaneScheduledJobPatch": "data_plane_scheduled_job_patch",
            "DataPlaneServicePrincipalUser": "data_plane_service_principal_user",
            "DataPlaneUser": "data_plane_user",
            "DataPlaneUserPatch": "data_plane_user_patch",
            "Device": "device",
            "DeviceCollectionV1": "device_collection_v1",
            "DeviceGroup": "device_group",
            "DeviceGroupCollection": "device_group_collection",
            "DeviceGroupDeviceCollection": "device_group_device_collection",
            "DeviceRelationshipCollection": "device_relationship_collection",
            "DeviceRelationshipContent": "device_relationship_content",
            "DeviceRelationshipStatic": "device_relationship_static",
            "DeviceTemplateCollectionV1": "device_template_collection_v1",
            "DeviceTemplateV1": "device_template_v1",
            "DeviceV1": "device_v1",
            "DeviceV2": "device_v2",
            "Error": "error",
            "ErrorDetails": "error_details",
            "JobBatch": "job_batch",
            "JobCancellationThreshold": "job_cancellation_threshold",
            "JobCollection": "job_collection",
            "JobDeviceStatus": "job_device_status",
            "JobDeviceStatusCollection": "job_device_status_collection",
            "JobStatic": "job_static",
            "Organization": "organization",
            "OrganizationCollection": "organization_collection",
            "RoleAssignmentV1": "role_assignment_v1",
            "RoleCollectionV1": "role_collection_v1",
            "RoleV1": "role_v1",
            "RuleFired": "rule_fired",
            "RuleFiredAction": "rule_fired_action",
            "RuleFiredApplication": "rule_fired_application",
            "RuleFiredDevice": "rule_fired_device",
            "RuleFiredRule": "rule_fired_rule",
            "RuleSubscription": "rule_subscription",
            "ScheduledJobCollection": "scheduled_job_collection",
            "ScheduledJobJobCollection": "scheduled_job_job_collection",
            "ScheduledJobStatic": "scheduled_job_static",
            "UnknownDataPlaneJobData": "data_plane_job_data",
            "UnknownDataPlaneJobScheduleEnd": "data_plane_job_schedule_end",
            "UnknownDataPlaneUser": "data_plane_user",
            "UserCollectionV1": "user_collection_v1",
            "UserStaticV1": "user_static_v1",
        },
    )

__all__ = [
    "DataPlaneADGroupUser",
    "DataPlaneAnyValue",
    "DataPlaneCapabilityJobData",
    "DataPlaneCloudPropertyJobData",
    "DataPlaneCommandJobData",
    "DataPlaneDateJobScheduleEnd",
    "DataPlaneDeviceCommand",
    "DataPlaneDeviceProperties",
    "DataPlaneDevicePropertiesPatch",
    "DataPlaneDeviceTelemetry",
    "DataPlaneDeviceTemplateMigrationJobData",
    "DataPlaneEmailUser",
    "DataPlaneJob",
    "DataPlaneJobBatch",
    "DataPlaneJobBatchPatch",
    "DataPlaneJobBatchType",
    "DataPlaneJobCancellationThreshold",
    "DataPlaneJobCancellationThresholdPatch",
    "DataPlaneJobCancellationThresholdType",
    "DataPlaneJobData",
    "DataPlaneJobProgress",
    "DataPlaneJobRecurrence",
    "DataPlaneJobSchedule",
    "DataPlaneJobScheduleEnd",
    "DataPlaneJobScheduleEndPatch",
    "DataPlaneJobSchedulePatch",
    "DataPlaneOccurrencesJobScheduleEnd",
    "DataPlanePermission",
    "DataPlanePropertyJobData",
    "DataPlaneRoleAssignment",
    "DataPlaneScheduledJob",
    "DataPlaneScheduledJobPatch",
    "DataPlaneServicePrincipalUser",
    "DataPlaneUser",
    "DataPlaneUserPatch",
    "Device",
    "DeviceCollectionV1",
    "DeviceGroup",
    "DeviceGroupCollection",
    "DeviceGroupDeviceCollection",
    "DeviceRelationshipCollection",
    "DeviceRelationshipContent",
    "DeviceRelationshipStatic",
    "DeviceTemplateCollectionV1",
    "DeviceTemplateV1",
    "DeviceV1",
    "DeviceV2",
    "Error",
    "ErrorDetails",
    "JobBatch",
    "JobCancellationThreshold",
    "JobCollection",
    "JobDeviceStatus",
    "JobDeviceStatusCollection",
    "JobStatic",
    "Organization",
    "OrganizationCollection",
    "RoleAssignmentV1",
    "RoleCollectionV1",
    "RoleV1",
    "RuleFired",
    "RuleFiredAction",
    "RuleFiredApplication",
    "RuleFiredDevice",
    "RuleFiredRule",
    "RuleSubscription",
    "ScheduledJobCollection",
    "ScheduledJobJobCollection",
    "ScheduledJobStatic",
    "UnknownDataPlaneJobData",
    "UnknownDataPlaneJobScheduleEnd",
    "UnknownDataPlaneUser",
    "UserCollectionV1",
    "UserStaticV1",
]
