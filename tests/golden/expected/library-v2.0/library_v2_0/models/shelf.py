# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Shelf: A shelf."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    from .board import Board

__all__ = ["Shelf"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("name", UNSET)
        if type(value) is str:
            model.name = value
        else:
            raise cls.wrong("name", "a string", value)
        value = get("boards")
        model.boards = UNSET if value is None else member("boards", to_list(Board.decode), value)
        return model
