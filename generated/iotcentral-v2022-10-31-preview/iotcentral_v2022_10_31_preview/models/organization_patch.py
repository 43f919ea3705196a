# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""OrganizationPatch: Changes to `Organization`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["OrganizationPatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class OrganizationPatch(Model):
    """Changes to `Organization`: absent members stay as they are, null clears a member.

    Attributes:
        display_name: Name of the organization shown to people; it may be left out.
        parent: Id of the organization directly above this one. Absent when it sits directly below the root of the
            application.
    """

    display_name: str | None | Unset = UNSET
    parent: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "displayName": "display_name",
        "parent": "parent",
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
        value = get("displayName", UNSET)
        if type(value) is str or value is None:
            model.display_name = value
        elif value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("parent", UNSET)
        if type(value) is str or value is None:
            model.parent = value
        elif value is not UNSET:
            raise cls.wrong("parent", "a string", value)
        else:
            model.parent = UNSET
        return model
