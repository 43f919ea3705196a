# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""MapFormatConfiguration: Appearance of a map; holds nothing but the zoom level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["MapFormatConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("zoomLevel")
        if type(value) is int:
            model.zoom_level = value
        elif value is not None:
            model.zoom_level = member("zoomLevel", integer, value)
        else:
            model.zoom_level = UNSET
        return model
