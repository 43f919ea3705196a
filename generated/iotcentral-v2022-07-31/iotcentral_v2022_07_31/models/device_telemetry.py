# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceTelemetry: The last value that a device sent for one telemetry, together with the time it was sent."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import member, to_datetime, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceTelemetry"]


@define(kw_only=True, eq=False, repr=False)
class DeviceTelemetry(Model):
    """The last value that a device sent for one telemetry, together with the time it was sent.

    Attributes:
        value: Last value received, any JSON value; an object when the telemetry has an object schema.
        timestamp: Time of the value in UTC, with up to seven fraction digits.
    """

    value: Any = UNSET
    timestamp: datetime.datetime | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "value": "value",
        "timestamp": "timestamp",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        model.value = get("value", UNSET)
        value = get("timestamp", UNSET)
        model.timestamp = value if value is UNSET else member("timestamp", to_datetime, value)
        return model
