# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""WebhookV1DestinationOAuthAuth: Authorizes webhook calls with an access token obtained through the OAuth 2.0 client credentials flow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import member, to_enum, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .o_auth_request_type import OAuthRequestType
from .webhook_v1_destination_auth import WebhookV1DestinationAuth

__all__ = ["WebhookV1DestinationOAuthAuth"]

_decode_request_type = to_enum(OAuthRequestType)


@define(kw_only=True, eq=False, repr=False)
class WebhookV1DestinationOAuthAuth(WebhookV1DestinationAuth):
    """Authorizes webhook calls with an access token obtained through the OAuth 2.0 client credentials flow.

    Attributes:
        type: Selects how to authorize: `header` or `oauth`, which decides the other members.
        token_url: URL of the token endpoint from which access tokens are requested.
        client_id: Client id that the service presents to the token endpoint.
        client_secret: Client secret for the token endpoint; masked as `*****` on read.
        audience: Audience for which the access token is requested; optional.
        scope: Scope for which the access token is requested; optional.
        request_type: How the body of the token request is encoded.
    """

    type: str = field(default="oauth", init=False)
    token_url: str
    client_id: str
    client_secret: str
    audience: str | Unset = UNSET
    scope: str | Unset = UNSET
    request_type: OAuthRequestType | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "tokenUrl": "token_url",
        "clientId": "client_id",
        "clientSecret": "client_secret",
        "audience": "audience",
        "scope": "scope",
        "requestType": "request_type",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"clientSecret"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("type", UNSET)
        if value != "oauth":
            raise cls.wrong("type", '"oauth"', value)
        model.type = value
        value = get("tokenUrl", UNSET)
        if type(value) is not str:
            raise cls.wrong("tokenUrl", "a string", value)
        model.token_url = value
        value = get("clientId", UNSET)
        if type(value) is not str:
            raise cls.wrong("clientId", "a string", value)
        model.client_id = value
        value = get("clientSecret", UNSET)
        if type(value) is not str:
            raise cls.wrong("clientSecret", "a string", value)
        model.client_secret = value
        value = get("audience", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("audience", "a string", value)
        model.audience = value
        value = get("scope", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("scope", "a string", value)
        model.scope = value
        value = get("requestType", UNSET)
        model.request_type = value if value is UNSET else member("requestType", _decode_request_type, value)
        return model
