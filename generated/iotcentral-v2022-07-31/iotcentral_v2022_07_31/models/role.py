# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Role: A named set of permissions, either built in or defined by the application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import ABSENT, Model, given_str, new

__all__ = ["Role"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Role(Model):
    """A named set of permissions, either built in or defined by the application. An application has at most 50 of
    them.

    Attributes:
        id: Id of the role, a GUID assigned by the service; the same everywhere for built-in roles. Read-only.
        display_name: Name shown to people, such as `Administrator`, `Operator` or `Org Viewer`.
    """

    id: str = field(default=ABSENT, init=False)
    display_name: str = field(default=ABSENT, converter=given_str)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id"})

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
        return model
