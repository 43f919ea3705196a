# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Address: Where somebody is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, text, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

if TYPE_CHECKING:
    import builtins

    from .address_patch import AddressPatch

__all__ = ["Address"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Address(Model):
    """Where somebody is.

    Attributes:
        street: Street and number.
        town: Town.
    """

    street: str
    town: str

    _members: ClassVar[Mapping[str, str]] = {
        "street": "street",
        "town": "town",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[AddressPatch]:
        """Return the class of the merge patches of this model."""
        from .address_patch import AddressPatch

        return AddressPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = {key: member(key, text, value) for key, value in data.items() if key not in cls._members}
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("street", UNSET)
        if type(value) is str:
            model.street = value
        else:
            raise cls.wrong("street", "a string", value)
        value = get("town", UNSET)
        if type(value) is str:
            model.town = value
        else:
            raise cls.wrong("town", "a string", value)
        return model
