# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The models; each loads when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.lazy import lazy_exports

if TYPE_CHECKING:
    from .app import App
    from .app_availability_info import AppAvailabilityInfo
    from .app_list_result import AppListResult
    from .app_patch import AppPatch
    from .app_properties import AppProperties
    from .app_sku import AppSku
    from .app_sku_info import AppSkuInfo
    from .app_state import AppState
    from .app_template import AppTemplate
    from .app_template_locations import AppTemplateLocations
    from .app_templates_result import AppTemplatesResult
    from .cloud_error import CloudError
    from .cloud_error_body import CloudErrorBody
    from .operation import Operation
    from .operation_display import OperationDisplay
    from .operation_inputs import OperationInputs
    from .operation_list_result import OperationListResult
    from .resource import Resource
    from .system_assigned_service_identity import SystemAssignedServiceIdentity
    from .system_assigned_service_identity_type import SystemAssignedServiceIdentityType
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "App": "app",
            "AppAvailabilityInfo": "app_availability_info",
            "AppListResult": "app_list_result",
            "AppPatch": "app_patch",
            "AppProperties": "app_properties",
            "AppSku": "app_sku",
            "AppSkuInfo": "app_sku_info",
            "AppState": "app_state",
            "AppTemplate": "app_template",
            "AppTemplateLocations": "app_template_locations",
            "AppTemplatesResult": "app_templates_result",
            "CloudError": "cloud_error",
            "CloudErrorBody": "cloud_error_body",
            "Operation": "operation",
            "OperationDisplay": "operation_display",
            "OperationInputs": "operation_inputs",
            "OperationListResult": "operation_list_result",
            "Resource": "resource",
            "SystemAssignedServiceIdentity": "system_assigned_service_identity",
            "SystemAssignedServiceIdentityType": "system_assigned_service_identity_type",
        },
    )

__all__ = [
    "App",
    "AppAvailabilityInfo",
    "AppListResult",
    "AppPatch",
    "AppProperties",
    "AppSku",
    "AppSkuInfo",
    "AppState",
    "AppTemplate",
    "AppTemplateLocations",
    "AppTemplatesResult",
    "CloudError",
    "CloudErrorBody",
    "Operation",
    "OperationDisplay",
    "OperationInputs",
    "OperationListResult",
    "Resource",
    "SystemAssignedServiceIdentity",
    "SystemAssignedServiceIdentityType",
]
