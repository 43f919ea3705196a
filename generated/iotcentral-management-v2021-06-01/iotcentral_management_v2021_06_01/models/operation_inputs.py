# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""OperationInputs: A name or a subdomain to check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["OperationInputs"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class OperationInputs(Model):
    """A name or a subdomain to check.

    Attributes:
        name: The name or the subdomain, as an application would be given it.
        type: Type of resource that the name is meant for, always that of applications. Default: `"IoTApps"`.
    """

    name: str
    type: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "type": "type",
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
        value = get("name", UNSET)
        if type(value) is str:
            model.name = value
        else:
            raise cls.wrong("name", "a string", value)
        value = get("type")
        if type(value) is str:
            model.type = value
        elif value is not None:
            raise cls.wrong("type", "a string", value)
        else:
            model.type = UNSET
        return model
