# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Titles: One page of titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.containers import CollectionModel
from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .title import Title

__all__ = ["Titles"]

_decode_books = to_list(Title.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Titles(CollectionModel[Title]):
    """One page of titles.

    Attributes:
        books: The books.
        next: URL of the next page.
    """

    books: list[Title] | Unset = UNSET
    next: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "books": "books",
        "@next": "next",
    }
    _items: ClassVar[str] = "books"

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("books")
        model.books = UNSET if value is None else member("books", _decode_books, value)
        value = get("@next")
        if type(value) is str:
            model.next = value
        elif value is not None:
            raise cls.wrong("@next", "a string", value)
        else:
            model.next = UNSET
        return model
