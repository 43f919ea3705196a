# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RoleV1: A named set of permissions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["RoleV1"]


@define(kw_only=True, eq=False, repr=False)
class RoleV1(Model):
    """A named set of permissions.

    Attributes:
        id: Id of the role, a GUID.
        display_name: Name of the role that people see, such as `Operator`.
    """

    id: str | Unset = UNSET
    display_name: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("displayName", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        return model
