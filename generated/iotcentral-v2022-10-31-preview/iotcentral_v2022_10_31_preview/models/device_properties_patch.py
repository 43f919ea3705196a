# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DevicePropertiesPatch: Changes to `DeviceProperties`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new

__all__ = ["DevicePropertiesPatch"]


@define(kw_only=True, eq=False, repr=False)
class DevicePropertiesPatch(Model):
    """Changes to `DeviceProperties`: absent members stay as they are, null clears a member."""

    _members: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        return model
