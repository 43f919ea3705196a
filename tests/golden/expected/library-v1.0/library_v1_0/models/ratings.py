# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Ratings: Number of ratings by their name, and the average."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .ratings_patch import RatingsPatch

__all__ = ["Ratings"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Ratings(Model):
    """Number of ratings by their name, and the average.

    Attributes:
        average: Mean of all stars.
    """

    average: float | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "average": "average",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[RatingsPatch]:
        """Return the class of the merge patches of this model."""
        from .ratings_patch import RatingsPatch

        return RatingsPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = {key: member(key, integer, value) for key, value in data.items() if key not in cls._members}
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("average")
        if type(value) is int or type(value) is float:
            model.average = value
        elif value is not None:
            raise cls.wrong("average", "a number", value)
        else:
            model.average = UNSET
        return model
