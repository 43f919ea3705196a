# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""LoanRows: One page of rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, sequence, texts, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["LoanRows"]

_decode_rows = to_list(sequence)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class LoanRows(Model):
    """One page of rows.

    Attributes:
        columns: What the values are.
        rows: Values, by row and column.
        next_link: URL of the next page.
    """

    columns: list[str] | Unset = UNSET
    rows: list[list[Any]]
    next_link: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "columns": "columns",
        "rows": "rows",
        "nextLink": "next_link",
    }
    _free_form: ClassVar[tuple[str, ...]] = ("rows",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("columns")
        if only_texts(value):
            model.columns = value
        elif value is not None:
            model.columns = member("columns", texts, value)
        else:
            model.columns = UNSET
        model.rows = member("rows", _decode_rows, get("rows", UNSET))
        value = get("nextLink")
        if type(value) is str:
            model.next_link = value
        elif value is not None:
            raise cls.wrong("nextLink", "a string", value)
        else:
            model.next_link = UNSET
        return model
