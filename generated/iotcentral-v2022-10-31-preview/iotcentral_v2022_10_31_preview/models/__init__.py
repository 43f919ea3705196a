# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The models; each loads when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.lazy import lazy_exports

if TYPE_CHECKING:
    from .ad_group_user import ADGroupUser
    from .any_value import AnyValue
    from .api_token import ApiToken
    from .api_token_collection import ApiTokenCollection
    from .attestation import Attestation, UnknownAttestation
    from .attestation_patch import AttestationPatch
    from .bar_chart_configuration import BarChartConfiguration
    from .blob_storage_v1_destination import BlobStorageV1Destination
    from .blob_storage_v1_destination_auth import BlobStorageV1DestinationAuth, UnknownBlobStorageV1DestinationAuth
    from .blob_storage_v1_destination_connection_string_auth import BlobStorageV1DestinationConnectionStringAuth
    from .blob_storage_v1_destination_system_assigned_managed_identity_auth import (
        BlobStorageV1DestinationSystemAssignedManagedIdentityAuth,
    )
    from .capability_aggregate_function_type import CapabilityAggregateFunctionType
    from .capability_job_data import CapabilityJobData
    from .certificate_entry import CertificateEntry
    from .chart_format_configuration import ChartFormatConfiguration
    from .cloud_property_job_data import CloudPropertyJobData
    from .collection import Collection
    from .command_configuration import CommandConfiguration
    from .command_job_data import CommandJobData
    from .command_tile_configuration import CommandTileConfiguration
    from .count_query_range_configuration import CountQueryRangeConfiguration
    from .dashboard import Dashboard
    from .dashboard_collection import DashboardCollection
    from .dashboard_patch import DashboardPatch
    from .data_explorer_tile_configuration import DataExplorerTileConfiguration
    from .data_explorer_v1_destination import DataExplorerV1Destination
    from .data_explorer_v1_destination_auth import DataExplorerV1DestinationAuth, UnknownDataExplorerV1DestinationAuth
    from .data_explorer_v1_destination_service_principal_auth import DataExplorerV1DestinationServicePrincipalAuth
    from .data_explorer_v1_destination_system_assigned_managed_identity_auth import (
        DataExplorerV1DestinationSystemAssignedManagedIdentityAuth,
    )
    from .data_export_error import DataExportError
    from .data_export_status import DataExportStatus
    from .date_job_schedule_end import DateJobScheduleEnd
    from .deployment_manifest import DeploymentManifest
    from .deployment_manifest_collection import DeploymentManifestCollection
    from .deployment_manifest_patch import DeploymentManifestPatch
    from .destination import Destination, UnknownDestination
    from .destination_authorization_patch import DestinationAuthorizationPatch
    from .destination_collection import DestinationCollection
    from .destination_export import DestinationExport
    from .destination_patch import DestinationPatch
    from .destination_reference import DestinationReference
    from .destination_source import DestinationSource
    from .device import Device
    from .device_collection import DeviceCollection
    from .device_command import DeviceCommand
    from .device_command_collection import DeviceCommandCollection
    from .device_count_tile_configuration import DeviceCountTileConfiguration
    from .device_credentials import DeviceCredentials
    from .device_group import DeviceGroup
    from .device_group_collection import DeviceGroupCollection
    from .device_group_device_collection import DeviceGroupDeviceCollection
    from .device_group_patch import DeviceGroupPatch
    from .device_manifest_migration_job_data import DeviceManifestMigrationJobData
    from .device_patch import DevicePatch
    from .device_properties import DeviceProperties
    from .device_properties_patch import DevicePropertiesPatch
    from .device_relationship import DeviceRelationship
    from .device_relationship_collection import DeviceRelationshipCollection
    from .device_relationship_patch import DeviceRelationshipPatch
    from .device_telemetry import DeviceTelemetry
    from .device_template import DeviceTemplate
    from .device_template_collection import DeviceTemplateCollection
    from .device_template_migration_job_data import DeviceTemplateMigrationJobData
    from .device_template_patch import DeviceTemplatePatch
    from .device_type import DeviceType
    from .email_user import EmailUser
    from .enrichment import Enrichment
    from .enrichment_patch import EnrichmentPatch
    from .enrollment_group import EnrollmentGroup
    from .enrollment_group_collection import EnrollmentGroupCollection
    from .enrollment_group_patch import EnrollmentGroupPatch
    from .enrollment_group_type import EnrollmentGroupType
    from .error import Error
    from .error_details import ErrorDetails
    from .event_chart_configuration import EventChartConfiguration
    from .event_history_chart_configuration import EventHistoryChartConfiguration
    from .event_hubs_v1_destination import EventHubsV1Destination
    from .event_hubs_v1_destination_auth import EventHubsV1DestinationAuth, UnknownEventHubsV1DestinationAuth
    from .event_hubs_v1_destination_connection_string_auth import EventHubsV1DestinationConnectionStringAuth
    from .event_hubs_v1_destination_system_assigned_managed_identity_auth import (
        EventHubsV1DestinationSystemAssignedManagedIdentityAuth,
    )
    from .export import Export
    from .export_collection import ExportCollection
    from .export_destination import ExportDestination
    from .export_patch import ExportPatch
    from .external_content_tile_configuration import ExternalContentTileConfiguration
    from .file_upload import FileUpload
    from .file_upload_patch import FileUploadPatch
    from .file_upload_state import FileUploadState
    from .group_attestation import GroupAttestation, UnknownGroupAttestation
    from .group_attestation_patch import GroupAttestationPatch
    from .group_symmetric_key_attestation import GroupSymmetricKeyAttestation
    from .group_tile_configuration import GroupTileConfiguration
    from .group_x509_attestation import GroupX509Attestation
    from .heat_map_configuration import HeatMapConfiguration
    from .image_tile_configuration import ImageTileConfiguration
    from .image_tile_configuration_format import ImageTileConfigurationFormat
    from .image_tile_text_units import ImageTileTextUnits
    from .job import Job
    from .job_batch import JobBatch
    from .job_batch_patch import JobBatchPatch
    from .job_batch_type import JobBatchType
    from .job_cancellation_threshold import JobCancellationThreshold
    from .job_cancellation_threshold_patch import JobCancellationThresholdPatch
    from .job_cancellation_threshold_type import JobCancellationThresholdType
    from .job_collection import JobCollection
    from .job_data import JobData, UnknownJobData
    from .job_device_status import JobDeviceStatus
    from .job_device_status_collection import JobDeviceStatusCollection
    from .job_progress import JobProgress
    from .job_recurrence import JobRecurrence
    from .job_schedule import JobSchedule
    from .job_schedule_end import JobScheduleEnd, UnknownJobScheduleEnd
    from .job_schedule_end_patch import JobScheduleEndPatch
    from .job_schedule_patch import JobSchedulePatch
    from .kpi_tile_configuration import KpiTileConfiguration
    from .label_tile_configuration import LabelTileConfiguration
    from .line_chart_configuration import LineChartConfiguration
    from .lkv_tile_configuration import LkvTileConfiguration
    from .map_format_configuration import MapFormatConfiguration
    from .map_property_configuration import MapPropertyConfiguration
    from .map_telemetry_configuration import MapTelemetryConfiguration
    from .map_tile_configuration import MapTileConfiguration
    from .markdown_tile_configuration import MarkdownTileConfiguration
    from .o_auth_request_type import OAuthRequestType
    from .occurrences_job_schedule_end import OccurrencesJobScheduleEnd
    from .organization import Organization
    from .organization_collection import OrganizationCollection
    from .organization_patch import OrganizationPatch
    from .permission import Permission
    from .pie_chart_configuration import PieChartConfiguration
    from .property_job_data import PropertyJobData
    from .property_tile_configuration import PropertyTileConfiguration
    from .query_range_configuration import QueryRangeConfiguration, UnknownQueryRangeConfiguration
    from .query_request import QueryRequest
    from .query_response import QueryResponse
    from .role import Role
    from .role_assignment import RoleAssignment
    from .role_collection import RoleCollection
    from .scheduled_job import ScheduledJob
    from .scheduled_job_collection import ScheduledJobCollection
    from .scheduled_job_patch import ScheduledJobPatch
    from .service_bus_queue_v1_destination import ServiceBusQueueV1Destination
    from .service_bus_queue_v1_destination_auth import (
        ServiceBusQueueV1DestinationAuth,
        UnknownServiceBusQueueV1DestinationAuth,
    )
    from .service_bus_queue_v1_destination_connection_string_auth import (
        ServiceBusQueueV1DestinationConnectionStringAuth,
    )
    from .service_bus_queue_v1_destination_system_assigned_managed_identity_auth import (
        ServiceBusQueueV1DestinationSystemAssignedManagedIdentityAuth,
    )
    from .service_bus_topic_v1_destination import ServiceBusTopicV1Destination
    from .service_bus_topic_v1_destination_auth import (
        ServiceBusTopicV1DestinationAuth,
        UnknownServiceBusTopicV1DestinationAuth,
    )
    from .service_bus_topic_v1_destination_connection_string_auth import (
        ServiceBusTopicV1DestinationConnectionStringAuth,
    )
    from .service_bus_topic_v1_destination_system_assigned_managed_identity_auth import (
        ServiceBusTopicV1DestinationSystemAssignedManagedIdentityAuth,
    )
    from .service_principal_user import ServicePrincipalUser
    from .signing_x509 import SigningX509
    from .signing_x509_certificate import SigningX509Certificate
    from .signing_x509_certificate_patch import SigningX509CertificatePatch
    from .signing_x509_certificates import SigningX509Certificates
    from .signing_x509_certificates_patch import SigningX509CertificatesPatch
    from .signing_x509_patch import SigningX509Patch
    from .state_chart_configuration import StateChartConfiguration
    from .state_history_chart_configuration import StateHistoryChartConfiguration
    from .symmetric_key import SymmetricKey
    from .symmetric_key_attestation import SymmetricKeyAttestation
    from .symmetric_key_patch import SymmetricKeyPatch
    from .text_format_configuration import TextFormatConfiguration
    from .tile import Tile
    from .tile_capability import TileCapability
    from .tile_capability_configuration import TileCapabilityConfiguration
    from .tile_configuration import TileConfiguration, UnknownTileConfiguration
    from .tile_text_size_unit import TileTextSizeUnit
    from .time_query_range_configuration import TimeQueryRangeConfiguration
    from .time_range_duration import TimeRangeDuration
    from .time_range_resolution import TimeRangeResolution
    from .tpm import Tpm
    from .tpm_attestation import TpmAttestation
    from .tpm_patch import TpmPatch
    from .user import UnknownUser, User
    from .user_collection import UserCollection
    from .user_patch import UserPatch
    from .webhook_v1_destination import WebhookV1Destination
    from .webhook_v1_destination_auth import UnknownWebhookV1DestinationAuth, WebhookV1DestinationAuth
    from .webhook_v1_destination_customization import WebhookV1DestinationCustomization
    from .webhook_v1_destination_customization_patch import WebhookV1DestinationCustomizationPatch
    from .webhook_v1_destination_header_auth import WebhookV1DestinationHeaderAuth
    from .webhook_v1_destination_o_auth_auth import WebhookV1DestinationOAuthAuth
    from .x509 import X509
    from .x509_attestation import X509Attestation
    from .x509_certificate import X509Certificate
    from .x509_certificate_info import X509CertificateInfo
    from .x509_certificate_patch import X509CertificatePatch
    from .x509_certificates import X509Certificates
    from .x509_certificates_patch import X509CertificatesPatch
    from .x509_patch import X509Patch
    from .x509_verification_certificate import X509VerificationCertificate
    from .x509_verification_code import X509VerificationCode
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "ADGroupUser": "ad_group_user",
            "AnyValue": "any_value",
            "ApiToken": "api_token",
            "ApiTokenCollection": "api_token_collection",
            "Attestation": "attestation",
            "AttestationPatch": "attestation_patch",
            "BarChartConfiguration": "bar_chart_configuration",
            "BlobStorageV1Destination": "blob_storage_v1_destination",
            "BlobStorageV1DestinationAuth": "blob_storage_v1_destination_auth",
            "BlobStorageV1DestinationConnectionStringAuth": "blob_storage_v1_destination_connection_string_auth",
            "BlobStorageV1DestinationSystemAssignedManagedIdentityAuth": "blob_storage_v1_destination_system_assigned_managed_identity_auth",
            "CapabilityAggregateFunctionType": "capability_aggregate_function_type",
            "CapabilityJobData": "capability_job_data",
            "CertificateEntry": "certificate_entry",
            "ChartFormatConfiguration": "chart_format_configuration",
            "CloudPropertyJobData": "cloud_property_job_data",
            "Collection": "collection",
            "CommandConfiguration": "command_configuration",
            "CommandJobData": "command_job_data",
            "CommandTileConfiguration": "command_tile_configuration",
            "CountQueryRangeConfiguration": "count_query_range_configuration",
            "Dashboard": "dashboard",
            "DashboardCollection": "dashboard_collection",
            "DashboardPatch": "dashboard_patch",
            "DataExplorerTileConfiguration": "data_explorer_tile_configuration",
            "DataExplorerV1Destination": "data_explorer_v1_destination",
            "DataExplorerV1DestinationAuth": "data_explorer_v1_destination_auth",
            "DataExplorerV1DestinationServicePrincipalAuth": "data_explorer_v1_destination_service_principal_auth",
            "DataExplorerV1DestinationSystemAssignedManagedIdentityAuth": "data_explorer_v1_destination_system_assigned_managed_identity_auth",
            "DataExportError": "data_export_error",
            "DataExportStatus": "data_export_status",
            "DateJobScheduleEnd": "date_job_schedule_end",
            "DeploymentManifest": "deployment_manifest",
            "DeploymentManifestCollection": "deployment_manifest_collection",
            "DeploymentManifestPatch": "deployment_manifest_patch",
            "Destination": "destination",
            "DestinationAuthorizationPatch": "destination_authorization_patch",
            "DestinationCollection": "destination_collection",
            "DestinationExport": "destination_export",
            "DestinationPatch": "destination_patch",
            "DestinationReference": "destination_reference",
            "DestinationSource": "destination_source",
            "Device": "device",
            "DeviceCollection": "device_collection",
            "DeviceCommand": "device_command",
            "DeviceCommandCollection": "device_command_collection",
            "DeviceCountTileConfiguration": "device_count_tile_configuration",
            "DeviceCredentials": "device_credentials",
            "DeviceGroup": "device_group",
            "DeviceGroupCollection": "device_group_collection",
            "DeviceGroupDeviceCollection": "device_group_device_collection",
            "DeviceGroupPatch": "device_group_patch",
            "DeviceManifestMigrationJobData": "device_manifest_migration_job_data",
            "DevicePatch": "device_patch",
            "DeviceProperties": "device_properties",
            "DevicePropertiesPatch": "device_properties_patch",
            "DeviceRelationship": "device_relationship",
            "DeviceRelationshipCollection": "device_relationship_collection",
            "DeviceRelationshipPatch": "device_relationship_patch",
            "DeviceTelemetry": "device_telemetry",
            "DeviceTemplate": "device_template",
            "DeviceTemplateCollection": "device_template_collection",
            "DeviceTemplateMigrationJobData": "device_template_migration_job_data",
            "DeviceTemplatePatch": "device_template_patch",
            "DeviceType": "device_type",
            "EmailUser": "email_user",
            "Enrichment": "enrichment",
            "EnrichmentPatch": "enrichment_patch",
            "EnrollmentGroup": "enrollment_group",
            "EnrollmentGroupCollection": "enrollment_group_collection",
            "EnrollmentGroupPatch": "enrollment_group_patch",
            "EnrollmentGroupType": "enrollment_group_type",
            "Error": "error",
            "ErrorDetails": "error_details",
            "EventChartConfiguration": "event_chart_configuration",
            "EventHistoryChartConfiguration": "event_history_chart_configuration",
            "EventHubsV1Destination": "event_hubs_v1_destination",
            "EventHubsV1DestinationAuth": "event_hubs_v1_destination_auth",
            "EventHubsV1DestinationConnectionStringAuth": "event_hubs_v1_destination_connection_string_auth",
            "EventHubsV1DestinationSystemAssignedManagedIdentityAuth": "event_hubs_v1_destination_system_assigned_managed_identity_auth",
            "Export": "export",
            "ExportCollection": "export_collection",
            "ExportDestination": "export_destination",
            "ExportPatch": "export_patch",
            "ExternalContentTileConfiguration": "external_content_tile_configuration",
            "FileUpload": "file_upload",
            "FileUploadPatch": "file_upload_patch",
            "FileUploadState": "file_upload_state",
            "GroupAttestation": "group_attestation",
            "GroupAttestationPatch": "group_attestation_patch",
            "GroupSymmetricKeyAttestation": "group_symmetric_key_attestation",
            "GroupTileConfiguration": "group_tile_configuration",
            "GroupX509Attestation": "group_x509_attestation",
            "HeatMapConfiguration": "heat_map_configuration",
            "ImageTileConfiguration": "image_tile_configuration",
            "ImageTileConfigurationFormat": "image_tile_configuration_format",
            "ImageTileTextUnits": "image_tile_text_units",
            "Job": "job",
            "JobBatch": "job_batch",
            "JobBatchPatch": "job_batch_patch",
            "JobBatchType": "job_batch_type",
            "JobCancellationThreshold": "job_cancellation_threshold",
            "JobCancellationThresholdPatch": "job_cancellation_threshold_patch",
            "JobCancellationThresholdType": "job_cancellation_threshold_type",
            "JobCollection": "job_collection",
            "JobData": "job_data",
            "JobDeviceStatus": "job_device_status",
            "JobDeviceStatusCollection": "job_device_status_collection",
            "JobProgress": "job_progress",
            "JobRecurrence": "job_recurrence",
            "JobSchedule": "job_schedule",
            "JobScheduleEnd": "job_schedule_end",
            "JobScheduleEndPatch": "job_schedule_end_patch",
            "JobSchedulePatch": "job_schedule_patch",
            "KpiTileConfiguration": "kpi_tile_configuration",
            "LabelTileConfiguration": "label_tile_configuration",
            "LineChartConfiguration": "line_chart_configuration",
            "LkvTileConfiguration": "lkv_tile_configuration",
            "MapFormatConfiguration": "map_format_configuration",
            "MapPropertyConfiguration": "map_property_configuration",
            "MapTelemetryConfiguration": "map_telemetry_configuration",
            "MapTileConfiguration": "map_tile_configuration",
            "MarkdownTileConfiguration": "markdown_tile_configuration",
            "OAuthRequestType": "o_auth_request_type",
            "OccurrencesJobScheduleEnd": "occurrences_job_schedule_end",
            "Organization": "organization",
            "OrganizationCollection": "organization_collection",
            "OrganizationPatch": "organization_patch",
            "Permission": "permission",
            "PieChartConfiguration": "pie_chart_configuration",
            "PropertyJobData": "property_job_data",
            "PropertyTileConfiguration": "property_tile_configuration",
            "QueryRangeConfiguration": "query_range_configuration",
            "QueryRequest": "query_request",
            "QueryResponse": "query_response",
            "Role": "role",
            "RoleAssignment": "role_assignment",
            "RoleCollection": "role_collection",
            "ScheduledJob": "scheduled_job",
            "ScheduledJobCollection": "scheduled_job_collection",
            "ScheduledJobPatch": "scheduled_job_patch",
            "ServiceBusQueueV1Destination": "service_bus_queue_v1_destination",
            "ServiceBusQueueV1DestinationAuth": "service_bus_queue_v1_destination_auth",
            "ServiceBusQueueV1DestinationConnectionStringAuth": "service_bus_queue_v1_destination_connection_string_auth",
            "ServiceBusQueueV1DestinationSystemAssignedManagedIdentityAuth": "service_bus_queue_v1_destination_system_assigned_managed_identity_auth",
            "ServiceBusTopicV1Destination": "service_bus_topic_v1_destination",
            "ServiceBusTopicV1DestinationAuth": "service_bus_topic_v1_destination_auth",
            "ServiceBusTopicV1DestinationConnectionStringAuth": "service_bus_topic_v1_destination_connection_string_auth",
            "ServiceBusTopicV1DestinationSystemAssignedManagedIdentityAuth": "service_bus_topic_v1_destination_system_assigned_managed_identity_auth",
            "ServicePrincipalUser": "service_principal_user",
            "SigningX509": "signing_x509",
            "SigningX509Certificate": "signing_x509_certificate",
            "SigningX509CertificatePatch": "signing_x509_certificate_patch",
            "SigningX509Certificates": "signing_x509_certificates",
            "SigningX509CertificatesPatch": "signing_x509_certificates_patch",
            "SigningX509Patch": "signing_x509_patch",
            "StateChartConfiguration": "state_chart_configuration",
            "StateHistoryChartConfiguration": "state_history_chart_configuration",
            "SymmetricKey": "symmetric_key",
            "SymmetricKeyAttestation": "symmetric_key_attestation",
            "SymmetricKeyPatch": "symmetric_key_patch",
            "TextFormatConfiguration": "text_format_configuration",
            "Tile": "tile",
            "TileCapability": "tile_capability",
            "TileCapabilityConfiguration": "tile_capability_configuration",
            "TileConfiguration": "tile_configuration",
            "TileTextSizeUnit": "tile_text_size_unit",
            "TimeQueryRangeConfiguration": "time_query_range_configuration",
            "TimeRangeDuration": "time_range_duration",
            "TimeRangeResolution": "time_range_resolution",
            "Tpm": "tpm",
            "TpmAttestation": "tpm_attestation",
            "TpmPatch": "tpm_patch",
            "UnknownAttestation": "attestation",
            "UnknownBlobStorageV1DestinationAuth": "blob_storage_v1_destination_auth",
            "UnknownDataExplorerV1DestinationAuth": "data_explorer_v1_destination_auth",
            "UnknownDestination": "destination",
            "UnknownEventHubsV1DestinationAuth": "event_hubs_v1_destination_auth",
            "UnknownGroupAttestation": "group_attestation",
            "UnknownJobData": "job_data",
            "UnknownJobScheduleEnd": "job_schedule_end",
            "UnknownQueryRangeConfiguration": "query_range_configuration",
            "UnknownServiceBusQueueV1DestinationAuth": "service_bus_queue_v1_destination_auth",
            "UnknownServiceBusTopicV1DestinationAuth": "service_bus_topic_v1_destination_auth",
            "UnknownTileConfiguration": "tile_configuration",
            "UnknownUser": "user",
            "UnknownWebhookV1DestinationAuth": "webhook_v1_destination_auth",
            "User": "user",
            "UserCollection": "user_collection",
            "UserPatch": "user_patch",
            "WebhookV1Destination": "webhook_v1_destination",
            "WebhookV1DestinationAuth": "webhook_v1_destination_auth",
            "WebhookV1DestinationCustomization": "webhook_v1_destination_customization",
            "WebhookV1DestinationCustomizationPatch": "webhook_v1_destination_customization_patch",
            "WebhookV1DestinationHeaderAuth": "webhook_v1_destination_header_auth",
            "WebhookV1DestinationOAuthAuth": "webhook_v1_destination_o_auth_auth",
            "X509": "x509",
            "X509Attestation": "x509_attestation",
            "X509Certificate": "x509_certificate",
            "X509CertificateInfo": "x509_certificate_info",
            "X509CertificatePatch": "x509_certificate_patch",
            "X509Certificates": "x509_certificates",
            "X509CertificatesPatch": "x509_certificates_patch",
            "X509Patch": "x509_patch",
            "X509VerificationCertificate": "x509_verification_certificate",
            "X509VerificationCode": "x509_verification_code",
        },
    )

__all__ = [
    "ADGroupUser",
    "AnyValue",
    "ApiToken",
    "ApiTokenCollection",
    "Attestation",
    "AttestationPatch",
    "BarChartConfiguration",
    "BlobStorageV1Destination",
    "BlobStorageV1DestinationAuth",
    "BlobStorageV1DestinationConnectionStringAuth",
    "BlobStorageV1DestinationSystemAssignedManagedIdentityAuth",
    "CapabilityAggregateFunctionType",
    "CapabilityJobData",
    "CertificateEntry",
    "ChartFormatConfiguration",
    "CloudPropertyJobData",
    "Collection",
    "CommandConfiguration",
    "CommandJobData",
    "CommandTileConfiguration",
    "CountQueryRangeConfiguration",
    "Dashboard",
    "DashboardCollection",
    "DashboardPatch",
    "DataExplorerTileConfiguration",
    "DataExplorerV1Destination",
    "DataExplorerV1DestinationAuth",
    "DataExplorerV1DestinationServicePrincipalAuth",
    "DataExplorerV1DestinationSystemAssignedManagedIdentityAuth",
    "DataExportError",
    "DataExportStatus",
    "DateJobScheduleEnd",
    "DeploymentManifest",
    "DeploymentManifestCollection",
    "DeploymentManifestPatch",
    "Destination",
    "DestinationAuthorizationPatch",
    "DestinationCollection",
    "DestinationExport",
    "DestinationPatch",
    "DestinationReference",
    "DestinationSource",
    "Device",
    "DeviceCollection",
    "DeviceCommand",
    "DeviceCommandCollection",
    "DeviceCountTileConfiguration",
    "DeviceCredentials",
    "DeviceGroup",
    "DeviceGroupCollection",
    "DeviceGroupDeviceCollection",
    "DeviceGroupPatch",
    "DeviceManifestMigrationJobData",
    "DevicePatch",
    "DeviceProperties",
    "DevicePropertiesPatch",
    "DeviceRelationship",
    "DeviceRelationshipCollection",
    "DeviceRelationshipPatch",
    "DeviceTelemetry",
    "DeviceTemplate",
    "DeviceTemplateCollection",
    "DeviceTemplateMigrationJobData",
    "DeviceTemplatePatch",
    "DeviceType",
    "EmailUser",
    "Enrichment",
    "EnrichmentPatch",
    "EnrollmentGroup",
    "EnrollmentGroupCollection",
    "EnrollmentGroupPatch",
    "EnrollmentGroupType",
    "Error",
    "ErrorDetails",
    "EventChartConfiguration",
    "EventHistoryChartConfiguration",
    "EventHubsV1Destination",
    "EventHubsV1DestinationAuth",
    "EventHubsV1DestinationConnectionStringAuth",
    "EventHubsV1DestinationSystemAssignedManagedIdentityAuth",
    "Export",
    "ExportCollection",
    "ExportDestination",
    "ExportPatch",
    "ExternalContentTileConfiguration",
    "FileUpload",
    "FileUploadPatch",
    "FileUploadState",
    "GroupAttestation",
    "GroupAttestationPatch",
    "GroupSymmetricKeyAttestation",
    "GroupTileConfiguration",
    "GroupX509Attestation",
    "HeatMapConfiguration",
    "ImageTileConfiguration",
    "ImageTileConfigurationFormat",
    "ImageTileTextUnits",
    "Job",
    "JobBatch",
    "JobBatchPatch",
    "JobBatchType",
    "JobCancellationThreshold",
    "JobCancellationThresholdPatch",
    "JobCancellationThresholdType",
    "JobCollection",
    "JobData",
    "JobDeviceStatus",
    "JobDeviceStatusCollection",
    "JobProgress",
    "JobRecurrence",
    "JobSchedule",
    "JobScheduleEnd",
    "JobScheduleEndPatch",
    "JobSchedulePatch",
    "KpiTileConfiguration",
    "LabelTileConfiguration",
    "LineChartConfiguration",
    "LkvTileConfiguration",
    "MapFormatConfiguration",
    "MapPropertyConfiguration",
    "MapTelemetryConfiguration",
    "MapTileConfiguration",
    "MarkdownTileConfiguration",
    "OAuthRequestType",
    "OccurrencesJobScheduleEnd",
    "Organization",
    "OrganizationCollection",
    "OrganizationPatch",
    "Permission",
    "PieChartConfiguration",
    "PropertyJobData",
    "PropertyTileConfiguration",
    "QueryRangeConfiguration",
    "QueryRequest",
    "QueryResponse",
    "Role",
    "RoleAssignment",
    "RoleCollection",
    "ScheduledJob",
    "ScheduledJobCollection",
    "ScheduledJobPatch",
    "ServiceBusQueueV1Destination",
    "ServiceBusQueueV1DestinationAuth",
    "ServiceBusQueueV1DestinationConnectionStringAuth",
    "ServiceBusQueueV1DestinationSystemAssignedManagedIdentityAuth",
    "ServiceBusTopicV1Destination",
    "ServiceBusTopicV1DestinationAuth",
    "ServiceBusTopicV1DestinationConnectionStringAuth",
    "ServiceBusTopicV1DestinationSystemAssignedManagedIdentityAuth",
    "ServicePrincipalUser",
    "SigningX509",
    "SigningX509Certificate",
    "SigningX509CertificatePatch",
    "SigningX509Certificates",
    "SigningX509CertificatesPatch",
    "SigningX509Patch",
    "StateChartConfiguration",
    "StateHistoryChartConfiguration",
    "SymmetricKey",
    "SymmetricKeyAttestation",
    "SymmetricKeyPatch",
    "TextFormatConfiguration",
    "Tile",
    "TileCapability",
    "TileCapabilityConfiguration",
    "TileConfiguration",
    "TileTextSizeUnit",
    "TimeQueryRangeConfiguration",
    "TimeRangeDuration",
    "TimeRangeResolution",
    "Tpm",
    "TpmAttestation",
    "TpmPatch",
    "UnknownAttestation",
    "UnknownBlobStorageV1DestinationAuth",
    "UnknownDataExplorerV1DestinationAuth",
    "UnknownDestination",
    "UnknownEventHubsV1DestinationAuth",
    "UnknownGroupAttestation",
    "UnknownJobData",
    "UnknownJobScheduleEnd",
    "UnknownQueryRangeConfiguration",
    "UnknownServiceBusQueueV1DestinationAuth",
    "UnknownServiceBusTopicV1DestinationAuth",
    "UnknownTileConfiguration",
    "UnknownUser",
    "UnknownWebhookV1DestinationAuth",
    "User",
    "UserCollection",
    "UserPatch",
    "WebhookV1Destination",
    "WebhookV1DestinationAuth",
    "WebhookV1DestinationCustomization",
    "WebhookV1DestinationCustomizationPatch",
    "WebhookV1DestinationHeaderAuth",
    "WebhookV1DestinationOAuthAuth",
    "X509",
    "X509Attestation",
    "X509Certificate",
    "X509CertificateInfo",
    "X509CertificatePatch",
    "X509Certificates",
    "X509CertificatesPatch",
    "X509Patch",
    "X509VerificationCertificate",
    "X509VerificationCode",
]
