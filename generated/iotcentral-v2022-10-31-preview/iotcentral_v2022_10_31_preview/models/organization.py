# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Organization: A node of the hierarchy that limits which devices users and API tokens can reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .organization_patch import OrganizationPatch

__all__ = ["Organization"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Organization(Model):
    """A node of the hierarchy that limits which devices users and API tokens can reach. An application holds at
    most 200, nested five deep.

    Attributes:
        id: Id of the organization, taken from the path; devices, groups and role assignments refer to it.
            Read-only.
        display_name: Name of the organization shown to people; it may be left out.
        parent: Id of the organization directly above this one. Absent when it sits directly below the root of the
            application.
    """

    id: str = field(default=ABSENT, init=False)
    display_name: str | Unset = UNSET
    parent: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "parent": "parent",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id"})

    @classmethod
    def patch_class(cls) -> builtins.type[OrganizationPatch]:
        """Return the class of the merge patches of this model."""
        from .organization_patch import OrganizationPatch

        return OrganizationPatch

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
        value = get("displayName")
        if type(value) is str:
            model.display_name = value
        elif value is not None:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("parent")
        if type(value) is str:
            model.parent = value
        elif value is not None:
            raise cls.wrong("parent", "a string", value)
        else:
            model.parent = UNSET
        return model
