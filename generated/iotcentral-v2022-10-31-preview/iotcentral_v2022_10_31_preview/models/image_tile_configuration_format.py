# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ImageTileConfigurationFormat: Colors, text and fit of the image tile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["ImageTileConfigurationFormat"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ImageTileConfigurationFormat(Model):
    """Colors, text and fit of the image tile.

    Attributes:
        background_color: Color behind the image in `#RRGGBB` form; white (`#FFFFFF`) by default. Default:
            `"#FFFFFF"`.
        fit_image: Whether the image is scaled to fit the tile; true by default. Default: `true`.
        text_color: Color of the title in `#RRGGBB` form; white (`#FFFFFF`) by default. Default: `"#FFFFFF"`.
        text_size: Size of the title text in `textSizeUnit`; 14 by default. Default: `14`.
        text_size_unit: Unit of `textSize`; pixels (`px`) by default. Default: `"px"`. Known values: see
            `ImageTileTextUnits`.
        show_title: Whether the display name of the tile is written on it.
    """

    background_color: str | Unset = UNSET
    fit_image: bool | Unset = UNSET
    text_color: str | Unset = UNSET
    text_size: float | Unset = UNSET
    text_size_unit: str | Unset = UNSET
    show_title: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "backgroundColor": "background_color",
        "fitImage": "fit_image",
        "textColor": "text_color",
        "textSize": "text_size",
        "textSizeUnit": "text_size_unit",
        "showTitle": "show_title",
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
        value = get("backgroundColor")
        if type(value) is str:
            model.background_color = value
        elif value is not None:
            raise cls.wrong("backgroundColor", "a string", value)
        else:
            model.background_color = UNSET
        value = get("fitImage")
        if type(value) is bool:
            model.fit_image = value
        elif value is not None:
            raise cls.wrong("fitImage", "true or false", value)
        else:
            model.fit_image = UNSET
        value = get("textColor")
        if type(value) is str:
            model.text_color = value
        elif value is not None:
            raise cls.wrong("textColor", "a string", value)
        else:
            model.text_color = UNSET
        value = get("textSize")
        if type(value) is int or type(value) is float:
            model.text_size = value
        elif value is not None:
            raise cls.wrong("textSize", "a number", value)
        else:
            model.text_size = UNSET
        value = get("textSizeUnit")
        if type(value) is str:
            model.text_size_unit = value
        elif value is not None:
            raise cls.wrong("textSizeUnit", "a string", value)
        else:
            model.text_size_unit = UNSET
        value = get("showTitle")
        if type(value) is bool:
            model.show_title = value
        elif value is not None:
            raise cls.wrong("showTitle", "true or false", value)
        else:
            model.show_title = UNSET
        return model
