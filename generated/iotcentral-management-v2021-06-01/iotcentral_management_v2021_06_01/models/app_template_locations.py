# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AppTemplateLocations: A place where applications can be made from a template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["AppTemplateLocations"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class AppTemplateLocations(Model):
    """A place where applications can be made from a template.

    Attributes:
        id: Region or geography as the `location` of an application names it, such as `westeurope`. Read-only.
        display_name: Name of the place shown to people, such as `West Europe`. Read-only.
    """

    id: str | Unset = field(default=UNSET, init=False)
    display_name: str | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id", "displayName"})

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
        else:
            model.id = UNSET
        value = get("displayName")
        if type(value) is str:
            model.display_name = value
        elif value is not None:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        return model
