# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RuleSubscription: Where the service posts what happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["RuleSubscription"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class RuleSubscription(Model):
    """Where the service posts what happened.

    Attributes:
        callback_url: Absolute URL that is posted to.
    """

    callback_url: str

    _members: ClassVar[Mapping[str, str]] = {
        "callbackUrl": "callback_url",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"callbackUrl"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("callbackUrl", UNSET)
        if type(value) is str:
            model.callback_url = value
        else:
            raise cls.wrong("callbackUrl", "a string", value)
        return model
