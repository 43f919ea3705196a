# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The IoT Central applications of the subscription, and what a new one may be called and made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.sync.resource import raw, raw_page
from iotcentral.long_running._sync import LongRunningResource

from ..operations import apps as operations

if TYPE_CHECKING:
    from iotcentral._core.sync.pager import Pager
    from iotcentral.long_running._sync import Poller

    from .. import models

__all__ = ["Apps", "AppsRaw"]


class Apps(LongRunningResource):
    """The IoT Central applications of the subscription, and what a new one may be called and made from."""

    def list_by_subscription(self) -> Pager[models.App]:
        """List the applications of the subscription.

        Lists the applications in all resource groups of the subscription that the caller may read. The resource
        group of each is in its `id`.

        `GET /subscriptions/{subscriptionId}/providers/Microsoft.IoTCentral/iotApps` (Apps_ListBySubscription)

        Returns:
            The items, fetched page by page while they are iterated over. One page of the applications.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_BY_SUBSCRIPTION, path={"subscriptionId": self._parameter("subscriptionId")})

    def list_by_resource_group(self, resource_group_name: str) -> Pager[models.App]:
        """List the applications of a resource group.

        Lists the applications in one resource group. Fails with 404 when the group is not known.

        `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.IoTCentral/iotApps` (Apps_ListByResourceGroup)

        Args:
            resource_group_name: Name of the resource group, 1 to 90 characters; upper and lower case are the same.
                The group has to be there: this API creates none.

        Returns:
            The items, fetched page by page while they are iterated over. One page of the applications.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(
            operations.LIST_BY_RESOURCE_GROUP,
            path={"subscriptionId": self._parameter("subscriptionId"), "resourceGroupName": resource_group_name},
        )

    def get(self, resource_group_name: str, resource_name: str) -> models.App:
        """Get an application.

        Returns one application as a resource: its plan, its place, its subdomain and its identity. Fails with 404
        when the application or its resource group is not known.

        `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.IoTCentral/iotApps/{resourceName}` (Apps_Get)

        Args:
            resource_group_name: Name of the resource group, 1 to 90 characters; upper and lower case are the same.
                The group has to be there: this API creates none.
            resource_name: Name of the application as a resource, 3 to 100 letters, digits and hyphens. It neither
                begins nor ends with a hyphen and is not all digits, and no other application of IoT Central has it.

        Returns:
            The application.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.GET,
            path={
                "subscriptionId": self._parameter("subscriptionId"),
                "resourceGroupName": resource_group_name,
                "resourceName": resource_name,
            },
        )

    def begin_create_or_update(
        self, resource_group_name: str, resource_name: str, body: models.App
    ) -> Poller[models.App]:
        """Create or update an application.

        Creates an application under the given name, or brings the one of that name to what the body says. The
        answer comes before the work is done; `Azure-AsyncOperation` says where to ask for the end, after which the
        application is to be read again. What is left out of a new application is filled in: the display name and
        the subdomain from the name, the template `iotc-pnp-preview@1.0.0`, no tags, no identity. Location and
        template stay as they were created. Fails with 404 when the resource group is not known, and with 409 when
        another application has the name or the subdomain.

        `PUT /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.IoTCentral/iotApps/{resourceName}` (Apps_CreateOrUpdate)

        Args:
            resource_group_name: Name of the resource group, 1 to 90 characters; upper and lower case are the same.
                The group has to be there: this API creates none.
            resource_name: Name of the application as a resource, 3 to 100 letters, digits and hyphens. It neither
                begins nor ends with a hyphen and is not all digits, and no other application of IoT Central has it.
            body: What the application is to be.

        Returns:
            The poller, which waits for the operation to end and returns the resulting `App`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._begin(
            operations.CREATE_OR_UPDATE,
            path={
                "subscriptionId": self._parameter("subscriptionId"),
                "resourceGroupName": resource_group_name,
                "resourceName": resource_name,
            },
            body=body,
        )

    def resume_create_or_update(self, token: str) -> Poller[models.App]:
        """Resume waiting for an operation that `begin_create_or_update` has started.

        Args:
            token: the `continuation_token` of its poller, from this process or another.

        Returns:
            The poller, as `begin_create_or_update` returns it.

        Raises:
            iotcentral.ConfigurationError: the token is not valid, or belongs to another operation.
        """
        return self._resume(operations.CREATE_OR_UPDATE, token)

    def begin_update(self, resource_group_name: str, resource_name: str, body: models.AppPatch) -> Poller[models.App]:
        """Update an application.

        Changes the given members of an application and leaves the others as they are. `tags` are replaced as a
        whole; location and template cannot be changed. A change of the subdomain moves the data plane to another
        address. The answer comes before the work is done; `Azure-AsyncOperation` says where to ask for the end.
        Fails with 404 when the application is not known.

        `PATCH /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.IoTCentral/iotApps/{resourceName}` (Apps_Update)

        Args:
            resource_group_name: Name of the resource group, 1 to 90 characters; upper and lower case are the same.
                The group has to be there: this API creates none.
            resource_name: Name of the application as a resource, 3 to 100 letters, digits and hyphens. It neither
                begins nor ends with a hyphen and is not all digits, and no other application of IoT Central has it.
            body: The members to change.

        Returns:
            The poller, which waits for the operation to end and returns the resulting `App`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._begin(
            operations.UPDATE,
            path={
                "subscriptionId": self._parameter("subscriptionId"),
                "resourceGroupName": resource_group_name,
                "resourceName": resource_name,
            },
            body=body,
        )

    def resume_update(self, token: str) -> Poller[models.App]:
        """Resume waiting for an operation that `begin_update` has started.

        Args:
            token: the `continuation_token` of its poller, from this process or another.

        Returns:
            The poller, as `begin_update` returns it.

        Raises:
            iotcentral.ConfigurationError: the token is not valid, or belongs to another operation.
        """
        return self._resume(operations.UPDATE, token)

    def begin_delete(self, resource_group_name: str, resource_name: str) -> Poller[None]:
        """Delete an application.

        Deletes an application with everything in it: its devices, their data, its users. This cannot be undone. The
        answer comes before the work is done; `Azure-AsyncOperation` says where to ask for the end. An application
        that is not there is answered with 204.

        `DELETE /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.IoTCentral/iotApps/{resourceName}` (Apps_Delete)

        Args:
            resource_group_name: Name of the resource group, 1 to 90 characters; upper and lower case are the same.
                The group has to be there: this API creates none.
            resource_name: Name of the application as a resource, 3 to 100 letters, digits and hyphens. It neither
                begins nor ends with a hyphen and is not all digits, and no other application of IoT Central has it.

        Returns:
            The poller, which waits for the operation to end; the operation has no result.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._begin(
            operations.DELETE,
            path={
                "subscriptionId": self._parameter("subscriptionId"),
                "resourceGroupName": resource_group_name,
                "resourceName": resource_name,
            },
        )

    def resume_delete(self, token: str) -> Poller[None]:
        """Resume waiting for an operation that `begin_delete` has started.

        Args:
            token: the `continuation_token` of its poller, from this process or another.

        Returns:
            The poller, as `begin_delete` returns it.

        Raises:
            iotcentral.ConfigurationError: the token is not valid, or belongs to another operation.
        """
        return self._resume(operations.DELETE, token)

    def check_name_availability(self, body: models.OperationInputs) -> models.AppAvailabilityInfo:
        """Check whether a name is free.

        Tells whether an application may be created under a name. Names are the same for all of IoT Central: one
        that is taken may belong to another subscription. The answer is no reservation.

        `POST /subscriptions/{subscriptionId}/providers/Microsoft.IoTCentral/checkNameAvailability` (Apps_CheckNameAvailability)

        Args:
            body: The name to check.

        Returns:
            Whether the name is free, and if it is not, why.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.CHECK_NAME_AVAILABILITY, path={"subscriptionId": self._parameter("subscriptionId")}, body=body
        )

    def check_subdomain_availability(self, body: models.OperationInputs) -> models.AppAvailabilityInfo:
        """Check whether a subdomain is free.

        Tells whether an application may be given a subdomain. Subdomains are the same for all of IoT Central: one
        that is taken may belong to another subscription. The answer is no reservation.

        `POST /subscriptions/{subscriptionId}/providers/Microsoft.IoTCentral/checkSubdomainAvailability` (Apps_CheckSubdomainAvailability)

        Args:
            body: The subdomain to check.

        Returns:
            Whether the subdomain is free, and if it is not, why.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.CHECK_SUBDOMAIN_AVAILABILITY,
            path={"subscriptionId": self._parameter("subscriptionId")},
            body=body,
        )

    def list_templates(self) -> Pager[models.AppTemplate]:
        """List the application templates.

        Lists the templates that applications can be made from. Nothing is created, although the list is asked for
        with POST; further pages are asked for with GET.

        `POST /subscriptions/{subscriptionId}/providers/Microsoft.IoTCentral/appTemplates` (Apps_ListTemplates)

        Returns:
            The items, fetched page by page while they are iterated over. One page of the templates.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_TEMPLATES, path={"subscriptionId": self._parameter("subscriptionId")})

    @property
    def raw(self) -> AppsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AppsRaw(self)


class AppsRaw:
    """The methods of `Apps` with the HTTP response beside the value."""

    def __init__(self, apps: Apps) -> None:
        self.list_by_subscription = raw_page(apps, Apps.list_by_subscription)
        self.list_by_resource_group = raw_page(apps, Apps.list_by_resource_group)
        self.get = raw(apps, Apps.get)
        self.begin_create_or_update = raw(apps, Apps.begin_create_or_update)
        self.begin_update = raw(apps, Apps.begin_update)
        self.begin_delete = raw(apps, Apps.begin_delete)
        self.check_name_availability = raw(apps, Apps.check_name_availability)
        self.check_subdomain_availability = raw(apps, Apps.check_subdomain_availability)
        self.list_templates = raw_page(apps, Apps.list_templates)
