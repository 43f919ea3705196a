# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RuleFiredAction: The action of a rule that sends what happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import member, only_texts, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["RuleFiredAction"]


@define(kw_only=True, eq=False, repr=False)
class RuleFiredAction(Model):
    """The action of a rule that sends what happened.

    Attributes:
        id: Id of the action, a GUID.
        type: Kind of action, such as `WebhookAction`.
        rules: Ids of the rules that have this action.
        display_name: Name of the action that people see.
        url: Address that the action posts to.
    """

    id: str
    type: str | Unset = UNSET
    rules: list[str] | Unset = UNSET
    display_name: str | Unset = UNSET
    url: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "type": "type",
        "rules": "rules",
        "displayName": "display_name",
        "url": "url",
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
        value = get("type", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("type", "a string", value)
        model.type = value
        value = get("rules", UNSET)
        if value is not UNSET and not only_texts(value):
            value = member("rules", texts, value)
        model.rules = value
        value = get("displayName", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        value = get("url", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("url", "a string", value)
        model.url = value
        return model
