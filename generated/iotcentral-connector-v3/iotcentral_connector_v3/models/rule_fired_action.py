# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RuleFiredAction: The action of a rule that sends what happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["RuleFiredAction"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
    _secrets: ClassVar[frozenset[str]] = frozenset({"url"})

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
        value = get("type")
        if type(value) is str:
            model.type = value
        elif value is not None:
            raise cls.wrong("type", "a string", value)
        else:
            model.type = UNSET
        value = get("rules")
        if only_texts(value):
            model.rules = value
        elif value is not None:
            model.rules = member("rules", texts, value)
        else:
            model.rules = UNSET
        value = get("displayName")
        if type(value) is str:
            model.display_name = value
        elif value is not None:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("url")
        if type(value) is str:
            model.url = value
        elif value is not None:
            raise cls.wrong("url", "a string", value)
        else:
            model.url = UNSET
        return model
