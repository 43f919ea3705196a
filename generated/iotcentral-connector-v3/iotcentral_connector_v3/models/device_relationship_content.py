# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceRelationshipContent: What a request says of a relationship: to which device it leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceRelationshipContent"]


@define(kw_only=True, eq=False, repr=False)
class DeviceRelationshipContent(Model):
    """What a request says of a relationship: to which device it leads.

    Attributes:
        id: Id of the relationship; it repeats the id of the path, or is left out.
        target: Id of the child device, which is reached through the device of the path.
    """

    id: str | Unset = UNSET
    target: str

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
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
        value = get("target", UNSET)
        if type(value) is not str:
            raise cls.wrong("target", "a string", value)
        model.target = value
        return model
