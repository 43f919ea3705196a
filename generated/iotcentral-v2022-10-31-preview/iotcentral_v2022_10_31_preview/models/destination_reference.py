# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DestinationReference: Names a destination within an export, and says how messages are reshaped for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DestinationReference"]


@define(kw_only=True, eq=False, repr=False)
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
        value = get("id", UNSET)
        if type(value) is not str:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("transform", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("transform", "a string", value)
        model.transform = value
        return model
