# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AddressPatch: Changes to `Address`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, text, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["AddressPatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class AddressPatch(Model):
    """Changes to `Address`: absent members stay as they are, null clears a member.

    Attributes:
        street: Street and number.
        town: Town.
    """

    street: str | None | Unset = UNSET
    town: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "street": "street",
        "town": "town",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = {
            key: member(key, optional(text), value) for key, value in data.items() if key not in cls._members
        }
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("street", UNSET)
        if type(value) is str or value is None:
            model.street = value
        elif value is not UNSET:
            raise cls.wrong("street", "a string", value)
        else:
            model.street = UNSET
        value = get("town", UNSET)
        if type(value) is str or value is None:
            model.town = value
        elif value is not UNSET:
            raise cls.wrong("town", "a string", value)
        else:
            model.town = UNSET
        return model
