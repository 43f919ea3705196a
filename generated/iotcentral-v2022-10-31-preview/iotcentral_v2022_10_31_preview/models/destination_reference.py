# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DestinationReference: Names a destination within an export, and says how messages are reshaped for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DestinationReference"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DestinationReference(Model):
    """Names a destination within an export, and says how messages are reshaped for it.

    Attributes:
        id: Id of an existing destination that receives the exported data.
        transform: A jq program that turns each message into the form this destination wants; absent means the
            default message form.
    """

    id: str
    transform: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "transform": "transform",
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
        value = get("id", UNSET)
        if type(value) is str:
            model.id = value
        else:
            raise cls.wrong("id", "a string", value)
        value = get("transform")
        if type(value) is str:
            model.transform = value
        elif value is not None:
            raise cls.wrong("transform", "a string", value)
        else:
            model.transform = UNSET
        return model
