# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AnswersGetArrayResponseItem: One object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["AnswersGetArrayResponseItem"]


@define(kw_only=True, eq=False, repr=False)
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
        value = get("a", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("a", "a string", value)
        model.a = value
        return model
