# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Shelf: A shelf."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    from .board import Board

__all__ = ["Shelf"]


@define(kw_only=True, eq=False, repr=False)
class Shelf(Model):
    """A shelf.

    Attributes:
        name: Letter of the shelf.
        boards: Its boards, from the top.
    """

    name: str
    boards: list[Board] | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "boards": "boards",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        from .board import Board

        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("name", UNSET)
        if type(value) is not str:
            raise cls.wrong("name", "a string", value)
        model.name = value
        value = get("boards", UNSET)
        model.boards = value if value is UNSET else member("boards", to_list(Board.decode), value)
        return model
