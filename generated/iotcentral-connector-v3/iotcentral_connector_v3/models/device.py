# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Device: A device with the names that the preview API had."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import ABSENT, Model, given_str, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["Device"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Device(Model):
    """A device with the names that the preview API had.

    Attributes:
        id: Id of the device, unique in the application. In a request it repeats the id of the path, or is left out.
        display_name: Name of the device that people see, at most 148 characters.
        instance_of: Id of the template that the device follows, now called `template`.
        simulated: Whether the application plays the device, which then sends made-up telemetry.
        approved: Whether the device may connect, now called `enabled`.
        provisioned: Whether the device has been provisioned. The service decides it, and passes over what a request
            says.
    """

    id: str = field(default=ABSENT, converter=given_str)
    display_name: str | Unset = UNSET
    instance_of: str | Unset = UNSET
    simulated: bool | Unset = UNSET
    approved: bool | Unset = UNSET
    provisioned: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "instanceOf": "instance_of",
        "simulated": "simulated",
        "approved": "approved",
        "provisioned": "provisioned",
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
        value = get("displayName")
        if type(value) is str:
            model.display_name = value
        elif value is not None:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("instanceOf")
        if type(value) is str:
            model.instance_of = value
        elif value is not None:
            raise cls.wrong("instanceOf", "a string", value)
        else:
            model.instance_of = UNSET
        value = get("simulated")
        if type(value) is bool:
            model.simulated = value
        elif value is not None:
            raise cls.wrong("simulated", "true or false", value)
        else:
            model.simulated = UNSET
        value = get("approved")
        if type(value) is bool:
            model.approved = value
        elif value is not None:
            raise cls.wrong("approved", "true or false", value)
        else:
            model.approved = UNSET
        value = get("provisioned")
        if type(value) is bool:
            model.provisioned = value
        elif value is not None:
            raise cls.wrong("provisioned", "true or false", value)
        else:
            model.provisioned = UNSET
        return model
