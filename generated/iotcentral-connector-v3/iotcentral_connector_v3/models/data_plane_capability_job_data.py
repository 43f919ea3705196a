# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneCapabilityJobData: Members shared by the kinds of job data that act on one capability of a device template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["DataPlaneCapabilityJobData"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataPlaneCapabilityJobData(Model):
    """Members shared by the kinds of job data that act on one capability of a device template.

    Attributes:
        target: Id of the device template that has the capability, for example `dtmi:contoso:Thermostat;1`.
        path: Name of the capability; one inside a component is written as `component.capability`.
        value: Value to write, or the payload of the command; null is allowed, for example for a command without
            payload.
    """

    target: str
    path: str
    value: Any = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "target": "target",
        "path": "path",
        "value": "value",
    }
    _free_form: ClassVar[tuple[str, ...]] = ("value",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("target", UNSET)
        if type(value) is str:
            model.target = value
        else:
            raise cls.wrong("target", "a string", value)
        value = get("path", UNSET)
        if type(value) is str:
            model.path = value
        else:
            raise cls.wrong("path", "a string", value)
        model.value = get("value", UNSET)
        return model
