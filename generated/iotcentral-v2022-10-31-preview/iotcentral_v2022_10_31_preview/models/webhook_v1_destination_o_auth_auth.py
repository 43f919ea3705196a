# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""WebhookV1DestinationOAuthAuth: Authorizes webhook calls with an access token obtained through the OAuth 2.0 client credentials flow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_enum, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .o_auth_request_type import OAuthRequestType
from .webhook_v1_destination_auth import WebhookV1DestinationAuth

__all__ = ["WebhookV1DestinationOAuthAuth"]

_decode_request_type = to_enum(OAuthRequestType)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class WebhookV1DestinationOAuthAuth(WebhookV1DestinationAuth):
    """Authorizes webhook calls with an access token obtained through the OAuth 2.0 client credentials flow.

    Attributes:
        type: Selects how to authorize: `header` or `oauth`, which decides the other members.
        token_url: URL of the token endpoint from which access tokens are requested. A key in its query is shown by
            the service, but not by clients.
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
    _secrets: ClassVar[frozenset[str]] = frozenset({"tokenUrl", "clientSecret"})

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
        if value == "oauth":
            model.type = value
        else:
            raise cls.wrong("type", '"oauth"', value)
        value = get("tokenUrl", UNSET)
        if type(value) is str:
            model.token_url = value
        else:
            raise cls.wrong("tokenUrl", "a string", value)
        value = get("clientId", UNSET)
        if type(value) is str:
            model.client_id = value
        else:
            raise cls.wrong("clientId", "a string", value)
        value = get("clientSecret", UNSET)
        if type(value) is str:
            model.client_secret = value
        else:
            raise cls.wrong("clientSecret", "a string", value)
        value = get("audience")
        if type(value) is str:
            model.audience = value
        elif value is not None:
            raise cls.wrong("audience", "a string", value)
        else:
            model.audience = UNSET
        value = get("scope")
        if type(value) is str:
            model.scope = value
        elif value is not None:
            raise cls.wrong("scope", "a string", value)
        else:
            model.scope = UNSET
        value = get("requestType")
        model.request_type = UNSET if value is None else member("requestType", _decode_request_type, value)
        return model
