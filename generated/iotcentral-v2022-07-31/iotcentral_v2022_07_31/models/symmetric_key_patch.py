# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""SymmetricKeyPatch: Changes to `SymmetricKey`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["SymmetricKeyPatch"]


@define(kw_only=True, eq=False, repr=False)
class SymmetricKeyPatch(Model):
    """Changes to `SymmetricKey`: absent members stay as they are, null clears a member.

    Attributes:
        primary_key: First of the two keys, base64 encoded; devices normally use this one.
        secondary_key: Second of the two keys, base64 encoded; works while the primary key is being replaced.
    """

    primary_key: str | None | Unset = UNSET
    secondary_key: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "primaryKey": "primary_key",
        "secondaryKey": "secondary_key",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"primaryKey", "secondaryKey"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("primaryKey", UNSET)
        if type(value) is not str and value is not UNSET and value is not None:
            raise cls.wrong("primaryKey", "a string", value)
        model.primary_key = value
        value = get("secondaryKey", UNSET)
        if type(value) is not str and value is not UNSET and value is not None:
            raise cls.wrong("secondaryKey", "a string", value)
        model.secondary_key = value
        return model
