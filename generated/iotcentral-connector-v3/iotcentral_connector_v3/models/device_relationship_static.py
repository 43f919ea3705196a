# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceRelationshipStatic: A link from a parent device to one child device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceRelationshipStatic"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        else:
            model.id = UNSET
        value = get("source")
        if type(value) is str:
            model.source = value
        elif value is not None:
            raise cls.wrong("source", "a string", value)
        else:
            model.source = UNSET
        value = get("target")
        if type(value) is str:
            model.target = value
        elif value is not None:
            raise cls.wrong("target", "a string", value)
        else:
            model.target = UNSET
        return model
