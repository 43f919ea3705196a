# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BookContentsItem: The parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["BookContentsItem"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class BookContentsItem(Model):
    """The parts.

    Attributes:
        title: Heading of the part.
        from_: First page.
    """

    title: str
    from_: int | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "title": "title",
        "from": "from_",
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
        value = get("title", UNSET)
        if type(value) is str:
            model.title = value
        else:
            raise cls.wrong("title", "a string", value)
        value = get("from")
        if type(value) is int:
            model.from_ = value
        elif value is not None:
            model.from_ = member("from", integer, value)
        else:
            model.from_ = UNSET
        return model
