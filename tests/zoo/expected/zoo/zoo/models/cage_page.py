# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""CagePage: A page of cages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .cage import Cage

__all__ = ["CagePage"]

_decode_value = to_list(Cage.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class CagePage(Model):
    """A page of cages.

    Attributes:
        value: The cages.
        next_link: Link to the next page. Read-only.
    """

    value: list[Cage]
    next_link: str | None | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "value": "value",
        "nextLink": "next_link",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"nextLink"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        model.value = member("value", _decode_value, get("value", UNSET))
        value = get("nextLink", UNSET)
        if type(value) is str or value is None:
            model.next_link = value
        elif value is not UNSET:
            raise cls.wrong("nextLink", "a string", value)
        else:
            model.next_link = UNSET
        return model
