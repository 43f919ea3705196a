"""A small connector as the generator would write it: models, operations, actions and both faces of the client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.aio.pager import AsyncPager
from iotcentral._core.aio.resource import AsyncResource, async_raw, async_raw_page
from iotcentral._core.decoding import mapping, number, optional, text, to_list
from iotcentral._core.deprecation import deprecated
from iotcentral._core.model import Model, new
from iotcentral._core.sync.pager import Pager
from iotcentral._core.sync.resource import Resource, raw, raw_page
from iotcentral._core.throttle import Rate
from iotcentral._core.types import UNSET, Unset
from iotcentral.connector import AsyncConnectorClient, ConnectorClient
from iotcentral.connector._mapping import CarriedOperation, CarriedPagedOperation, Carrier
from iotcentral.errors import DecodingError
from iotcentral.webhooks._resource import TriggerResource
from iotcentral.webhooks._triggers import Subscription, Trigger

__all__ = ["AsyncConnector", "Connector", "Device", "DeviceCollection", "Job", "JobData", "RuleFired"]


class _Model(Model):
    """Decodes member by member, as the generated models do at greater length."""

    _decoders: ClassVar[Mapping[str, Any]] = {}
    _required: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        model = new(cls)
        model._source = mapping(data)
        model._additional = None
        for key, name in cls._members.items():
            value = data.get(key, UNSET)
            if value is not UNSET or key in cls._required:
                try:
                    value = cls._decoders.get(key, text)(value)
                except DecodingError as error:
                    raise (cls.wrong(key, "a string", value) if key in cls._secrets else error.inside(key)) from None
            setattr(model, name, value)
        return model


@define(kw_only=True, eq=False, repr=False)
class Device(_Model):
    """A device."""

    id: str | Unset = UNSET
    display_name: str | Unset | None = UNSET
    instance_of: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "instanceOf": "instance_of",
    }
    _decoders: ClassVar[Mapping[str, Any]] = {"displayName": optional(text)}


@define(kw_only=True, eq=False, repr=False)
class DeviceCollection(_Model):
    """A page of devices."""

    value: list[Device]
    next_link: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {"value": "value", "nextLink": "next_link"}
    _required: ClassVar[frozenset[str]] = frozenset({"value"})
    _decoders: ClassVar[Mapping[str, Any]] = {"value": to_list(Device.decode)}


@define(kw_only=True, eq=False, repr=False)
class JobData(_Model):
    """What a job does."""

    type: str
    value: float | Unset = UNSET
    password: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {"type": "type", "value": "value", "password": "password"}
    _required: ClassVar[frozenset[str]] = frozenset({"type"})
    _decoders: ClassVar[Mapping[str, Any]] = {"value": number}
    _secrets: ClassVar[frozenset[str]] = frozenset({"password"})


@define(kw_only=True, eq=False, repr=False)
class Job(_Model):
    """A job."""

    data: list[JobData]
    group: str | Unset = UNSET
    schedule: dict[str, Any] | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {"data": "data", "group": "group", "schedule": "schedule"}
    _required: ClassVar[frozenset[str]] = frozenset({"data"})
    _decoders: ClassVar[Mapping[str, Any]] = {"data": to_list(JobData.decode), "schedule": mapping}


@define(kw_only=True, eq=False, repr=False)
class RuleFired(_Model):
    """The firing of a rule."""

    application: dict[str, Any]
    rule: dict[str, Any]
    device: Device

    _members: ClassVar[Mapping[str, str]] = {"application": "application", "rule": "rule", "device": "device"}
    _required: ClassVar[frozenset[str]] = frozenset({"application", "rule", "device"})
    _decoders: ClassVar[Mapping[str, Any]] = {"application": mapping, "rule": mapping, "device": Device.decode}


FIXED = {"api-version": "2022-07-31"}

CREATE_OR_UPDATE_A_DEVICE: CarriedOperation[Device] = CarriedOperation(
    "CreateOrUpdateADevice",
    "PUT",
    "/api/devices/{deviceId}",
    fixed=FIXED,
    results={200: lambda: Device.decode},
    body="application/json",
    carrier=Carrier(
        "Devices_Create",
        host="application",
        parameters={"deviceId": "device_id"},
        members={"displayName": "displayName", "template": "instanceOf"},
        same={"id": "device_id"},
        returns={"template": "instanceOf"},
    ),
)
CREATE_A_JOB: CarriedOperation[Job] = CarriedOperation(
    "CreateAJob",
    "PUT",
    "/api/jobs/{jobId}",
    fixed=FIXED,
    results={200: lambda: Job.decode},
    body="application/json",
    carrier=Carrier(
        "Jobs_Create",
        host="application",
        parameters={"jobId": "job_id"},
        tags={"job_type": "data.*.type", "end_type": "schedule.end.type"},
    ),
    check=lambda: Job.decode,
)
GET_COMMAND_RESPONSE: CarriedOperation[Device | None] = CarriedOperation(
    "GetCommandResponse",
    "GET",
    "/api/devices/{deviceId}/commands/{commandName}",
    fixed=FIXED,
    results={200: lambda: optional(Device.decode)},
    carrier=Carrier(
        "Devices_GetCommandHistory",
        host="application",
        parameters={"deviceId": "device_id", "commandName": "command_name"},
        returns={"template": "instanceOf"},
        first="value",
    ),
)
DELETE_A_DEVICE: CarriedOperation[None] = CarriedOperation(
    "DeleteADevice",
    "DELETE",
    "/api/devices/{deviceId}",
    fixed=FIXED,
    results={204: None},
    carrier=Carrier("Devices_Remove", host="application", parameters={"deviceId": "device_id"}),
)
LIST_DEVICES: CarriedPagedOperation[Device] = CarriedPagedOperation(
    "ListDevices",
    "GET",
    "/api/devices",
    fixed=FIXED,
    results={200: lambda: DeviceCollection.decode},
    items="value",
    next_link="next_link",
    carrier=Carrier("Devices_List", host="application", parameters={"maxpagesize": "top"}, query=("maxpagesize",)),
)
WHEN_A_RULE_IS_FIRED: Trigger[RuleFired] = Trigger("WhenARuleIsFired", payload=lambda: RuleFired.decode)


class Actions(TriggerResource, Resource):
    """The actions."""

    def create_or_update_a_device(
        self,
        application: str,
        device_id: str,
        *,
        id: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        template: str | Unset = UNSET,
    ) -> Device:
        """Create or update a device."""
        return self._call(
            CREATE_OR_UPDATE_A_DEVICE,
            path={"application": application, "device_id": device_id},
            body={"id": id, "displayName": display_name, "instanceOf": template},
        )

    def create_a_job(
        self,
        application: str,
        job_id: str,
        body: Job | Mapping[str, Any],
        *,
        job_type: str | Unset = UNSET,
        end_type: str | Unset = UNSET,
    ) -> Job:
        """Create a job."""
        return self._call(
            CREATE_A_JOB,
            path={"application": application, "job_id": job_id},
            query={"job_type": job_type, "end_type": end_type},
            body=body,
        )

    def get_command_response(self, application: str, device_id: str, command_name: str) -> Device | None:
        """Get the last response of a command."""
        return self._call(
            GET_COMMAND_RESPONSE,
            path={"application": application, "device_id": device_id, "command_name": command_name},
        )

    def delete_a_device_deprecated(self, application: str, device_id: str) -> None:
        """Delete a device."""
        deprecated("delete_a_device_deprecated", "delete_a_device")
        return self._call(DELETE_A_DEVICE, path={"application": application, "device_id": device_id})

    def list_devices(self, application: str, *, top: int | Unset = UNSET) -> Pager[Device]:
        """List devices."""
        return self._list(LIST_DEVICES, path={"application": application}, query={"top": top})

    def when_a_rule_is_fired(self, application: str, rule: str, *, id: str | Unset = UNSET) -> Subscription[RuleFired]:
        """Wait for the firing of a rule."""
        return self._subscribe(WHEN_A_RULE_IS_FIRED, values={"application": application, "rule": rule, "id": id})

    @property
    def raw(self) -> ActionsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return ActionsRaw(self)


class ActionsRaw:
    """The methods of `Actions` with the HTTP response beside the value."""

    def __init__(self, actions: Actions) -> None:
        self.create_or_update_a_device = raw(actions, Actions.create_or_update_a_device)
        self.delete_a_device_deprecated = raw(actions, Actions.delete_a_device_deprecated)
        self.list_devices = raw_page(actions, Actions.list_devices)


class AsyncActions(TriggerResource, AsyncResource):
    """The actions."""

    async def create_or_update_a_device(
        self,
        application: str,
        device_id: str,
        *,
        id: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        template: str | Unset = UNSET,
    ) -> Device:
        """Create or update a device."""
        return await self._call(
            CREATE_OR_UPDATE_A_DEVICE,
            path={"application": application, "device_id": device_id},
            body={"id": id, "displayName": display_name, "instanceOf": template},
        )

    async def create_a_job(
        self,
        application: str,
        job_id: str,
        body: Job | Mapping[str, Any],
        *,
        job_type: str | Unset = UNSET,
        end_type: str | Unset = UNSET,
    ) -> Job:
        """Create a job."""
        return await self._call(
            CREATE_A_JOB,
            path={"application": application, "job_id": job_id},
            query={"job_type": job_type, "end_type": end_type},
            body=body,
        )

    async def get_command_response(self, application: str, device_id: str, command_name: str) -> Device | None:
        """Get the last response of a command."""
        return await self._call(
            GET_COMMAND_RESPONSE,
            path={"application": application, "device_id": device_id, "command_name": command_name},
        )

    async def delete_a_device_deprecated(self, application: str, device_id: str) -> None:
        """Delete a device."""
        deprecated("delete_a_device_deprecated", "delete_a_device")
        return await self._call(DELETE_A_DEVICE, path={"application": application, "device_id": device_id})

    def list_devices(self, application: str, *, top: int | Unset = UNSET) -> AsyncPager[Device]:
        """List devices."""
        return self._list(LIST_DEVICES, path={"application": application}, query={"top": top})

    def when_a_rule_is_fired(self, application: str, rule: str, *, id: str | Unset = UNSET) -> Subscription[RuleFired]:
        """Wait for the firing of a rule."""
        return self._subscribe(WHEN_A_RULE_IS_FIRED, values={"application": application, "rule": rule, "id": id})

    @property
    def raw(self) -> AsyncActionsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncActionsRaw(self)


class AsyncActionsRaw:
    """The methods of `AsyncActions` with the HTTP response beside the value."""

    def __init__(self, actions: AsyncActions) -> None:
        self.create_or_update_a_device = async_raw(actions, AsyncActions.create_or_update_a_device)
        self.delete_a_device_deprecated = async_raw(actions, AsyncActions.delete_a_device_deprecated)
        self.list_devices = async_raw_page(actions, AsyncActions.list_devices)


class Connector(ConnectorClient, Actions):
    """The client."""

    api_version = "v3"
    rates: ClassVar[Mapping[str, Rate]] = {"default": Rate(100, 60)}


class AsyncConnector(AsyncConnectorClient, AsyncActions):
    """The asynchronous client."""

    api_version = "v3"
    rates: ClassVar[Mapping[str, Rate]] = {"default": Rate(100, 60)}
