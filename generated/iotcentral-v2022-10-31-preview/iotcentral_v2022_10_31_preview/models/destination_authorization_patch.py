# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DestinationAuthorizationPatch: Changes to `DestinationAuthorization`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, to_enum, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .o_auth_request_type import OAuthRequestType

__all__ = ["DestinationAuthorizationPatch"]

_decode_request_type = optional(to_enum(OAuthRequestType))


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DestinationAuthorizationPatch(Model):
    """Changes to `DestinationAuthorization`: absent members stay as they are, null clears a member.

    Attributes:
        type: Selects how to authorize: `connectionString` or `systemAssignedManagedIdentity`, which decides the
            other members for the storage account.
        connection_string: Connection string of the storage account; the key in it is masked on read.
        container_name: Name of the blob container that receives the exported files.
        endpoint_uri: URI of the blob service of the storage account, such as
            `https://contosoarchive.blob.core.windows.net/`. A key in its query is shown by the service, but not by
            clients.
        client_id: Application (client) id of the service principal, usually a GUID.
        tenant_id: Id of the Microsoft Entra tenant in which the service principal is registered.
        client_secret: Client secret of the service principal; always masked as `*****` on read.
        host_name: Host name of the Event Hubs namespace, such as `contoso-fleet.servicebus.windows.net`.
        event_hub_name: Name of the event hub within the namespace.
        queue_name: Name of the queue within the Service Bus namespace.
        topic_name: Name of the topic within the Service Bus namespace.
        value: Complete value of the `Authorization` header, including its scheme word.
        token_url: URL of the token endpoint from which access tokens are requested. A key in its query is shown by
            the service, but not by clients.
        audience: Audience for which the access token is requested; optional.
        scope: Scope for which the access token is requested; optional.
        request_type: How the body of the token request is encoded.
    """

    type: str | Unset = UNSET
    connection_string: str | None | Unset = UNSET
    container_name: str | None | Unset = UNSET
    endpoint_uri: str | None | Unset = UNSET
    client_id: str | None | Unset = UNSET
    tenant_id: str | None | Unset = UNSET
    client_secret: str | None | Unset = UNSET
    host_name: str | None | Unset = UNSET
    event_hub_name: str | None | Unset = UNSET
    queue_name: str | None | Unset = UNSET
    topic_name: str | None | Unset = UNSET
    value: str | None | Unset = UNSET
    token_url: str | None | Unset = UNSET
    audience: str | None | Unset = UNSET
    scope: str | None | Unset = UNSET
    request_type: OAuthRequestType | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "connectionString": "connection_string",
        "containerName": "container_name",
        "endpointUri": "endpoint_uri",
        "clientId": "client_id",
        "tenantId": "tenant_id",
        "clientSecret": "client_secret",
        "hostName": "host_name",
        "eventHubName": "event_hub_name",
        "queueName": "queue_name",
        "topicName": "topic_name",
        "value": "value",
        "tokenUrl": "token_url",
        "audience": "audience",
        "scope": "scope",
        "requestType": "request_type",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset(
        {"connectionString", "endpointUri", "clientSecret", "value", "tokenUrl"}
    )

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("type")
        if type(value) is str:
            model.type = value
        elif value is not None:
            raise cls.wrong("type", "a string", value)
        else:
            model.type = UNSET
        value = get("connectionString", UNSET)
        if type(value) is str or value is None:
            model.connection_string = value
        elif value is not UNSET:
            raise cls.wrong("connectionString", "a string", value)
        else:
            model.connection_string = UNSET
        value = get("containerName", UNSET)
        if type(value) is str or value is None:
            model.container_name = value
        elif value is not UNSET:
            raise cls.wrong("containerName", "a string", value)
        else:
            model.container_name = UNSET
        value = get("endpointUri", UNSET)
        if type(value) is str or value is None:
            model.endpoint_uri = value
        elif value is not UNSET:
            raise cls.wrong("endpointUri", "a string", value)
        else:
            model.endpoint_uri = UNSET
        value = get("clientId", UNSET)
        if type(value) is str or value is None:
            model.client_id = value
        elif value is not UNSET:
            raise cls.wrong("clientId", "a string", value)
        else:
            model.client_id = UNSET
        value = get("tenantId", UNSET)
        if type(value) is str or value is None:
            model.tenant_id = value
        elif value is not UNSET:
            raise cls.wrong("tenantId", "a string", value)
        else:
            model.tenant_id = UNSET
        value = get("clientSecret", UNSET)
        if type(value) is str or value is None:
            model.client_secret = value
        elif value is not UNSET:
            raise cls.wrong("clientSecret", "a string", value)
        else:
            model.client_secret = UNSET
        value = get("hostName", UNSET)
        if type(value) is str or value is None:
            model.host_name = value
        elif value is not UNSET:
            raise cls.wrong("hostName", "a string", value)
        else:
            model.host_name = UNSET
        value = get("eventHubName", UNSET)
        if type(value) is str or value is None:
            model.event_hub_name = value
        elif value is not UNSET:
            raise cls.wrong("eventHubName", "a string", value)
        else:
            model.event_hub_name = UNSET
        value = get("queueName", UNSET)
        if type(value) is str or value is None:
            model.queue_name = value
        elif value is not UNSET:
            raise cls.wrong("queueName", "a string", value)
        else:
            model.queue_name = UNSET
        value = get("topicName", UNSET)
        if type(value) is str or value is None:
            model.topic_name = value
        elif value is not UNSET:
            raise cls.wrong("topicName", "a string", value)
        else:
            model.topic_name = UNSET
        value = get("value", UNSET)
        if type(value) is str or value is None:
            model.value = value
        elif value is not UNSET:
            raise cls.wrong("value", "a string", value)
        else:
            model.value = UNSET
        value = get("tokenUrl", UNSET)
        if type(value) is str or value is None:
            model.token_url = value
        elif value is not UNSET:
            raise cls.wrong("tokenUrl", "a string", value)
        else:
            model.token_url = UNSET
        value = get("audience", UNSET)
        if type(value) is str or value is None:
            model.audience = value
        elif value is not UNSET:
            raise cls.wrong("audience", "a string", value)
        else:
            model.audience = UNSET
        value = get("scope", UNSET)
        if type(value) is str or value is None:
            model.scope = value
        elif value is not UNSET:
            raise cls.wrong("scope", "a string", value)
        else:
            model.scope = UNSET
        value = get("requestType", UNSET)
        model.request_type = UNSET if value is UNSET else member("requestType", _decode_request_type, value)
        return model
