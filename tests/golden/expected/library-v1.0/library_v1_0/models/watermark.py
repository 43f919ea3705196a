# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Watermark: A visible mark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .protection import Protection

__all__ = ["Watermark"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Watermark(Protection):
    """A visible mark.

    Attributes:
        scheme: Name of the means.
        text: What is printed on each page.
    """

    scheme: str = field(default="watermark", init=False)
    text: str

    _members: ClassVar[Mapping[str, str]] = {
        "scheme": "scheme",
        "text": "text",
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
        value = get("scheme", UNSET)
        if value == "watermark":
            model.scheme = value
        else:
            raise cls.wrong("scheme", '"watermark"', value)
        value = get("text", UNSET)
        if type(value) is str:
            model.text = value
        else:
            raise cls.wrong("text", "a string", value)
        return model
