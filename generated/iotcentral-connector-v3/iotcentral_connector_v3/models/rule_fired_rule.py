# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RuleFiredRule: The rule that fired."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["RuleFiredRule"]


@define(kw_only=True, eq=False, repr=False)
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
        value = get("id", UNSET)
        if type(value) is not str:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("displayName", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        value = get("enabled", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("enabled", "true or false", value)
        model.enabled = value
        return model
