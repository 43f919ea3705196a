# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Living: What all that lives has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["Living"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Living(Model):
    """What all that lives has.

    Attributes:
        name: Its name. 1 to 20 characters. Matches `^[a-z"\\\\]*$`.
    """

    name: str

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
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
        value = get("name", UNSET)
        if type(value) is str:
            model.name = value
        else:
            raise cls.wrong("name", "a string", value)
        return model
