# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneUserPatch: Changes to `User`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .data_plane_role_assignment import DataPlaneRoleAssignment

__all__ = ["DataPlaneUserPatch"]

_decode_roles = optional(to_list(DataPlaneRoleAssignment.decode))


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataPlaneUserPatch(Model):
    """Changes to `User`: absent members stay as they are, null clears a member.

    Attributes:
        roles: Role assignments held, at least one. A user may hold different roles in several organizations. At
            least 1 item.
        type: Kind of user: `email` for a person, `servicePrincipal` for a program, `adGroup` for a directory group.
        tenant_id: Id of the Entra tenant that the group belongs to, a GUID.
        object_id: Object id of the group in its Entra tenant, a GUID.
        email: E-mail address of the person, unique among the users. It is set when the user is added.
    """

    roles: list[DataPlaneRoleAssignment] | None | Unset = UNSET
    type: str | Unset = UNSET
    tenant_id: str | None | Unset = UNSET
    object_id: str | None | Unset = UNSET
    email: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "roles": "roles",
        "type": "type",
        "tenantId": "tenant_id",
        "objectId": "object_id",
        "email": "email",
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
        value = get("roles", UNSET)
        model.roles = UNSET if value is UNSET else member("roles", _decode_roles, value)
        value = get("type")
        if type(value) is str:
            model.type = value
        elif value is not None:
            raise cls.wrong("type", "a string", value)
        else:
            model.type = UNSET
        value = get("tenantId", UNSET)
        if type(value) is str or value is None:
            model.tenant_id = value
        elif value is not UNSET:
            raise cls.wrong("tenantId", "a string", value)
        else:
            model.tenant_id = UNSET
        value = get("objectId", UNSET)
        if type(value) is str or value is None:
            model.object_id = value
        elif value is not UNSET:
            raise cls.wrong("objectId", "a string", value)
        else:
            model.object_id = UNSET
        value = get("email", UNSET)
        if type(value) is str or value is None:
            model.email = value
        elif value is not UNSET:
            raise cls.wrong("email", "a string", value)
        else:
            model.email = UNSET
        return model
