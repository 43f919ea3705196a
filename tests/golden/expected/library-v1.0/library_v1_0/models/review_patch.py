# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ReviewPatch: Changes to `Review`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["ReviewPatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ReviewPatch(Model):
    """Changes to `Review`: absent members stay as they are, null clears a member.

    Attributes:
        text: The words.
        stars: From one to five. 1 to 5.
    """

    text: str | None | Unset = UNSET
    stars: int | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "text": "text",
        "stars": "stars",
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
        value = get("text", UNSET)
        if type(value) is str or value is None:
            model.text = value
        elif value is not UNSET:
            raise cls.wrong("text", "a string", value)
        else:
            model.text = UNSET
        value = get("stars", UNSET)
        if type(value) is int or value is None:
            model.stars = value
        elif value is not UNSET:
            model.stars = member("stars", integer, value)
        else:
            model.stars = UNSET
        return model
