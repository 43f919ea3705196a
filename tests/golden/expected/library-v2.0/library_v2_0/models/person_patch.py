# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""PersonPatch: Changes to `Person`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["PersonPatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class PersonPatch(Model):
    """Changes to `Person`: absent members stay as they are, null clears a member.

    Attributes:
        name: Full name.
    """

    name: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("name", UNSET)
        if type(value) is str or value is None:
            model.name = value
        elif value is not UNSET:
            raise cls.wrong("name", "a string", value)
        else:
            model.name = UNSET
        return model
