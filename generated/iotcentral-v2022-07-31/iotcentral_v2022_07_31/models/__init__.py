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
    from .capability_job_data import CapabilityJobData
    from .certificate_entry import CertificateEntry
    from .cloud_property_job_data import CloudPropertyJobData
    from .collection import Collection
    from .command_job_data import CommandJobData
    from .date_job_schedule_end import DateJobScheduleEnd
    from .device import Device
    from .device_collection import DeviceCollection
    from .device_command import DeviceCommand
    from .device_command_collection import DeviceCommandCollection
    from .device_credentials import DeviceCredentials
    from .device_group import DeviceGroup
    from .device_group_collection import DeviceGroupCollection
    from .device_group_device_collection import DeviceGroupDeviceCollection
    from .device_group_patch import DeviceGroupPatch
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
    from .email_user import EmailUser
    from .enrollment_group import EnrollmentGroup
    from .enrollment_group_collection import EnrollmentGroupCollection
    from .enrollment_group_patch import EnrollmentGroupPatch
    from .enrollment_group_type import EnrollmentGroupType
    from .error import Error
    from .error_details import ErrorDetails
    from .file_upload import FileUpload
    from .file_upload_patch import FileUploadPatch
    from .file_upload_state import FileUploadState
    from .group_attestation import GroupAttestation, UnknownGroupAttestation
    from .group_attestation_patch import GroupAttestationPatch
    from .group_symmetric_key_attestation import GroupSymmetricKeyAttestation
    from .group_x509_attestation import GroupX509Attestation
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
    from .occurrences_job_schedule_end import OccurrencesJobScheduleEnd
    from .organization import Organization
    from .organization_collection import OrganizationCollection
    from .organization_patch import OrganizationPatch
    from .permission import Permission
    from .property_job_data import PropertyJobData
    from .role import Role
    from .role_assignment import RoleAssignment
    from .role_collection import RoleCollection
    from .scheduled_job import ScheduledJob
    from .scheduled_job_collection import ScheduledJobCollection
    from .scheduled_job_patch import ScheduledJobPatch
    from .service_principal_user import ServicePrincipalUser
    from .signing_x509 import SigningX509
    from .signing_x509_certificate import SigningX509Certificate
    from .signing_x509_certificate_patch import SigningX509CertificatePatch
    from .signing_x509_certificates import SigningX509Certificates
    from .signing_x509_certificates_patch import SigningX509CertificatesPatch
    from .signing_x509_patch import SigningX509Patch
    from .symmetric_key import SymmetricKey
    from .symmetric_key_attestation import SymmetricKeyAttestation
    from .symmetric_key_patch import SymmetricKeyPatch
    from .tpm import Tpm
    from .tpm_attestation import TpmAttestation
    from .tpm_patch import TpmPatch
    from .user import UnknownUser, User
    from .user_collection import UserCollection
    from .user_patch import UserPatch
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
            "CapabilityJobData": "capability_job_data",
            "CertificateEntry": "certificate_entry",
            "CloudPropertyJobData": "cloud_property_job_data",
            "Collection": "collection",
            "CommandJobData": "command_job_data",
            "DateJobScheduleEnd": "date_job_schedule_end",
            "Device": "device",
            "DeviceCollection": "device_collection",
            "DeviceCommand": "device_command",
            "DeviceCommandCollection": "device_command_collection",
            "DeviceCredentials": "device_credentials",
            "DeviceGroup": "device_group",
            "DeviceGroupCollection": "device_group_collection",
            "DeviceGroupDeviceCollection": "device_group_device_collection",
            "DeviceGroupPatch": "device_group_patch",
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
            "EmailUser": "email_user",
            "EnrollmentGroup": "enrollment_group",
            "EnrollmentGroupCollection": "enrollment_group_collection",
            "EnrollmentGroupPatch": "enrollment_group_patch",
            "EnrollmentGroupType": "enrollment_group_type",
            "Error": "error",
            "ErrorDetails": "error_details",
            "FileUpload": "file_upload",
            "FileUploadPatch": "file_upload_patch",
            "FileUploadState": "file_upload_state",
            "GroupAttestation": "group_attestation",
            "GroupAttestationPatch": "group_attestation_patch",
            "GroupSymmetricKeyAttestation": "group_symmetric_key_attestation",
            "GroupX509Attestation": "group_x509_attestation",
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
            "OccurrencesJobScheduleEnd": "occurrences_job_schedule_end",
            "Organization": "organization",
            "OrganizationCollection": "organization_collection",
            "OrganizationPatch": "organization_patch",
            "Permission": "permission",
            "PropertyJobData": "property_job_data",
            "Role": "role",
            "RoleAssignment": "role_assignment",
            "RoleCollection": "role_collection",
            "ScheduledJob": "scheduled_job",
            "ScheduledJobCollection": "scheduled_job_collection",
            "ScheduledJobPatch": "scheduled_job_patch",
            "ServicePrincipalUser": "service_principal_user",
            "SigningX509": "signing_x509",
            "SigningX509Certificate": "signing_x509_certificate",
            "SigningX509CertificatePatch": "signing_x509_certificate_patch",
            "SigningX509Certificates": "signing_x509_certificates",
            "SigningX509CertificatesPatch": "signing_x509_certificates_patch",
            "SigningX509Patch": "signing_x509_patch",
            "SymmetricKey": "symmetric_key",
            "SymmetricKeyAttestation": "symmetric_key_attestation",
            "SymmetricKeyPatch": "symmetric_key_patch",
            "Tpm": "tpm",
            "TpmAttestation": "tpm_attestation",
            "TpmPatch": "tpm_patch",
            "UnknownAttestation": "attestation",
            "UnknownGroupAttestation": "group_attestation",
            "UnknownJobData": "job_data",
            "UnknownJobScheduleEnd": "job_schedule_end",
            "UnknownUser": "user",
            "User": "user",
            "UserCollection": "user_collection",
            "UserPatch": "user_patch",
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
    "CapabilityJobData",
    "CertificateEntry",
    "CloudPropertyJobData",
    "Collection",
    "CommandJobData",
    "DateJobScheduleEnd",
    "Device",
    "DeviceCollection",
    "DeviceCommand",
    "DeviceCommandCollection",
    "DeviceCredentials",
    "DeviceGroup",
    "DeviceGroupCollection",
    "DeviceGroupDeviceCollection",
    "DeviceGroupPatch",
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
    "EmailUser",
    "EnrollmentGroup",
    "EnrollmentGroupCollection",
    "EnrollmentGroupPatch",
    "EnrollmentGroupType",
    "Error",
    "ErrorDetails",
    "FileUpload",
    "FileUploadPatch",
    "FileUploadState",
    "GroupAttestation",
    "GroupAttestationPatch",
    "GroupSymmetricKeyAttestation",
    "GroupX509Attestation",
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
    "OccurrencesJobScheduleEnd",
    "Organization",
    "OrganizationCollection",
    "OrganizationPatch",
    "Permission",
    "PropertyJobData",
    "Role",
    "RoleAssignment",
    "RoleCollection",
    "ScheduledJob",
    "ScheduledJobCollection",
    "ScheduledJobPatch",
    "ServicePrincipalUser",
    "SigningX509",
    "SigningX509Certificate",
    "SigningX509CertificatePatch",
    "SigningX509Certificates",
    "SigningX509CertificatesPatch",
    "SigningX509Patch",
    "SymmetricKey",
    "SymmetricKeyAttestation",
    "SymmetricKeyPatch",
    "Tpm",
    "TpmAttestation",
    "TpmPatch",
    "UnknownAttestation",
    "UnknownGroupAttestation",
    "UnknownJobData",
    "UnknownJobScheduleEnd",
    "UnknownUser",
    "User",
    "UserCollection",
    "UserPatch",
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
