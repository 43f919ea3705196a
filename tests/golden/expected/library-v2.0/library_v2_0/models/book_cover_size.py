# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BookCoverSize: Size in cm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .book_cover_size_patch import BookCoverSizePatch

__all__ = ["BookCoverSize"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class BookCoverSize(Model):
    """Size in cm.

    Attributes:
        width: From left to right.
        height: From bottom to top.
    """

    width: float
    height: float | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "width": "width",
        "height": "height",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[BookCoverSizePatch]:
        """Return the class of the merge patches of this model."""
        from .book_cover_size_patch import BookCoverSizePatch

        return BookCoverSizePatch

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
        if type(value) is int or type(value) is float:
            model.width = value
        else:
            raise cls.wrong("width", "a number", value)
        value = get("height")
        if type(value) is int or type(value) is float:
            model.height = value
        elif value is not None:
            raise cls.wrong("height", "a number", value)
        else:
            model.height = UNSET
        return model
