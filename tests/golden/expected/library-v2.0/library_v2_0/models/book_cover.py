# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BookCover: What it looks like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .book_cover_size import BookCoverSize

if TYPE_CHECKING:
    import builtins

    from .book_cover_patch import BookCoverPatch

__all__ = ["BookCover"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class BookCover(Model):
    """What it looks like.

    Attributes:
        colour: Main colour.
        size: Size in cm.
    """

    colour: str | None | Unset = UNSET
    size: BookCoverSize | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "colour": "colour",
        "size": "size",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[BookCoverPatch]:
        """Return the class of the merge patches of this model."""
        from .book_cover_patch import BookCoverPatch

        return BookCoverPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("colour", UNSET)
        if type(value) is str or value is None:
            model.colour = value
        elif value is not UNSET:
            raise cls.wrong("colour", "a string", value)
        else:
            model.colour = UNSET
        value = get("size")
        model.size = UNSET if value is None else member("size", BookCoverSize.decode, value)
        return model
