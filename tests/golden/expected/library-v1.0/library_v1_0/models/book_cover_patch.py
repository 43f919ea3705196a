# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BookCoverPatch: Changes to `BookCover`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .book_cover_size_patch import BookCoverSizePatch

__all__ = ["BookCoverPatch"]

_decode_size = optional(BookCoverSizePatch.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class BookCoverPatch(Model):
    """Changes to `BookCover`: absent members stay as they are, null clears a member.

    Attributes:
        colour: Main colour.
        size: Size in cm.
    """

    colour: str | None | Unset = UNSET
    size: BookCoverSizePatch | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "colour": "colour",
        "size": "size",
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
        value = get("colour", UNSET)
        if type(value) is str or value is None:
            model.colour = value
        elif value is not UNSET:
            raise cls.wrong("colour", "a string", value)
        else:
            model.colour = UNSET
        value = get("size", UNSET)
        model.size = UNSET if value is UNSET else member("size", _decode_size, value)
        return model
