# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""QueryResponse: The rows found by a query; there is no paging."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import mapping, member, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["QueryResponse"]

_decode_results = to_list(mapping)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class QueryResponse(Model):
    """The rows found by a query; there is no paging.

    Attributes:
        results: One object per row, with a member for each selected item, named by its alias or else after the
            item; may be empty.
    """

    results: list[dict[str, Any]]

    _members: ClassVar[Mapping[str, str]] = {
        "results": "results",
    }
    _free_form: ClassVar[tuple[str, ...]] = ("results",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        model.results = member("results", _decode_results, get("results", UNSET))
        return model
