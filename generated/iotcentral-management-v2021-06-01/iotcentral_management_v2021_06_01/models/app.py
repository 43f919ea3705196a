# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""App: An IoT Central application as an Azure resource: where it is, what plan it is on, and under which subdomain it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, text, to_map, wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

from .app_properties import AppProperties
from .app_sku_info import AppSkuInfo
from .system_assigned_service_identity import SystemAssignedServiceIdentity

__all__ = ["App"]

_decode_tags = to_map(text)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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

    id: str = field(default=ABSENT, init=False)
    name: str = field(default=ABSENT, init=False)
    type: str = field(default=ABSENT, init=False)
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
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        value = get("name")
        if type(value) is str:
            model.name = value
        elif value is not None:
            raise cls.wrong("name", "a string", value)
        value = get("type")
        if type(value) is str:
            model.type = value
        elif value is not None:
            raise cls.wrong("type", "a string", value)
        value = get("location", UNSET)
        if type(value) is str:
            model.location = value
        else:
            raise cls.wrong("location", "a string", value)
        value = get("tags")
        model.tags = UNSET if value is None else member("tags", _decode_tags, value)
        value = get("properties")
        model.properties = UNSET if value is None else member("properties", AppProperties.decode, value)
        model.sku = member("sku", AppSkuInfo.decode, get("sku", UNSET))
        value = get("identity")
        model.identity = UNSET if value is None else member("identity", SystemAssignedServiceIdentity.decode, value)
        return model
