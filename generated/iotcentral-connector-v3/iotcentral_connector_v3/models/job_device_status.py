# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobDeviceStatus: How far a job has come on one device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["JobDeviceStatus"]


@define(kw_only=True, eq=False, repr=False)
class JobDeviceStatus(Model):
    """How far a job has come on one device.

    Attributes:
        id: Id of the device.
        status: State of the job on the device: `pending`, `completed` or `failed`; others are possible.
    """

    id: str | Unset = UNSET
    status: str | Unset = UNSET

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
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("status", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("status", "a string", value)
        model.status = value
        return model
