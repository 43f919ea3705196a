# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Organization: A node of the hierarchy that limits what users can reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["Organization"]


@define(kw_only=True, eq=False, repr=False)
class Organization(Model):
    """A node of the hierarchy that limits what users can reach.

    Attributes:
        id: Id of the organization. In a request it repeats the id of the path, or is left out.
        display_name: Name of the organization that people see.
        parent: Id of the organization directly above; absent directly below the root. It is an id, although flow
            designers show a name.
    """

    id: str | Unset = UNSET
    display_name: str | Unset = UNSET
    parent: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
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
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("displayName", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        value = get("parent", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("parent", "a string", value)
        model.parent = value
        return model
