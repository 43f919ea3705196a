# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""User: Someone or something with access to the application through its roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import ABSENT, Model, Variants, new
from iotcentral._core.types import UNSET

from .role_assignment import RoleAssignment

if TYPE_CHECKING:
    import builtins

    from .user_patch import UserPatch

__all__ = ["UnknownUser", "User"]

_decode_roles = to_list(RoleAssignment.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class User(Model):
    """Someone or something with access to the application through its roles. The member `type` tells which kind it
    is.

    One of several kinds, told apart by `type`: `ADGroupUser`, `EmailUser`, `ServicePrincipalUser`; `UnknownUser`
    stands for a kind that this package does not know.

    Attributes:
        roles: Role assignments held, at least one. A user may hold different roles in several organizations. At
            least 1 item.
        id: Id of the user, taken from the path and unique within the application. Read-only.
        type: Kind of user: `email` for a person, `servicePrincipal` for a program, `adGroup` for a directory group.
    """

    roles: list[RoleAssignment]
    id: str = field(default=ABSENT, init=False)
    type: str = field(default="", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "roles": "roles",
        "id": "id",
        "type": "type",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id"})

    @classmethod
    def patch_class(cls) -> builtins.type[UserPatch]:
        """Return the class of the merge patches of this model."""
        from .user_patch import UserPatch

        return UserPatch

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
class UnknownUser(User):
    """A `User` of a kind that this package does not know; its content is kept as it came.

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
        "adGroup": ".ad_group_user:ADGroupUser",
        "email": ".email_user:EmailUser",
        "servicePrincipal": ".service_principal_user:ServicePrincipalUser",
    },
    unknown=".user:UnknownUser",
)
