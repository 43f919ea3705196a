# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ADGroupUser: A user that stands for a Microsoft Entra group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .role_assignment import RoleAssignment
from .user import User

__all__ = ["ADGroupUser"]

_decode_roles = to_list(RoleAssignment.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ADGroupUser(User):
    """A user that stands for a Microsoft Entra group. Every member of the group gets its roles.

    Attributes:
        roles: Role assignments held, at least one. A user may hold different roles in several organizations. At
            least 1 item.
        id: Id of the user, taken from the path and unique within the application. Read-only.
        type: Kind of user: `email` for a person, `servicePrincipal` for a program, `adGroup` for a directory group.
        tenant_id: Id of the Entra tenant that the group belongs to, a GUID.
        object_id: Object id of the group in its Entra tenant, a GUID.
    """

    type: str = field(default="adGroup", init=False)
    tenant_id: str
    object_id: str

    _members: ClassVar[Mapping[str, str]] = {
        "roles": "roles",
        "id": "id",
        "type": "type",
        "tenantId": "tenant_id",
        "objectId": "object_id",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id"})

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
        value = get("type", UNSET)
        if value == "adGroup":
            model.type = value
        else:
            raise cls.wrong("type", '"adGroup"', value)
        value = get("tenantId", UNSET)
        if type(value) is str:
            model.tenant_id = value
        else:
            raise cls.wrong("tenantId", "a string", value)
        value = get("objectId", UNSET)
        if type(value) is str:
            model.object_id = value
        else:
            raise cls.wrong("objectId", "a string", value)
        return model
