# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ServiceBusTopicV1DestinationSystemAssignedManagedIdentityAuth: Authorizes with the system-assigned managed identity of the application, which must be allowed to write to the topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .service_bus_topic_v1_destination_auth import ServiceBusTopicV1DestinationAuth

__all__ = ["ServiceBusTopicV1DestinationSystemAssignedManagedIdentityAuth"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ServiceBusTopicV1DestinationSystemAssignedManagedIdentityAuth(ServiceBusTopicV1DestinationAuth):
    """Authorizes with the system-assigned managed identity of the application, which must be allowed to write to
    the topic.

    Attributes:
        type: Selects how to authorize: `connectionString` or `systemAssignedManagedIdentity`, which decides the
            other members for the topic.
        host_name: Host name of the Service Bus namespace, such as `contoso-fleet.servicebus.windows.net`.
        topic_name: Name of the topic within the Service Bus namespace.
    """

    type: str = field(default="systemAssignedManagedIdentity", init=False)
    host_name: str
    topic_name: str

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "hostName": "host_name",
        "topicName": "topic_name",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("type", UNSET)
        if value == "systemAssignedManagedIdentity":
            model.type = value
        else:
            raise cls.wrong("type", '"systemAssignedManagedIdentity"', value)
        value = get("hostName", UNSET)
        if type(value) is str:
            model.host_name = value
        else:
            raise cls.wrong("hostName", "a string", value)
        value = get("topicName", UNSET)
        if type(value) is str:
            model.topic_name = value
        else:
            raise cls.wrong("topicName", "a string", value)
        return model
