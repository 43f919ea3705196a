# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Cage: A cage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .cage_patch import CagePatch

__all__ = ["Cage"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Cage(Model):
    """A cage.

    Attributes:
        id: Id of the cage. Read-only.
        etag: Entity tag of what is stored. Read-only.
        size: Square metres. At least 1.
        key: Code of its door, which answers never show. Write-only.
    """

    id: str | Unset = field(default=UNSET, init=False)
    etag: str | Unset = field(default=UNSET, init=False)
    size: float | Unset = UNSET
    key: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "etag": "etag",
        "size": "size",
        "key": "key",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id", "etag"})
    _secrets: ClassVar[frozenset[str]] = frozenset({"key"})

    @classmethod
    def patch_class(cls) -> builtins.type[CagePatch]:
        """Return the class of the merge patches of this model."""
        from .cage_patch import CagePatch

        return CagePatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        else:
            model.id = UNSET
        value = get("etag")
        if type(value) is str:
            model.etag = value
        elif value is not None:
            raise cls.wrong("etag", "a string", value)
        else:
            model.etag = UNSET
        value = get("size")
        if type(value) is int or type(value) is float:
            model.size = value
        elif value is not None:
            raise cls.wrong("size", "a number", value)
        else:
            model.size = UNSET
        value = get("key")
        if type(value) is str:
            model.key = value
        elif value is not None:
            raise cls.wrong("key", "a string", value)
        else:
            model.key = UNSET
        return model
