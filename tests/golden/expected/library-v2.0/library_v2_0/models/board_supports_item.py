# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BoardSupportsItem: What holds it, by side; "left" or "right"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["BoardSupportsItem"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class BoardSupportsItem(Model):
    """What holds it, by side; "left" or "right".

    Attributes:
        screws: Number of screws.
    """

    screws: int

    _members: ClassVar[Mapping[str, str]] = {
        "screws": "screws",
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
        value = get("screws", UNSET)
        if type(value) is int:
            model.screws = value
        else:
            model.screws = member("screws", integer, value)
        return model
