# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""EnrollmentGroupCollection: One page of the enrollment groups of the application, with a link to the next page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .enrollment_group import EnrollmentGroup

__all__ = ["EnrollmentGroupCollection"]

_decode_value = to_list(EnrollmentGroup.decode)


@define(kw_only=True, eq=False, repr=False)
class EnrollmentGroupCollection(Model):
    """One page of the enrollment groups of the application, with a link to the next page.

    Attributes:
        value: Enrollment groups on this page; empty when there are none.
        next_link: Complete address of the next page, to be requested unchanged; absent on the last page.
    """

    value: list[EnrollmentGroup]
    next_link: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "value": "value",
        "nextLink": "next_link",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        model.value = member("value", _decode_value, get("value", UNSET))
        value = get("nextLink", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("nextLink", "a string", value)
        model.next_link = value
        return model
