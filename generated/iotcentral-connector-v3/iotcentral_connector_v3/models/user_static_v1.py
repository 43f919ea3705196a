# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""UserStaticV1: A user of an application: its kind and its roles, whoever it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .role_assignment_v1 import RoleAssignmentV1

__all__ = ["UserStaticV1"]

_decode_roles = to_list(RoleAssignmentV1.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class UserStaticV1(Model):
    """A user of an application: its kind and its roles, whoever it is.

    Attributes:
        id: Id of the user, unique within the application.
        type: Kind of user: `email` for a person, `servicePrincipal` for a program, `adGroup` for a directory group.
        roles: Roles that the user has been given.
    """

    id: str | Unset = UNSET
    type: str
    roles: list[RoleAssignmentV1]

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "type": "type",
        "roles": "roles",
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
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        else:
            model.id = UNSET
        value = get("type", UNSET)
        if type(value) is str:
            model.type = value
        else:
            raise cls.wrong("type", "a string", value)
        model.roles = member("roles", _decode_roles, get("roles", UNSET))
        return model
