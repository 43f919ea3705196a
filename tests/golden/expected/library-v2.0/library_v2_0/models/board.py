# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Board: A board of a shelf."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, texts, to_map, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .board_supports_item import BoardSupportsItem

if TYPE_CHECKING:
    from .shelf import Shelf

__all__ = ["Board"]

_decode_supports = to_map(BoardSupportsItem.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Board(Model):
    """A board of a shelf.

    Attributes:
        height: Height in cm.
        properties: What it is made of, as in \"\"\"oak\"\"\".
        supports: What holds it, by side; "left" or "right".
        shelf: Shelf that it belongs to.
    """

    height: float
    properties: list[str] | Unset = UNSET
    supports: dict[str, BoardSupportsItem] | Unset = UNSET
    shelf: Shelf | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "height": "height",
        "properties": "properties",
        "supports": "supports",
        "shelf": "shelf",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        from .shelf import Shelf

        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("height", UNSET)
        if type(value) is int or type(value) is float:
            model.height = value
        else:
            raise cls.wrong("height", "a number", value)
        value = get("properties")
        if only_texts(value):
            model.properties = value
        elif value is not None:
            model.properties = member("properties", texts, value)
        else:
            model.properties = UNSET
        value = get("supports")
        model.supports = UNSET if value is None else member("supports", _decode_supports, value)
        value = get("shelf")
        model.shelf = UNSET if value is None else member("shelf", Shelf.decode, value)
        return model
