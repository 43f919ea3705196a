# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""WebhookV1DestinationAuth: Authorization for calls to a webhook, by a fixed header value or by OAuth 2.0."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, Variants, new
from iotcentral._core.types import UNSET

__all__ = ["UnknownWebhookV1DestinationAuth", "WebhookV1DestinationAuth"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class WebhookV1DestinationAuth(Model):
    """Authorization for calls to a webhook, by a fixed header value or by OAuth 2.0.

    One of several kinds, told apart by `type`: `WebhookV1DestinationHeaderAuth`, `WebhookV1DestinationOAuthAuth`;
    `UnknownWebhookV1DestinationAuth` stands for a kind that this package does not know.

    Attributes:
        type: Selects how to authorize: `header` or `oauth`, which decides the other members.
    """

    type: str = field(default="", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        tag = data.get("type", UNSET)
        if type(tag) is not str:
            raise cls.wrong("type", "a string", tag)
        variant: Self = _VARIANTS[tag](data)
        return variant


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class UnknownWebhookV1DestinationAuth(WebhookV1DestinationAuth):
    """A `WebhookV1DestinationAuth` of a kind that this package does not know; its content is kept as it came.

    Attributes:
        type: The kind.
    """

    type: str

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
        if type(value) is str:
            model.type = value
        else:
            raise cls.wrong("type", "a string", value)
        return model


_VARIANTS = Variants(
    __name__,
    {
        "header": ".webhook_v1_destination_header_auth:WebhookV1DestinationHeaderAuth",
        "oauth": ".webhook_v1_destination_o_auth_auth:WebhookV1DestinationOAuthAuth",
    },
    unknown=".webhook_v1_destination_auth:UnknownWebhookV1DestinationAuth",
)
