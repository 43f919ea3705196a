# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""LoanQuery: Conditions that all have to be met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["LoanQuery"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class LoanQuery(Model):
    """Conditions that all have to be met.

    Attributes:
        states: States of the loans. Known values: see `LoanState`.
    """

    states: list[str] | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "states": "states",
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
        value = get("states")
        if only_texts(value):
            model.states = value
        elif value is not None:
            model.states = member("states", texts, value)
        else:
            model.states = UNSET
        return model
