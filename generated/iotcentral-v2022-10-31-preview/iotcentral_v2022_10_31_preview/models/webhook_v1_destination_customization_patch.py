# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""WebhookV1DestinationCustomizationPatch: Changes to `WebhookV1DestinationCustomization`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["WebhookV1DestinationCustomizationPatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class WebhookV1DestinationCustomizationPatch(Model):
    """Changes to `WebhookV1DestinationCustomization`: absent members stay as they are, null clears a member.

    Attributes:
        value: Text to send as the parameter or header; hidden on read when `secret` is true.
        secret: Whether the value is confidential, so that reads do not reveal it.
    """

    value: str | None | Unset = UNSET
    secret: bool | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "value": "value",
        "secret": "secret",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"value"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("value", UNSET)
        if type(value) is str or value is None:
            model.value = value
        elif value is not UNSET:
            raise cls.wrong("value", "a string", value)
        else:
            model.value = UNSET
        value = get("secret", UNSET)
        if type(value) is bool or value is None:
            model.secret = value
        elif value is not UNSET:
            raise cls.wrong("secret", "true or false", value)
        else:
            model.secret = UNSET
        return model
