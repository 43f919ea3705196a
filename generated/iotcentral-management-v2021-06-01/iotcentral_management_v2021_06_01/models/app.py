# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""App: An IoT Central application as an Azure resource: where it is, what plan it is on, and under which subdomain it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import member, text, to_map, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .app_properties import AppProperties
from .app_sku_info import AppSkuInfo
from .system_assigned_service_identity import SystemAssignedServiceIdentity

__all__ = ["App"]

_decode_tags = to_map(text)


@define(kw_only=True, eq=False, repr=False)
class App(Model):
    """An IoT Central application as an Azure resource: where it is, what plan it is on, and under which subdomain
    it answers.

    Attributes:
        id: Path of the resource, which names its subscription, resource group, type and name. Upper and lower case
            are the same in it. Read-only.
        name: Name of the resource, taken from the path; 3 to 100 letters, digits and hyphens. Matches
            `^(?![0-9]+$)(?!-)[a-zA-Z0-9-]{2,99}[a-zA-Z0-9]$`. Read-only.
        type: Type of the resource, `Microsoft.IoTCentral/IoTApps`. Compare it without regard to case: paths say
            `iotApps`. Read-only.
        location: Azure region that the resource is in, such as `westeurope`; older applications are in a geography,
            such as `europe`. It cannot be changed later.
        tags: Names and values of one's own by which resources are found and billed.
        properties: What IoT Central itself knows of the application. What is left out is filled in on creation.
        sku: The pricing plan of the application.
        identity: The identity with which the application reaches other Azure resources. Only applications that were
            created in a region, as all new ones are, can have one.
    """

    id: str | Unset = field(default=UNSET, init=False)
    name: str | Unset = field(default=UNSET, init=False)
    type: str | Unset = field(default=UNSET, init=False)
    location: str
    tags: dict[str, str] | Unset = UNSET
    properties: AppProperties | Unset = UNSET
    sku: AppSkuInfo
    identity: SystemAssignedServiceIdentity | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "name": "name",
        "type": "type",
        "location": "location",
        "tags": "tags",
        "properties": "properties",
        "sku": "sku",
        "identity": "identity",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id", "name", "type"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("name", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("name", "a string", value)
        model.name = value
        value = get("type", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("type", "a string", value)
        model.type = value
        value = get("location", UNSET)
        if type(value) is not str:
            raise cls.wrong("location", "a string", value)
        model.location = value
        value = get("tags", UNSET)
        model.tags = value if value is UNSET else member("tags", _decode_tags, value)
        value = get("properties", UNSET)
        model.properties = value if value is UNSET else member("properties", AppProperties.decode, value)
        model.sku = member("sku", AppSkuInfo.decode, get("sku", UNSET))
        value = get("identity", UNSET)
        model.identity = value if value is UNSET else member("identity", SystemAssignedServiceIdentity.decode, value)
        return model
