# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobDeviceStatusCollection: One page of the states of a job on its devices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.containers import CollectionModel
from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .job_device_status import JobDeviceStatus

__all__ = ["JobDeviceStatusCollection"]

_decode_value = to_list(JobDeviceStatus.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class JobDeviceStatusCollection(CollectionModel[JobDeviceStatus]):
    """One page of the states of a job on its devices.

    Attributes:
        value: States of this page.
        next_link: Absolute URL of the next page, to be requested as it stands. Absent on the last page.
    """

    value: list[JobDeviceStatus]
    next_link: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "value": "value",
        "nextLink": "next_link",
    }
    _items: ClassVar[str] = "value"

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        model.value = member("value", _decode_value, get("value", UNSET))
        value = get("nextLink")
        if type(value) is str:
            model.next_link = value
        elif value is not None:
            raise cls.wrong("nextLink", "a string", value)
        else:
            model.next_link = UNSET
        return model
