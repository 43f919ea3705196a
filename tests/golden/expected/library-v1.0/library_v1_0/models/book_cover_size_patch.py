# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BookCoverSizePatch: Changes to `BookCoverSize`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["BookCoverSizePatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class BookCoverSizePatch(Model):
    """Changes to `BookCoverSize`: absent members stay as they are, null clears a member.

    Attributes:
        width: From left to right.
        height: From bottom to top.
    """

    width: float | None | Unset = UNSET
    height: float | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "width": "width",
        "height": "height",
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
        value = get("width", UNSET)
        if type(value) is int or type(value) is float or value is None:
            model.width = value
        elif value is not UNSET:
            raise cls.wrong("width", "a number", value)
        else:
            model.width = UNSET
        value = get("height", UNSET)
        if type(value) is int or type(value) is float or value is None:
            model.height = value
        elif value is not UNSET:
            raise cls.wrong("height", "a number", value)
        else:
            model.height = UNSET
        return model
