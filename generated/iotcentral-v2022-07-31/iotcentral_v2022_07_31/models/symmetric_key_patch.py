# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""SymmetricKeyPatch: Changes to `SymmetricKey`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["SymmetricKeyPatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("primaryKey", UNSET)
        if type(value) is str or value is None:
            model.primary_key = value
        elif value is not UNSET:
            raise cls.wrong("primaryKey", "a string", value)
        else:
            model.primary_key = UNSET
        value = get("secondaryKey", UNSET)
        if type(value) is str or value is None:
            model.secondary_key = value
        elif value is not UNSET:
            raise cls.wrong("secondaryKey", "a string", value)
        else:
            model.secondary_key = UNSET
        return model
