# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BookPatchContentsItem: The schema `BookPatchContentsItem` of the API document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["BookPatchContentsItem"]


@define(kw_only=True, eq=False, repr=False)
class BookPatchContentsItem(Model):
    """The schema `BookPatchContentsItem` of the API document.

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
        value = get("title", UNSET)
        if type(value) is not str:
            raise cls.wrong("title", "a string", value)
        model.title = value
        value = get("from", UNSET)
        if type(value) is not int and value is not UNSET:
            value = member("from", integer, value)
        model.from_ = value
        return model
