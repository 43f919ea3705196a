# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Loan: A book that a reader has."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, to_date, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["Loan"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Loan(Model):
    """A book that a reader has.

    Attributes:
        isbn: ISBN of the book.
        reader: Number of the reader.
        state: Where the loan stands. Known values: see `LoanState`.
        due: Last day. Read-only.
    """

    isbn: str
    reader: int
    state: str
    due: datetime.date | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "isbn": "isbn",
        "reader": "reader",
        "state": "state",
        "due": "due",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"due"})

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
        value = get("reader", UNSET)
        if type(value) is int:
            model.reader = value
        else:
            model.reader = member("reader", integer, value)
        value = get("state", UNSET)
        if type(value) is str:
            model.state = value
        else:
            raise cls.wrong("state", "a string", value)
        value = get("due")
        model.due = UNSET if value is None else member("due", to_date, value)
        return model
