# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Review: What one reader wrote."""

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

    from .review_patch import ReviewPatch

__all__ = ["Review"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Review(Model):
    """What one reader wrote.

    Attributes:
        text: The words.
        stars: From one to five. 1 to 5. Default: `3`.
    """

    text: str
    stars: int | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "text": "text",
        "stars": "stars",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[ReviewPatch]:
        """Return the class of the merge patches of this model."""
        from .review_patch import ReviewPatch

        return ReviewPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("text", UNSET)
        if type(value) is str:
            model.text = value
        else:
            raise cls.wrong("text", "a string", value)
        value = get("stars")
        if type(value) is int:
            model.stars = value
        elif value is not None:
            model.stars = member("stars", integer, value)
        else:
            model.stars = UNSET
        return model
