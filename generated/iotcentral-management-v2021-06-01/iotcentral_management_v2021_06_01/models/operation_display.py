# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""OperationDisplay: An operation in English for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["OperationDisplay"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class OperationDisplay(Model):
    """An operation in English for people.

    Attributes:
        provider: Name of the resource provider. Read-only.
        resource: Type of resource that the operation is about. Read-only.
        operation: Name of the operation. Read-only.
        description: What the operation does. Read-only.
    """

    provider: str | Unset = field(default=UNSET, init=False)
    resource: str | Unset = field(default=UNSET, init=False)
    operation: str | Unset = field(default=UNSET, init=False)
    description: str | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "provider": "provider",
        "resource": "resource",
        "operation": "operation",
        "description": "description",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"provider", "resource", "operation", "description"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("provider")
        if type(value) is str:
            model.provider = value
        elif value is not None:
            raise cls.wrong("provider", "a string", value)
        else:
            model.provider = UNSET
        value = get("resource")
        if type(value) is str:
            model.resource = value
        elif value is not None:
            raise cls.wrong("resource", "a string", value)
        else:
            model.resource = UNSET
        value = get("operation")
        if type(value) is str:
            model.operation = value
        elif value is not None:
            raise cls.wrong("operation", "a string", value)
        else:
            model.operation = UNSET
        value = get("description")
        if type(value) is str:
            model.description = value
        elif value is not None:
            raise cls.wrong("description", "a string", value)
        else:
            model.description = UNSET
        return model
