# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobDeviceStatus: How far a job has come on one device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import ABSENT, Model, given_str, new

__all__ = ["JobDeviceStatus"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class JobDeviceStatus(Model):
    """How far a job has come on one device.

    Attributes:
        id: Id of the device.
        status: State of the job on the device: `pending`, `completed` or `failed`; others are possible.
    """

    id: str = field(default=ABSENT, converter=given_str)
    status: str = field(default=ABSENT, converter=given_str)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "status": "status",
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
        value = get("status")
        if type(value) is str:
            model.status = value
        elif value is not None:
            raise cls.wrong("status", "a string", value)
        return model
