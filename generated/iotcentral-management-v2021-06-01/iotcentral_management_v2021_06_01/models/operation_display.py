# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""OperationDisplay: An operation in English for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["OperationDisplay"]


@define(kw_only=True, eq=False, repr=False)
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
        value = get("provider", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("provider", "a string", value)
        model.provider = value
        value = get("resource", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("resource", "a string", value)
        model.resource = value
        value = get("operation", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("operation", "a string", value)
        model.operation = value
        value = get("description", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("description", "a string", value)
        model.description = value
        return model
