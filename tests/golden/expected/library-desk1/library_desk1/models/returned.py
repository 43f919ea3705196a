# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Returned: A book that came back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["Returned"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Returned(Model):
    """A book that came back.

    Attributes:
        isbn: ISBN of the book.
    """

    isbn: str

    _members: ClassVar[Mapping[str, str]] = {
        "isbn": "isbn",
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
        value = get("isbn", UNSET)
        if type(value) is str:
            model.isbn = value
        else:
            raise cls.wrong("isbn", "a string", value)
        return model
