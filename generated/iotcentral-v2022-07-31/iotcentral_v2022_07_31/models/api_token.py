# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ApiToken: A credential for programs that call this API."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import member, to_datetime, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .role_assignment import RoleAssignment

__all__ = ["ApiToken"]

_decode_roles = to_list(RoleAssignment.decode)


@define(kw_only=True, eq=False, repr=False)
class ApiToken(Model):
    """A credential for programs that call this API. It acts with the roles assigned to it until it expires or is
    deleted.

    Attributes:
        roles: Role assignments held, at least one. A user may hold different roles in several organizations. At
            least 1 item.
        id: Id of the token, taken from the path; it also appears as `skn` in the secret. Read-only.
        token: Secret to send as the whole `Authorization` header, scheme word included. Present only in the answer
            to the creation. Read-only.
        expiry: Time in UTC at which the token stops working. About one year after creation when the caller gives
            none.
    """

    roles: list[RoleAssignment]
    id: str | Unset = field(default=UNSET, init=False)
    token: str | Unset = field(default=UNSET, init=False)
    expiry: datetime.datetime | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "roles": "roles",
        "id": "id",
        "token": "token",
        "expiry": "expiry",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id", "token"})
    _secrets: ClassVar[frozenset[str]] = frozenset({"token"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        model.roles = member("roles", _decode_roles, get("roles", UNSET))
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("token", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("token", "a string", value)
        model.token = value
        value = get("expiry", UNSET)
        model.expiry = value if value is UNSET else member("expiry", to_datetime, value)
        return model
