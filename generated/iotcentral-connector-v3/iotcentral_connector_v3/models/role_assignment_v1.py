# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RoleAssignmentV1: A role that a user has been given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["RoleAssignmentV1"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class RoleAssignmentV1(Model):
    """A role that a user has been given.

    Attributes:
        role: Id of the role.
    """

    role: str

    _members: ClassVar[Mapping[str, str]] = {
        "role": "role",
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
        return model
