# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BookPage: One page of books."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .book import Book

__all__ = ["BookPage"]

_decode_books = to_list(Book.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class BookPage(Model):
    """One page of books.

    Attributes:
        books: The books of this page.
        next: URL of the next page.
    """

    books: list[Book]
    next: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "books": "books",
        "@next": "next",
    }
    _free_form: ClassVar[tuple[str, ...]] = (
        "books",
        "predecessor",
        "remark",
        "sequels",
    )

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        model.books = member("books", _decode_books, get("books", UNSET))
        value = get("@next", UNSET)
        if type(value) is str or value is None:
            model.next = value
        elif value is not UNSET:
            raise cls.wrong("@next", "a string", value)
        else:
            model.next = UNSET
        return model
