# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ChartFormatConfiguration: Choice of the axes and the legend that a chart tile shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["ChartFormatConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ChartFormatConfiguration(Model):
    """Choice of the axes and the legend that a chart tile shows.

    Attributes:
        x_axis_enabled: Whether the horizontal axis is drawn; true by default. Default: `true`.
        y_axis_enabled: Whether the vertical axis is drawn; true by default. Default: `true`.
        legend_enabled: Whether the legend of the chart is drawn; true by default. Default: `true`.
    """

    x_axis_enabled: bool | Unset = UNSET
    y_axis_enabled: bool | Unset = UNSET
    legend_enabled: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "xAxisEnabled": "x_axis_enabled",
        "yAxisEnabled": "y_axis_enabled",
        "legendEnabled": "legend_enabled",
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
        value = get("xAxisEnabled")
        if type(value) is bool:
            model.x_axis_enabled = value
        elif value is not None:
            raise cls.wrong("xAxisEnabled", "true or false", value)
        else:
            model.x_axis_enabled = UNSET
        value = get("yAxisEnabled")
        if type(value) is bool:
            model.y_axis_enabled = value
        elif value is not None:
            raise cls.wrong("yAxisEnabled", "true or false", value)
        else:
            model.y_axis_enabled = UNSET
        value = get("legendEnabled")
        if type(value) is bool:
            model.legend_enabled = value
        elif value is not None:
            raise cls.wrong("legendEnabled", "true or false", value)
        else:
            model.legend_enabled = UNSET
        return model
