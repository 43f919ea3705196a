# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RuleFiredRule: The rule that fired."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["RuleFiredRule"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class RuleFiredRule(Model):
    """The rule that fired.

    Attributes:
        id: Id of the rule, a GUID.
        display_name: Name of the rule that people see.
        enabled: Whether the rule is active.
    """

    id: str
    display_name: str | Unset = UNSET
    enabled: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "enabled": "enabled",
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
        value = get("id", UNSET)
        if type(value) is str:
            model.id = value
        else:
            raise cls.wrong("id", "a string", value)
        value = get("displayName")
        if type(value) is str:
            model.display_name = value
        elif value is not None:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("enabled")
        if type(value) is bool:
            model.enabled = value
        elif value is not None:
            raise cls.wrong("enabled", "true or false", value)
        else:
            model.enabled = UNSET
        return model
