# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceRelationshipContent: What a request says of a relationship: to which device it leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceRelationshipContent"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        else:
            model.id = UNSET
        value = get("target", UNSET)
        if type(value) is str:
            model.target = value
        else:
            raise cls.wrong("target", "a string", value)
        return model
