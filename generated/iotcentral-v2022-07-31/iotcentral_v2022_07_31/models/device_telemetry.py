# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceTelemetry: The last value that a device sent for one telemetry, together with the time it was sent."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self, cast

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_datetime, wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceTelemetry"]


def _given_timestamp(value: datetime.datetime | Unset) -> datetime.datetime:
    return cast("datetime.datetime", value)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceTelemetry(Model):
    """The last value that a device sent for one telemetry, together with the time it was sent.

    Attributes:
        value: Last value received, any JSON value; an object when the telemetry has an object schema.
        timestamp: Time of the value in UTC, with up to seven fraction digits.
    """

    value: Any = UNSET
    timestamp: datetime.datetime = field(default=ABSENT, converter=_given_timestamp)

    _members: ClassVar[Mapping[str, str]] = {
        "value": "value",
        "timestamp": "timestamp",
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
        model.value = get("value", UNSET)
        value = get("timestamp")
        if value is not None:
            model.timestamp = member("timestamp", to_datetime, value)
        return model
