# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ErrorDetails: What went wrong with a request, and the references to quote when asking for support."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["ErrorDetails"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ErrorDetails(Model):
    """What went wrong with a request, and the references to quote when asking for support.

    Attributes:
        code: Short machine-readable name of the error, such as `NotFound`, `InvalidBody` or `Unauthenticated`.
        message: Explanation in English for people; its wording may change.
        request_id: Short id that the service gave to the request, to quote in a support case.
        time: Time of the failure as an RFC 1123 date, the form of the HTTP `Date` header.
    """

    code: str
    message: str
    request_id: str | Unset = UNSET
    time: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "code": "code",
        "message": "message",
        "requestId": "request_id",
        "time": "time",
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
        value = get("code", UNSET)
        if type(value) is str:
            model.code = value
        else:
            raise cls.wrong("code", "a string", value)
        value = get("message", UNSET)
        if type(value) is str:
            model.message = value
        else:
            raise cls.wrong("message", "a string", value)
        value = get("requestId")
        if type(value) is str:
            model.request_id = value
        elif value is not None:
            raise cls.wrong("requestId", "a string", value)
        else:
            model.request_id = UNSET
        value = get("time")
        if type(value) is str:
            model.time = value
        elif value is not None:
            raise cls.wrong("time", "a string", value)
        else:
            model.time = UNSET
        return model
