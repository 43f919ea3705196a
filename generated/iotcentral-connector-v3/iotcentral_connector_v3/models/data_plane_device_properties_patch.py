# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneDevicePropertiesPatch: Changes to `DeviceProperties`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.containers import MapModel
from iotcentral._core.decoding import wrong
from iotcentral._core.model import new

__all__ = ["DataPlaneDevicePropertiesPatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataPlaneDevicePropertiesPatch(MapModel[Any]):
    """Changes to `DeviceProperties`: absent members stay as they are, null clears a member."""

    _members: ClassVar[Mapping[str, str]] = {}
    _free_form: ClassVar[tuple[str, ...]] = ("",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        return model
