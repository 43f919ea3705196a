# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlanePermission: The rights of a user or an API token, given as one or more role assignments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

from .data_plane_role_assignment import DataPlaneRoleAssignment

__all__ = ["DataPlanePermission"]

_decode_roles = to_list(DataPlaneRoleAssignment.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataPlanePermission(Model):
    """The rights of a user or an API token, given as one or more role assignments.

    Attributes:
        roles: Role assignments held, at least one. A user may hold different roles in several organizations. At
            least 1 item.
    """

    roles: list[DataPlaneRoleAssignment]

    _members: ClassVar[Mapping[str, str]] = {
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
        model.roles = member("roles", _decode_roles, get("roles", UNSET))
        return model
