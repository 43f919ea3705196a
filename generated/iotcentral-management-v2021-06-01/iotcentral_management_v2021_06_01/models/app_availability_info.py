# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AppAvailabilityInfo: Whether a name or a subdomain is free, and if it is not, why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["AppAvailabilityInfo"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class AppAvailabilityInfo(Model):
    """Whether a name or a subdomain is free, and if it is not, why.

    Attributes:
        name_available: Whether the name or the subdomain that was asked for is free. Read-only.
        reason: Why it is not free, as one word for programs: `AlreadyExists` for one that is taken, `Invalid` for
            one that no application may have. Absent when it is free. Read-only.
        message: Why it is not free, in English for people. Absent when it is free. Read-only.
    """

    name_available: bool = field(default=ABSENT, init=False)
    reason: str | Unset = field(default=UNSET, init=False)
    message: str | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "nameAvailable": "name_available",
        "reason": "reason",
        "message": "message",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"nameAvailable", "reason", "message"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("nameAvailable")
        if type(value) is bool:
            model.name_available = value
        elif value is not None:
            raise cls.wrong("nameAvailable", "true or false", value)
        value = get("reason")
        if type(value) is str:
            model.reason = value
        elif value is not None:
            raise cls.wrong("reason", "a string", value)
        else:
            model.reason = UNSET
        value = get("message")
        if type(value) is str:
            model.message = value
        elif value is not None:
            raise cls.wrong("message", "a string", value)
        else:
            model.message = UNSET
        return model
