# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""CagePatch: Changes to `Cage`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["CagePatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class CagePatch(Model):
    """Changes to `Cage`: absent members stay as they are, null clears a member.

    Attributes:
        size: Square metres. At least 1.
        key: Code of its door, which answers never show.
    """

    size: float | None | Unset = UNSET
    key: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "size": "size",
        "key": "key",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"key"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("size", UNSET)
        if type(value) is int or type(value) is float or value is None:
            model.size = value
        elif value is not UNSET:
            raise cls.wrong("size", "a number", value)
        else:
            model.size = UNSET
        value = get("key", UNSET)
        if type(value) is str or value is None:
            model.key = value
        elif value is not UNSET:
            raise cls.wrong("key", "a string", value)
        else:
            model.key = UNSET
        return model
