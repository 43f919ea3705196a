# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Operation: Something that can be done with a resource, and that a role can permit or forbid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import mapping, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .operation_display import OperationDisplay

__all__ = ["Operation"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Operation(Model):
    """Something that can be done with a resource, and that a role can permit or forbid.

    Attributes:
        name: Name of the operation as roles write it, provider, type and verb: `Microsoft.IoTCentral/IoTApps/read`.
            The verb is `read`, `write` or `delete`, or `action` with a name before it. Read-only.
        display: The operation in English for people.
        origin: Who is meant to use it, `user`, `system` or both, `user,system`. Read-only.
        properties: What else the provider tells of the operation, such as the metrics that it measures. Read-only.
    """

    name: str | Unset = field(default=UNSET, init=False)
    display: OperationDisplay | Unset = UNSET
    origin: str | Unset = field(default=UNSET, init=False)
    properties: dict[str, Any] | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "display": "display",
        "origin": "origin",
        "properties": "properties",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"name", "origin", "properties"})
    _free_form: ClassVar[tuple[str, ...]] = ("properties",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("name")
        if type(value) is str:
            model.name = value
        elif value is not None:
            raise cls.wrong("name", "a string", value)
        else:
            model.name = UNSET
        value = get("display")
        model.display = UNSET if value is None else member("display", OperationDisplay.decode, value)
        value = get("origin")
        if type(value) is str:
            model.origin = value
        elif value is not None:
            raise cls.wrong("origin", "a string", value)
        else:
            model.origin = UNSET
        value = get("properties")
        model.properties = UNSET if value is None else member("properties", mapping, value)
        return model
