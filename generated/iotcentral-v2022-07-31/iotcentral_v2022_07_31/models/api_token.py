# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ApiToken: A credential for programs that call this API."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self, cast

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_datetime, to_list, wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

from .role_assignment import RoleAssignment

__all__ = ["ApiToken"]

_decode_roles = to_list(RoleAssignment.decode)


def _given_expiry(value: datetime.datetime | Unset) -> datetime.datetime:
    return cast("datetime.datetime", value)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
    id: str = field(default=ABSENT, init=False)
    token: str | Unset = field(default=UNSET, init=False)
    expiry: datetime.datetime = field(default=ABSENT, converter=_given_expiry)

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
        value: Any  # type checkers infer a variable from a limited number of assignments
        model.roles = member("roles", _decode_roles, get("roles", UNSET))
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        value = get("token")
        if type(value) is str:
            model.token = value
        elif value is not None:
            raise cls.wrong("token", "a string", value)
        else:
            model.token = UNSET
        value = get("expiry")
        if value is not None:
            model.expiry = member("expiry", to_datetime, value)
        return model
