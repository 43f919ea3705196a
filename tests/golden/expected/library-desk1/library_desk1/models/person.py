# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Person: Somebody at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["Person"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Person(Model):
    """Somebody at the desk.

    Attributes:
        name: What the person is called.
        heard_from: How the person heard of the library.
    """

    name: str | Unset = UNSET
    heard_from: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "heardFrom": "heard_from",
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
        value = get("name")
        if type(value) is str:
            model.name = value
        elif value is not None:
            raise cls.wrong("name", "a string", value)
        else:
            model.name = UNSET
        value = get("heardFrom")
        if type(value) is str:
            model.heard_from = value
        elif value is not None:
            raise cls.wrong("heardFrom", "a string", value)
        else:
            model.heard_from = UNSET
        return model
