# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Person: Somebody by name."""

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

    from .person_patch import PersonPatch

__all__ = ["Person"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Person(Model):
    """Somebody by name.

    Attributes:
        name: Full name.
    """

    name: str

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[PersonPatch]:
        """Return the class of the merge patches of this model."""
        from .person_patch import PersonPatch

        return PersonPatch

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
        if type(value) is str:
            model.name = value
        else:
            raise cls.wrong("name", "a string", value)
        return model
