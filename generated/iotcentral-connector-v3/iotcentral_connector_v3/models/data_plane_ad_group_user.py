# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneADGroupUser: A user that stands for a Microsoft Entra group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .data_plane_role_assignment import DataPlaneRoleAssignment
from .data_plane_user import DataPlaneUser

__all__ = ["DataPlaneADGroupUser"]

_decode_roles = to_list(DataPlaneRoleAssignment.decode)


@define(kw_only=True, eq=False, repr=False)
class DataPlaneADGroupUser(DataPlaneUser):
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
        model.roles = member("roles", _decode_roles, get("roles", UNSET))
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("type", UNSET)
        if value != "adGroup":
            raise cls.wrong("type", '"adGroup"', value)
        model.type = value
        value = get("tenantId", UNSET)
        if type(value) is not str:
            raise cls.wrong("tenantId", "a string", value)
        model.tenant_id = value
        value = get("objectId", UNSET)
        if type(value) is not str:
            raise cls.wrong("objectId", "a string", value)
        model.object_id = value
        return model
