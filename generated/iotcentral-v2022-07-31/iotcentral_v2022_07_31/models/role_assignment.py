# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RoleAssignment: A role given to a user or an API token, either for the whole application or within one organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["RoleAssignment"]


@define(kw_only=True, eq=False, repr=False)
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
        value = get("role", UNSET)
        if type(value) is not str:
            raise cls.wrong("role", "a string", value)
        model.role = value
        value = get("organization", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("organization", "a string", value)
        model.organization = value
        return model
