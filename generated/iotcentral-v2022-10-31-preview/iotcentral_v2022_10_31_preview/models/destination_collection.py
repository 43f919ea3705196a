# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DestinationCollection: One page of a list of export destinations, with the link to the next page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.containers import CollectionModel
from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .destination import Destination

__all__ = ["DestinationCollection"]

_decode_value = to_list(Destination.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DestinationCollection(CollectionModel[Destination]):
    """One page of a list of export destinations, with the link to the next page.

    Attributes:
        value: The destinations on this page, with their secrets masked.
        next_link: Complete URL of the next page, to be called as it is; absent on the last page.
    """

    value: list[Destination]
    next_link: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "value": "value",
        "nextLink": "next_link",
    }
    _items: ClassVar[str] = "value"

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
        value = get("nextLink")
        if type(value) is str:
            model.next_link = value
        elif value is not None:
            raise cls.wrong("nextLink", "a string", value)
        else:
            model.next_link = UNSET
        return model
