# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""SymmetricKey: A pair of shared keys for device authentication."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

if TYPE_CHECKING:
    import builtins

    from .symmetric_key_patch import SymmetricKeyPatch

__all__ = ["SymmetricKey"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class SymmetricKey(Model):
    """A pair of shared keys for device authentication. Either key is accepted, so that one can be replaced while
    the other is in use.

    Attributes:
        primary_key: First of the two keys, base64 encoded; devices normally use this one.
        secondary_key: Second of the two keys, base64 encoded; works while the primary key is being replaced.
    """

    primary_key: str
    secondary_key: str

    _members: ClassVar[Mapping[str, str]] = {
        "primaryKey": "primary_key",
        "secondaryKey": "secondary_key",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"primaryKey", "secondaryKey"})

    @classmethod
    def patch_class(cls) -> builtins.type[SymmetricKeyPatch]:
        """Return the class of the merge patches of this model."""
        from .symmetric_key_patch import SymmetricKeyPatch

        return SymmetricKeyPatch

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
        if type(value) is str:
            model.primary_key = value
        else:
            raise cls.wrong("primaryKey", "a string", value)
        value = get("secondaryKey", UNSET)
        if type(value) is str:
            model.secondary_key = value
        else:
            raise cls.wrong("secondaryKey", "a string", value)
        return model
