# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Apps, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation
from iotcentral.long_running._monitor import LongRunningOperation

from .. import models
from .._version import FIXED

LIST_BY_SUBSCRIPTION: PagedOperation[models.App] = PagedOperation(
    "Apps_ListBySubscription",
    "GET",
    "/subscriptions/{subscriptionId}/providers/Microsoft.IoTCentral/iotApps",
    fixed=FIXED,
    results={200: lambda: models.AppListResult.decode},
    items="value",
    next_link="next_link",
)
LIST_BY_RESOURCE_GROUP: PagedOperation[models.App] = PagedOperation(
    "Apps_ListByResourceGroup",
    "GET",
    "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.IoTCentral/iotApps",
    fixed=FIXED,
    results={200: lambda: models.AppListResult.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.App] = Operation(
    "Apps_Get",
    "GET",
    "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.IoTCentral/iotApps/{resourceName}",
    fixed=FIXED,
    results={200: lambda: models.App.decode},
)
CREATE_OR_UPDATE: LongRunningOperation[models.App] = LongRunningOperation(
    "Apps_CreateOrUpdate",
    "PUT",
    "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.IoTCentral/iotApps/{resourceName}",
    fixed=FIXED,
    results={200: lambda: models.App.decode, 201: lambda: models.App.decode, 202: None},
    body="application/json",
    content=lambda: models.App.decode,
    final_state_via="azure-async-operation",
)
UPDATE: LongRunningOperation[models.App] = LongRunningOperation(
    "Apps_Update",
    "PATCH",
    "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.IoTCentral/iotApps/{resourceName}",
    fixed=FIXED,
    results={200: lambda: models.App.decode, 202: None},
    body="application/json",
    content=lambda: models.AppPatch.decode,
    final_state_via="azure-async-operation",
)
DELETE: LongRunningOperation[None] = LongRunningOperation(
    "Apps_Delete",
    "DELETE",
    "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.IoTCentral/iotApps/{resourceName}",
    fixed=FIXED,
    results={200: None, 202: None, 204: None},
    final_state_via="azure-async-operation",
)
CHECK_NAME_AVAILABILITY: Operation[models.AppAvailabilityInfo] = Operation(
    "Apps_CheckNameAvailability",
    "POST",
    "/subscriptions/{subscriptionId}/providers/Microsoft.IoTCentral/checkNameAvailability",
    fixed=FIXED,
    results={200: lambda: models.AppAvailabilityInfo.decode},
    body="application/json",
    content=lambda: models.OperationInputs.decode,
)
CHECK_SUBDOMAIN_AVAILABILITY: Operation[models.AppAvailabilityInfo] = Operation(
    "Apps_CheckSubdomainAvailability",
    "POST",
    "/subscriptions/{subscriptionId}/providers/Microsoft.IoTCentral/checkSubdomainAvailability",
    fixed=FIXED,
    results={200: lambda: models.AppAvailabilityInfo.decode},
    body="application/json",
    content=lambda: models.OperationInputs.decode,
)
LIST_TEMPLATES: PagedOperation[models.AppTemplate] = PagedOperation(
    "Apps_ListTemplates",
    "POST",
    "/subscriptions/{subscriptionId}/providers/Microsoft.IoTCentral/appTemplates",
    fixed=FIXED,
    results={200: lambda: models.AppTemplatesResult.decode},
    items="value",
    next_link="next_link",
)
