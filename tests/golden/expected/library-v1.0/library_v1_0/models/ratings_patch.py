# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RatingsPatch: Changes to `Ratings`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, optional, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["RatingsPatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class RatingsPatch(Model):
    """Changes to `Ratings`: absent members stay as they are, null clears a member.

    Attributes:
        average: Mean of all stars.
    """

    average: float | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "average": "average",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = {
            key: member(key, optional(integer), value) for key, value in data.items() if key not in cls._members
        }
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("average", UNSET)
        if type(value) is int or type(value) is float or value is None:
            model.average = value
        elif value is not UNSET:
            raise cls.wrong("average", "a number", value)
        else:
            model.average = UNSET
        return model
