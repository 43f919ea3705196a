# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceRelationshipPatch: Changes to `DeviceRelationship`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceRelationshipPatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceRelationshipPatch(Model):
    """Changes to `DeviceRelationship`: absent members stay as they are, null clears a member.

    Attributes:
        source: Id of the parent device, normally the gateway; it is the device named in the request path.
        target: Id of the child device that is reached through the parent.
    """

    source: str | None | Unset = UNSET
    target: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
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
        value = get("source", UNSET)
        if type(value) is str or value is None:
            model.source = value
        elif value is not UNSET:
            raise cls.wrong("source", "a string", value)
        else:
            model.source = UNSET
        value = get("target", UNSET)
        if type(value) is str or value is None:
            model.target = value
        elif value is not UNSET:
            raise cls.wrong("target", "a string", value)
        else:
            model.target = UNSET
        return model
