# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Titles: One page of titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .title import Title

__all__ = ["Titles"]

_decode_books = to_list(Title.decode)


@define(kw_only=True, eq=False, repr=False)
class Titles(Model):
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

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("books", UNSET)
        model.books = value if value is UNSET else member("books", _decode_books, value)
        value = get("@next", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("@next", "a string", value)
        model.next = value
        return model
