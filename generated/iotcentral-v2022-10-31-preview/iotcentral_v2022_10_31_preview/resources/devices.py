# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Devices, with their credentials, commands, properties, telemetry, modules and relationships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.etags import etag_header
from iotcentral._core.sync.resource import Resource, raw, raw_page
from iotcentral._core.types import UNSET, Unset

from ..operations import devices as operations

if TYPE_CHECKING:
    from iotcentral._core.etags import IfMatch
    from iotcentral._core.sync.pager import Pager
    from iotcentral.filters import Field, Filter, OrderBy

    from .. import models

__all__ = ["Devices", "DevicesRaw"]


class Devices(Resource):
    """Devices, with their credentials, commands, properties, telemetry, modules and relationships."""

    def list(
        self,
        *,
        filter: str | Filter | Unset = UNSET,
        maxpagesize: int | Unset = UNSET,
        orderby: str | OrderBy | Field | Unset = UNSET,
        expand: str | Unset = UNSET,
    ) -> Pager[models.Device]:
        """List the devices of the application.

        Lists the devices that the caller may see, page by page; follow `nextLink` until it is absent. The preview
        version also filters, sorts and sizes the pages.

        `GET /api/devices` (Devices_List)

        Args:
            filter: Condition that the listed items must meet, built from `eq`, `ne`, `lt`, `le`, `gt`, `ge`, `and`,
                `or` and `contains(field, 'text')` on fields of the item. Each kind of list accepts its own few
                fields; without a filter every item is listed.
            maxpagesize: Largest number of items in one page, from 1 to 100. The default is 25. The links to later
                pages carry the value on.
            orderby: Field to sort the list by, followed by `desc` for descending order; ascending is the default.
                Only `displayName` can be sorted on.
            expand: Name of a related object to include in the answer. Devices know `deploymentManifest`, which adds
                the manifest assigned to an edge device. At most 255 characters. Matches `^[a-zA-Z0-9-]*$`.

        Returns:
            The items, fetched page by page while they are iterated over. One page of devices.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(
            operations.LIST, query={"filter": filter, "maxpagesize": maxpagesize, "orderby": orderby, "expand": expand}
        )

    def get(self, device_id: str, *, expand: str | Unset = UNSET) -> models.Device:
        """Get a device.

        Returns the registration of one device: its name, template, organization and status, not its properties or
        telemetry. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}` (Devices_Get)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            expand: Name of a related object to include in the answer. Devices know `deploymentManifest`, which adds
                the manifest assigned to an edge device. At most 255 characters. Matches `^[a-zA-Z0-9-]*$`.

        Returns:
            The device as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET, path={"deviceId": device_id}, query={"expand": expand})

    def create(self, device_id: str, body: models.Device, *, expand: str | Unset = UNSET) -> models.Device:
        """Create or replace a device.

        Registers the device under the id in the URL, or replaces the one that has this id; both answer 200. Every
        member of the body is optional. Fails with 400 when `template` is not the id of a device template of the
        application, and with 422 when the body is invalid.

        `PUT /api/devices/{deviceId}` (Devices_Create)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            body: The device to store, without its read-only members.
            expand: Name of a related object to include in the answer. Devices know `deploymentManifest`, which adds
                the manifest assigned to an edge device. At most 255 characters. Matches `^[a-zA-Z0-9-]*$`.

        Returns:
            The device as stored, not yet provisioned when it is new.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.CREATE, path={"deviceId": device_id}, query={"expand": expand}, body=body)

    def update(
        self,
        device_id: str,
        body: models.DevicePatch,
        *,
        expand: str | Unset = UNSET,
        if_match: IfMatch | Unset = UNSET,
    ) -> models.Device:
        """Change some members of a device.

        Changes only the members that the body holds, under the rules of JSON merge patch whichever of the two media
        types is sent; a JSON patch document answers 400. Changing `template` moves the device to that template.
        Answers 404 when no device has this id. In the preview version an `If-Match` header that does not fit the
        stored device answers 412.

        `PATCH /api/devices/{deviceId}` (Devices_Update)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            body: The members of the device to change.
            expand: Name of a related object to include in the answer. Devices know `deploymentManifest`, which adds
                the manifest assigned to an edge device. At most 255 characters. Matches `^[a-zA-Z0-9-]*$`.
            if_match: Entity tag that the stored object must still carry for the update to go ahead, or `*` for any.
                The service answers 412 if it has changed meanwhile. Omit it for an unconditional update.

        Returns:
            The whole device after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.UPDATE,
            path={"deviceId": device_id},
            query={"expand": expand},
            headers={"If-Match": etag_header(if_match)},
            body=body,
        )

    def remove(self, device_id: str, *, expand: str | Unset = UNSET) -> None:
        """Delete a device.

        Removes the device from the application. Jobs that already ran on it still list it, marked as deleted.
        Answers 404 when no device has this id.

        `DELETE /api/devices/{deviceId}` (Devices_Remove)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            expand: Name of a related object to include in the answer. Devices know `deploymentManifest`, which adds
                the manifest assigned to an edge device. At most 255 characters. Matches `^[a-zA-Z0-9-]*$`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.REMOVE, path={"deviceId": device_id}, query={"expand": expand})

    def apply_manifest(self, device_id: str, body: models.DeploymentManifest) -> models.DeploymentManifest:
        """Apply a deployment manifest to a device.

        Assigns IoT Edge deployment content to one IoT Edge device. The body carries the manifest itself, not the id
        of a stored one; a job of type `deviceManifestMigration` assigns a stored manifest to many devices. Answers
        404 when no device has this id.

        `POST /api/devices/{deviceId}/applyDeploymentManifest` (Devices_ApplyManifest)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            body: The deployment manifest; only `data` is required.

        Returns:
            The manifest that was applied.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.APPLY_MANIFEST, path={"deviceId": device_id}, body=body)

    def get_attestation(self, device_id: str) -> models.Attestation:
        """Get the individual attestation of a device.

        Reads the attestation set for this one device, symmetric keys in clear text included. Answers 404 when the
        device does not exist.

        `GET /api/devices/{deviceId}/attestation` (Devices_GetAttestation)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.

        Returns:
            The individual attestation of the device.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_ATTESTATION, path={"deviceId": device_id})

    def create_attestation(self, device_id: str, body: models.Attestation) -> models.Attestation:
        """Set the individual attestation of a device.

        Sets or replaces the attestation of this one device, which then takes the place of its enrollment group.
        Answers 404 when the device does not exist and 422 when the body is not valid.

        `PUT /api/devices/{deviceId}/attestation` (Devices_CreateAttestation)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            body: The whole attestation, of one kind.

        Returns:
            The attestation as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.CREATE_ATTESTATION, path={"deviceId": device_id}, body=body)

    def update_attestation(self, device_id: str, body: models.AttestationPatch) -> models.Attestation:
        """Update the individual attestation of a device.

        Changes members of the individual attestation by JSON merge patch, for example to roll one key. Answers the
        whole attestation, or 404 when the device does not exist.

        `PATCH /api/devices/{deviceId}/attestation` (Devices_UpdateAttestation)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            body: The members to change.

        Returns:
            The whole attestation after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.UPDATE_ATTESTATION, path={"deviceId": device_id}, body=body)

    def remove_attestation(self, device_id: str) -> None:
        """Remove the individual attestation of a device.

        Removes the attestation of this one device, so that only its enrollment group counts again. Answers 404 when
        the device does not exist.

        `DELETE /api/devices/{deviceId}/attestation` (Devices_RemoveAttestation)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.REMOVE_ATTESTATION, path={"deviceId": device_id})

    def get_credentials(self, device_id: str) -> models.DeviceCredentials:
        """Get the credentials of a device.

        Reads what the device needs to connect: the ID scope of the application and its own keys or certificates.
        They exist as soon as the device is created, even before it has a template or has connected. Answers 404
        when the device does not exist.

        `GET /api/devices/{deviceId}/credentials` (Devices_GetCredentials)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.

        Returns:
            The credentials of the device.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_CREDENTIALS, path={"deviceId": device_id})

    def list_relationships(
        self, device_id: str, *, maxpagesize: int | Unset = UNSET
    ) -> Pager[models.DeviceRelationship]:
        """List the relationships of a device.

        Lists the relationships from this device to the devices below it, page by page. Answers 404 when the device
        does not exist.

        `GET /api/devices/{deviceId}/relationships` (Devices_ListRelationships)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            maxpagesize: Largest number of items in one page, from 1 to 100. The default is 25. The links to later
                pages carry the value on.

        Returns:
            The items, fetched page by page while they are iterated over. One page of relationships.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(
            operations.LIST_RELATIONSHIPS, path={"deviceId": device_id}, query={"maxpagesize": maxpagesize}
        )

    def get_relationship(self, device_id: str, relationship_id: str) -> models.DeviceRelationship:
        """Get a relationship of a device.

        Reads one relationship of the device. Answers 404 when the device or the relationship does not exist.

        `GET /api/devices/{deviceId}/relationships/{relationshipId}` (Devices_GetRelationship)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            relationship_id: Id of the relationship, unique within the device and chosen by the caller when it is
                created.

        Returns:
            The relationship as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_RELATIONSHIP, path={"deviceId": device_id, "relationshipId": relationship_id})

    def create_relationship(
        self, device_id: str, relationship_id: str, body: models.DeviceRelationship
    ) -> models.DeviceRelationship:
        """Create or replace a relationship of a device.

        Connects a child device to this device, which acts as its gateway, under an id chosen by the caller. Answers
        404 when the device does not exist and 422 when the body is not valid.

        `PUT /api/devices/{deviceId}/relationships/{relationshipId}` (Devices_CreateRelationship)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            relationship_id: Id of the relationship, unique within the device and chosen by the caller when it is
                created.
            body: The relationship to store.

        Returns:
            The relationship as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.CREATE_RELATIONSHIP, path={"deviceId": device_id, "relationshipId": relationship_id}, body=body
        )

    def update_relationship(
        self, device_id: str, relationship_id: str, body: models.DeviceRelationshipPatch
    ) -> models.DeviceRelationship:
        """Update a relationship of a device.

        Changes members of a relationship by JSON merge patch, usually its `target`. Answers the whole relationship,
        or 404 when the device or the relationship does not exist.

        `PATCH /api/devices/{deviceId}/relationships/{relationshipId}` (Devices_UpdateRelationship)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            relationship_id: Id of the relationship, unique within the device and chosen by the caller when it is
                created.
            body: The members to change.

        Returns:
            The whole relationship after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.UPDATE_RELATIONSHIP, path={"deviceId": device_id, "relationshipId": relationship_id}, body=body
        )

    def remove_relationship(self, device_id: str, relationship_id: str) -> None:
        """Delete a relationship of a device.

        Deletes the relationship; both devices stay. Answers 404 when the device or the relationship does not exist.

        `DELETE /api/devices/{deviceId}/relationships/{relationshipId}` (Devices_RemoveRelationship)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            relationship_id: Id of the relationship, unique within the device and chosen by the caller when it is
                created.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(
            operations.REMOVE_RELATIONSHIP, path={"deviceId": device_id, "relationshipId": relationship_id}
        )

    def get_command_history(self, device_id: str, command_name: str) -> Pager[models.DeviceCommand]:
        """Get the last runs of a device command.

        Lists the runs of the command on the device with their requests and responses, newest first; as a rule only
        the last run is kept. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/commands/{commandName}` (Devices_GetCommandHistory)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            command_name: Name of the command as the device template defines it.

        Returns:
            The items, fetched page by page while they are iterated over. The runs of the command, newest first.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.GET_COMMAND_HISTORY, path={"deviceId": device_id, "commandName": command_name})

    def run_command(self, device_id: str, command_name: str, body: models.DeviceCommand) -> models.DeviceCommand:
        """Run a command on a device.

        Calls the command on the device and waits for the answer of the device. Answers 404 when no device has this
        id, or when the device cannot be reached within `connectionTimeout`, and 408 when it does not answer within
        `responseTimeout`.

        `POST /api/devices/{deviceId}/commands/{commandName}` (Devices_RunCommand)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            command_name: Name of the command as the device template defines it.
            body: The payload of the command, always under `request`, and how long to wait.

        Returns:
            The answer of the device, with the request repeated.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.RUN_COMMAND, path={"deviceId": device_id, "commandName": command_name}, body=body)

    def get_properties(self, device_id: str, *, unmodeled: bool | Unset = UNSET) -> models.DeviceProperties:
        """Get the properties of a device.

        Returns the reported property values of the device and, under `$metadata`, when each was updated and what
        has been requested for the writable ones. The properties of a component stand in an object under the name of
        the component. Cloud properties are included. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/properties` (Devices_GetProperties)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            unmodeled: Whether the call also reaches twin properties that the device template does not define. The
                default is false. Default: `false`.

        Returns:
            The property values, with their metadata.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_PROPERTIES, path={"deviceId": device_id}, query={"unmodeled": unmodeled})

    def replace_properties(
        self, device_id: str, body: models.DeviceProperties, *, unmodeled: bool | Unset = UNSET
    ) -> models.DeviceProperties:
        """Set all writable properties of a device.

        Writes the property values of the device as a whole; use PATCH to write only some of them. The request is
        accepted even while the device is offline, and the values reach it at its next connection. Read-only
        properties cannot be set. Answers 404 when no device has this id.

        `PUT /api/devices/{deviceId}/properties` (Devices_ReplaceProperties)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            body: The values of the writable properties, by name.
            unmodeled: Whether the call also reaches twin properties that the device template does not define. The
                default is false. Default: `false`.

        Returns:
            The values are accepted for delivery; the body shows only what was written.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.REPLACE_PROPERTIES, path={"deviceId": device_id}, query={"unmodeled": unmodeled}, body=body
        )

    def update_properties(
        self, device_id: str, body: models.DevicePropertiesPatch, *, unmodeled: bool | Unset = UNSET
    ) -> models.DeviceProperties:
        """Set some writable properties of a device.

        Writes the property values that the body holds and leaves the others of the device as they are. The request
        is accepted even while the device is offline, and the values reach it at its next connection. Read-only
        properties cannot be set. Answers 404 when no device has this id.

        `PATCH /api/devices/{deviceId}/properties` (Devices_UpdateProperties)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            body: The property values to change, by name.
            unmodeled: Whether the call also reaches twin properties that the device template does not define. The
                default is false. Default: `false`.

        Returns:
            The values are accepted for delivery; the body shows only what was written.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.UPDATE_PROPERTIES, path={"deviceId": device_id}, query={"unmodeled": unmodeled}, body=body
        )

    def get_telemetry_value(self, device_id: str, telemetry_name: str) -> models.DeviceTelemetry:
        """Get the last telemetry value of a device.

        Returns the value of the named telemetry in the last message from the device that carried it, and the time
        of that message. A telemetry with an object schema gives an object. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/telemetry/{telemetryName}` (Devices_GetTelemetryValue)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            telemetry_name: Name of the telemetry as the device template defines it.

        Returns:
            The last value and when it was sent.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_TELEMETRY_VALUE, path={"deviceId": device_id, "telemetryName": telemetry_name})

    def list_components(self, device_id: str) -> models.Collection:
        """List the components of a device.

        Lists the named components that the template of the device defines, whether or not the device has ever
        connected; the root of the device is not listed. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/components` (Devices_ListComponents)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.

        Returns:
            The components of the device.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.LIST_COMPONENTS, path={"deviceId": device_id})

    def get_component_command_history(
        self, device_id: str, component_name: str, command_name: str
    ) -> Pager[models.DeviceCommand]:
        """Get the last runs of a component command.

        Lists the runs of the command on a component with their requests and responses, newest first; as a rule only
        the last run is kept. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/components/{componentName}/commands/{commandName}` (Devices_GetComponentCommandHistory)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            component_name: Name of the component as the device template defines it.
            command_name: Name of the command as the device template defines it.

        Returns:
            The items, fetched page by page while they are iterated over. The runs of the command, newest first.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(
            operations.GET_COMPONENT_COMMAND_HISTORY,
            path={"deviceId": device_id, "componentName": component_name, "commandName": command_name},
        )

    def run_component_command(
        self, device_id: str, component_name: str, command_name: str, body: models.DeviceCommand
    ) -> models.DeviceCommand:
        """Run a command on a component.

        Calls the command on a component and waits for the answer of the device. Answers 404 when no device has this
        id, or when the device cannot be reached within `connectionTimeout`, and 408 when it does not answer within
        `responseTimeout`.

        `POST /api/devices/{deviceId}/components/{componentName}/commands/{commandName}` (Devices_RunComponentCommand)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            component_name: Name of the component as the device template defines it.
            command_name: Name of the command as the device template defines it.
            body: The payload of the command, always under `request`, and how long to wait.

        Returns:
            The answer of the device, with the request repeated.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.RUN_COMPONENT_COMMAND,
            path={"deviceId": device_id, "componentName": component_name, "commandName": command_name},
            body=body,
        )

    def get_component_properties(
        self, device_id: str, component_name: str, *, unmodeled: bool | Unset = UNSET
    ) -> models.DeviceProperties:
        """Get the properties of a component.

        Returns the reported property values of a component and, under `$metadata`, when each was updated and what
        has been requested for the writable ones. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/components/{componentName}/properties` (Devices_GetComponentProperties)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            component_name: Name of the component as the device template defines it.
            unmodeled: Whether the call also reaches twin properties that the device template does not define. The
                default is false. Default: `false`.

        Returns:
            The property values, with their metadata.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.GET_COMPONENT_PROPERTIES,
            path={"deviceId": device_id, "componentName": component_name},
            query={"unmodeled": unmodeled},
        )

    def replace_component_properties(
        self, device_id: str, component_name: str, body: models.DeviceProperties, *, unmodeled: bool | Unset = UNSET
    ) -> models.DeviceProperties:
        """Set all writable properties of a component.

        Writes the property values of a component as a whole; use PATCH to write only some of them. The request is
        accepted even while the device is offline, and the values reach it at its next connection. Read-only
        properties cannot be set. Answers 404 when no device has this id.

        `PUT /api/devices/{deviceId}/components/{componentName}/properties` (Devices_ReplaceComponentProperties)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            component_name: Name of the component as the device template defines it.
            body: The values of the writable properties, by name.
            unmodeled: Whether the call also reaches twin properties that the device template does not define. The
                default is false. Default: `false`.

        Returns:
            The values are accepted for delivery; the body shows only what was written.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.REPLACE_COMPONENT_PROPERTIES,
            path={"deviceId": device_id, "componentName": component_name},
            query={"unmodeled": unmodeled},
            body=body,
        )

    def update_component_properties(
        self,
        device_id: str,
        component_name: str,
        body: models.DevicePropertiesPatch,
        *,
        unmodeled: bool | Unset = UNSET,
    ) -> models.DeviceProperties:
        """Set some writable properties of a component.

        Writes the property values that the body holds and leaves the others of a component as they are. The request
        is accepted even while the device is offline, and the values reach it at its next connection. Read-only
        properties cannot be set. Answers 404 when no device has this id.

        `PATCH /api/devices/{deviceId}/components/{componentName}/properties` (Devices_UpdateComponentProperties)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            component_name: Name of the component as the device template defines it.
            body: The property values to change, by name.
            unmodeled: Whether the call also reaches twin properties that the device template does not define. The
                default is false. Default: `false`.

        Returns:
            The values are accepted for delivery; the body shows only what was written.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.UPDATE_COMPONENT_PROPERTIES,
            path={"deviceId": device_id, "componentName": component_name},
            query={"unmodeled": unmodeled},
            body=body,
        )

    def get_component_telemetry_value(
        self, device_id: str, component_name: str, telemetry_name: str
    ) -> models.DeviceTelemetry:
        """Get the last telemetry value of a component.

        Returns the value of the named telemetry in the last message from a component that carried it, and the time
        of that message. A telemetry with an object schema gives an object. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/components/{componentName}/telemetry/{telemetryName}` (Devices_GetComponentTelemetryValue)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            component_name: Name of the component as the device template defines it.
            telemetry_name: Name of the telemetry as the device template defines it.

        Returns:
            The last value and when it was sent.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.GET_COMPONENT_TELEMETRY_VALUE,
            path={"deviceId": device_id, "componentName": component_name, "telemetryName": telemetry_name},
        )

    def list_modules(self, device_id: str) -> models.Collection:
        """List the modules of a device.

        Lists the custom IoT Edge modules that the template of the device defines; the system modules `$edgeAgent`
        and `$edgeHub` are not listed. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/modules` (Devices_ListModules)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.

        Returns:
            The modules of the device.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.LIST_MODULES, path={"deviceId": device_id})

    def get_module_command_history(
        self, device_id: str, module_name: str, command_name: str
    ) -> Pager[models.DeviceCommand]:
        """Get the last runs of a module command.

        Lists the runs of the command on a module with their requests and responses, newest first; as a rule only
        the last run is kept. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/modules/{moduleName}/commands/{commandName}` (Devices_GetModuleCommandHistory)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.
            command_name: Name of the command as the device template defines it.

        Returns:
            The items, fetched page by page while they are iterated over. The runs of the command, newest first.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(
            operations.GET_MODULE_COMMAND_HISTORY,
            path={"deviceId": device_id, "moduleName": module_name, "commandName": command_name},
        )

    def run_module_command(
        self, device_id: str, module_name: str, command_name: str, body: models.DeviceCommand
    ) -> models.DeviceCommand:
        """Run a command on a module.

        Calls the command on a module and waits for the answer of the device. Answers 404 when no device has this
        id, or when the device cannot be reached within `connectionTimeout`, and 408 when it does not answer within
        `responseTimeout`.

        `POST /api/devices/{deviceId}/modules/{moduleName}/commands/{commandName}` (Devices_RunModuleCommand)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.
            command_name: Name of the command as the device template defines it.
            body: The payload of the command, always under `request`, and how long to wait.

        Returns:
            The answer of the device, with the request repeated.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.RUN_MODULE_COMMAND,
            path={"deviceId": device_id, "moduleName": module_name, "commandName": command_name},
            body=body,
        )

    def list_module_components(self, device_id: str, module_name: str) -> models.Collection:
        """List the components of a module.

        Lists the named components that the template of the device defines for the module; the root of the module is
        not listed. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/modules/{moduleName}/components` (Devices_ListModuleComponents)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.

        Returns:
            The components of the module.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.LIST_MODULE_COMPONENTS, path={"deviceId": device_id, "moduleName": module_name})

    def get_module_component_command_history(
        self, device_id: str, module_name: str, component_name: str, command_name: str
    ) -> Pager[models.DeviceCommand]:
        """Get the last runs of a module component command.

        Lists the runs of the command on a component of a module with their requests and responses, newest first; as
        a rule only the last run is kept. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/commands/{commandName}` (Devices_GetModuleComponentCommandHistory)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.
            component_name: Name of the component as the device template defines it.
            command_name: Name of the command as the device template defines it.

        Returns:
            The items, fetched page by page while they are iterated over. The runs of the command, newest first.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(
            operations.GET_MODULE_COMPONENT_COMMAND_HISTORY,
            path={
                "deviceId": device_id,
                "moduleName": module_name,
                "componentName": component_name,
                "commandName": command_name,
            },
        )

    def run_module_component_command(
        self, device_id: str, module_name: str, component_name: str, command_name: str, body: models.DeviceCommand
    ) -> models.DeviceCommand:
        """Run a command on a module component.

        Calls the command on a component of a module and waits for the answer of the device. Answers 404 when no
        device has this id, or when the device cannot be reached within `connectionTimeout`, and 408 when it does
        not answer within `responseTimeout`.

        `POST /api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/commands/{commandName}` (Devices_RunModuleComponentCommand)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.
            component_name: Name of the component as the device template defines it.
            command_name: Name of the command as the device template defines it.
            body: The payload of the command, always under `request`, and how long to wait.

        Returns:
            The answer of the device, with the request repeated.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.RUN_MODULE_COMPONENT_COMMAND,
            path={
                "deviceId": device_id,
                "moduleName": module_name,
                "componentName": component_name,
                "commandName": command_name,
            },
            body=body,
        )

    def get_module_component_properties(
        self, device_id: str, module_name: str, component_name: str
    ) -> models.DeviceProperties:
        """Get the properties of a module component.

        Returns the reported property values of a component of a module and, under `$metadata`, when each was
        updated and what has been requested for the writable ones. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/properties` (Devices_GetModuleComponentProperties)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.
            component_name: Name of the component as the device template defines it.

        Returns:
            The property values, with their metadata.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.GET_MODULE_COMPONENT_PROPERTIES,
            path={"deviceId": device_id, "moduleName": module_name, "componentName": component_name},
        )

    def replace_module_component_properties(
        self, device_id: str, module_name: str, component_name: str, body: models.DeviceProperties
    ) -> models.DeviceProperties:
        """Set all writable properties of a module component.

        Writes the property values of a component of a module as a whole; use PATCH to write only some of them. The
        request is accepted even while the device is offline, and the values reach it at its next connection.
        Read-only properties cannot be set. Answers 404 when no device has this id.

        `PUT /api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/properties` (Devices_ReplaceModuleComponentProperties)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.
            component_name: Name of the component as the device template defines it.
            body: The values of the writable properties, by name.

        Returns:
            The values are accepted for delivery; the body shows only what was written.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.REPLACE_MODULE_COMPONENT_PROPERTIES,
            path={"deviceId": device_id, "moduleName": module_name, "componentName": component_name},
            body=body,
        )

    def update_module_component_properties(
        self, device_id: str, module_name: str, component_name: str, body: models.DevicePropertiesPatch
    ) -> models.DeviceProperties:
        """Set some writable properties of a module component.

        Writes the property values that the body holds and leaves the others of a component of a module as they are.
        The request is accepted even while the device is offline, and the values reach it at its next connection.
        Read-only properties cannot be set. Answers 404 when no device has this id.

        `PATCH /api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/properties` (Devices_UpdateModuleComponentProperties)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.
            component_name: Name of the component as the device template defines it.
            body: The property values to change, by name.

        Returns:
            The values are accepted for delivery; the body shows only what was written.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.UPDATE_MODULE_COMPONENT_PROPERTIES,
            path={"deviceId": device_id, "moduleName": module_name, "componentName": component_name},
            body=body,
        )

    def get_module_component_telemetry_value(
        self, device_id: str, module_name: str, component_name: str, telemetry_name: str
    ) -> models.DeviceTelemetry:
        """Get the last telemetry value of a module component.

        Returns the value of the named telemetry in the last message from a component of a module that carried it,
        and the time of that message. A telemetry with an object schema gives an object. Answers 404 when no device
        has this id.

        `GET /api/devices/{deviceId}/modules/{moduleName}/components/{componentName}/telemetry/{telemetryName}` (Devices_GetModuleComponentTelemetryValue)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.
            component_name: Name of the component as the device template defines it.
            telemetry_name: Name of the telemetry as the device template defines it.

        Returns:
            The last value and when it was sent.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.GET_MODULE_COMPONENT_TELEMETRY_VALUE,
            path={
                "deviceId": device_id,
                "moduleName": module_name,
                "componentName": component_name,
                "telemetryName": telemetry_name,
            },
        )

    def get_module_properties(self, device_id: str, module_name: str) -> models.DeviceProperties:
        """Get the properties of a module.

        Returns the reported property values of a module and, under `$metadata`, when each was updated and what has
        been requested for the writable ones. The properties of a component stand in an object under the name of the
        component. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/modules/{moduleName}/properties` (Devices_GetModuleProperties)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.

        Returns:
            The property values, with their metadata.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_MODULE_PROPERTIES, path={"deviceId": device_id, "moduleName": module_name})

    def replace_module_properties(
        self, device_id: str, module_name: str, body: models.DeviceProperties
    ) -> models.DeviceProperties:
        """Set all writable properties of a module.

        Writes the property values of a module as a whole; use PATCH to write only some of them. The request is
        accepted even while the device is offline, and the values reach it at its next connection. Read-only
        properties cannot be set. Answers 404 when no device has this id.

        `PUT /api/devices/{deviceId}/modules/{moduleName}/properties` (Devices_ReplaceModuleProperties)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.
            body: The values of the writable properties, by name.

        Returns:
            The values are accepted for delivery; the body shows only what was written.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.REPLACE_MODULE_PROPERTIES, path={"deviceId": device_id, "moduleName": module_name}, body=body
        )

    def update_module_properties(
        self, device_id: str, module_name: str, body: models.DevicePropertiesPatch
    ) -> models.DeviceProperties:
        """Set some writable properties of a module.

        Writes the property values that the body holds and leaves the others of a module as they are. The request is
        accepted even while the device is offline, and the values reach it at its next connection. Read-only
        properties cannot be set. Answers 404 when no device has this id.

        `PATCH /api/devices/{deviceId}/modules/{moduleName}/properties` (Devices_UpdateModuleProperties)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.
            body: The property values to change, by name.

        Returns:
            The values are accepted for delivery; the body shows only what was written.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.UPDATE_MODULE_PROPERTIES, path={"deviceId": device_id, "moduleName": module_name}, body=body
        )

    def get_module_telemetry_value(
        self, device_id: str, module_name: str, telemetry_name: str
    ) -> models.DeviceTelemetry:
        """Get the last telemetry value of a module.

        Returns the value of the named telemetry in the last message from a module that carried it, and the time of
        that message. A telemetry with an object schema gives an object. Answers 404 when no device has this id.

        `GET /api/devices/{deviceId}/modules/{moduleName}/telemetry/{telemetryName}` (Devices_GetModuleTelemetryValue)

        Args:
            device_id: Id of the device: letters, digits and hyphens, at most 128 characters. Ids are
                case-sensitive.
            module_name: Name of the IoT Edge module as the device template defines it.
            telemetry_name: Name of the telemetry as the device template defines it.

        Returns:
            The last value and when it was sent.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.GET_MODULE_TELEMETRY_VALUE,
            path={"deviceId": device_id, "moduleName": module_name, "telemetryName": telemetry_name},
        )

    @property
    def raw(self) -> DevicesRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return DevicesRaw(self)


class DevicesRaw:
    """The methods of `Devices` with the HTTP response beside the value."""

    def __init__(self, devices: Devices) -> None:
        self.list = raw_page(devices, Devices.list)
        self.get = raw(devices, Devices.get)
        self.create = raw(devices, Devices.create)
        self.update = raw(devices, Devices.update)
        self.remove = raw(devices, Devices.remove)
        self.apply_manifest = raw(devices, Devices.apply_manifest)
        self.get_attestation = raw(devices, Devices.get_attestation)
        self.create_attestation = raw(devices, Devices.create_attestation)
        self.update_attestation = raw(devices, Devices.update_attestation)
        self.remove_attestation = raw(devices, Devices.remove_attestation)
        self.get_credentials = raw(devices, Devices.get_credentials)
        self.list_relationships = raw_page(devices, Devices.list_relationships)
        self.get_relationship = raw(devices, Devices.get_relationship)
        self.create_relationship = raw(devices, Devices.create_relationship)
        self.update_relationship = raw(devices, Devices.update_relationship)
        self.remove_relationship = raw(devices, Devices.remove_relationship)
        self.get_command_history = raw_page(devices, Devices.get_command_history)
        self.run_command = raw(devices, Devices.run_command)
        self.get_properties = raw(devices, Devices.get_properties)
        self.replace_properties = raw(devices, Devices.replace_properties)
        self.update_properties = raw(devices, Devices.update_properties)
        self.get_telemetry_value = raw(devices, Devices.get_telemetry_value)
        self.list_components = raw(devices, Devices.list_components)
        self.get_component_command_history = raw_page(devices, Devices.get_component_command_history)
        self.run_component_command = raw(devices, Devices.run_component_command)
        self.get_component_properties = raw(devices, Devices.get_component_properties)
        self.replace_component_properties = raw(devices, Devices.replace_component_properties)
        self.update_component_properties = raw(devices, Devices.update_component_properties)
        self.get_component_telemetry_value = raw(devices, Devices.get_component_telemetry_value)
        self.list_modules = raw(devices, Devices.list_modules)
        self.get_module_command_history = raw_page(devices, Devices.get_module_command_history)
        self.run_module_command = raw(devices, Devices.run_module_command)
        self.list_module_components = raw(devices, Devices.list_module_components)
        self.get_module_component_command_history = raw_page(devices, Devices.get_module_component_command_history)
        self.run_module_component_command = raw(devices, Devices.run_module_component_command)
        self.get_module_component_properties = raw(devices, Devices.get_module_component_properties)
        self.replace_module_component_properties = raw(devices, Devices.replace_module_component_properties)
        self.update_module_component_properties = raw(devices, Devices.update_module_component_properties)
        self.get_module_component_telemetry_value = raw(devices, Devices.get_module_component_telemetry_value)
        self.get_module_properties = raw(devices, Devices.get_module_properties)
        self.replace_module_properties = raw(devices, Devices.replace_module_properties)
        self.update_module_properties = raw(devices, Devices.update_module_properties)
        self.get_module_telemetry_value = raw(devices, Devices.get_module_telemetry_value)
