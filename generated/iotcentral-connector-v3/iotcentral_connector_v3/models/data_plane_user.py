# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneUser: Someone or something with access to the application through its roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import ABSENT, Model, Variants, new
from iotcentral._core.types import UNSET

from .data_plane_role_assignment import DataPlaneRoleAssignment

if TYPE_CHECKING:
    import builtins

    from .data_plane_user_patch import DataPlaneUserPatch

__all__ = ["DataPlaneUser", "UnknownDataPlaneUser"]

_decode_roles = to_list(DataPlaneRoleAssignment.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataPlaneUser(Model):
    """Someone or something with access to the application through its roles. The member `type` tells which kind it
    is.

    One of several kinds, told apart by `type`: `DataPlaneADGroupUser`, `DataPlaneEmailUser`,
    `DataPlaneServicePrincipalUser`; `UnknownDataPlaneUser` stands for a kind that this package does not know.

    Attributes:
        roles: Role assignments held, at least one. A user may hold different roles in several organizations. At
            least 1 item.
        id: Id of the user, taken from the path and unique within the application. Read-only.
        type: Kind of user: `email` for a person, `servicePrincipal` for a program, `adGroup` for a directory group.
    """

    roles: list[DataPlaneRoleAssignment]
    id: str = field(default=ABSENT, init=False)
    type: str = field(default="", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "roles": "roles",
        "id": "id",
        "type": "type",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id"})

    @classmethod
    def patch_class(cls) -> builtins.type[DataPlaneUserPatch]:
        """Return the class of the merge patches of this model."""
        from .data_plane_user_patch import DataPlaneUserPatch

        return DataPlaneUserPatch

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
class UnknownDataPlaneUser(DataPlaneUser):
    """A `DataPlaneUser` of a kind that this package does not know; its content is kept as it came.

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
        model.roles = member("roles", _decode_roles, get("roles", UNSET))
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        value = get("type", UNSET)
        if type(value) is str:
            model.type = value
        else:
            raise cls.wrong("type", "a string", value)
        return model


_VARIANTS = Variants(
    __name__,
    {
        "adGroup": ".data_plane_ad_group_user:DataPlaneADGroupUser",
        "email": ".data_plane_email_user:DataPlaneEmailUser",
        "servicePrincipal": ".data_plane_service_principal_user:DataPlaneServicePrincipalUser",
    },
    unknown=".data_plane_user:UnknownDataPlaneUser",
)
