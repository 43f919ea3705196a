# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""WebhookV1DestinationHeaderAuth: Authorizes webhook calls with a fixed value in the `Authorization` header."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .webhook_v1_destination_auth import WebhookV1DestinationAuth

__all__ = ["WebhookV1DestinationHeaderAuth"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class WebhookV1DestinationHeaderAuth(WebhookV1DestinationAuth):
    """Authorizes webhook calls with a fixed value in the `Authorization` header.

    Attributes:
        type: Selects how to authorize: `header` or `oauth`, which decides the other members.
        value: Complete value of the `Authorization` header, including its scheme word.
    """

    type: str = field(default="header", init=False)
    value: str

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "value": "value",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"value"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("type", UNSET)
        if value == "header":
            model.type = value
        else:
            raise cls.wrong("type", '"header"', value)
        value = get("value", UNSET)
        if type(value) is str:
            model.value = value
        else:
            raise cls.wrong("value", "a string", value)
        return model
