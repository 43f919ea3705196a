# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AppPatch: What to change of an application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, text, to_map, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .app_properties import AppProperties
from .app_sku_info import AppSkuInfo
from .system_assigned_service_identity import SystemAssignedServiceIdentity

__all__ = ["AppPatch"]

_decode_tags = to_map(text)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class AppPatch(Model):
    """What to change of an application. What is left out stays as it is.

    Attributes:
        tags: All tags that the application is to have, instead of those that it has.
        sku: The pricing plan to move to.
        properties: What to change of the display name and the subdomain; the template stays.
        identity: Whether the application is to have an identity. Only applications that were created in a region
            can have one.
    """

    tags: dict[str, str] | Unset = UNSET
    sku: AppSkuInfo | Unset = UNSET
    properties: AppProperties | Unset = UNSET
    identity: SystemAssignedServiceIdentity | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "tags": "tags",
        "sku": "sku",
        "properties": "properties",
        "identity": "identity",
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
        value = get("tags")
        model.tags = UNSET if value is None else member("tags", _decode_tags, value)
        value = get("sku")
        model.sku = UNSET if value is None else member("sku", AppSkuInfo.decode, value)
        value = get("properties")
        model.properties = UNSET if value is None else member("properties", AppProperties.decode, value)
        value = get("identity")
        model.identity = UNSET if value is None else member("identity", SystemAssignedServiceIdentity.decode, value)
        return model
