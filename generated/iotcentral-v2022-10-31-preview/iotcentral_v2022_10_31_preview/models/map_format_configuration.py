# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""MapFormatConfiguration: Appearance of a map; holds nothing but the zoom level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["MapFormatConfiguration"]


@define(kw_only=True, eq=False, repr=False)
class MapFormatConfiguration(Model):
    """Appearance of a map; holds nothing but the zoom level.

    Attributes:
        zoom_level: Zoom level at which the map opens; 3 by default. Default: `3`.
    """

    zoom_level: int | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "zoomLevel": "zoom_level",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("zoomLevel", UNSET)
        if type(value) is not int and value is not UNSET:
            value = member("zoomLevel", integer, value)
        model.zoom_level = value
        return model
