# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RoleAssignment: A role given to a user or an API token, either for the whole application or within one organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["RoleAssignment"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class RoleAssignment(Model):
    """A role given to a user or an API token, either for the whole application or within one organization.

    Attributes:
        role: Id of the role that is given, as listed by the roles operations.
        organization: Id of the organization in which the role holds. Needed for organization roles; absent means
            the root of the application.
    """

    role: str
    organization: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "role": "role",
        "organization": "organization",
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
        value = get("role", UNSET)
        if type(value) is str:
            model.role = value
        else:
            raise cls.wrong("role", "a string", value)
        value = get("organization")
        if type(value) is str:
            model.organization = value
        elif value is not None:
            raise cls.wrong("organization", "a string", value)
        else:
            model.organization = UNSET
        return model
