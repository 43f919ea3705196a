# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The actions of the connector, each of which names the application that it acts upon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from iotcentral._core.aio.resource import AsyncResource, async_raw, async_raw_page
from iotcentral._core.deprecation import deprecated
from iotcentral._core.lazy import lazy_module
from iotcentral._core.types import UNSET, Unset
from iotcentral.webhooks._resource import TriggerResource

if TYPE_CHECKING:
    from iotcentral._core.address import ApplicationResource
    from iotcentral._core.aio.pager import AsyncPager
    from iotcentral.webhooks._triggers import Subscription

    from ... import models
    from ...operations import actions as operations
else:
    operations = lazy_module("...operations.actions", __package__)

__all__ = ["AsyncActions", "AsyncActionsRaw"]


class AsyncActions(TriggerResource, AsyncResource):
    """The actions of the connector, each of which names the application that it acts upon."""

    def list_devices(self, application: str | ApplicationResource) -> AsyncPager[models.DeviceV1]:
        """List devices.

        Lists the devices of the application that the caller may see, page by page.

        Carried out by `GET /api/devices` (Devices_List)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.

        Returns:
            The items, fetched page by page while they are iterated over. One page of devices.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_DEVICES, path={"application": application})

    async def get_a_device_by_id(self, application: str | ApplicationResource, device_id: str) -> models.DeviceV1:
        """Get a device by ID.

        Reads what is registered of one device: its name, its template and whether it may connect. Its properties
        and its telemetry have actions of their own. Fails with 404 when no device has this id.

        Carried out by `GET /api/devices/{deviceId}` (Devices_Get)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.

        Returns:
            The device as registered.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_A_DEVICE_BY_ID, path={"application": application, "device_id": device_id}
        )

    async def create_or_update_a_device(
        self,
        application: str | ApplicationResource,
        device_id: str,
        *,
        id: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        template: str | Unset = UNSET,
        simulated: bool | Unset = UNSET,
        enabled: bool | Unset = UNSET,
        organizations: Sequence[str] | Unset = UNSET,
        provisioned: bool | Unset = UNSET,
    ) -> models.DeviceV2:
        """Create or update a device.

        Registers a device under the given id, or replaces what is registered of it: members that are left out fall
        back to what they are for a new device. The device needs no template at first. Fails with 400 when the
        template is not known.

        Carried out by `PUT /api/devices/{deviceId}` (Devices_Create)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            id: Id of the device, unique in the application. In a request it repeats the id of the path, or is left
                out.
            display_name: Name of the device that people see, at most 148 characters.
            template: Id of the template that the device follows; absent as long as it has none.
            simulated: Whether the application plays the device, which then sends made-up telemetry.
            enabled: Whether the device may connect.
            organizations: Id of the organization that the device belongs to, as a list of at most one; absent means
                the root.
            provisioned: Whether the device has been provisioned. The service decides it, and passes over what a
                request says.

        Returns:
            The device as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.CREATE_OR_UPDATE_A_DEVICE,
            path={"application": application, "device_id": device_id},
            body={
                "id": id,
                "displayName": display_name,
                "template": template,
                "simulated": simulated,
                "enabled": enabled,
                "organizations": organizations,
                "provisioned": provisioned,
            },
        )

    async def delete_a_device(self, application: str | ApplicationResource, device_id: str) -> None:
        """Delete a device.

        Removes a device from the application. Fails with 404 when no device has this id.

        Carried out by `DELETE /api/devices/{deviceId}` (Devices_Remove)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.DELETE_A_DEVICE, path={"application": application, "device_id": device_id})

    async def get_device_command_response(
        self,
        application: str | ApplicationResource,
        device_id: str,
        command_name: str,
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceCommand | None:
        """Get device command response.

        Gives the last run of a command that stands at the root of the device's template: what was sent, and what
        the device answered. There is no answer when the command has not been run. Fails with 404 when no device has
        this id.

        Carried out by `GET /api/devices/{deviceId}/commands/{commandName}` (Devices_GetCommandHistory)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            command_name: Name of the command, as the template of the device has it.
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The last run of the command, or nothing if there was none.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_DEVICE_COMMAND_RESPONSE,
            path={"application": application, "device_id": device_id, "command_name": command_name},
            query={"template": template},
        )

    async def run_a_device_command(
        self,
        application: str | ApplicationResource,
        device_id: str,
        command_name: str,
        body: models.DataPlaneDeviceCommand | Mapping[str, Any],
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceCommand:
        """Run a device command.

        Runs a command on a device and waits for the answer of the device, within the given times. Fails with 404
        when an id or a name is not known or the device does not connect in time, and with 408 when it does not
        answer in time.

        Carried out by `POST /api/devices/{deviceId}/commands/{commandName}` (Devices_RunCommand)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            command_name: Name of the command, as the template of the device has it.
            body: The argument of the command in `request`, and how many seconds to wait for the device in
                `connectionTimeout` (0 to 30) and `responseTimeout` (5 to 30).
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The run with the answer of the device.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        return await self._call(
            operations.RUN_A_DEVICE_COMMAND,
            path={"application": application, "device_id": device_id, "command_name": command_name},
            query={"template": template},
            body=body,
        )

    async def get_component_command_response(
        self,
        application: str | ApplicationResource,
        device_id: str,
        component_name: str,
        command_name: str,
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceCommand | None:
        """Get component command response.

        Gives the last run of a command of a component: what was sent, and what the device answered. There is no
        answer when the command has not been run. Fails with 404 when no device has this id.

        Carried out by `GET /api/devices/{deviceId}/components/{componentName}/commands/{commandName}` (Devices_GetComponentCommandHistory)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            component_name: Name of a component, as the template of the device has it.
            command_name: Name of the command, as the template of the device has it.
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The last run of the command, or nothing if there was none.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_COMPONENT_COMMAND_RESPONSE,
            path={
                "application": application,
                "device_id": device_id,
                "component_name": component_name,
                "command_name": command_name,
            },
            query={"template": template},
        )

    async def run_a_component_command(
        self,
        application: str | ApplicationResource,
        device_id: str,
        component_name: str,
        command_name: str,
        body: models.DataPlaneDeviceCommand | Mapping[str, Any],
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceCommand:
        """Run a component command.

        Runs a command on a component of a device and waits for the answer of the device, within the given times.
        Fails with 404 when an id or a name is not known or the device does not connect in time, and with 408 when
        it does not answer in time.

        Carried out by `POST /api/devices/{deviceId}/components/{componentName}/commands/{commandName}` (Devices_RunComponentCommand)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            component_name: Name of a component, as the template of the device has it.
            command_name: Name of the command, as the template of the device has it.
            body: The argument of the command in `request`, and how many seconds to wait for the device in
                `connectionTimeout` (0 to 30) and `responseTimeout` (5 to 30).
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The run with the answer of the device.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        return await self._call(
            operations.RUN_A_COMPONENT_COMMAND,
            path={
                "application": application,
                "device_id": device_id,
                "component_name": component_name,
                "command_name": command_name,
            },
            query={"template": template},
            body=body,
        )

    async def get_module_command_response(
        self,
        application: str | ApplicationResource,
        device_id: str,
        module: str,
        command_name: str,
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceCommand | None:
        """Get module command response.

        Gives the last run of a command of a module: what was sent, and what the device answered. There is no answer
        when the command has not been run. Fails with 404 when no device has this id.

        Carried out by `GET /api/devices/{deviceId}/modules/{moduleName}/commands/{commandName}` (Devices_GetModuleCommandHistory)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            module: Name of a custom module of an IoT Edge device, as its template has it.
            command_name: Name of the command, as the template of the device has it.
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The last run of the command, or nothing if there was none.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_MODULE_COMMAND_RESPONSE,
            path={"application": application, "device_id": device_id, "module": module, "command_name": command_name},
            query={"template": template},
        )

    async def run_a_module_command(
        self,
        application: str | ApplicationResource,
        device_id: str,
        module: str,
        command_name: str,
        body: models.DataPlaneDeviceCommand | Mapping[str, Any],
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceCommand:
        """Run a module command.

        Runs a command on a module of an IoT Edge device and waits for the answer of the device, within the given
        times. Fails with 404 when an id or a name is not known or the device does not connect in time, and with 408
        when it does not answer in time.

        Carried out by `POST /api/devices/{deviceId}/modules/{moduleName}/commands/{commandName}` (Devices_RunModuleCommand)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            module: Name of a custom module of an IoT Edge device, as its template has it.
            command_name: Name of the command, as the template of the device has it.
            body: The argument of the command in `request`, and how many seconds to wait for the device in
                `connectionTimeout` (0 to 30) and `responseTimeout` (5 to 30).
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The run with the answer of the device.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        return await self._call(
            operations.RUN_A_MODULE_COMMAND,
            path={"application": application, "device_id": device_id, "module": module, "command_name": command_name},
            query={"template": template},
            body=body,
        )

    async def get_module_component_command_response(
        self,
        application: str | ApplicationResource,
        device_id: str,
        module: str,
        component_name: str,
        command_name: str,
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceCommand | None:
        """Get module component command response.

        Gives the last run of a command of a component of a module: what was sent, and what the device answered.
        There is no answer when the command has not been run. Fails with 404 when no device has this id.

        Carried out by `GET /api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/commands/{commandName}` (Devices_GetModuleComponentCommandHistory)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            module: Name of a custom module of an IoT Edge device, as its template has it.
            component_name: Name of a component, as the template of the device has it.
            command_name: Name of the command, as the template of the device has it.
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The last run of the command, or nothing if there was none.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_MODULE_COMPONENT_COMMAND_RESPONSE,
            path={
                "application": application,
                "device_id": device_id,
                "module": module,
                "component_name": component_name,
                "command_name": command_name,
            },
            query={"template": template},
        )

    async def run_a_module_component_command(
        self,
        application: str | ApplicationResource,
        device_id: str,
        module: str,
        component_name: str,
        command_name: str,
        body: models.DataPlaneDeviceCommand | Mapping[str, Any],
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceCommand:
        """Run a module component command.

        Runs a command on a component of a module and waits for the answer of the device, within the given times.
        Fails with 404 when an id or a name is not known or the device does not connect in time, and with 408 when
        it does not answer in time.

        Carried out by `POST /api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/commands/{commandName}` (Devices_RunModuleComponentCommand)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            module: Name of a custom module of an IoT Edge device, as its template has it.
            component_name: Name of a component, as the template of the device has it.
            command_name: Name of the command, as the template of the device has it.
            body: The argument of the command in `request`, and how many seconds to wait for the device in
                `connectionTimeout` (0 to 30) and `responseTimeout` (5 to 30).
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The run with the answer of the device.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        return await self._call(
            operations.RUN_A_MODULE_COMPONENT_COMMAND,
            path={
                "application": application,
                "device_id": device_id,
                "module": module,
                "component_name": component_name,
                "command_name": command_name,
            },
            query={"template": template},
            body=body,
        )

    async def get_device_properties(
        self, application: str | ApplicationResource, device_id: str, *, template: str | Unset = UNSET
    ) -> models.DataPlaneDeviceProperties:
        """Get device properties.

        Reads the values of all properties of a device, cloud properties included, with one object for each
        component. Fails with 404 when no device has this id.

        Carried out by `GET /api/devices/{deviceId}/properties` (Devices_GetProperties)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The values by the names of the properties.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_DEVICE_PROPERTIES,
            path={"application": application, "device_id": device_id},
            query={"template": template},
        )

    async def update_device_properties(
        self,
        application: str | ApplicationResource,
        device_id: str,
        body: models.DataPlaneDevicePropertiesPatch | Mapping[str, Any],
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceProperties:
        """Update device properties.

        Changes the given property values of a device, cloud properties included, and leaves the others. Values for
        the device itself are delivered to it when it is connected. Fails with 404 when no device has this id.

        Carried out by `PATCH /api/devices/{deviceId}/properties` (Devices_UpdateProperties)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            body: The values to change by the names of their properties, with one object for each component; null
                removes a value.
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The values as they are now; the device may still have to take them.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        return await self._call(
            operations.UPDATE_DEVICE_PROPERTIES,
            path={"application": application, "device_id": device_id},
            query={"template": template},
            body=body,
        )

    async def get_device_telemetry_value(
        self,
        application: str | ApplicationResource,
        device_id: str,
        telemetry_name: str,
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceTelemetry:
        """Get device telemetry value.

        Gives the last value that a device has sent for one telemetry. Fails with 404 when the device or the
        telemetry is not known.

        Carried out by `GET /api/devices/{deviceId}/telemetry/{telemetryName}` (Devices_GetTelemetryValue)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            telemetry_name: Name of the telemetry, as the template of the device has it.
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The last value with its time.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_DEVICE_TELEMETRY_VALUE,
            path={"application": application, "device_id": device_id, "telemetry_name": telemetry_name},
            query={"template": template},
        )

    async def get_component_telemetry_value(
        self,
        application: str | ApplicationResource,
        device_id: str,
        component_name: str,
        telemetry_name: str,
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceTelemetry:
        """Get component telemetry value.

        Gives the last value that a component of a device has sent for one telemetry. Fails with 404 when the
        device, the component or the telemetry is not known.

        Carried out by `GET /api/devices/{deviceId}/components/{componentName}/telemetry/{telemetryName}` (Devices_GetComponentTelemetryValue)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            component_name: Name of a component, as the template of the device has it.
            telemetry_name: Name of the telemetry, as the template of the device has it.
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The last value with its time.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_COMPONENT_TELEMETRY_VALUE,
            path={
                "application": application,
                "device_id": device_id,
                "component_name": component_name,
                "telemetry_name": telemetry_name,
            },
            query={"template": template},
        )

    async def get_module_properties(
        self, application: str | ApplicationResource, device_id: str, module: str, *, template: str | Unset = UNSET
    ) -> models.DataPlaneDeviceProperties:
        """Get module properties.

        Reads the values of all properties of a module of an IoT Edge device. Fails with 404 when the device or the
        module is not known.

        Carried out by `GET /api/devices/{deviceId}/modules/{moduleName}/properties` (Devices_GetModuleProperties)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            module: Name of a custom module of an IoT Edge device, as its template has it.
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The values by the names of the properties.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_MODULE_PROPERTIES,
            path={"application": application, "device_id": device_id, "module": module},
            query={"template": template},
        )

    async def update_module_properties(
        self,
        application: str | ApplicationResource,
        device_id: str,
        module: str,
        body: models.DataPlaneDevicePropertiesPatch | Mapping[str, Any],
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceProperties:
        """Update module properties.

        Changes the given property values of a module of an IoT Edge device and leaves the others. Fails with 404
        when the device or the module is not known.

        Carried out by `PATCH /api/devices/{deviceId}/modules/{moduleName}/properties` (Devices_UpdateModuleProperties)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            module: Name of a custom module of an IoT Edge device, as its template has it.
            body: The values to change by the names of their properties, with one object for each component; null
                removes a value.
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The values as they are now; the module may still have to take them.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        return await self._call(
            operations.UPDATE_MODULE_PROPERTIES,
            path={"application": application, "device_id": device_id, "module": module},
            query={"template": template},
            body=body,
        )

    async def get_module_telemetry_value(
        self,
        application: str | ApplicationResource,
        device_id: str,
        module: str,
        telemetry_name: str,
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceTelemetry:
        """Get module telemetry value.

        Gives the last value that a module of an IoT Edge device has sent for one telemetry. Fails with 404 when the
        device, the module or the telemetry is not known.

        Carried out by `GET /api/devices/{deviceId}/modules/{moduleName}/telemetry/{telemetryName}` (Devices_GetModuleTelemetryValue)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            module: Name of a custom module of an IoT Edge device, as its template has it.
            telemetry_name: Name of the telemetry, as the template of the device has it.
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The last value with its time.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_MODULE_TELEMETRY_VALUE,
            path={
                "application": application,
                "device_id": device_id,
                "module": module,
                "telemetry_name": telemetry_name,
            },
            query={"template": template},
        )

    async def get_module_component_telemetry_value(
        self,
        application: str | ApplicationResource,
        device_id: str,
        module: str,
        component_name: str,
        telemetry_name: str,
        *,
        template: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceTelemetry:
        """Get module component telemetry value.

        Gives the last value that a component of a module has sent for one telemetry. Fails with 404 when one of the
        names is not known.

        Carried out by `GET /api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/telemetry/{telemetryName}` (Devices_GetModuleComponentTelemetryValue)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            module: Name of a custom module of an IoT Edge device, as its template has it.
            component_name: Name of a component, as the template of the device has it.
            telemetry_name: Name of the telemetry, as the template of the device has it.
            template: Id of the device's template, from which a flow designer takes the names and the types to
                offer. It changes nothing in what is done.

        Returns:
            The last value with its time.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_MODULE_COMPONENT_TELEMETRY_VALUE,
            path={
                "application": application,
                "device_id": device_id,
                "module": module,
                "component_name": component_name,
                "telemetry_name": telemetry_name,
            },
            query={"template": template},
        )

    def list_relationships(
        self, application: str | ApplicationResource, device_id: str
    ) -> AsyncPager[models.DeviceRelationshipStatic]:
        """List relationships.

        Lists the relationships of a device, such as those from a gateway to the devices behind it. Fails with 404
        when no device has this id.

        Carried out by `GET /api/devices/{deviceId}/relationships` (Devices_ListRelationships)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.

        Returns:
            The items, fetched page by page while they are iterated over. One page of relationships.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_RELATIONSHIPS, path={"application": application, "device_id": device_id})

    async def get_device_relationship(
        self, application: str | ApplicationResource, device_id: str, relationship_id: str
    ) -> models.DeviceRelationshipStatic:
        """Get device relationship.

        Reads one relationship of a device. Fails with 404 when the device or the relationship is not known.

        Carried out by `GET /api/devices/{deviceId}/relationships/{relationshipId}` (Devices_GetRelationship)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            relationship_id: Id of the relationship, chosen when it is created.

        Returns:
            The relationship.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_DEVICE_RELATIONSHIP,
            path={"application": application, "device_id": device_id, "relationship_id": relationship_id},
        )

    async def create_a_device_relationship(
        self,
        application: str | ApplicationResource,
        device_id: str,
        relationship_id: str,
        *,
        target: str,
        id: str | Unset = UNSET,
    ) -> models.DeviceRelationshipStatic:
        """Create a device relationship.

        Relates a device to another one, under an id of the caller's choice. The device of the path is the parent,
        the target its child.

        Carried out by `PUT /api/devices/{deviceId}/relationships/{relationshipId}` (Devices_CreateRelationship)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            relationship_id: Id of the relationship, chosen when it is created.
            target: Id of the child device, which is reached through the device of the path.
            id: Id of the relationship; it repeats the id of the path, or is left out.

        Returns:
            The relationship as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.CREATE_A_DEVICE_RELATIONSHIP,
            path={"application": application, "device_id": device_id, "relationship_id": relationship_id},
            body={"id": id, "target": target},
        )

    async def update_a_device_relationship(
        self,
        application: str | ApplicationResource,
        device_id: str,
        relationship_id: str,
        *,
        target: str,
        id: str | Unset = UNSET,
    ) -> models.DeviceRelationshipStatic:
        """Update a device relationship.

        Relates a device to another target under an id that is already in use. Fails with 404 when the device or the
        relationship is not known.

        Carried out by `PATCH /api/devices/{deviceId}/relationships/{relationshipId}` (Devices_UpdateRelationship)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            relationship_id: Id of the relationship, chosen when it is created.
            target: Id of the child device, which is reached through the device of the path.
            id: Id of the relationship; it repeats the id of the path, or is left out.

        Returns:
            The relationship after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.UPDATE_A_DEVICE_RELATIONSHIP,
            path={"application": application, "device_id": device_id, "relationship_id": relationship_id},
            body={"id": id, "target": target},
        )

    async def delete_a_device_relationship(
        self, application: str | ApplicationResource, device_id: str, relationship_id: str
    ) -> None:
        """Delete a device relationship.

        Deletes a relationship; the two devices stay. Fails with 404 when the device or the relationship is not
        known.

        Carried out by `DELETE /api/devices/{deviceId}/relationships/{relationshipId}` (Devices_RemoveRelationship)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            relationship_id: Id of the relationship, chosen when it is created.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(
            operations.DELETE_A_DEVICE_RELATIONSHIP,
            path={"application": application, "device_id": device_id, "relationship_id": relationship_id},
        )

    def list_device_groups(self, application: str | ApplicationResource) -> AsyncPager[models.DeviceGroup]:
        """List device groups.

        Lists the device groups of the application, page by page.

        Carried out by `GET /api/deviceGroups` (DeviceGroups_List)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.

        Returns:
            The items, fetched page by page while they are iterated over. One page of device groups.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_DEVICE_GROUPS, path={"application": application})

    async def get_a_device_group(
        self, application: str | ApplicationResource, device_group_id: str
    ) -> models.DeviceGroup:
        """Get a device group.

        Reads one device group with its filter. Fails with 404 when no group has this id.

        Carried out by `GET /api/deviceGroups/{deviceGroupId}` (DeviceGroups_Get)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_group_id: Id of the device group: letters, digits, hyphens and underscores, at most 255.

        Returns:
            The device group.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_A_DEVICE_GROUP, path={"application": application, "device_group_id": device_group_id}
        )

    async def create_a_device_group(
        self,
        application: str | ApplicationResource,
        device_group_id: str,
        *,
        display_name: str,
        filter: str,
        id: str | Unset = UNSET,
        description: str | Unset = UNSET,
        etag: str | Unset = UNSET,
        organizations: Sequence[str] | Unset = UNSET,
    ) -> models.DeviceGroup:
        """Create a device group.

        Stores a device group under the given id, or replaces it. Which devices belong to it is worked out from the
        filter at each use.

        Carried out by `PUT /api/deviceGroups/{deviceGroupId}` (DeviceGroups_Create)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_group_id: Id of the device group: letters, digits, hyphens and underscores, at most 255.
            display_name: Name of the group that people see.
            filter: Query that selects the devices: `SELECT * FROM devices WHERE …`, with conditions joined by
                `AND`.
            id: Id of the device group. In a request it repeats the id of the path, or is left out.
            description: Short text on what the group is for.
            etag: Opaque mark of the stored version; sent back unchanged, it makes the write fail after another
                change.
            organizations: Id of the organization that the group belongs to, as a list of at most one; absent means
                the root.

        Returns:
            The device group as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.CREATE_A_DEVICE_GROUP,
            path={"application": application, "device_group_id": device_group_id},
            body={
                "id": id,
                "displayName": display_name,
                "filter": filter,
                "description": description,
                "etag": etag,
                "organizations": organizations,
            },
        )

    async def delete_device_group(self, application: str | ApplicationResource, device_group_id: str) -> None:
        """Delete device group.

        Deletes a device group; its devices stay. Fails with 404 when no group has this id.

        Carried out by `DELETE /api/deviceGroups/{deviceGroupId}` (DeviceGroups_Remove)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_group_id: Id of the device group: letters, digits, hyphens and underscores, at most 255.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(
            operations.DELETE_DEVICE_GROUP, path={"application": application, "device_group_id": device_group_id}
        )

    def get_devices_by_device_group_id(
        self, application: str | ApplicationResource, device_group_id: str
    ) -> AsyncPager[models.DeviceV1]:
        """Get devices by device group ID.

        Lists the devices that meet the filter of a device group now, page by page. Fails with 404 when no group has
        this id.

        Carried out by `GET /api/deviceGroups/{deviceGroupId}/devices` (DeviceGroups_GetDevices)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_group_id: Id of the device group: letters, digits, hyphens and underscores, at most 255.

        Returns:
            The items, fetched page by page while they are iterated over. One page of the group's devices.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(
            operations.GET_DEVICES_BY_DEVICE_GROUP_ID,
            path={"application": application, "device_group_id": device_group_id},
        )

    def list_device_templates(self, application: str | ApplicationResource) -> AsyncPager[models.DeviceTemplateV1]:
        """List device templates.

        Lists the published device templates of the application, page by page.

        Carried out by `GET /api/deviceTemplates` (DeviceTemplates_List)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.

        Returns:
            The items, fetched page by page while they are iterated over. One page of device templates.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_DEVICE_TEMPLATES, path={"application": application})

    async def get_a_device_template_by_id(
        self, application: str | ApplicationResource, template_id: str
    ) -> models.DeviceTemplateV1:
        """Get a device template by ID.

        Reads one device template with its model. Fails with 404 when no template has this id.

        Carried out by `GET /api/deviceTemplates/{deviceTemplateId}` (DeviceTemplates_Get)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            template_id: Id of the device template, as the list of the templates has it.

        Returns:
            The device template.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_A_DEVICE_TEMPLATE_BY_ID, path={"application": application, "template_id": template_id}
        )

    async def delete_a_device_template(self, application: str | ApplicationResource, template_id: str) -> None:
        """Delete a device template.

        Deletes a device template that no device follows any more. Fails with 404 when no template has this id.

        Carried out by `DELETE /api/deviceTemplates/{deviceTemplateId}` (DeviceTemplates_Remove)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            template_id: Id of the device template, as the list of the templates has it.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(
            operations.DELETE_A_DEVICE_TEMPLATE, path={"application": application, "template_id": template_id}
        )

    def list_jobs(self, application: str | ApplicationResource) -> AsyncPager[models.JobStatic]:
        """List jobs.

        Lists the jobs of the application, page by page. Finished jobs are kept for 30 days.

        Carried out by `GET /api/jobs` (Jobs_List)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.

        Returns:
            The items, fetched page by page while they are iterated over. One page of jobs.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_JOBS, path={"application": application})

    async def get_a_job(self, application: str | ApplicationResource, job_id: str) -> models.JobStatic:
        """Get a job.

        Reads the definition of one job. Fails with 404 when no job has this id.

        Carried out by `GET /api/jobs/{jobId}` (Jobs_Get)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            job_id: Id of the job, chosen when it is created: letters, digits, hyphens and underscores, at most 255.

        Returns:
            The job.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET_A_JOB, path={"application": application, "job_id": job_id})

    async def create_a_job(
        self,
        application: str | ApplicationResource,
        job_id: str,
        body: models.DataPlaneJob | Mapping[str, Any],
        *,
        job_type: str | Unset = UNSET,
    ) -> models.DataPlaneJob:
        """Create a job.

        Creates a job and starts it on the devices of a device group.

        Carried out by `PUT /api/jobs/{jobId}` (Jobs_Create)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            job_id: Id of the job, chosen when it is created: letters, digits, hyphens and underscores, at most 255.
            body: The device group, what to do on its devices, and how far failures may go.
            job_type: Kind of work that every entry of `data` does: `property`, `cloudProperty`, `command` or
                `deviceTemplateMigration`. Entries that name no kind are given this one; an entry that names another
                is refused.

        Returns:
            The job as stored, which is about to run.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        return await self._call(
            operations.CREATE_A_JOB,
            path={"application": application, "job_id": job_id},
            query={"job_type": job_type},
            body=body,
        )

    def get_device_statuses(
        self, application: str | ApplicationResource, job_id: str
    ) -> AsyncPager[models.JobDeviceStatus]:
        """Get device statuses.

        Lists how far a job has come on each device, page by page. Fails with 404 when no job has this id.

        Carried out by `GET /api/jobs/{jobId}/devices` (Jobs_GetDevices)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            job_id: Id of the job, chosen when it is created: letters, digits, hyphens and underscores, at most 255.

        Returns:
            The items, fetched page by page while they are iterated over. One page of states.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.GET_DEVICE_STATUSES, path={"application": application, "job_id": job_id})

    async def stop_a_running_job(self, application: str | ApplicationResource, job_id: str) -> None:
        """Stop a running job.

        Stops a job that is running; it can be resumed later. Fails with 404 when no job has this id.

        Carried out by `POST /api/jobs/{jobId}/stop` (Jobs_Stop)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            job_id: Id of the job, chosen when it is created: letters, digits, hyphens and underscores, at most 255.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.STOP_A_RUNNING_JOB, path={"application": application, "job_id": job_id})

    async def resume_a_stopped_job(self, application: str | ApplicationResource, job_id: str) -> None:
        """Resume a stopped job.

        Lets a stopped job go on where it was stopped. Fails with 404 when no job has this id.

        Carried out by `POST /api/jobs/{jobId}/resume` (Jobs_Resume)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            job_id: Id of the job, chosen when it is created: letters, digits, hyphens and underscores, at most 255.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.RESUME_A_STOPPED_JOB, path={"application": application, "job_id": job_id})

    async def resume_a_job_on_failed_devices(
        self, application: str | ApplicationResource, job_id: str, rerun_id: str
    ) -> models.JobStatic:
        """Resume a job on failed devices.

        Starts a new job, under the id of the rerun, that repeats the work of a job on the devices on which it has
        failed. Fails with 404 when no job has this id.

        Carried out by `PUT /api/jobs/{jobId}/rerun/{rerunId}` (Jobs_Rerun)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            job_id: Id of the job, chosen when it is created: letters, digits, hyphens and underscores, at most 255.
            rerun_id: Id of the rerun, chosen when it is started; it tells one rerun of the job from another.

        Returns:
            The new job.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.RESUME_A_JOB_ON_FAILED_DEVICES,
            path={"application": application, "job_id": job_id, "rerun_id": rerun_id},
        )

    def list_scheduled_jobs(self, application: str | ApplicationResource) -> AsyncPager[models.ScheduledJobStatic]:
        """List scheduled jobs.

        Lists the scheduled jobs of the application, page by page.

        Carried out by `GET /api/scheduledJobs` (ScheduledJobs_List)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.

        Returns:
            The items, fetched page by page while they are iterated over. One page of scheduled jobs.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_SCHEDULED_JOBS, path={"application": application})

    async def get_a_scheduled_job(
        self, application: str | ApplicationResource, scheduled_job_id: str
    ) -> models.ScheduledJobStatic:
        """Get a scheduled job.

        Reads one scheduled job with its schedule. Fails with 404 when no scheduled job has this id.

        Carried out by `GET /api/scheduledJobs/{scheduledJobId}` (ScheduledJobs_Get)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            scheduled_job_id: Id of the scheduled job, chosen when it is created: letters, digits, hyphens and
                underscores, at most 255.

        Returns:
            The scheduled job.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_A_SCHEDULED_JOB, path={"application": application, "scheduled_job_id": scheduled_job_id}
        )

    async def create_a_scheduled_job(
        self,
        application: str | ApplicationResource,
        scheduled_job_id: str,
        body: models.DataPlaneScheduledJob | Mapping[str, Any],
        *,
        job_type: str | Unset = UNSET,
        scheduled_job_end_type: str | Unset = UNSET,
    ) -> models.DataPlaneScheduledJob:
        """Create a scheduled job.

        Creates a job that runs at a set time, once or again and again. Each run makes an ordinary job.

        Carried out by `PUT /api/scheduledJobs/{scheduledJobId}` (ScheduledJobs_Create)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            scheduled_job_id: Id of the scheduled job, chosen when it is created: letters, digits, hyphens and
                underscores, at most 255.
            body: What to do, on which device group, and when.
            job_type: Kind of work that every entry of `data` does: `property`, `cloudProperty`, `command` or
                `deviceTemplateMigration`. Entries that name no kind are given this one; an entry that names another
                is refused.
            scheduled_job_end_type: What ends the schedule: `date` for a calendar date, `occurrences` for a number
                of runs. An end in the body that names no kind is given this one; an end of another kind is refused.

        Returns:
            The scheduled job as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        return await self._call(
            operations.CREATE_A_SCHEDULED_JOB,
            path={"application": application, "scheduled_job_id": scheduled_job_id},
            query={"job_type": job_type, "scheduled_job_end_type": scheduled_job_end_type},
            body=body,
        )

    async def update_a_scheduled_job(
        self,
        application: str | ApplicationResource,
        scheduled_job_id: str,
        body: models.DataPlaneScheduledJobPatch | Mapping[str, Any],
        *,
        scheduled_job_end_type: str | Unset = UNSET,
    ) -> models.ScheduledJobStatic:
        """Update a scheduled job.

        Changes the given members of a scheduled job and leaves the others; a schedule is sent whole. Fails with 404
        when no scheduled job has this id.

        Carried out by `PATCH /api/scheduledJobs/{scheduledJobId}` (ScheduledJobs_Update)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            scheduled_job_id: Id of the scheduled job, chosen when it is created: letters, digits, hyphens and
                underscores, at most 255.
            body: The members to change; null removes one.
            scheduled_job_end_type: What ends the schedule: `date` for a calendar date, `occurrences` for a number
                of runs. An end in the body that names no kind is given this one; an end of another kind is refused.

        Returns:
            The scheduled job after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        return await self._call(
            operations.UPDATE_A_SCHEDULED_JOB,
            path={"application": application, "scheduled_job_id": scheduled_job_id},
            query={"scheduled_job_end_type": scheduled_job_end_type},
            body=body,
        )

    async def delete_a_scheduled_job(self, application: str | ApplicationResource, scheduled_job_id: str) -> None:
        """Delete a scheduled job.

        Deletes a scheduled job; it starts no further runs. Fails with 404 when no scheduled job has this id.

        Carried out by `DELETE /api/scheduledJobs/{scheduledJobId}` (ScheduledJobs_Remove)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            scheduled_job_id: Id of the scheduled job, chosen when it is created: letters, digits, hyphens and
                underscores, at most 255.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(
            operations.DELETE_A_SCHEDULED_JOB, path={"application": application, "scheduled_job_id": scheduled_job_id}
        )

    def get_jobs_by_scheduled_job_id(
        self, application: str | ApplicationResource, scheduled_job_id: str
    ) -> AsyncPager[models.JobStatic]:
        """Get jobs by scheduled job ID.

        Lists the jobs that the runs of a scheduled job have made, page by page. Fails with 404 when no scheduled
        job has this id.

        Carried out by `GET /api/scheduledJobs/{scheduledJobId}/jobs` (ScheduledJobs_ListJobs)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            scheduled_job_id: Id of the scheduled job, chosen when it is created: letters, digits, hyphens and
                underscores, at most 255.

        Returns:
            The items, fetched page by page while they are iterated over. One page of jobs.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(
            operations.GET_JOBS_BY_SCHEDULED_JOB_ID,
            path={"application": application, "scheduled_job_id": scheduled_job_id},
        )

    def list_organizations(self, application: str | ApplicationResource) -> AsyncPager[models.Organization]:
        """List organizations.

        Lists the organizations of the application at every level below the root, page by page.

        Carried out by `GET /api/organizations` (Organizations_List)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.

        Returns:
            The items, fetched page by page while they are iterated over. One page of organizations.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_ORGANIZATIONS, path={"application": application})

    async def get_an_organization(
        self, application: str | ApplicationResource, organization_id: str
    ) -> models.Organization:
        """Get an organization.

        Reads one organization. Fails with 404 when no organization has this id.

        Carried out by `GET /api/organizations/{organizationId}` (Organizations_Get)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            organization_id: Id of the organization: 2 to 48 lower-case letters, digits and hyphens.

        Returns:
            The organization.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.GET_AN_ORGANIZATION, path={"application": application, "organization_id": organization_id}
        )

    async def create_an_organization(
        self,
        application: str | ApplicationResource,
        organization_id: str,
        *,
        id: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        parent: str | Unset = UNSET,
    ) -> models.Organization:
        """Create an organization.

        Stores an organization under the given id, below its parent or, when none is named, below the root.

        Carried out by `PUT /api/organizations/{organizationId}` (Organizations_Create)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            organization_id: Id of the organization: 2 to 48 lower-case letters, digits and hyphens.
            id: Id of the organization. In a request it repeats the id of the path, or is left out.
            display_name: Name of the organization that people see.
            parent: Id of the organization directly above; absent directly below the root. It is an id, although
                flow designers show a name.

        Returns:
            The organization as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.CREATE_AN_ORGANIZATION,
            path={"application": application, "organization_id": organization_id},
            body={"id": id, "displayName": display_name, "parent": parent},
        )

    async def delete_organization(self, application: str | ApplicationResource, organization_id: str) -> None:
        """Delete organization.

        Deletes an organization to which nothing belongs any more. Fails with 404 when no organization has this id.

        Carried out by `DELETE /api/organizations/{organizationId}` (Organizations_Remove)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            organization_id: Id of the organization: 2 to 48 lower-case letters, digits and hyphens.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(
            operations.DELETE_ORGANIZATION, path={"application": application, "organization_id": organization_id}
        )

    def list_users(self, application: str | ApplicationResource) -> AsyncPager[models.UserStaticV1]:
        """List users.

        Lists the people, programs and directory groups that may use the application, page by page.

        Carried out by `GET /api/users` (Users_List)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.

        Returns:
            The items, fetched page by page while they are iterated over. One page of users.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_USERS, path={"application": application})

    async def get_user(self, application: str | ApplicationResource, user_id: str) -> models.UserStaticV1:
        """Get user.

        Reads the kind and the roles of one user. Fails with 404 when no user has this id.

        Carried out by `GET /api/users/{userId}` (Users_Get)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            user_id: Id of the user, unique within the application; it is not the e-mail address.

        Returns:
            The user.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET_USER, path={"application": application, "user_id": user_id})

    async def create_user(
        self,
        application: str | ApplicationResource,
        user_id: str,
        body: models.DataPlaneUser | Mapping[str, Any],
        *,
        user_type: str | Unset = UNSET,
    ) -> models.DataPlaneUser:
        """Create user.

        Gives a person, a program or a directory group access to the application, with the given roles.

        Carried out by `PUT /api/users/{userId}` (Users_Create)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            user_id: Id of the user, unique within the application; it is not the e-mail address.
            body: Who the user is, and its roles.
            user_type: Kind of user: `email` for a person, `servicePrincipal` for a program, `adGroup` for a
                directory group. A body that names no kind is given this one; a body that names another is refused.

        Returns:
            The user as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        return await self._call(
            operations.CREATE_USER,
            path={"application": application, "user_id": user_id},
            query={"user_type": user_type},
            body=body,
        )

    async def update_user(
        self,
        application: str | ApplicationResource,
        user_id: str,
        body: models.DataPlaneUserPatch | Mapping[str, Any],
        *,
        user_type: str | Unset = UNSET,
    ) -> models.DataPlaneUser:
        """Update user.

        Changes the given members of a user, such as its roles, and leaves the others. Fails with 404 when no user
        has this id.

        Carried out by `PATCH /api/users/{userId}` (Users_Update)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            user_id: Id of the user, unique within the application; it is not the e-mail address.
            body: The members to change.
            user_type: Kind of user: `email` for a person, `servicePrincipal` for a program, `adGroup` for a
                directory group. A body that names no kind is given this one; a body that names another is refused.

        Returns:
            The user after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        return await self._call(
            operations.UPDATE_USER,
            path={"application": application, "user_id": user_id},
            query={"user_type": user_type},
            body=body,
        )

    async def delete_user(self, application: str | ApplicationResource, user_id: str) -> None:
        """Delete user.

        Takes a user's access to the application away; one administrator has to remain. Fails with 404 when no user
        has this id.

        Carried out by `DELETE /api/users/{userId}` (Users_Remove)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            user_id: Id of the user, unique within the application; it is not the e-mail address.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.DELETE_USER, path={"application": application, "user_id": user_id})

    def list_roles(self, application: str | ApplicationResource) -> AsyncPager[models.RoleV1]:
        """List roles.

        Lists the roles that users can be given, page by page.

        Carried out by `GET /api/roles` (Roles_List)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.

        Returns:
            The items, fetched page by page while they are iterated over. One page of roles.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_ROLES, path={"application": application})

    async def get_role(self, application: str | ApplicationResource, role_id: str) -> models.RoleV1:
        """Get role.

        Reads one role. Fails with 404 when no role has this id.

        Carried out by `GET /api/roles/{roleId}` (Roles_Get)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            role_id: Id of the role, a GUID; built-in roles have the same one in every application.

        Returns:
            The role.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET_ROLE, path={"application": application, "role_id": role_id})

    async def create_or_update_a_device_v1_deprecated(
        self,
        application: str | ApplicationResource,
        device_id: str,
        *,
        id: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        template: str | Unset = UNSET,
        simulated: bool | Unset = UNSET,
        enabled: bool | Unset = UNSET,
        provisioned: bool | Unset = UNSET,
    ) -> models.DeviceV1:
        """Create or update a device (deprecated).

        Registers a device, or replaces what is registered of it, but cannot put it into an organization.

        Deprecated: use `create_or_update_a_device` instead.

        Carried out by `PUT /api/devices/{deviceId}` (Devices_Create)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            id: Id of the device, unique in the application. In a request it repeats the id of the path, or is left
                out.
            display_name: Name of the device that people see, at most 148 characters.
            template: Id of the template that the device follows; absent as long as it has none.
            simulated: Whether the application plays the device, which then sends made-up telemetry.
            enabled: Whether the device may connect.
            provisioned: Whether the device has been provisioned. The service decides it, and passes over what a
                request says.

        Returns:
            The device as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        deprecated("create_or_update_a_device_v1_deprecated", "create_or_update_a_device")
        return await self._call(
            operations.CREATE_OR_UPDATE_A_DEVICE_V1_DEPRECATED,
            path={"application": application, "device_id": device_id},
            body={
                "id": id,
                "displayName": display_name,
                "template": template,
                "simulated": simulated,
                "enabled": enabled,
                "provisioned": provisioned,
            },
        )

    async def get_a_device_by_id_deprecated(
        self, application: str | ApplicationResource, device_id: str
    ) -> models.Device:
        """Get a device by ID (deprecated).

        Reads what is registered of one device, with the names that the preview API had. Fails with 404 when no
        device has this id.

        Deprecated: use `get_a_device_by_id` instead.

        Carried out by `GET /api/devices/{deviceId}` (Devices_Get)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.

        Returns:
            The device as registered.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        deprecated("get_a_device_by_id_deprecated", "get_a_device_by_id")
        return await self._call(
            operations.GET_A_DEVICE_BY_ID_DEPRECATED, path={"application": application, "device_id": device_id}
        )

    async def create_or_update_a_device_preview_deprecated(
        self,
        application: str | ApplicationResource,
        device_id: str,
        *,
        id: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        instance_of: str | Unset = UNSET,
        simulated: bool | Unset = UNSET,
        approved: bool | Unset = UNSET,
        provisioned: bool | Unset = UNSET,
    ) -> models.Device:
        """Create or update a device (deprecated).

        Registers a device, or replaces what is registered of it, with the names that the preview API had:
        `instanceOf` for the template and `approved` for a device that may connect.

        Deprecated: use `create_or_update_a_device` instead.

        Carried out by `PUT /api/devices/{deviceId}` (Devices_Create)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            id: Id of the device, unique in the application. In a request it repeats the id of the path, or is left
                out.
            display_name: Name of the device that people see, at most 148 characters.
            instance_of: Id of the template that the device follows, now called `template`.
            simulated: Whether the application plays the device, which then sends made-up telemetry.
            approved: Whether the device may connect, now called `enabled`.
            provisioned: Whether the device has been provisioned. The service decides it, and passes over what a
                request says.

        Returns:
            The device as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        deprecated("create_or_update_a_device_preview_deprecated", "create_or_update_a_device")
        return await self._call(
            operations.CREATE_OR_UPDATE_A_DEVICE_PREVIEW_DEPRECATED,
            path={"application": application, "device_id": device_id},
            body={
                "id": id,
                "displayName": display_name,
                "instanceOf": instance_of,
                "simulated": simulated,
                "approved": approved,
                "provisioned": provisioned,
            },
        )

    async def delete_a_device_deprecated(self, application: str | ApplicationResource, device_id: str) -> None:
        """Delete a device (deprecated).

        Removes a device from the application. Fails with 404 when no device has this id.

        Deprecated: use `delete_a_device` instead.

        Carried out by `DELETE /api/devices/{deviceId}` (Devices_Remove)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        deprecated("delete_a_device_deprecated", "delete_a_device")
        return await self._call(
            operations.DELETE_A_DEVICE_DEPRECATED, path={"application": application, "device_id": device_id}
        )

    async def execute_a_device_command_deprecated(
        self,
        application: str | ApplicationResource,
        device_id: str,
        component_name: str,
        command_name: str,
        body: models.DataPlaneDeviceCommand | Mapping[str, Any],
        *,
        instance_of: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceCommand:
        """Execute a device command (deprecated).

        Runs a command on a component of a device and waits for the answer of the device. Commands at the root of a
        template are out of its reach.

        Deprecated: use `run_a_component_command` instead.

        Carried out by `POST /api/devices/{deviceId}/components/{componentName}/commands/{commandName}` (Devices_RunComponentCommand)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            component_name: Name of a component, as the template of the device has it.
            command_name: Name of the command, as the template of the device has it.
            body: The argument of the command in `request`, and how many seconds to wait for the device in
                `connectionTimeout` (0 to 30) and `responseTimeout` (5 to 30).
            instance_of: Id of the device's template, under the name it had in the preview API. It only helps a flow
                designer and changes nothing in what is done.

        Returns:
            The run with the answer of the device.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        deprecated("execute_a_device_command_deprecated", "run_a_component_command")
        return await self._call(
            operations.EXECUTE_A_DEVICE_COMMAND_DEPRECATED,
            path={
                "application": application,
                "device_id": device_id,
                "component_name": component_name,
                "command_name": command_name,
            },
            query={"instanceOf": instance_of},
            body=body,
        )

    async def get_device_telemetry_value_deprecated(
        self,
        application: str | ApplicationResource,
        device_id: str,
        component_name: str,
        telemetry_name: str,
        *,
        instance_of: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceTelemetry:
        """Get device telemetry value (deprecated).

        Gives the last value that a component of a device has sent for one telemetry. Fails with 404 when one of the
        names is not known.

        Deprecated: use `get_component_telemetry_value` instead.

        Carried out by `GET /api/devices/{deviceId}/components/{componentName}/telemetry/{telemetryName}` (Devices_GetComponentTelemetryValue)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            component_name: Name of a component, as the template of the device has it.
            telemetry_name: Name of the telemetry, as the template of the device has it.
            instance_of: Id of the device's template, under the name it had in the preview API. It only helps a flow
                designer and changes nothing in what is done.

        Returns:
            The last value with its time.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        deprecated("get_device_telemetry_value_deprecated", "get_component_telemetry_value")
        return await self._call(
            operations.GET_DEVICE_TELEMETRY_VALUE_DEPRECATED,
            path={
                "application": application,
                "device_id": device_id,
                "component_name": component_name,
                "telemetry_name": telemetry_name,
            },
            query={"instanceOf": instance_of},
        )

    async def get_device_properties_deprecated(
        self, application: str | ApplicationResource, device_id: str, *, instance_of: str | Unset = UNSET
    ) -> models.DataPlaneDeviceProperties:
        """Get device properties (deprecated).

        Reads the property values of a device. Today the cloud properties are among them. Fails with 404 when no
        device has this id.

        Deprecated: use `get_device_properties` instead.

        Carried out by `GET /api/devices/{deviceId}/properties` (Devices_GetProperties)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            instance_of: Id of the device's template, under the name it had in the preview API. It only helps a flow
                designer and changes nothing in what is done.

        Returns:
            The values by the names of the properties.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        deprecated("get_device_properties_deprecated", "get_device_properties")
        return await self._call(
            operations.GET_DEVICE_PROPERTIES_DEPRECATED,
            path={"application": application, "device_id": device_id},
            query={"instanceOf": instance_of},
        )

    async def update_device_properties_deprecated(
        self,
        application: str | ApplicationResource,
        device_id: str,
        body: models.DataPlaneDevicePropertiesPatch | Mapping[str, Any],
        *,
        instance_of: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceProperties:
        """Update device properties (deprecated).

        Changes the given property values of a device and leaves the others. Fails with 404 when no device has this
        id.

        Deprecated: use `update_device_properties` instead.

        Carried out by `PATCH /api/devices/{deviceId}/properties` (Devices_UpdateProperties)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            body: The values to change by the names of their properties, with one object for each component; null
                removes a value.
            instance_of: Id of the device's template, under the name it had in the preview API. It only helps a flow
                designer and changes nothing in what is done.

        Returns:
            The values as they are now; the device may still have to take them.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        deprecated("update_device_properties_deprecated", "update_device_properties")
        return await self._call(
            operations.UPDATE_DEVICE_PROPERTIES_DEPRECATED,
            path={"application": application, "device_id": device_id},
            query={"instanceOf": instance_of},
            body=body,
        )

    async def get_device_cloud_properties_deprecated(
        self, application: str | ApplicationResource, device_id: str, *, instance_of: str | Unset = UNSET
    ) -> models.DataPlaneDeviceProperties:
        """Get device cloud properties (deprecated).

        Reads the cloud properties of a device. They are stored with its other properties today, and those are in
        the answer too. Fails with 404 when no device has this id.

        Deprecated: use `get_device_properties` instead.

        Carried out by `GET /api/devices/{deviceId}/properties` (Devices_GetProperties)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            instance_of: Id of the device's template, under the name it had in the preview API. It only helps a flow
                designer and changes nothing in what is done.

        Returns:
            The values by the names of the properties.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        deprecated("get_device_cloud_properties_deprecated", "get_device_properties")
        return await self._call(
            operations.GET_DEVICE_CLOUD_PROPERTIES_DEPRECATED,
            path={"application": application, "device_id": device_id},
            query={"instanceOf": instance_of},
        )

    async def update_device_cloud_properties_deprecated(
        self,
        application: str | ApplicationResource,
        device_id: str,
        body: models.DataPlaneDevicePropertiesPatch | Mapping[str, Any],
        *,
        instance_of: str | Unset = UNSET,
    ) -> models.DataPlaneDeviceProperties:
        """Update device cloud properties (deprecated).

        Changes the given cloud properties of a device and leaves its other properties. Fails with 404 when no
        device has this id.

        Deprecated: use `update_device_properties` instead.

        Carried out by `PATCH /api/devices/{deviceId}/properties` (Devices_UpdateProperties)

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            device_id: Id of the device, as it was registered; case matters.
            body: The cloud properties to change by their names; null removes a value.
            instance_of: Id of the device's template, under the name it had in the preview API. It only helps a flow
                designer and changes nothing in what is done.

        Returns:
            The values as they are now, those of the device's own properties included.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        deprecated("update_device_cloud_properties_deprecated", "update_device_properties")
        return await self._call(
            operations.UPDATE_DEVICE_CLOUD_PROPERTIES_DEPRECATED,
            path={"application": application, "device_id": device_id},
            query={"instanceOf": instance_of},
            body=body,
        )

    def when_a_rule_is_fired(
        self, application: str | ApplicationResource, *, rule: str, id: str | Unset = UNSET
    ) -> Subscription[models.RuleFired]:
        """When a rule is fired.

        Starts a workflow each time a rule of the application fires: the service posts what happened to the address
        that the subscription names.

        Args:
            application: The application that is acted upon, by its subdomain (`contoso` for
                `https://contoso.azureiotcentral.com`) or by its URL.
            rule: Id of the rule that is waited for, a GUID.
            id: Id of the trigger in its workflow, to tell several triggers on one rule apart.

        Returns:
            The subscription, which holds the address to call, and verifies and decodes the calls.

        Raises:
            iotcentral.ConfigurationError: a value is missing or unusable.
        """
        return self._subscribe(
            operations.WHEN_A_RULE_IS_FIRED, values={"application": application, "id": id, "rule": rule}
        )

    @property
    def raw(self) -> AsyncActionsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncActionsRaw(self)


class AsyncActionsRaw:
    """The methods of `AsyncActions` with the HTTP response beside the value."""

    def __init__(self, actions: AsyncActions) -> None:
        self.list_devices = async_raw_page(actions, AsyncActions.list_devices)
        self.get_a_device_by_id = async_raw(actions, AsyncActions.get_a_device_by_id)
        self.create_or_update_a_device = async_raw(actions, AsyncActions.create_or_update_a_device)
        self.delete_a_device = async_raw(actions, AsyncActions.delete_a_device)
        self.get_device_command_response = async_raw(actions, AsyncActions.get_device_command_response)
        self.run_a_device_command = async_raw(actions, AsyncActions.run_a_device_command)
        self.get_component_command_response = async_raw(actions, AsyncActions.get_component_command_response)
        self.run_a_component_command = async_raw(actions, AsyncActions.run_a_component_command)
        self.get_module_command_response = async_raw(actions, AsyncActions.get_module_command_response)
        self.run_a_module_command = async_raw(actions, AsyncActions.run_a_module_command)
        self.get_module_component_command_response = async_raw(
            actions, AsyncActions.get_module_component_command_response
        )
        self.run_a_module_component_command = async_raw(actions, AsyncActions.run_a_module_component_command)
        self.get_device_properties = async_raw(actions, AsyncActions.get_device_properties)
        self.update_device_properties = async_raw(actions, AsyncActions.update_device_properties)
        self.get_device_telemetry_value = async_raw(actions, AsyncActions.get_device_telemetry_value)
        self.get_component_telemetry_value = async_raw(actions, AsyncActions.get_component_telemetry_value)
        self.get_module_properties = async_raw(actions, AsyncActions.get_module_properties)
        self.update_module_properties = async_raw(actions, AsyncActions.update_module_properties)
        self.get_module_telemetry_value = async_raw(actions, AsyncActions.get_module_telemetry_value)
        self.get_module_component_telemetry_value = async_raw(
            actions, AsyncActions.get_module_component_telemetry_value
        )
        self.list_relationships = async_raw_page(actions, AsyncActions.list_relationships)
        self.get_device_relationship = async_raw(actions, AsyncActions.get_device_relationship)
        self.create_a_device_relationship = async_raw(actions, AsyncActions.create_a_device_relationship)
        self.update_a_device_relationship = async_raw(actions, AsyncActions.update_a_device_relationship)
        self.delete_a_device_relationship = async_raw(actions, AsyncActions.delete_a_device_relationship)
        self.list_device_groups = async_raw_page(actions, AsyncActions.list_device_groups)
        self.get_a_device_group = async_raw(actions, AsyncActions.get_a_device_group)
        self.create_a_device_group = async_raw(actions, AsyncActions.create_a_device_group)
        self.delete_device_group = async_raw(actions, AsyncActions.delete_device_group)
        self.get_devices_by_device_group_id = async_raw_page(actions, AsyncActions.get_devices_by_device_group_id)
        self.list_device_templates = async_raw_page(actions, AsyncActions.list_device_templates)
        self.get_a_device_template_by_id = async_raw(actions, AsyncActions.get_a_device_template_by_id)
        self.delete_a_device_template = async_raw(actions, AsyncActions.delete_a_device_template)
        self.list_jobs = async_raw_page(actions, AsyncActions.list_jobs)
        self.get_a_job = async_raw(actions, AsyncActions.get_a_job)
        self.create_a_job = async_raw(actions, AsyncActions.create_a_job)
        self.get_device_statuses = async_raw_page(actions, AsyncActions.get_device_statuses)
        self.stop_a_running_job = async_raw(actions, AsyncActions.stop_a_running_job)
        self.resume_a_stopped_job = async_raw(actions, AsyncActions.resume_a_stopped_job)
        self.resume_a_job_on_failed_devices = async_raw(actions, AsyncActions.resume_a_job_on_failed_devices)
        self.list_scheduled_jobs = async_raw_page(actions, AsyncActions.list_scheduled_jobs)
        self.get_a_scheduled_job = async_raw(actions, AsyncActions.get_a_scheduled_job)
        self.create_a_scheduled_job = async_raw(actions, AsyncActions.create_a_scheduled_job)
        self.update_a_scheduled_job = async_raw(actions, AsyncActions.update_a_scheduled_job)
        self.delete_a_scheduled_job = async_raw(actions, AsyncActions.delete_a_scheduled_job)
        self.get_jobs_by_scheduled_job_id = async_raw_page(actions, AsyncActions.get_jobs_by_scheduled_job_id)
        self.list_organizations = async_raw_page(actions, AsyncActions.list_organizations)
        self.get_an_organization = async_raw(actions, AsyncActions.get_an_organization)
        self.create_an_organization = async_raw(actions, AsyncActions.create_an_organization)
        self.delete_organization = async_raw(actions, AsyncActions.delete_organization)
        self.list_users = async_raw_page(actions, AsyncActions.list_users)
        self.get_user = async_raw(actions, AsyncActions.get_user)
        self.create_user = async_raw(actions, AsyncActions.create_user)
        self.update_user = async_raw(actions, AsyncActions.update_user)
        self.delete_user = async_raw(actions, AsyncActions.delete_user)
        self.list_roles = async_raw_page(actions, AsyncActions.list_roles)
        self.get_role = async_raw(actions, AsyncActions.get_role)
        self.create_or_update_a_device_v1_deprecated = async_raw(
            actions, AsyncActions.create_or_update_a_device_v1_deprecated
        )
        self.get_a_device_by_id_deprecated = async_raw(actions, AsyncActions.get_a_device_by_id_deprecated)
        self.create_or_update_a_device_preview_deprecated = async_raw(
            actions, AsyncActions.create_or_update_a_device_preview_deprecated
        )
        self.delete_a_device_deprecated = async_raw(actions, AsyncActions.delete_a_device_deprecated)
        self.execute_a_device_command_deprecated = async_raw(actions, AsyncActions.execute_a_device_command_deprecated)
        self.get_device_telemetry_value_deprecated = async_raw(
            actions, AsyncActions.get_device_telemetry_value_deprecated
        )
        self.get_device_properties_deprecated = async_raw(actions, AsyncActions.get_device_properties_deprecated)
        self.update_device_properties_deprecated = async_raw(actions, AsyncActions.update_device_properties_deprecated)
        self.get_device_cloud_properties_deprecated = async_raw(
            actions, AsyncActions.get_device_cloud_properties_deprecated
        )
        self.update_device_cloud_properties_deprecated = async_raw(
            actions, AsyncActions.update_device_cloud_properties_deprecated
        )
