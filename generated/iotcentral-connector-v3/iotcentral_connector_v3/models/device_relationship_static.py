# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceRelationshipStatic: A link from a parent device to one child device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceRelationshipStatic"]


@define(kw_only=True, eq=False, repr=False)
class DeviceRelationshipStatic(Model):
    """A link from a parent device to one child device.

    Attributes:
        id: Id of the relationship, unique among those of the parent.
        source: Id of the parent device, such as a gateway.
        target: Id of the child device, which is reached through the parent.
    """

    id: str | Unset = UNSET
    source: str | Unset = UNSET
    target: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "source": "source",
        "target": "target",
    }

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
        value = get("source", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("source", "a string", value)
        model.source = value
        value = get("target", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("target", "a string", value)
        model.target = value
        return model
