# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""WebhookV1DestinationCustomization: The value of one query parameter or header that is added to webhook calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .webhook_v1_destination_customization_patch import WebhookV1DestinationCustomizationPatch

__all__ = ["WebhookV1DestinationCustomization"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class WebhookV1DestinationCustomization(Model):
    """The value of one query parameter or header that is added to webhook calls.

    Attributes:
        value: Text to send as the parameter or header; hidden on read when `secret` is true.
        secret: Whether the value is confidential, so that reads do not reveal it.
    """

    value: str
    secret: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "value": "value",
        "secret": "secret",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"value"})

    @classmethod
    def patch_class(cls) -> builtins.type[WebhookV1DestinationCustomizationPatch]:
        """Return the class of the merge patches of this model."""
        from .webhook_v1_destination_customization_patch import WebhookV1DestinationCustomizationPatch

        return WebhookV1DestinationCustomizationPatch

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
        if type(value) is str:
            model.value = value
        else:
            raise cls.wrong("value", "a string", value)
        value = get("secret")
        if type(value) is bool:
            model.secret = value
        elif value is not None:
            raise cls.wrong("secret", "true or false", value)
        else:
            model.secret = UNSET
        return model
