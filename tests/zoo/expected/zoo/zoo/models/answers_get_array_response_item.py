# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AnswersGetArrayResponseItem: One object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["AnswersGetArrayResponseItem"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class AnswersGetArrayResponseItem(Model):
    """One object.

    Attributes:
        a: A text.
    """

    a: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "a": "a",
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
        value = get("a")
        if type(value) is str:
            model.a = value
        elif value is not None:
            raise cls.wrong("a", "a string", value)
        else:
            model.a = UNSET
        return model
